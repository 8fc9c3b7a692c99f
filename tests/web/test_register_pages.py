# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Importing a register of rights in the browser."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from kuangtu.accounts.actor import Role
from kuangtu.audit.models import Entry
from kuangtu.conformity.reading.templates import SAMPLE_RANGE
from kuangtu.rights.models import MineralRight, RightVersion
from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db
NUMBER = "C6528242015067110000001"
HEADER = "许可证号,矿山名称,采矿权人,主矿种,登记类型,生效日期,区域坐标2000,生产规模,规模单位"


def a_row(**changes):
    cells = {
        "number": NUMBER,
        "name": "甲矿",
        "holder": "甲公司",
        "mineral": "萤石",
        "act": "新立",
        "effective_on": "2015-06-01",
        "range": f'"{SAMPLE_RANGE}"',
        "capacity": "8",
        "unit": "矿物万吨/年",
    }
    return ",".join((cells | changes).values())


def handed_in(browser, *rows, name="register.csv"):
    content = "\n".join([HEADER, *rows]).encode("utf-8-sig")
    return browser.post("/rights/import/", {"file": SimpleUploadedFile(name, content)})


def test_an_administrator_imports_a_register_and_sees_what_it_did():
    browser = signed_in(Role.ADMINISTRATOR)

    answer = handed_in(browser, a_row())
    again = handed_in(browser, a_row())

    assert "新增矿业权 1 个、登记版本 1 个，未变 0 行" in words_of(answer)
    assert "新增矿业权 0 个、登记版本 0 个，未变 1 行" in words_of(again)
    assert RightVersion.objects.get().name == "甲矿"


def test_a_register_with_mistakes_is_told_all_of_them_and_stores_no_row():
    answer = handed_in(
        signed_in(Role.ADMINISTRATOR),
        a_row(),
        a_row(number="C6528242015067110000002", mineral="荧石", effective_on="昨天"),
    )

    places = [str(problem.place) for problem in answer.context["problems"]]
    assert answer.status_code == 422
    assert places == ["register.csv:3:4 主矿种", "register.csv:3:6 生效日期"]
    assert (MineralRight.objects.count(), Entry.objects.count()) == (0, 0)


def test_without_a_file_the_form_asks_for_one():
    answer = signed_in(Role.ADMINISTRATOR).post("/rights/import/", {})

    assert (answer.status_code, "请选择一个文件" in words_of(answer)) == (422, True)


def test_a_file_above_the_limit_is_refused_before_it_is_read(settings):
    settings.KUANGTU_UPLOAD_LIMIT_BYTES = 100

    answer = handed_in(signed_in(Role.ADMINISTRATOR), a_row())

    assert [one.code for one in answer.context["problems"]] == ["file-too-large"]
    assert MineralRight.objects.count() == 0


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER])
def test_nobody_else_imports_a_register(role):
    browser = signed_in(role)

    assert browser.get("/rights/import/").status_code == 403
    assert handed_in(browser, a_row()).status_code == 403
    assert MineralRight.objects.count() == 0


def test_the_empty_table_has_the_headers_that_are_read_and_can_be_filled_in():
    answer = signed_in(Role.ADMINISTRATOR).get("/rights/import/template.xlsx")

    (heading,) = load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert heading[:4] == ("矿业权类型", "许可证号", "矿山名称", "矿业权人")
    assert "区域坐标2000" in heading
