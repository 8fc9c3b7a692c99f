# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of applications in spreadsheets, and of the templates."""

import io
import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from kuangtu.conformity.reading import FIELDS, read_application, write_template
from kuangtu.conformity.reading.templates import SAMPLE_RANGE
from kuangtu.core.errors import Invalid

HEADINGS = ["矿业权种类", "act", "名称", "申请人", "矿种", "申请日期", "坐标", "回采率"]
HALF_PAST_EIGHT = datetime.combine(date(2023, 6, 1), time(8, 30))
ROW = ["采矿权", "新立", "甲矿", "示例公司", "萤石", date(2023, 6, 1), SAMPLE_RANGE, 0.85]


def a_book(*rows, title="申请"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def problems_of(content, name="a.xlsx"):
    with pytest.raises(Invalid) as caught:
        read_application(content, name=name)
    return [(problem.code, str(problem.place)) for problem in caught.value.problems]


def changed(column, value):
    return [value if index == column else cell for index, cell in enumerate(ROW)]


def test_each_row_is_an_application_and_empty_rows_are_passed_over():
    content = a_book(HEADINGS, ROW, [None, "  "], changed(2, "乙矿"))

    applications = read_application(content, name="a.xlsx")

    assert [one.name for one in applications] == ["甲矿", "乙矿"]
    assert applications[0].recovery == Decimal("0.85")
    assert applications[0].applied_on == date(2023, 6, 1)


def test_a_cell_with_a_date_and_no_time_is_a_date():
    midnight = datetime.combine(date(2023, 6, 1), time())

    (application,) = read_application(a_book(HEADINGS, changed(5, midnight)), name="x")

    assert application.applied_on == date(2023, 6, 1)


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        (7, "0.85", ("text-number", "a.xlsx[申请!H2] 回采率")),
        (7, "=1/2", ("formula-or-error", "a.xlsx[申请!H2] 回采率")),
        (7, "#N/A", ("formula-or-error", "a.xlsx[申请!H2] 回采率")),
        (7, 85, ("percent-for-share", "a.xlsx[申请!H2] 回采率")),
        (
            5,
            datetime.combine(date(2023, 6, 1), time(8, 30)),
            ("not-a-date", "a.xlsx[申请!F2] 申请日期"),
        ),
        (4, None, ("field-missing", "a.xlsx[申请!2] mineral")),
    ],
)
def test_each_mistake_is_named_at_its_cell(column, value, problem):
    assert problems_of(a_book(HEADINGS, changed(column, value))) == [problem]


def test_a_value_under_no_heading_is_refused():
    assert problems_of(a_book(HEADINGS, [*ROW, "多余"])) == [("no-heading", "a.xlsx[申请!I2]")]


def test_an_unknown_heading_is_told_once_and_in_the_first_row():
    content = a_book([*HEADINGS[:7], "回采律"], ROW, ROW)

    assert problems_of(content) == [("unknown-key", "a.xlsx[申请!H1] 回采律")]


def test_a_heading_that_stands_twice_is_told_in_the_first_row():
    content = a_book([*HEADINGS, "recovery"], [*ROW, 0.85])

    assert problems_of(content) == [("field-twice", "a.xlsx[申请!I1] recovery")]


def test_merged_cells_are_named():
    book = Workbook()
    book.active.title = "申请"
    for row in (HEADINGS, ROW, changed(2, "乙矿")):
        book.active.append(row)
    book.active.merge_cells("D2:D3")
    book.active.merge_cells("E2:E3")
    written = io.BytesIO()
    book.save(written)

    assert problems_of(written.getvalue()) == [
        ("merged-cells", "a.xlsx[申请!D2:D3]"),
        ("merged-cells", "a.xlsx[申请!E2:E3]"),
    ]


def test_a_sheet_of_headings_alone_holds_no_application():
    assert problems_of(a_book(HEADINGS)) == [("no-application", "a.xlsx")]


def test_a_sheet_with_too_many_columns_is_refused():
    assert problems_of(a_book(["x"] * 201)) == [("spreadsheet-too-long", "a.xlsx[申请]")]


def a_zip(**parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    content = a_zip(bomb=b"0" * (101 * 1024 * 1024))

    assert len(content) < 1024 * 1024
    assert problems_of(content) == [("spreadsheet-too-large", "a.xlsx")]


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 broken", a_zip(part="nothing"), b"not a zip"],
    ids=["broken", "a zip of something else", "no zip"],
)
def test_what_is_no_workbook_is_refused(content):
    assert problems_of(content) == [("not-a-spreadsheet", "a.xlsx")]


@pytest.mark.parametrize("ending", ["toml", "json", "xlsx"])
def test_a_template_that_nobody_filled_in_is_no_application(tmp_path, ending):
    path = tmp_path / f"template.{ending}"

    write_template(path)

    with pytest.raises(Invalid) as caught:
        read_application(path)
    codes = {problem.code for problem in caught.value.problems}
    assert codes == ({"no-application"} if ending == "xlsx" else {"field-missing", "range-missing"})


def test_the_examples_of_the_toml_template_read_as_an_application(tmp_path):
    path = tmp_path / "template.toml"
    write_template(path)

    lines = path.read_text("utf-8").splitlines()
    filled = [line[2:] for line in lines if re.match(r"# \w+ = .", line)]

    (application,) = read_application("\n".join(filled).encode(), name="a.toml")
    assert (application.name, application.capacity.value) == ("示例萤石矿", Decimal(8))


