# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Documents of invented counties, and the folders drafted from them. 虚构县的规划文本。"""

import csv
from pathlib import Path

import docx

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.document.types import Document, PrintedTable
from kuangtu.plans.drafting.drafting import draft_of
from kuangtu.plans.drafting.writing import write_draft

HEAD = "石岗县矿产资源总体规划（2021—2025年）\n一、布局\n布局如下。\n"


def _table(document, rows, *merges):
    made = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            if words:
                made.cell(number, column).text = words
    for first, last in merges:
        made.cell(*first).merge(made.cell(*last))


def _say(document, *lines):
    for line in lines:
        document.add_paragraph(line)


def build_yunxi(path: Path) -> Path:
    """云溪县: five tables, one of them on two pages, one of no kind that is known."""
    document = docx.Document()
    _say(
        document,
        "云溪县矿产资源总体规划（2026—2030年）",
        "第一章 总则",
        "规划以2025年为基准年，2026年至2030年为规划期，展望到2035年。本规划适用于云溪县行政区域。",
        "本规划由云岭市人民政府批准，县自然资源局组织实施。",
        "第二章 矿产资源与勘查开发现状",
        "全县已发现矿产5种。",
        "第三章 规划目标",
        "到2030年，全县采矿权总数控制在12个以内，大中型矿山比例达到55%以上。年开采总量控制在350～400万吨。主要指标见专栏1。",
        "专栏1 云溪县矿产资源规划主要指标",
    )
    _table(
        document,
        [
            ["类别", "指标名称", "单位", "2025年", "2030年", "属性"],
            ["勘查", "新增查明资源量", "", "", "", ""],
            ["", "铁", "矿石万吨", "—", "1,200", "预期性"],
            ["", "萤石", "矿物万吨", "—", "≥35", ""],
            ["开发", "采矿权总数", "个", "18", "12以内", "约束性"],
            ["", "大中型矿山比例", "%", "33.3", "55%", "预期性"],
            ["注：新增查明资源量为五年累计数。"],
        ],
        ((1, 0), (3, 0)),
        ((4, 0), (5, 0)),
        ((2, 5), (3, 5)),
        ((6, 0), (6, 5)),
    )
    _say(
        document,
        "第四章 勘查开发布局",
        "第一节 矿种调控方向",
        "重点勘查矿种为铁、萤石、锰等矿产。",
        "禁止开采矿种：禁止开采砂金、湿地泥炭等矿产。",
        "第二节 规划分区",
        "划定重点开采区4个（专栏2），新设勘查规划区块7个，面积31.5平方千米。",
        "专栏2 重点开采区 单位：公顷",
    )
    _table(
        document,
        [
            ["编号", "名称", "主要矿种", "面积", "所在乡镇"],
            ["KZ001", "青石梁铁矿重点开采区", "铁矿", "1250", "青石镇"],
            ["KZ002", "白沙萤石矿重点开采区", "萤石", "830.5", "白沙乡"],
        ],
    )
    _say(document, "续表2")
    _table(
        document,
        [
            ["编号", "名称", "主要矿种", "面积", "所在乡镇"],
            ["KZ003", "红岭锰铁矿重点开采区", "锰;铁", "410", "红岭镇"],
            ["KZ004", "南坡魔石重点开采区", "魔石", "", "南坡乡"],
        ],
    )
    _say(
        document,
        "第五章 准入条件",
        "严格执行最低开采规模（专栏3）。",
        "专栏3 矿山最低开采规模准入标准",
        "单位：万吨/年",
    )
    _table(
        document,
        [
            ["矿种", "开采规模", "", "", "最低服务年限（年）"],
            ["", "大型", "中型", "小型", ""],
            ["铁（地下/露天）", "100/200", "30/60", "10/—", "10"],
            ["萤石", "10", "5", "0", "8年"],
            ["水泥用灰岩", "1,000", "300以上", "", ""],
        ],
        ((0, 1), (0, 3)),
        ((0, 0), (1, 0)),
        ((0, 4), (1, 4)),
    )
    _say(
        document,
        "第六章 重点项目",
        "实施治理项目（专栏4）。",
        "专栏4 矿山生态修复重点工程（投资单位：亿元）",
    )
    _table(
        document,
        [
            ["序号", "工程名称", "建设期", "投资（亿元）"],
            ["1", "青石镇废弃矿山生态修复工程", "2026—2028", "0.35"],
            ["2", "白沙乡采坑回填工程", "近期", "/"],
            ["合计", "", "", "0.35"],
        ],
        ((3, 0), (3, 1)),
    )
    _say(document, "专栏5 气象要素")
    _table(document, [["月份", "气温"], ["1", "-3"]])
    document.save(str(path))
    return path


def as_word(document: Document, path: Path, wide: dict[str, int]) -> Path:
    """A document as a Word file whose merged cells are merged.

    A row with too few cells has a wide one: the first, in the top row that which `wide` names by
    the number of the table. An empty first cell goes on from above.
    """
    made = docx.Document()
    for block in document.blocks:
        if not isinstance(block, PrintedTable):
            made.add_paragraph(block.text)
            continue
        made.add_paragraph(f"{block.name}  {block.caption}")
        width = max(map(len, block.rows))
        table = made.add_table(rows=len(block.rows), cols=width)
        rows = [list(one.cells) for one in table.rows]
        for number, row in enumerate(block.rows):
            at = wide.get(block.number, 0) if number == 0 else 0
            column = 0
            for place, words in enumerate(row):
                cell = rows[number][column]
                column += 1 + (width - len(row) if place == at else 0)
                last = rows[number][column - 1]
                (cell if last is cell else cell.merge(last)).text = words
            if number and not row[0] and len(row) == width:
                rows[number - 1][0].merge(rows[number][0])
    made.save(str(path))
    return path


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows_of(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def drafted(tmp_path, text, name="plan.txt"):
    """The folder and the open items of a document of that text."""
    document = tmp_path / name
    document.write_text(text, "utf-8")
    folder = tmp_path / "990301-2021"
    return folder, write_draft(draft_of(read_document(document)), folder)


def reasons_of(items, file, column):
    return [
        (one.rows, one.reason)
        for one in items
        if one.file == file and one.column == column and one.rows
    ]
