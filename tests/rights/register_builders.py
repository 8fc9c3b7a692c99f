# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Registers of rights as files, and what importing them says."""

import csv
import io

import pytest
from openpyxl import Workbook

from kuangtu.audit.models import Entry
from kuangtu.core.errors import Invalid
from kuangtu.geo.formats import ground_of, write_mining_range
from kuangtu.rights.models import MineralRight
from kuangtu.rights.services import import_rights
from rights.right_builders import ADMINISTRATOR, a_box, a_ground

MINE = {
    "许可证号": "C6528242015067110000001",
    "矿山名称": "示例铁矿",
    "申请人": "示例公司",
    "开采主矿种": "铁矿",
    "其它主矿种": "钛、钒",
    "开采方式": "地下",
    "设计规模": "30",
    "规模单位": "矿石万吨",
    "规模等级": "中型",
    "项目类型": "新立",
    "签发时间": "2015-06-01",
    "有效期起": "2015-06-01",
    "有效期止": "2035年5月31日",
    "区域坐标2000": write_mining_range(a_ground(top_m=1200.0, bottom_m=900.0)),
    "备注": "旧证换发",
}

OTHER_NUMBER = "C6528242015067110000002"
IN_QIEMO = write_mining_range(ground_of(a_box(-160, -60), top_m=1200.0, bottom_m=900.0))


def a_csv(*rows, encoding="utf-8", **changes):
    listed = rows or ({},)
    full = [MINE | changes | row for row in listed]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(full[0]))
    writer.writeheader()
    writer.writerows(full)
    return text.getvalue().encode(encoding)


def an_xlsx(*rows):
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    workbook.create_sheet("Sheet2")
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def imported(content, actor=ADMINISTRATOR, adcode="652824", **changes):
    return import_rights(
        content=content, file_name="register.csv", adcode=adcode, actor=actor, **changes
    )


def refusal(content, **changes):
    with pytest.raises(Invalid) as refused:
        imported(content, **changes)
    assert (MineralRight.objects.count(), Entry.objects.count()) == (0, 0)
    return [
        (one.code, one.place.line, one.place.column, one.place.field)
        for one in refused.value.problems
    ]
