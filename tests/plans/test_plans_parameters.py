# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What an office does with unverified figures: verify, set, restore. 参数的核实与设定。"""

from datetime import date
from decimal import Decimal

import pytest

from kuangtu.accounts.actor import SYSTEM, Actor, OutsideArea, Role, RoleTooLow
from kuangtu.audit.models import Entry
from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.plans import queries
from kuangtu.plans.errors import NothingToRestore, OverrideNotUsable, ParameterIsVerified
from kuangtu.plans.figures import figures
from kuangtu.plans.models import ParameterOverride
from kuangtu.plans.services import (
    load_folder,
    override_parameter,
    restore_parameter,
    verify_parameter,
)
from kuangtu.plans.types import CheckContract, Confidence
from plans.plan_folders import COUNTY, LAW, MINI, a_copy, change

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)
BUREAU = Actor("officer:1", "局长", Role.ADMINISTRATOR, "990102")
REVIEWER = Actor("officer:2", "审查员", Role.REVIEWER, "990102")
NEIGHBOR = Actor("officer:3", "邻县", Role.ADMINISTRATOR, "990103")
FIGURE = {"binding": "SC-FLOOR", "parameter": "tolerance"}
TABLE = """
[[data]]
name = "rates"
title = { zh = "最低回采率", en = "Least recovery" }
source = "公告摘录"
confidence = "V*"
[[data.column]]
name = "mineral"
kind = "text"
title = { zh = "矿种", en = "mineral" }
[[data.column]]
name = "minimum_percent"
kind = "decimal"
unit = "%"
title = { zh = "最低值", en = "minimum" }
[[data.column]]
name = "source"
kind = "text"
title = { zh = "来源", en = "source" }
[[data.column]]
name = "confidence"
kind = "confidence"
title = { zh = "核实程度", en = "confidence" }
"""
ROWS = "mineral,minimum_percent,source,confidence\n煤,80,公告摘录,V*\n铁,70,公告,V\n"


@pytest.fixture
def county():
    return load_folder(MINI / COUNTY, actor=SYSTEM, loaded_on=DAY)


def a_law_with_a_table(where, rows=ROWS):
    law = where / LAW if (where / LAW).exists() else a_copy(where, LAW)
    if not (law / "rates.csv").exists():
        (law / "norm.toml").write_text((law / "norm.toml").read_text("utf-8") + TABLE, "utf-8")
    (law / "rates.csv").write_text(rows, "utf-8")
    return load_folder(law, actor=SYSTEM, loaded_on=DAY)


def verify(**changes):
    ordinary = {"source": "示例规程第3条", "read_on": DAY, "today": DAY, "actor": BUREAU}
    return verify_parameter(**FIGURE | ordinary | changes)


def verify_again():
    return verify(source="示例规程第4条", starts_on=DAY)


def set_to(value=Decimal("0.1"), **changes):
    ordinary = {"value": value, "starts_on": DAY, "reason": "局务会纪要", "actor": BUREAU}
    return override_parameter(**FIGURE | ordinary | changes)


def restore(**changes):
    ordinary = {"starts_on": DAY, "reason": "录入有误", "actor": BUREAU}
    return restore_parameter(**FIGURE | ordinary | changes)


def tolerance(day=DAY, adcode="990102"):
    return queries.folders_on(day, adcode)[COUNTY].bindings[0].parameters["tolerance"]


def row_about(words, day=DAY, code=LAW):
    found = figures(queries.folders_on(day, "990102")[code])
    return next(one for one in found if one.about.zh == words)


def test_a_verified_figure_keeps_its_value_and_names_its_source_and_day(county):
    verify()

    parameter = tolerance()
    assert (parameter.value, parameter.folder_value) == (Decimal("0.05"), Decimal("0.05"))
    assert (parameter.confidence, parameter.set_by) == (Confidence.READ, "officer:1")
    assert parameter.source == "示例规程第3条（2026-06-01 核对）"
    assert parameter.is_verified is True
    entry = Entry.objects.last()
    assert (entry.action, entry.subject, entry.data) == (
        "plans.parameter-verified",
        "plans.ParameterOverride:SC-FLOOR.tolerance",
        {
            "before": {"$decimal": "0.05"},
            "value": {"$decimal": "0.05"},
            "from": "2026-01-01",
            "reason": "示例规程第3条",
            "read_on": "2026-06-01",
        },
    )


