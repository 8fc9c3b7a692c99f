# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Printed tables with their merged cells, and the contents of a plan."""

from kuangtu.core.text import same
from kuangtu.plans.types import Clause, ClauseKind, Table
from kuangtu.web.clauses import contents
from kuangtu.web.printed import laid_out


def a_table(*rows, header_rows=1):
    return Table("1", "示例", tuple(rows), header_rows)


def spans(table):
    return [[(cell.words, cell.columns, cell.rows) for cell in row] for row in laid_out(table)]


def test_words_stretch_over_the_empty_cells_below_them():
    table = a_table(("类别", "名称"), ("国家级", "甲"), ("", "乙"), ("州级", "丙"))

    assert spans(table)[1:] == [
        [("国家级", 1, 2), ("甲", 1, 1)],
        [("乙", 1, 1)],
        [("州级", 1, 1), ("丙", 1, 1)],
    ]


def test_an_empty_cell_below_a_number_or_a_mark_stays_empty():
    table = a_table(("矿种", "小型"), ("铁", "10"), ("锰", ""), ("铜", "/"), ("铅", ""))

    assert [row[1] for row in spans(table)] == [
        ("小型", 1, 1),
        ("10", 1, 1),
        ("", 1, 1),
        ("/", 1, 1),
        ("", 1, 1),
    ]


def test_a_heading_does_not_stretch_into_the_body():
    assert spans(a_table(("名称", "年限"), ("铁", "")))[1] == [("铁", 1, 1), ("", 1, 1)]


def test_a_short_row_has_one_cell_over_several_columns():
    table = a_table(
        ("指标", "储量", "属性"),
        ("", "单位", "五年", ""),
        ("煤", "万吨", "2000", "预期性"),
        header_rows=2,
    )

    assert spans(table)[:2] == [
        [("指标", 1, 2), ("储量", 2, 1), ("属性", 1, 2)],
        [("单位", 1, 1), ("五年", 1, 1)],
    ]


def test_the_contents_hold_the_first_two_levels():
    clauses = [
        Clause(number, same(number), ClauseKind.FACT)
        for number in ("一", "一(一)", "一(一)-1", "一(二)1", "二", "二(一)")
    ]

    tree = contents(clauses)

    assert [(one.clause.number, [b.clause.number for b in one.branches]) for one in tree] == [
        ("一", ["一(一)"]),
        ("二", ["二(一)"]),
    ]
