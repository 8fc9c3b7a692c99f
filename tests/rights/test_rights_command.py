# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu rights`. 矿业权台账命令。"""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from kuangtu.accounts.actor import SYSTEM
from kuangtu.cli.rights import rights
from kuangtu.core.errors import Invalid
from kuangtu.geo.formats import write_mining_range
from kuangtu.rights.models import MineralRight
from kuangtu.rights.services import load_demo_register, register_right
from rights.right_builders import a_ground, a_mine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_home_of_its_own(tmp_path, settings):
    """No plan, no norms and no base data, unless a test asks for the real plan."""
    settings.KUANGTU_HOME = tmp_path / "home"
    settings.KUANGTU_PLANS = settings.KUANGTU_NORMS = tmp_path / "absent"
    settings.KUANGTU_BASE_DATA = tmp_path / "absent"


@pytest.fixture
def the_real_plan(settings):
    settings.KUANGTU_PLANS = Path(__file__).parents[2] / "plans"


def run(*arguments):
    return CliRunner().invoke(rights, [str(one) for one in arguments], catch_exceptions=False)


def printed(*arguments):
    return json.loads(run(*arguments, "--json").stdout)


def a_file(folder, **changes):
    row = {
        "许可证号": "C6528242015067110000001",
        "矿山名称": "示例铁矿",
        "采矿权人": "示例公司",
        "主矿种": "铁",
        "登记类型": "新立",
        "生效日期": "2015-06-01",
        "范围": '"' + write_mining_range(a_ground()) + '"',
    } | changes
    path = folder / "register.csv"
    path.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", "utf-8")
    return path


def test_a_register_is_imported_from_the_command_line(tmp_path):
    answer = run("import", a_file(tmp_path))

    assert answer.exit_code == 0
    assert "1 行：新增矿业权 1 个、登记版本 1 个，未变 0 行" in answer.output
    assert MineralRight.objects.get().adcode == "652824"


def test_the_county_and_the_counts_can_be_had_as_json(tmp_path):
    in_qiemo = f'"{write_mining_range(a_ground(-160, -60))}"'

    record = printed("import", a_file(tmp_path, 范围=in_qiemo), "--county", "652825")

    assert (record["rows"], record["new_rights"], record["unchanged"]) == (1, 1, 0)
    assert MineralRight.objects.get().adcode == "652825"


def test_a_file_with_mistakes_is_refused_with_all_of_them(tmp_path):
    path = a_file(tmp_path, 主矿种="魔石", 生效日期="昨天")

    with pytest.raises(Invalid) as refused:
        run("import", path)

    assert [str(one.place) for one in refused.value.problems] == [
        "register.csv:2:6 生效日期",
        "register.csv:2:4 主矿种",
    ]
    assert MineralRight.objects.count() == 0


def test_the_ledger_is_listed_as_of_a_day():
    register_right(record=a_mine(valid_to=date(2022, 12, 31)), actor=SYSTEM)

    before, after = (
        printed("list", "--as-of", "2015-05-31"),
        printed("list", "--as-of", "2023-06-01"),
    )

    assert (before["count"], after["count"]) == (0, 1)
    right = after["rights"][0]
    assert (right["number"], right["status"], right["capacity"], right["capacity_unit"]) == (
        "C6528242015067110000001",
        "EXPIRED",
        "30",
        "矿石万吨/年",
    )


def test_the_list_can_be_limited_to_a_kind_and_prints_a_table():
    register_right(record=a_mine(), actor=SYSTEM)

    assert printed("list", "--kind", "探矿权")["count"] == 0
    assert "示例萤石矿" in run("list", "--kind", "采矿权").output
    with pytest.raises(Invalid):
        run("list", "--kind", "地役权")


@pytest.mark.usefixtures("the_real_plan")
def test_the_quotas_of_the_plan_are_read_from_the_demo_register():
    load_demo_register(actor=SYSTEM)

    answer = run("quota", "--as-of", "2021-03-01", "--json")

    accounts = {one["account"]: one for one in json.loads(answer.stdout)["accounts"]}
    assert answer.exit_code == 1
    assert {name: (one["now"][:7], one["is_kept"]) for name, one in accounts.items()} == {
        "MINE_COUNT": ("53", False),
        "ANNUAL_OUTPUT": ("2194.64", True),
        "LARGE_MEDIUM_SHARE": ("33.9622", False),
    }


@pytest.mark.usefixtures("the_real_plan")
def test_quotas_of_an_empty_ledger_are_unknown():
    answer = run("quota")

    assert (answer.exit_code, "缺数据" in answer.output) == (3, True)


@pytest.mark.usefixtures("the_real_plan")
def test_a_register_imported_into_a_new_home_is_counted_against_the_plan(tmp_path):
    run("import", a_file(tmp_path))

    accounts = printed("quota", "--as-of", "2023-06-01")["accounts"]

    counted = {one["account"]: one["now"] for one in accounts}
    assert (sorted(counted), counted["MINE_COUNT"]) == (
        ["ANNUAL_OUTPUT", "LARGE_MEDIUM_SHARE", "MINE_COUNT"],
        "1",
    )


def test_without_a_plan_there_is_no_quota_to_read():
    answer = run("quota", "--as-of", "2023-06-01")

    assert answer.exit_code == 3
    assert "没有装载带指标账户的规划" in answer.output
