# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The draft made from the document of 若羌 alone against the folder made by hand."""

import csv
import re
import tomllib
from pathlib import Path

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.drafting.drafting import draft_of
from kuangtu.plans.drafting.writing import write_draft
from kuangtu.plans.folder import read_folder
from kuangtu.plans.mistakes import FolderInvalid
from kuangtu.plans.open_items import Reason, is_open
from plans.county_documents import as_word, files_of
from plans.plan_folders import confirmed

ROOT = Path(__file__).parents[2]
HAND = ROOT / "plans/652824-2021"
DOCUMENTS = ROOT.parent / "shared/plan"
NAME = "652824-2021"
DATA = [
    "economy.csv",
    "discovered_minerals.csv",
    "survey_results.csv",
    "survey_coverage.csv",
    "monitoring_system.csv",
]
# Words that the officers gave: a code that reads well, a translation, a remark.
OWN_WORDS = {"goals.csv": {"code", "name_en", "note"}}
TABLES = ["index", *(f"{number:02d}" for number in range(1, 17))]

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The drafted folder and what is left open in it."""
    folder = tmp_path_factory.mktemp("draft") / NAME
    items = write_draft(draft_of(read_document(next(DOCUMENTS.glob("*.txt")))), folder)
    return folder, items


def lines_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def records_of(path):
    """Each row with its line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(enumerate(csv.DictReader(file), 2))


def from_tables(path):
    """The rows that were typed from a printed table, by table, row and place in the row."""
    found = {}
    for line, row in records_of(path):
        if row["table"] and row["row"] and row.get("restates", "") == "":
            places = [key for key in found if key[:2] == (row["table"], row["row"])]
            found[row["table"], row["row"], len(places)] = (line, row)
    return found


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_of_a_printed_table_is_that_of_the_folder(made, table):
    theirs, ours = (lines_of(folder / f"tables/{table}.csv") for folder in (HAND, made[0]))

    differing = [
        (line, place, one, other)
        for line, (row, others) in enumerate(zip(theirs, ours, strict=True), 1)
        for place, (one, other) in enumerate(zip(row, others, strict=True), 1)
        if one != other
    ]

    # The document numbers no sentences: which one of 三(三)6(2) refers to 专栏9 a person counts.
    told = [(10, 4, "三(三)6(2)-5", "三(三)6(2)-2")]
    assert differing == (told if table == "index" else [])


@pytest.mark.parametrize("name", DATA)
def test_the_data_tables_are_the_same_file(made, name):
    assert (made[0] / name).read_text("utf-8") == (HAND / name).read_text("utf-8")


@pytest.mark.parametrize("name", ["zones.csv", "scale_floors.csv", "projects.csv", "goals.csv"])
def test_what_is_typed_from_tables_is_the_same_or_marked(made, name):
    folder, items = made
    theirs, ours = from_tables(HAND / name), from_tables(folder / name)
    if name == "goals.csv":  # two goals in words were typed from a cell of 专栏11 that is prose
        theirs = {key: one for key, one in theirs.items() if key[0] == "5"}

    differing = {
        (column, row[column], ours[key][1][column], ours[key][0])
        for key, (_, row) in theirs.items()
        for column in row
        if row[column] != ours[key][1][column] and column not in OWN_WORDS.get(name, ())
    }

    assert theirs.keys() == ours.keys()
    told = {("clause", "三(三)6(2)-5", "三(三)6(2)-2", line) for line in range(27, 33)}
    assert differing == (told if name == "zones.csv" else set())
    for column, _, _, line in differing:
        assert any(one.covers(name, line, column) for one in items)
    for column in OWN_WORDS.get(name, ()):
        assert any(one.covers(name, None, column) and not one.rows for one in items)


def test_the_lists_of_minerals_are_those_of_the_folder(made):
    columns = ("kind", "printed", "minerals", "condition")
    theirs, ours = (
        [[row[column] for column in columns] for _, row in records_of(folder / "minerals.csv")]
        for folder in (HAND, made[0])
    )

    assert ours == theirs


def test_the_control_numbers_are_those_of_the_folder(made):
    columns = ("comparison", "value", "value_to", "unit", "force", "target_year", "account")
    theirs, ours = (
        [
            tuple(row[column] for column in columns)
            for _, row in records_of(folder / "goals.csv")
            if row["kind"] == "CONTROL_NUMBER"
        ]
        for folder in (HAND, made[0])
    )

    assert ours == theirs


def test_the_plan_says_of_itself_what_the_folder_says(made):
    theirs, ours = (
        tomllib.loads((folder / "plan.toml").read_text("utf-8")) for folder in (HAND, made[0])
    )
    keys = ("code", "adcode", "authority", "from", "to", "base_year", "outlook_year", "parent")

    assert {key: ours[key] for key in keys} == {key: theirs[key] for key in keys}
    assert ours["title"]["zh"] == theirs["title"]["zh"]
    assert ours["short_title"]["zh"] == theirs["short_title"]["zh"]
    assert [one["name"] for one in ours["data"]] == [Path(name).stem for name in DATA]


def test_what_stands_in_sentences_only_is_listed(made):
    told = [
        (one.file, one.value or one.printed) for one in made[1] if one.reason.name == "MENTIONED"
    ]

    assert told == [
        ("projects.csv", "3.建设非金属矿业循环经济发展示范工程"),
        ("projects.csv", "5.绿色矿山建设项目"),
        ("zones.csv", "能源资源基地"),
        ("zones.csv", "国家规划矿区"),
        ("zones.csv", "战略性矿产资源储备区"),
    ]
    given = {row["kind"] for _, row in records_of(HAND / "zones.csv")}
    drafted = {row["kind"] for _, row in records_of(made[0] / "zones.csv")}
    assert given - drafted == {value for file, value in told if file == "zones.csv"}


def test_the_clause_numbers_are_those_of_the_folder_or_coarser(made):
    theirs = {row["number"] for _, row in records_of(HAND / "clauses.csv")}
    ours = {row["number"] for _, row in records_of(made[0] / "clauses.csv")}

    parts = {re.sub(r"-\d+$", "", number) for number in theirs}
    assert {re.sub(r"-\d+$", "", number) for number in ours} == parts


def test_the_document_as_a_word_file_gives_the_same_folder(made, tmp_path):
    document = read_document(next(DOCUMENTS.glob("*.txt")))
    word = as_word(document, tmp_path / "plan.docx", {"5": 1})

    write_draft(draft_of(read_document(word)), tmp_path / NAME)

    # Other lines, another file name; and a Word file says itself which cell is wide.
    lines_differ = {"drafts.csv", "plan.toml", "sources.md"}
    theirs, ours = files_of(made[0]), files_of(tmp_path / NAME)
    assert {name for name in theirs if theirs[name] != ours[name]} == lines_differ
    assert theirs.keys() == ours.keys()
    reasons = {row["reason"] for _, row in records_of(tmp_path / NAME / "drafts.csv")}
    assert Reason.SPLIT_ROW.label.zh not in reasons


def test_the_draft_is_sound_but_refused_until_it_is_confirmed(made):
    with pytest.raises(FolderInvalid) as refused:
        read_folder(made[0])

    assert len(refused.value.problems) == len(made[1]) + 1
    assert all(is_open(one) for one in refused.value.problems)


def test_the_confirmed_draft_is_a_plan(made, tmp_path):
    folder = read_folder(confirmed(made[0], tmp_path))

    assert len(folder.tables) == 16
    assert len(folder.floors) == 47
    assert folder.bindings == ()
