# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Importing a register from CSV and XLSX. 台账导入。"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kuangtu.accounts.actor import OutsideArea, RoleTooLow
from kuangtu.audit.models import Entry
from kuangtu.codes.choices import Act, MiningMethod, RightKind, RightStatus
from kuangtu.core.quantity import Quantity
from kuangtu.geo.formats import ground_of, write_exploration_range, write_mining_range
from kuangtu.rights.errors import FileRejected
from kuangtu.rights.models import MineralRight, RightVersion
from rights.register_builders import IN_QIEMO, MINE, OTHER_NUMBER, a_csv, an_xlsx, imported, refusal
from rights.right_builders import ADMINISTRATOR, PREFECTURE, REVIEWER, a_box, a_ground

pytestmark = pytest.mark.django_db


def test_a_registry_row_becomes_a_version_with_everything_it_says():
    report = imported(a_csv())

    version = RightVersion.objects.get()
    assert (version.right.number, version.right.kind, version.right.adcode) == (
        "C6528242015067110000001",
        RightKind.MINING,
        "652824",
    )
    assert (version.name, version.holder, version.act, version.status, version.method) == (
        "示例铁矿",
        "示例公司",
        Act.NEW,
        RightStatus.IN_FORCE,
        MiningMethod.UNDERGROUND,
    )
    assert version.mineral.name == "铁"
    assert [one.name for one in version.other_minerals] == ["钛", "钒"]
    assert version.capacity_quantity == Quantity(Decimal("30"), "矿石万吨/年")
    assert (version.effective_on, version.valid_to) == (date(2015, 6, 1), date(2035, 5, 31))
    assert (version.top_m, version.bottom_m) == (1200.0, 900.0)
    assert version.source_text == MINE["区域坐标2000"]
    assert (version.source_row, version.source_cells["备注"]) == (2, "旧证换发")
    assert (report.rows, report.new_rights, report.new_versions, report.unchanged) == (1, 1, 1, 0)


