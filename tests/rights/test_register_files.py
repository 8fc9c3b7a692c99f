# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Files that are no register, and registers of odd shapes. 台账文件的读取。"""

import io
import zipfile

import pytest
from openpyxl import Workbook

from rights.register_builders import MINE, a_csv, an_xlsx, imported, refusal

pytestmark = pytest.mark.django_db


def test_a_table_wider_than_any_register_is_refused():
    assert [one[0] for one in refusal(b"," * 500)] == ["table-too-large"]


def test_a_sheet_of_blanks_is_no_register():
    assert [one[0] for one in refusal(b" ,\n,,\n")] == ["table-empty"]


def test_a_missing_and_a_repeated_column_are_told():
    lines = a_csv().decode().splitlines()
    content = "\n".join([lines[0].replace("申请人", "备注"), *lines[1:]]).encode()

    assert refusal(content) == [
        ("column-repeated", 1, 15, "备注"),
        ("column-missing", 1, None, "矿业权人"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table-empty"),
        (b" \r\n \n", "table-empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table-is-xls"),
        ("许可证号,名称\n".encode(), "column-missing"),
        (b"PK\x03\x04 not a workbook", "table-unreadable"),
        ('许可证号,"名称\n1,2'.encode(), "table-unreadable"),
        (b"\x00\x01\x02\x03", "input.not-text"),
    ],
)
def test_a_file_that_is_no_register_is_refused(content, code):
    assert refusal(content)[0][0] == code


def test_a_register_may_be_longer_than_any_range():
    note = "备注" * 2_000_000

    assert imported(a_csv(MINE | {"备注": note})).new_rights == 1


def test_a_header_alone_is_no_register():
    content = a_csv().splitlines()[0]

    assert [one[0] for one in refusal(content)] == ["table-without-rows"]


def test_a_workbook_that_unpacks_beyond_measure_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (201 * 1024 * 1024))

    assert [one[0] for one in refusal(content.getvalue())] == ["table-unpacks-too-large"]


def test_a_licence_number_kept_as_a_number_has_lost_digits():
    row = MINE | {"许可证号": 652824201506711000001}

    assert [one[:3] for one in refusal(an_xlsx(row))] == [("cell-lost-digits", 2, 1)]


def test_two_filled_sheets_are_a_question():
    workbook = Workbook()
    workbook.active.append(["许可证号"])
    workbook.create_sheet("二").append(["许可证号"])
    content = io.BytesIO()
    workbook.save(content)

    assert [one[0] for one in refusal(content.getvalue())] == ["table-sheets"]
