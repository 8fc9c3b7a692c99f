# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A county nobody has heard of, from its folder to a review: nothing belongs to the shipped one."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kuangtu.cli import cli
from kuangtu.plans.models import FolderEdition
from plans.plan_folders import MINI

pytestmark = pytest.mark.django_db
FOLDER = MINI / "990203-2026"
# What the shipped plan, its region and its codes would be known by.
SHIPPED = ("若羌", "巴州", "巴音郭楞", "新疆", "652824", "652800", "RQ-", "Ruoqiang")
APPLICATION = """\
kind = "采矿权"
act = "新立"
name = "东岭萤石矿"
applicant = "示例公司"
mineral = "萤石"
method = "地下"
capacity = 2.0
capacity_unit = "矿物万吨/年"
reserves = 150.0
reserves_unit = "矿物万吨"
recovery = 0.85
dilution = 0.10
stage = "勘探"
applied_on = 2026-03-02
range = "POLYGON((100.17 38.02,100.18 38.02,100.18 38.03,100.17 38.03,100.17 38.02))"
crs = "EPSG:4490"
"""


@pytest.fixture(autouse=True)
def an_installation_for_another_county(tmp_path, settings):
    """Only the settings that docs/how-to/add-a-county.md names, and no norm of ours."""
    settings.KUANGTU_COUNTY = "990203"
    settings.KUANGTU_PLANS = MINI / "nowhere"
    settings.KUANGTU_NORMS = MINI / "nowhere"
    settings.KUANGTU_BASE_DATA = tmp_path / "absent"


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_the_example_county_is_clean():
    assert run("plan", "check", FOLDER).stdout == "没有错误 · no mistakes\n"


def test_an_application_there_is_judged_by_its_own_plan(tmp_path):
    (tmp_path / "a.toml").write_text(APPLICATION, "utf-8")

    loaded = run("plan", "load", FOLDER)
    answer = run("check", tmp_path / "a.toml", "--json")

    review = json.loads(answer.stdout)
    outcomes = {one["rule"]: one["outcome"] for one in review["findings"]}
    assert loaded.exit_code == 0
    assert list(FolderEdition.objects.values_list("code", "is_current")) == [("990203-2026", True)]
    assert outcomes == {
        "LY-COUNT": "UNDECIDED",  # no register yet
        "LY-PROHIBITED": "PASS",
        "LY-FLOOR": "FAIL",  # 2 is below 3
        "LY-LIFE": "PASS",
        "LY-SAND": "NOT_APPLICABLE",
    }
    assert (answer.exit_code, review["conclusion"]) == (1, "不符合")
    assert {one["folder"] for one in review["not_coded"]} == {"990203-2026"}
    assert [word for word in SHIPPED if word in answer.stdout] == []


def test_a_plan_is_loaded_into_a_home_that_does_not_exist_yet(tmp_path):
    own = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}

    loaded = subprocess.run(
        [sys.executable, "-m", "kuangtu", "plan", "load", str(FOLDER), "--json"],
        capture_output=True,
        env={**own, "KUANGTU_HOME": str(tmp_path / "home"), "KUANGTU_DATABASE_URL": ""},
        check=False,
    )

    assert (loaded.returncode, loaded.stderr) == (0, b"")
    assert json.loads(loaded.stdout)["is_new"] is True