def test_an_import_leaves_one_trace_with_the_hash_of_the_file():
    report = imported(a_csv({}, {"许可证号": "C6528242015067110000002"}))

    entry = Entry.objects.get()
    assert (entry.action, entry.subject, entry.data["sha256"], entry.data["new_versions"]) == (
        "rights.imported",
        "rights:register.csv",
        report.sha256,
        2,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_the_usual_encodings_are_read(encoding):
    imported(a_csv(encoding=encoding))

    assert RightVersion.objects.get().name == "示例铁矿"


def test_a_workbook_is_read_with_its_dates_and_numbers():
    row = MINE | {"签发时间": date(2015, 6, 1), "设计规模": 30.5}

    imported(an_xlsx(row))

    version = RightVersion.objects.get()
    assert (version.effective_on, version.capacity) == (date(2015, 6, 1), Decimal("30.5"))


def test_importing_the_same_file_again_changes_nothing():
    imported(a_csv())

    report = imported(a_csv())

    assert (report.new_versions, report.unchanged, RightVersion.objects.count()) == (0, 1, 1)


def test_a_later_act_in_the_file_adds_a_version_to_a_known_right():
    imported(a_csv())

    report = imported(a_csv({}, {"签发时间": "2020-01-01", "项目类型": "变更", "设计规模": "60"}))

    assert (report.new_rights, report.new_versions, report.unchanged) == (0, 1, 1)
    assert RightVersion.objects.count() == 2


def test_another_content_for_a_registered_day_refuses_the_file():
    imported(a_csv())

    with pytest.raises(FileRejected) as refused:
        imported(a_csv({"矿山名称": "另一名称"}, {"许可证号": "C6528242015067110000002"}))

    assert [(one.code, one.place.line) for one in refused.value.problems] == [
        ("right-version-differs", 2)
    ]
    assert RightVersion.objects.count() == 1


def test_an_exploration_right_is_read_from_its_own_form():
    row = {
        "许可证号": "T65120210101012345",
        "项目名称": "示例铜矿普查",
        "探矿权人": "示例勘查公司",
        "勘查矿种": "铜镍矿",
        "勘查阶段": "普查",
        "变更类型": "延续",
        "发证日期": "20210101",
        "有效期": "2021-01-01至2025-12-31",
        "总面积": "2.6710",
        "所在行政区": "若羌县",
        "区域坐标": write_exploration_range(a_ground()),
    }

    report = imported(an_xlsx(row), adcode="652824")

    version = RightVersion.objects.get()
    assert (version.right.kind, version.stage, version.act) == (
        "EXPLORATION",
        "PROSPECTING",
        "EXTEND",
    )
    assert (version.mineral.name, [one.name for one in version.other_minerals]) == ("铜", ["镍"])
    assert (version.valid_from, version.valid_to) == (date(2021, 1, 1), date(2025, 12, 31))
    assert report.warnings == ()


def test_the_heights_of_the_row_count_where_the_range_has_none():
    imported(
        a_csv(区域坐标2000=write_exploration_range(a_ground()), 采深上限="900", 采深下限="700")
    )

    version = RightVersion.objects.get()
    assert (version.top_m, version.bottom_m) == (900.0, 700.0)
    assert [(one["top_m"], one["bottom_m"]) for one in version.slabs] == [(900.0, 700.0)]


def test_what_is_odd_but_readable_is_imported_with_a_warning():
    report = imported(
        a_csv(矿区面积="2.7000", 采深上限="1300", 颜色="红", 许可证号="DC6528242026067110000001")
    )

    assert sorted(one.code for one in report.warnings) == [
        "column-unknown",
        "license-number-mark",
        "right-area-differs",
        "right-height-differs",
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"许可证号": ""}, ("cell-empty", 2, 1, "许可证号")),
        ({"开采主矿种": "魔石"}, ("unknown-mineral", 2, 4, "开采主矿种")),
        ({"开采主矿种": "钠盐"}, ("ambiguous-mineral", 2, 4, "开采主矿种")),
        ({"其它主矿种": "铁、魔石"}, ("unknown-mineral", 2, 5, "其它主矿种")),
        ({"开采方式": "空中"}, ("cell-not-a-choice", 2, 6, "开采方式")),
        ({"设计规模": "三十"}, ("cell-not-a-number", 2, 7, "设计规模")),
        ({"设计规模": "NaN"}, ("cell-not-a-number", 2, 7, "设计规模")),
        ({"设计规模": "-5"}, ("right-capacity-range", 2, 7, "设计规模")),
        ({"规模单位": "箱"}, ("unknown-unit", 2, 8, "规模单位")),
        ({"规模单位": ""}, ("right-capacity-without-unit", 2, 8, "规模单位")),
        ({"规模等级": "巨型"}, ("cell-not-a-choice", 2, 9, "规模等级")),
        ({"项目类型": "赠与"}, ("cell-not-a-choice", 2, 10, "项目类型")),
        ({"签发时间": "2015-02-30"}, ("cell-not-a-day", 2, 11, "签发时间")),
        ({"有效期止": "2001-01-01"}, ("right-validity-reversed", 2, 13, "有效期止")),
        ({"区域坐标2000": ""}, ("cell-empty", 2, 14, "区域坐标2000")),
        ({"采深上限": "700", "采深下限": "900"}, ("right-heights-reversed", 2, 16, "采深上限")),
        ({"有效期": "三年"}, ("cell-not-a-period", 2, 16, "有效期")),
        ({"许可证号": "矿1号"}, ("right-kind-unknown", 2, None, "矿业权类型")),
    ],
)
def test_a_mistake_is_told_with_its_row_and_column(changes, problem):
    assert refusal(a_csv(**changes)) == [problem]


def test_a_broken_range_is_told_with_its_cell_and_the_part_of_it():
    cut = MINE["区域坐标2000"].rsplit(",", 8)[0]

    found = refusal(a_csv(区域坐标2000=cut))

    assert [one[:3] for one in found] == [("range.truncated", 2, 14)]


def test_every_mistake_of_every_row_is_told_and_no_row_is_stored():
    content = a_csv(
        {"开采方式": "空中", "规模等级": "巨型"},
        {"许可证号": "C6528242015067110000002"},
        {"签发时间": "?"},
    )

    assert [one[:3] for one in refusal(content)] == [
        ("cell-not-a-choice", 2, 6),
        ("cell-not-a-choice", 2, 9),
        ("cell-not-a-day", 4, 11),
    ]


