# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Workbooks: their sheets, and what is refused of them. 工作簿读取。"""

import zipfile

import pytest

from kuangtu.core.errors import Invalid
from kuangtu.layers.reading import ReadLimits
from layers.format_files import a_workbook
from layers.layer_files import a_zip, read, refusal

HEADER, ROW = ("名称", "经度", "纬度"), ("甲", 88.17, 39.02)


def test_sheets_with_coordinates_are_chosen_from_with_their_counts(tmp_path):
    path = a_workbook(
        tmp_path / "a.xlsx",
        HEADER,
        ROW,
        others=[("二", (HEADER, ROW, ROW)), ("说明", (("制表",),))],
    )

    assert refusal(path, tmp_path / "a", epsg=4490) == ["layer.several-tables"]
    assert len(read(path, tmp_path / "b", epsg=4490, table="二")) == 2
    assert refusal(path, tmp_path / "c", epsg=4490, table="三") == ["layer.table-missing"]


def test_the_only_sheet_with_coordinates_is_read_beside_notes(tmp_path):
    path = a_workbook(
        tmp_path / "a.xlsx", HEADER, ROW, others=[("说明", (("制表",), ("日期", 2026)))]
    )

    assert len(read(path, tmp_path, epsg=4490)) == 1


def test_a_hidden_sheet_is_no_choice(tmp_path):
    import openpyxl

    path = a_workbook(tmp_path / "a.xlsx", HEADER, ROW, others=[("二", (HEADER, ROW))])
    book = openpyxl.load_workbook(path)
    book["二"].sheet_state = "hidden"
    book.save(path)

    assert len(read(path, tmp_path, epsg=4490)) == 1


def test_a_workbook_in_a_zip_is_read(tmp_path):
    path = a_zip(tmp_path / "a.zip", a_workbook(tmp_path / "坐标.xlsx", HEADER, ROW))

    assert read(path, tmp_path, epsg=4490).source.format == "XLSX"


def test_formulas_are_read_by_their_values_and_refused_without(tmp_path):
    path = a_workbook(
        tmp_path / "a.xlsx", HEADER, ("甲", "=88+0.17", 39.02), ("乙", "=SUM(B2:B2)", 39.02)
    )
    calculated = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(calculated, "w") as new:
        for member in old.infolist():
            new.writestr(
                member,
                old.read(member)
                .replace(b"<v></v>", b"<v>88.17</v>")
                .replace(b"<v />", b"<v>88.17</v>"),
            )

    assert refusal(path, tmp_path / "a", epsg=4490) == ["layer.formula-without-value"]
    assert [one.x for one in read(calculated, tmp_path / "b", epsg=4490).geometries] == [
        88.17,
        88.17,
    ]


def test_a_hundred_columns_and_cells_beyond_the_header_are_all_kept(tmp_path):
    names = [f"字段{i}" for i in range(100)]
    path = a_workbook(tmp_path / "a.xlsx", (*HEADER, *names), (*ROW, *range(100), "多余"))

    (row,) = read(path, tmp_path, epsg=4490).table.to_pylist()

    assert (len(row), row["字段99"], row["第104列"]) == (102, "99", "多余")


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        pytest.param((), ["layer.no-features"], id="empty-sheet"),
        pytest.param((HEADER,), ["layer.no-features"], id="only-a-header"),
        pytest.param(
            (("名称", "名称", "经度", "纬度"), ("甲", "乙", 88, 39)),
            ["layer.column-twice"],
            id="twice",
        ),
        pytest.param((("名称", "面积"), ("甲", 1)), ["layer.no-range-column"], id="no-coordinates"),
        pytest.param((tuple(range(1100)), ROW), ["layer.too-many-columns"], id="too-wide"),
    ],
)
def test_a_sheet_that_is_no_table_is_refused(tmp_path, rows, codes):
    path = a_workbook(tmp_path / "a.xlsx", *rows)

    assert refusal(path, tmp_path, epsg=4490) == codes


def with_member(path, name: str, content: bytes):
    """The same workbook with one of its parts exchanged."""
    changed = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member.filename, old.read(member))
        new.writestr(name, content)
    return changed


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa">]><worksheet/>'


@pytest.mark.parametrize(
    ("name", "content", "codes"),
    [
        pytest.param(SHEET, BOMB, ["layer.xml-entities"], id="xml-bomb"),
        pytest.param(
            SHEET,
            b"<worksheet><sheetData>" + b" " * 30_000_000,
            ["layer.workbook-too-large"],
            id="zip-bomb",
        ),
        pytest.param(
            SHEET, b"<worksheet><sheetData><row", ["layer.workbook-damaged"], id="cut-sheet"
        ),
        pytest.param("xl/workbook.xml", b"<workbook>", ["layer.workbook-damaged"], id="cut-book"),
    ],
)
def test_a_workbook_made_to_harm_is_refused(tmp_path, name, content, codes):
    path = with_member(a_workbook(tmp_path / "a.xlsx", HEADER, ROW), name, content)

    assert refusal(path, tmp_path, epsg=4490) == codes


def test_an_old_workbook_a_cut_one_and_a_large_one_are_refused(tmp_path):
    old = tmp_path / "old.xlsx"
    old.write_bytes(b"\xd0\xcf\x11\xe0".ljust(600))
    path = a_workbook(tmp_path / "a.xlsx", HEADER, ROW)
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(path.read_bytes()[:-200])

    assert refusal(old, tmp_path / "1") == ["layer.workbook-old"]
    assert refusal(cut, tmp_path / "2") == ["layer.workbook-damaged"]
    with pytest.raises(Invalid) as caught:
        read(cut, tmp_path / "5")
    assert "可能没有传完" in caught.value.problems[0].text.zh
    assert "zip file" not in caught.value.problems[0].text.zh
    assert refusal(path, tmp_path / "3", limits=ReadLimits(unpacked_bytes=100)) == [
        "layer.workbook-too-large"
    ]
    assert refusal(path, tmp_path / "4", epsg=4490, limits=ReadLimits(features=0)) == [
        "layer.too-many-features"
    ]


def test_a_word_that_every_cell_points_at_is_measured(tmp_path):
    names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    words = f'<sst xmlns="{names}"><si><t>{"字" * 30_000}</t></si></sst>'
    rows = '<row><c t="s"><v>0</v></c></row>' * 4_000
    sheet = f'<worksheet xmlns="{names}"><sheetData>{rows}</sheetData></worksheet>'
    path = with_member(a_workbook(tmp_path / "a.xlsx", HEADER), SHEET, sheet.encode())
    path = with_member(path, "xl/sharedStrings.xml", words.encode())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode()
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    path = with_member(path, "[Content_Types].xml", types.replace("</Types>", part).encode())

    assert path.stat().st_size < 20_000
    assert refusal(path, tmp_path, epsg=4490) == ["layer.workbook-too-large"]