def test_the_headings_of_the_template_sheet_are_filled_in_below(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path)
    book = load_workbook(path)
    examples = {row[0]: row[5] for row in book["说明"].iter_rows(min_row=2, values_only=True)}
    headings = next(book["申请"].iter_rows(values_only=True))
    book["申请"].append([examples[heading] for heading in headings])
    book.save(path)

    (application,) = read_application(path)

    assert application.name == "示例萤石矿"


def test_a_template_overwrites_nothing(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("kept")

    with pytest.raises(Invalid) as caught:
        write_template(path)

    assert (caught.value.problems[0].code, path.read_text()) == ("file-exists", "kept")


def test_a_template_of_another_kind_is_refused(tmp_path):
    with pytest.raises(Invalid) as caught:
        write_template(tmp_path / "mine.docx")

    assert caught.value.problems[0].code == "unknown-file-type"


def test_no_two_fields_share_a_name():
    names = [name.casefold() for field in FIELDS for name in field.names]

    assert len(names) == len(set(names))


def a_book_with(change):
    book = Workbook()
    book.active.title = "申请"
    for row in (HEADINGS, ROW):
        book.active.append(row)
    change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def renamed(book):
    book.active.title = "Sheet1"
    book.create_sheet("Sheet2").append(ROW)


def titled(book):
    book.active.insert_rows(1)
    book.active["A1"] = "采矿权申请登记表"


def hidden(book):
    book.create_sheet("说明")
    book["申请"].sheet_state = "hidden"
    book.active = 1


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (renamed, ("several-sheets", "a.xlsx")),
        (lambda book: book.create_sheet("applications"), ("several-sheets", "a.xlsx")),
        (hidden, ("sheet-hidden", "a.xlsx[申请]")),
        (lambda book: book.create_chartsheet("图"), ("chart-sheet", "a.xlsx")),
        (titled, ("headings-missing", "a.xlsx[申请!1]")),
    ],
    ids=["two filled sheets", "two named sheets", "a hidden sheet", "a chart", "a title"],
)
def test_a_sheet_that_cannot_be_chosen_is_told(change, problem):
    assert problems_of(a_book_with(change)) == [problem]


def test_the_only_filled_sheet_is_read_whatever_its_name():
    def change(book):
        book.active.title = "Sheet1"
        book.create_sheet("Sheet2")

    assert len(read_application(a_book_with(change), name="a.xlsx")) == 1


def test_a_sheet_of_two_thousand_applications_is_read_and_one_more_is_too_many():
    names = [f"矿{number}" for number in range(2000)]

    read = read_application(a_book(HEADINGS, *[changed(2, name) for name in names]), name="a.xlsx")

    assert [one.name for one in read] == names
    one_more = a_book(["名称"], *[[name] for name in [*names, "甲矿"]])
    assert problems_of(one_more) == [("spreadsheet-too-long", "a.xlsx[申请]")]


def a_book_whose_sheet_is(xml):
    book = zipfile.ZipFile(io.BytesIO(a_book(HEADINGS, ROW)))
    parts = {name: book.read(name) for name in book.namelist()}
    return a_zip(**parts | {"xl/worksheets/sheet1.xml": xml})


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{}</sheetData></worksheet>"
)


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1"><v>abc</v></c></row>',
        '<row r="1"><c r="A1"><v>NaN</v></c></row>',
        '<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99999</v></c></row>',
        "<row",
    ],
)
def test_a_damaged_sheet_is_no_workbook(row):
    content = a_book_whose_sheet_is(SHEET.format(row))

    assert problems_of(content) == [("not-a-spreadsheet", "a.xlsx")]


def test_a_workbook_that_names_a_sheet_it_does_not_hold_is_no_workbook():
    book = zipfile.ZipFile(io.BytesIO(a_book(HEADINGS, ROW)))
    parts = {name: book.read(name) for name in book.namelist()}
    del parts["xl/worksheets/sheet1.xml"]

    assert problems_of(a_zip(**parts)) == [("not-a-spreadsheet", "a.xlsx")]


def test_a_small_file_of_very_many_cells_is_refused_before_it_is_read():
    cells = '<c t="n"><v>1</v></c>' * 600_000

    content = a_book_whose_sheet_is(SHEET.format(f'<row r="1">{cells}</row>'))

    assert len(content) < 100_000
    assert problems_of(content) == [("spreadsheet-too-large", "a.xlsx")]


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.toml"])
def test_an_old_workbook_and_one_with_a_password_are_told_apart(name):
    locked = OLD + "EncryptedPackage".encode("utf-16-le")

    assert problems_of(OLD, name) == [("spreadsheet-old", name)]
    assert problems_of(locked, name) == [("spreadsheet-locked", name)]


def test_a_day_kept_as_a_number_is_told_to_be_shown_as_a_date():
    with pytest.raises(Invalid) as caught:
        read_application(a_book(HEADINGS, changed(5, 45078)), name="a.xlsx")

    (problem,) = caught.value.problems
    assert problem.text.zh == (
        "“45078”是数字，不是日期；请写成 2023-06-01 的样式（表格中请设为日期格式）"
    )


def test_a_workbook_whose_packed_bytes_are_damaged_is_no_workbook():
    content = bytearray(a_book(HEADINGS, *[ROW] * 50))
    start = content.index(b"xl/worksheets/sheet1.xml") + len(b"xl/worksheets/sheet1.xml")
    content[start : start + 20] = b"\xff" * 20

    assert problems_of(bytes(content)) == [("not-a-spreadsheet", "a.xlsx")]
