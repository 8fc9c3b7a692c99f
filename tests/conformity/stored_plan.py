# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A small plan in the database, and applications to judge by it."""

from datetime import date

from kuangtu.accounts.actor import SYSTEM, Actor, Role
from kuangtu.conformity.reading import read_application
from kuangtu.conformity.reading.templates import SAMPLE_RANGE
from kuangtu.plans.services import load_folder
from kuangtu.plans.typed_rows import COLUMNS

REVIEWER = Actor("officer:1", "审查员", Role.REVIEWER, "652824")
VIEWER = Actor("officer:2", "查看员", Role.VIEWER, "652824")
NEIGHBOUR = Actor("officer:3", "邻县审查员", Role.REVIEWER, "652825")

PLAN = """\
code = "652824-test"
title = { zh = "示例规划", en = "Sample plan" }
short_title = { zh = "示例规划", en = "Sample plan" }
adcode = "652824"
authority = "示例县人民政府"
from = 2021-01-01
to = 2025-12-31
base_year = 2020
source = "虚构"
"""
CLAUSES = """\
number,heading_zh,heading_en,kind,not_coded_because_zh,not_coded_because_en
一1,材料,Documents,ADMISSION_RULE,,
一2,铁路,Railways,ADMISSION_RULE,,
一3,宣传,Publicity,MEASURE,不涉及单个申请,Not about one application
"""
RULES = """\
[[rule]]
code = "T-DOCUMENT"
check = "document-is-handed-in"
title = { zh = "开采方案", en = "Mining plan" }
clause = "一1"
[rule.parameters]
any_of = ["开采方案"]
"""
LINE = """
[[rule]]
code = "T-RAILWAY"
check = "ground-keeps-off"
title = { zh = "避让铁路", en = "Keeps off railways" }
clause = "一2"
[rule.parameters]
layer = "railway"
distance_m = { value = 100, unit = "m" }
"""


GOAL = """\
code,clause,name_zh,name_en,kind,comparison,value,value_to,unit,force,base_year,base_value,base_clause,target_year,nature,minerals,account,table,row,restates,note
G-1,一3,矿山数,Mines,CONTROL_NUMBER,<=,50,,个,以内,,,,2025,约束性,,MINE_COUNT,,,,
"""


def write_plan(path, files):
    """A plan folder with those files; the others that a plan must hold say nothing."""
    silent = {name: f"{columns.replace(' ', ',')}\n" for name, columns in COLUMNS.items()}
    silent |= {"tables/index.csv": "number,title,header_rows,clause\n", "sources.md": "虚构"}
    (path / "tables").mkdir(exist_ok=True)
    for name, content in {**silent, **files}.items():
        (path / name).write_text(content, "utf-8")


def a_loaded_plan(folder, *, rules=RULES + LINE, plan=PLAN, goals=""):
    path = folder / "652824-test"
    path.mkdir(exist_ok=True)
    without_railway = CLAUSES.replace("一2,铁路,Railways,ADMISSION_RULE,,\n", "")
    clauses = CLAUSES if "一2" in rules else without_railway
    files = {"plan.toml": plan, "clauses.csv": clauses, "rules.toml": rules}
    if goals:
        files["goals.csv"] = goals
    write_plan(path, files)
    return load_folder(path, actor=SYSTEM, loaded_on=date(2026, 11, 23))


def toml_of(**changes):
    ordinary = {
        "kind": '"采矿权"',
        "act": '"新立"',
        "name": '"示例萤石矿"',
        "applicant": '"示例公司"',
        "mineral": '"萤石"',
        "applied_on": "2023-06-01",
        "documents": '["开采方案"]',
        "range": f'"{SAMPLE_RANGE}"',
    }
    return "".join(f"{key} = {value}\n" for key, value in (ordinary | changes).items())


def an_application_read(**changes):
    (application,) = read_application(toml_of(**changes).encode(), name="a.toml")
    return application
