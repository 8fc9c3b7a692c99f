# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Loading folders, setting parameters and reading them again."""

from datetime import date
from decimal import Decimal

import pytest

from kuangtu.accounts.actor import SYSTEM, Actor, OutsideArea, Role, RoleTooLow
from kuangtu.audit.models import Entry
from kuangtu.core.canonical import canonical_json
from kuangtu.core.errors import Invalid, NotFound
from kuangtu.plans import queries
from kuangtu.plans.errors import OverrideNotUsable, ParameterIsVerified, RuleCodeTaken
from kuangtu.plans.folder import read_folder
from kuangtu.plans.models import FolderEdition, ParameterOverride
from kuangtu.plans.records import folder_record
from kuangtu.plans.services import load_all, load_folder, override_parameter
from plans.plan_folders import COUNTY, LAW, MINI, a_copy, change

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)
BUREAU = Actor("officer:1", "局长", Role.ADMINISTRATOR, "990102")
REVIEWER = Actor("officer:2", "审查员", Role.REVIEWER, "990102")
NEIGHBOR = Actor("officer:3", "邻县", Role.ADMINISTRATOR, "990103")


def load(path=MINI / COUNTY, **changes):
    return load_folder(path, **{"actor": SYSTEM, "loaded_on": DAY} | changes)


def set_parameter(**changes):
    ordinary = {
        "binding": "SC-FLOOR",
        "parameter": "tolerance",
        "value": Decimal("0.1"),
        "starts_on": DAY,
        "reason": "局务会纪要",
        "actor": BUREAU,
    }
    return override_parameter(**ordinary | changes)


def tolerance_on(day, adcode="990102"):
    binding = queries.folders_on(day, adcode)[COUNTY].bindings[0]
    return binding.parameters["tolerance"].value


def test_loading_stores_one_edition_and_one_trace():
    edition = load(actor=BUREAU)

    assert list(FolderEdition.objects.values_list("code", "is_current", "loaded_by")) == [
        (COUNTY, True, "officer:1")
    ]
    assert list(Entry.objects.values_list("action", "actor", "adcode", "data")) == [
        (
            "plans.folder-loaded",
            "officer:1",
            "990102",
            {"sha256": edition.sha256, "replaces": None, "loaded_on": "2026-06-01"},
        )
    ]


def test_what_is_loaded_is_read_back_exactly():
    load()

    folders = queries.folders_on(DAY, "990102")

    assert dict(folders) == {COUNTY: read_folder(MINI / COUNTY)}
    # Equal numbers may differ in type or digits; their canonical JSON may not.
    stored, read = (folder_record(one) for one in (folders[COUNTY], read_folder(MINI / COUNTY)))
    assert canonical_json(stored) == canonical_json(read)


def test_loading_the_same_folder_again_writes_nothing():
    first = load()

    second = load(loaded_on=date(2026, 7, 1))

    assert second == first
    assert second.loaded_on == DAY
    assert (FolderEdition.objects.count(), Entry.objects.count()) == (1, 1)


def test_a_changed_folder_is_a_new_edition_and_the_old_one_stays(tmp_path):
    old = load()
    folder = a_copy(tmp_path)
    change(folder, "goals.csv", "120.5", "130")

    new = load(folder)

    assert list(FolderEdition.objects.values_list("sha256", "is_current")) == [
        (old.sha256, False),
        (new.sha256, True),
    ]
    assert queries.folders_on(DAY, "990102")[COUNTY].goals[0].value == Decimal(130)
    assert queries.folder_by_sha256(old.sha256) == read_folder(MINI / COUNTY)


def test_going_back_to_an_old_folder_makes_its_edition_current_again(tmp_path):
    old = load()
    folder = a_copy(tmp_path)
    change(folder, "goals.csv", "120.5", "130")
    load(folder)

    load()

    assert FolderEdition.objects.count() == 2
    assert queries.current_hashes() == {COUNTY: old.sha256}
    assert Entry.objects.count() == 3


