# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What may stand in a column of units, in whatever form it is written. 计量单位的写法。"""

from __future__ import annotations

import re

from kuangtu.codes.units import find_unit
from kuangtu.plans.health.reading.grids import Grid, is_mark
from kuangtu.plans.health.reading.quantities import UNITS, plain

HEAD = re.compile(r"单\s*位(?:/年)?$")
# Who does something, not what is counted in.
ORGANS = re.compile(
    "(?:责任|牵头|实施|承担|施工|主管|建设|所属|编制|勘查|发证|配合|参[与加]|协作|管理|权属|主体"
    "|组织|工作|申请|批准|监督|完成|设计|法人|隶属)单位"
)
LATIN = re.compile(
    r"(?:[千万亿]|百万)*[A-Za-zµμ℃°·^²³⁻¹\d]*[A-Za-zµμ℃°²³]\d?(?:/[A-Za-z\d²³年月日天人]+)?"
)
NO_MEASURE = re.compile(
    "无量纲|无单位|百分[比数点]|比[例值]|倍|等级|定性|文字|年份|指数|名次|分值?|[是有][/、或]?[否无]"
)
OF_WHAT = re.compile("^[一-鿿+＋、]{1,8}[，,]")  # 五氧化二钒，万吨
BETWEEN = re.compile("[、，,;；/]|或者?|和|及|与")


def is_unit_like(bare: str) -> bool:
    """The words end as units do, whatever stands before.

    >>> is_unit_like("矿石万吨/年"), is_unit_like("万立方米"), is_unit_like("万盾")
    (True, True, False)
    """
    if (
        re.fullmatch(r"[一-鿿]{2,8}立方米/[日年]", bare)
        or find_unit(bare) is not None
        or find_unit(bare.removesuffix("/年")) is not None
    ):
        return True
    plain_unit = re.sub(r"/[年日]$|^(千|万|亿|百万)", "", bare)
    return plain_unit in UNITS or bool(
        re.fullmatch(
            r"%|‰|[一-鿿]{0,6}(?:元|吨|米|千米|公里|顷|亩|个|处|家|座|项|套|人|户|种|年|幅|条|件|台|孔|克|度|瓦|小时|次|点|宗|克拉|方)(?:/[一-鿿]{1,3})?",
            re.sub(r"^[A-Za-z0-9()+₀-₉]+", "", bare),
        )
    )


def is_some_unit(words: str) -> bool:
    """A unit, several of them, or one with what it is of before, behind or in brackets.

    >>> [is_some_unit(one) for one in ("煤（亿吨）", "万t", "万吨或万立方米", "金，千克", "万盾")]
    [True, True, True, True, False]
    """
    bare = plain(words).replace(" ", "").replace("　", "").strip()
    inner = re.findall(r"\(([^()]*)\)", bare)
    outer = re.sub(r"\([^()]*\)", "", bare)
    of_what = OF_WHAT.sub("", bare)
    return any(_is_one(one) or _are_all(one) for one in (bare, outer, of_what, *inner) if one)


# 万吨矿石, 吨稀土氧化物: the unit, then what is weighed.
OF_A_PRODUCT = re.compile("[千万亿]?吨[一-鿿]{0,6}(?:矿石?|矿物|精矿|氧化物|金属|折纯)量?")


def _is_one(bare: str) -> bool:
    others = (OF_A_PRODUCT, LATIN, NO_MEASURE)
    return is_unit_like(bare) or any(one.fullmatch(bare) for one in others)


def _are_all(bare: str) -> bool:
    pieces = [piece for piece in BETWEEN.split(bare) if piece]
    return len(pieces) > 1 and all(map(_is_one, pieces))


def unit_columns(grid: Grid) -> tuple[int, ...]:
    """The columns that give units: their heads say so, and so do most of their cells."""
    return tuple(
        column
        for column, head in enumerate(grid.heads)
        if HEAD.search(head) and not ORGANS.search(head) and _has_units(grid, column)
    )


def _has_units(grid: Grid, column: int) -> bool:
    said = [
        cell.text for cell in grid.column(column) if cell.text.strip() and not is_mark(cell.text)
    ]
    return sum(map(is_some_unit, said)) * 2 >= len(said)