def test_a_verification_holds_over_the_whole_period_and_in_the_own_area_only(county):
    load_folder(MINI / LAW, actor=SYSTEM, loaded_on=DAY)
    verify(binding="SAMPLE-1", parameter="names")

    names = {
        (day, adcode): queries.folders_on(day, adcode)[LAW].bindings[0].parameters["names"]
        for day in (date(2021, 1, 1), DAY)
        for adcode in ("990102", "990103")
    }
    assert {key: one.is_verified for key, one in names.items()} == {
        (date(2021, 1, 1), "990102"): True,
        (DAY, "990102"): True,
        (date(2021, 1, 1), "990103"): False,
        (DAY, "990103"): False,
    }


def test_a_verification_does_not_carry_over_to_another_value_of_a_new_edition(county, tmp_path):
    verify()
    folder = a_copy(tmp_path)
    change(folder, "rules.toml", "0.05", "0.06")

    load_folder(folder, actor=SYSTEM, loaded_on=DAY)

    assert (tolerance().value, tolerance().is_verified) == (Decimal("0.06"), False)


def test_a_set_value_stays_through_a_new_edition(county, tmp_path):
    set_to()
    folder = a_copy(tmp_path)
    change(folder, "rules.toml", "0.05", "0.06")

    load_folder(folder, actor=SYSTEM, loaded_on=DAY)

    assert (tolerance().value, tolerance().folder_value) == (Decimal("0.1"), Decimal("0.06"))


def test_the_old_value_stays_readable_by_its_day(county):
    set_to(Decimal("0.1"), starts_on=date(2026, 7, 1))
    set_to(Decimal("0.2"), starts_on=date(2026, 9, 1))

    days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 31), date(2026, 9, 1)]
    assert [str(tolerance(day).value) for day in days] == ["0.05", "0.1", "0.1", "0.2"]


def test_a_restored_figure_is_the_folders_own_and_unverified_again(county):
    verify()
    set_to(starts_on=date(2026, 7, 1))

    restore(starts_on=date(2026, 8, 1))

    assert [tolerance(date(2026, month, 1)).is_verified for month in (6, 7, 8)] == [
        True,
        True,
        False,
    ]
    folder = queries.folders_on(date(2026, 8, 1), "990102")[COUNTY]
    assert (folder.sha256, folder.overrides) == (folder.edition_sha256, ())
    assert Entry.objects.last().action == "plans.parameter-restored"


def test_every_state_of_a_figure_is_found_again_by_its_hash(county):
    shas = {queries.folders_on(DAY, "990102")[COUNTY].sha256: "0.05"}
    for act in (verify, set_to, lambda: set_to(Decimal("0.2")), restore, verify_again):
        act()
        shas[queries.folders_on(DAY, "990102")[COUNTY].sha256] = str(tolerance().value)

    assert sorted(shas.values()) == ["0.05", "0.05", "0.05", "0.1", "0.2"]
    for sha256, value in shas.items():
        for edition in ("", county.sha256):
            found = queries.folder_by_sha256(sha256, edition)
            assert str(found.bindings[0].parameters["tolerance"].value) == value


def test_a_row_of_a_table_is_verified_by_what_it_is_about(tmp_path):
    a_law_with_a_table(tmp_path)
    coal = row_about("煤")

    verify(binding=coal.binding, parameter=coal.parameter)

    now = row_about("煤")
    assert (now.confidence, now.set_by, now.is_verified) == (Confidence.READ, "officer:1", True)
    assert now.source == "示例规程第3条（2026-06-01 核对）"
    a_law_with_a_table(tmp_path, ROWS.replace("煤,80", "金,60,公告摘录,V*\n煤,80"))
    assert [row_about(one).is_verified for one in ("金", "煤")] == [False, True]