def test_a_folder_with_mistakes_writes_nothing(tmp_path):
    folder = a_copy(tmp_path)
    change(folder, "goals.csv", "120.5", "x")

    with pytest.raises(Invalid):
        load(folder)

    assert (FolderEdition.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.parametrize(("actor", "error"), [(REVIEWER, RoleTooLow), (NEIGHBOR, OutsideArea)])
def test_only_an_administrator_of_the_area_loads_a_plan(actor, error):
    with pytest.raises(error):
        load(actor=actor)

    assert (FolderEdition.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_rule_code_of_another_folder_is_refused(tmp_path):
    load()
    law = a_copy(tmp_path, LAW)
    change(law, "rules.toml", "SAMPLE-1", "SC-BAN")

    with pytest.raises(RuleCodeTaken) as refused:
        load(law)

    assert [str(one) for one in refused.value.problems] == [
        "规则代码 SC-BAN 同时出现在 990102-2026 和 sample-law"
    ]
    assert FolderEdition.objects.count() == 1


def test_all_shipped_folders_are_loaded_once(tmp_path, settings):
    settings.KUANGTU_PLANS, settings.KUANGTU_NORMS = tmp_path / "plans", tmp_path / "norms"
    a_copy(settings.KUANGTU_PLANS)
    a_copy(settings.KUANGTU_NORMS, LAW)

    first = load_all(actor=SYSTEM, loaded_on=DAY)
    second = load_all(actor=SYSTEM, loaded_on=DAY)

    assert [one.code for one in first] == [COUNTY, LAW]
    assert second == []
    assert list(queries.folders_on(DAY, "990102")) == [COUNTY, LAW]
    assert list(queries.folders_on(DAY, "650000")) == [LAW]


def test_the_mistakes_of_all_shipped_folders_come_together(tmp_path, settings):
    settings.KUANGTU_PLANS, settings.KUANGTU_NORMS = tmp_path / "plans", tmp_path / "norms"
    change(a_copy(settings.KUANGTU_PLANS), "goals.csv", "120.5", "x")
    change(a_copy(settings.KUANGTU_NORMS, LAW), "norm.toml", "2027-06-30", "2019-01-01")

    with pytest.raises(Invalid) as refused:
        load_all(actor=SYSTEM, loaded_on=DAY)

    assert [one.code for one in refused.value.problems] == ["not-a-number", "ends-before-start"]
    assert FolderEdition.objects.count() == 0


def test_a_parameter_set_by_the_office_holds_from_its_day_in_its_area():
    load()

    set_parameter(starts_on=date(2026, 8, 1))

    assert tolerance_on(date(2026, 7, 31)) == Decimal("0.05")
    assert tolerance_on(date(2026, 8, 1)) == Decimal("0.1")
    assert Entry.objects.last().action == "plans.parameter-set"
    assert Entry.objects.last().data == {
        "before": {"$decimal": "0.05"},
        "value": {"$decimal": "0.1"},
        "from": "2026-08-01",
        "reason": "局务会纪要",
    }


def test_a_county_sets_a_norms_parameter_for_itself_only():
    load(MINI / LAW)

    set_parameter(binding="SAMPLE-1", parameter="distance_m", value=1500)

    own = queries.folders_on(DAY, "990102")[LAW].bindings[0].parameters["distance_m"]
    other = queries.folders_on(DAY, "990103")[LAW].bindings[0].parameters["distance_m"]
    assert (own.value, other.value) == (1500, 1000)


def test_lists_and_dates_can_be_set_too():
    load(MINI / LAW)

    set_parameter(binding="SAMPLE-1", parameter="names", value=("c",))
    set_parameter(binding="SAMPLE-1", parameter="since", value=date(2021, 2, 3))

    parameters = queries.folders_on(DAY, "990102")[LAW].bindings[0].parameters
    assert parameters["names"].value == ("c",)
    assert parameters["since"].value == date(2021, 2, 3)
    assert str(ParameterOverride.objects.first()) == "SAMPLE-1.names 990102 2026-06-01"


def test_a_receipt_finds_the_folder_with_the_parameters_of_its_day():
    load()
    set_parameter()
    then = queries.folders_on(DAY, "990102")[COUNTY]

    set_parameter(value=Decimal("0.2"))

    assert tolerance_on(DAY) == Decimal("0.2")
    assert queries.folder_by_sha256(then.sha256) == then


def test_an_unknown_hash_is_not_found():
    load()
    set_parameter()

    with pytest.raises(NotFound):
        queries.folder_by_sha256("0" * 64)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        pytest.param({"actor": REVIEWER}, RoleTooLow, id="a-reviewer"),
        pytest.param({"actor": NEIGHBOR}, OutsideArea, id="another-county"),
        pytest.param({"binding": "NO-SUCH"}, NotFound, id="no-such-rule"),
        pytest.param({"parameter": "nothing"}, NotFound, id="no-such-parameter"),
        pytest.param(
            {"parameter": "classes", "value": ("大型",)}, ParameterIsVerified, id="verified"
        ),
        pytest.param({"value": "0.1"}, OverrideNotUsable, id="text-for-a-number"),
        pytest.param({"value": True}, OverrideNotUsable, id="boolean-for-a-number"),
        pytest.param({"value": Decimal("NaN")}, OverrideNotUsable, id="not-a-number"),
        pytest.param({"reason": "  "}, OverrideNotUsable, id="no-reason"),
    ],
)
def test_a_refused_setting_writes_nothing(changes, error):
    load()

    with pytest.raises(error):
        set_parameter(**changes)

    assert (ParameterOverride.objects.count(), Entry.objects.count()) == (0, 1)


def test_reading_takes_the_same_number_of_queries_for_one_folder_and_for_two(
    django_assert_num_queries,
):
    load()
    queries.folders_on(DAY, "990102")
    with django_assert_num_queries(2):
        queries.folders_on(DAY, "990102")
    load(MINI / LAW)
    queries.folders_on(DAY, "990102")

    with django_assert_num_queries(2):
        folders = queries.folders_on(DAY, "990102")

    assert len(folders) == 2