def test_the_same_act_twice_in_a_file_is_refused():
    assert refusal(a_csv({}, {"矿山名称": "另一名称"})) == [("row-repeated", 3, None, "")]


def test_a_number_of_two_divisions_in_a_file_is_refused():
    content = a_csv(
        {"所在行政区": "若羌"},
        {"所在行政区": "且末", "签发时间": "2020-01-01", "区域坐标2000": IN_QIEMO},
    )

    assert refusal(content, actor=PREFECTURE) == [("row-kind-differs", 3, None, "")]


def test_a_ground_nowhere_near_its_county_is_refused_and_one_across_the_line_is_told():
    away = write_mining_range(ground_of(a_box(600), top_m=1200.0, bottom_m=900.0))
    across = write_mining_range(ground_of(a_box(-46.2, -54.7, 2, 2), top_m=1200.0, bottom_m=900.0))

    assert refusal(a_csv(区域坐标2000=away)) == [("right-outside-county", 2, 14, "区域坐标2000")]
    assert refusal(a_csv(区域坐标2000=IN_QIEMO), adcode="652824") == [
        ("right-outside-county", 2, 14, "区域坐标2000")
    ]
    warnings = imported(a_csv(区域坐标2000=across)).warnings
    assert [(one.code, str(one.place)) for one in warnings] == [
        ("right-crosses-county", "register.csv:2:14 区域坐标2000")
    ]


def test_a_cancellation_leaves_no_right_in_force():
    imported(a_csv(项目类型="注销"))

    assert RightVersion.objects.get().status == RightStatus.CANCELED
    with pytest.raises(FileRejected) as refused:
        imported(a_csv({"许可证号": OTHER_NUMBER, "项目类型": "注销", "状态": "有效"}))
    assert [str(one) for one in refused.value.problems] == [
        "register.csv:2:16 状态: 登记类型为注销，状态却是有效"
    ]


def test_every_mistake_of_a_row_is_told_in_one_run():
    content = a_csv(
        开采主矿种="魔石",
        设计规模="-1",
        矿山名称="示" * 201,
        有效期止="2209-06-01",
        区域坐标2000="1,4,1,4321375.70",
    )

    assert [one[0] for one in refusal(content)] == [
        "unknown-mineral",
        "range.truncated",
        "right-too-long",
        "right-day-range",
        "right-capacity-range",
    ]


@pytest.mark.parametrize(
    ("actor", "changes", "error"),
    [
        pytest.param(REVIEWER, {}, RoleTooLow, id="a-reviewer"),
        pytest.param(ADMINISTRATOR, {"所在行政区": "且末县"}, OutsideArea, id="another-county"),
    ],
)
def test_who_may_not_import_writes_nothing(actor, changes, error):
    with pytest.raises(error):
        imported(a_csv(**changes), actor=actor)

    assert (MineralRight.objects.count(), Entry.objects.count()) == (0, 0)


def test_the_prefecture_imports_for_its_counties():
    content = a_csv(所在行政区="且末县", 区域坐标2000=IN_QIEMO)

    imported(content, actor=PREFECTURE, adcode="652800")

    assert MineralRight.objects.get().adcode == "652825"


def test_a_prefecture_is_no_place_of_a_right():
    assert refusal(a_csv(所在行政区="巴州"), actor=PREFECTURE) == [
        ("right-not-in-a-county", 2, 16, "所在行政区")
    ]
    assert refusal(a_csv(), actor=PREFECTURE, adcode="652800") == [
        ("right-not-in-a-county", 2, None, "行政区代码")
    ]


@pytest.mark.shared
def test_every_column_of_the_real_register_is_known():
    path = Path(__file__).parents[2] / "../shared/data/mining_rights_cn"
    if not path.exists():
        pytest.skip("the real register rows are not at hand")
    content = (path / "mnr_exploration_register_2026-09.csv").read_bytes()

    with pytest.raises(FileRejected) as refused:
        imported(content)

    assert [(one.code, one.place.field) for one in refused.value.problems] == [
        ("column-missing", "生效日期"),
        ("column-missing", "区域坐标2000"),
    ]