def test_a_row_of_a_table_is_set_from_a_day_on(tmp_path):
    a_law_with_a_table(tmp_path)
    coal = row_about("煤")

    set_to(
        {"minimum_percent": Decimal("82.5")},
        binding=coal.binding,
        parameter=coal.parameter,
        starts_on=date(2026, 7, 1),
    )

    days = [date(2026, 6, 30), date(2026, 7, 1)]
    assert [row_about("煤", day).value for day in days] == [
        {"minimum_percent": Decimal(80)},
        {"minimum_percent": Decimal("82.5")},
    ]
    folder = queries.folders_on(days[1], "990102")[LAW]
    assert folder.data["rates"][0] == {
        "mineral": "煤",
        "minimum_percent": "82.5",
        "source": "局务会纪要",
        "confidence": "V*",
        "set_by": "officer:1",
    }
    assert queries.folder_by_sha256(folder.sha256).data == folder.data


def test_a_row_that_was_read_in_the_text_cannot_be_set(tmp_path):
    a_law_with_a_table(tmp_path)
    iron = row_about("铁")

    with pytest.raises(ParameterIsVerified):
        verify(binding=iron.binding, parameter=iron.parameter)

    assert ParameterOverride.objects.count() == 0


LONG = "甲" * 501
NOT_A_MINERAL = CheckContract(("tolerance",), ("classes",), lambda *_: Text("不行", "no"))


@pytest.mark.parametrize(
    ("act", "changes", "error"),
    [
        pytest.param(verify, {"actor": REVIEWER}, RoleTooLow, id="a-reviewer-verifies"),
        pytest.param(verify, {"actor": NEIGHBOR}, OutsideArea, id="another-county-verifies"),
        pytest.param(verify, {"source": " "}, OverrideNotUsable, id="no-source"),
        pytest.param(verify, {"source": LONG}, OverrideNotUsable, id="an-endless-source"),
        pytest.param(verify, {"read_on": date(2026, 6, 2)}, OverrideNotUsable, id="tomorrow"),
        pytest.param(verify, {"parameter": "classes"}, ParameterIsVerified, id="verified-already"),
        pytest.param(verify, {"parameter": "nothing"}, NotFound, id="no-such-figure"),
        pytest.param(set_to, {"value": Decimal(-1)}, OverrideNotUsable, id="negative"),
        pytest.param(set_to, {"value": {"a": 1}}, OverrideNotUsable, id="a-table-for-a-number"),
        pytest.param(
            set_to, {"starts_on": date(2025, 12, 31)}, OverrideNotUsable, id="before-the-rule"
        ),
        pytest.param(
            set_to,
            {"known_checks": {"capacity-meets-the-plan-floor": NOT_A_MINERAL}},
            OverrideNotUsable,
            id="what-the-rule-cannot-use",
        ),
        pytest.param(restore, {"actor": REVIEWER}, RoleTooLow, id="a-reviewer-restores"),
        pytest.param(restore, {}, NothingToRestore, id="nothing-to-restore"),
    ],
)
def test_what_is_refused_writes_nothing(county, act, changes, error):
    with pytest.raises(error):
        act(**changes)

    assert (ParameterOverride.objects.count(), Entry.objects.count()) == (0, 1)


def test_a_norm_that_has_ended_cannot_be_set_after_its_end():
    load_folder(MINI / LAW, actor=SYSTEM, loaded_on=DAY)

    with pytest.raises(OverrideNotUsable) as refused:
        set_to(("c",), binding="SAMPLE-1", parameter="names", starts_on=date(2027, 7, 1))

    assert [one.text.en for one in refused.value.problems] == [
        "The rule ended on 2027-06-30: nothing set later has effect"
    ]


def test_what_was_restored_cannot_be_restored_again(county):
    set_to()
    restore()

    with pytest.raises(NothingToRestore):
        restore()

    assert ParameterOverride.objects.count() == 2
