# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Units in heads, titles and columns of units that are a sign off a known one. 计量单位的错字。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kuangtu.codes.units import find_unit
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.mineral_names import is_a_name
from kuangtu.plans.health.reading.case import Case, caption_where
from kuangtu.plans.health.reading.edits import is_one_edit, is_one_other
from kuangtu.plans.health.reading.grids import grids, is_mark
from kuangtu.plans.health.reading.quantities import UNITS, plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where
from kuangtu.plans.health.words.technical_words import SLIPS
from kuangtu.plans.health.words.unit_cells import is_unit_like

BASE = (
    "平方千米|平方公里|平方米|立方米|公里|千米|厘米|毫米|公顷|公斤|千克|毫克|克拉|人次|车次|千瓦时|千瓦|小时|百分点|吨公里|标准煤|当量"
    "|吨|元|米|亩|顷|克|升|个|处|家|座|宗|项|套|人|户|种|年|月|日|天|幅|条|件|台|孔|眼|口|度|瓦|次|点|方|头|只|株|辆|名|倍|级|期"
    "|段|片|块|类|批|份|张|根|组|区|镇|乡|村|岁|分|秒|℃|%|‰|°"
)
SIZE = "(?:十万|百万|千万|万|亿|千|百|十)?"
TIME = "(?:/(?:年|月|日|天|a|d|[一-鿿]{1,4}))?"
UNIT = re.compile(rf"(?P<of>.*?)[，,]?{SIZE}(?:{BASE}){TIME}")
OF = re.compile(
    r"(?:[A-Za-z0-9()₀-₉,，.·]*|(?:地下|井下|露天)?(?:矿石|矿物|金属|原煤|荒料|原矿|精矿|精粉|商品煤|标准|实物|折合|卤水)"
    r"|(?:氧化|碳酸|氟化|氯化|硫化|硫酸|硝酸|磷酸|三氧化|五氧化|氢氧化)[一-鿿]{1,4}|[一-鿿]{1,6}量|纯[一-鿿]{1,3}"
    r"|[一-鿿]{1,4}(?:金属|氧化物|矿物|精矿|矿石))量?[，,]?"
)
USUAL = (
    *(
        "万吨",
        "万吨/年",
        "万元",
        "亿元",
        "公顷",
        "平方千米",
        "平方公里",
        "万立方米",
        "立方米",
        "万立方米/年",
    ),
    *("千克", "矿石万吨", "矿石万吨/年", "金属万吨", "金属吨"),
)
LONG = 6  # signs
BESIDE = 2  # other heads with a unit
BRACKET = re.compile(r"\(([^()]{1,12})\)")


@lru_cache(maxsize=4096)
def is_a_unit(words: str) -> bool:
    """Taken apart, every piece is known: what is counted, how many, of what, per what time.

    >>> [is_a_unit(one) for one in ("矿石万吨/年", "WO3万吨", "锡金属吨", "万人次", "矿近万吨")]
    [True, True, True, True, False]
    """
    bare = plain(words).strip()
    if bare in UNITS or find_unit(bare) is not None:
        return True
    found = UNIT.fullmatch(bare)
    return found is not None and bool(OF.fullmatch(found["of"]) or is_a_name(found["of"]))


def units_are_written_right(case: Case) -> Iterator[Finding]:
    """矿石万盾 in a column of units, 治理面积（公倾） over a column, 单位：万圆 in a title."""
    said = list(_said(case))
    used = [words for words, _ in said if is_a_unit(words)]
    known = tuple(dict.fromkeys([*sorted(used, key=used.count, reverse=True), *USUAL]))
    for words, where in said:
        meant = "" if is_a_unit(words) else _meant(words, known)
        if meant:
            yield doubt(
                Kind.VOCABULARY,
                where,
                "“{word}”不是计量单位；是否为 {meant}",
                "“{word}” is no unit; perhaps {meant}",
                [Reading(words, where)],
                meant,
                word=words,
                meant=meant,
            )


def units_of_heads_are_units(case: Case) -> Iterator[Finding]:
    """大型（个） | 中型（西） | 小型（个）: a single sign that is no unit, beside two that are."""
    for grid in grids(case.tables):
        said = [
            (found[1], column)
            for column in grid.numeric
            if (found := re.search(r"\(([^()]{1,12})\)$", plain(grid.heads[column])))
        ]
        odd = [one for one in said if re.fullmatch("[一-鿿]", one[0]) and not is_a_unit(one[0])]
        if len(odd) != 1 or len(said) - len(odd) < BESIDE or odd[0][0] in SLIPS:
            continue
        word, column = odd[0]
        over = [cell for row in grid.rows[: grid.head] if (cell := row[column])]
        where = over[-1].where if over else caption_where(grid.table)
        yield doubt(
            Kind.VOCABULARY,
            where,
            "“{word}”不是计量单位",
            "“{word}” is no unit",
            [Reading(word, where)],
            word=word,
        )


USUAL_TIMES = frozenset({"年", "月", "日", "天", "a", "d", "h", "小时", "班"})
MANY = 3  # other units of a column


def rates_of_a_column_are_by_the_year(case: Case) -> Iterator[Finding]:
    """原煤万吨/亩 in a column of units in which all others are so much a year."""
    for grid in grids(case.tables):
        for column, head in enumerate(grid.heads):
            cells = [cell for cell in grid.column(column) if "/" in plain(cell.text)]
            bare = [re.sub(r"\(.*", "", plain(cell.text)).strip() for cell in cells]
            times = [one.rpartition("/")[2] for one in bare]
            odd = [n for n, time in enumerate(times) if time not in USUAL_TIMES]
            if not head.endswith("单位") or len(odd) != 1 or len(cells) <= MANY:
                continue
            others = {time for time in times if time in USUAL_TIMES}
            if len(others) != 1:
                continue
            word, meant = cells[odd[0]].text.strip(), others.pop()
            yield doubt(
                Kind.VOCABULARY,
                cells[odd[0]].where,
                "同列单位都以“/{meant}”计，此格是“{word}”",
                "the other units of the column are by “/{meant}”; this cell has “{word}”",
                [cells[odd[0]].reading],
                meant=meant,
                word=word,
            )


def _meant(words: str, known: tuple[str, ...]) -> str:
    """The unit that is a sign off; a single sign must be a usual slip."""
    if len(words) == 1:
        return SLIPS.get(words, "")
    near = (one for one in known if is_one_other(words, one))
    # 矿石万亩吨/年: in a long unit a sign too many is a slip as well.
    long = (one for one in known if len(one) >= LONG and is_one_edit(words, one))
    return next(near, "") or next(long, "")


def _said(case: Case) -> Iterator[tuple[str, Where]]:
    """What stands where a unit should, and is like one."""
    for grid in grids(case.tables):
        texts = [(_after_unit(grid.table.caption), caption_where(grid.table))]
        for column, head in enumerate(grid.heads):
            if head.endswith("单位"):
                cells = grid.column(column)
                units = [(plain(one.text).strip(), one.where) for one in cells]
                texts += [one for one in units if is_unit_like(one[0])]
            elif column in grid.numeric:
                over = [cell for row in grid.rows[: grid.head] if (cell := row[column])]
                where = over[-1].where if over else caption_where(grid.table)
                texts += [(found[1], where) for found in BRACKET.finditer(plain(head))]
        yield from (one for one in texts if one[0] and not is_mark(one[0]))


def _after_unit(caption: str) -> str:
    """What a title says that its numbers are in.

    >>> [_after_unit(one) for one in ("产量（单位：万吨）", "产量（万吨/年）", "产量")]
    ['万吨', '万吨/年', '']
    """
    found = re.findall(r"\((?:单位[:为]?)?([^()]{1,12})\)", plain(caption))
    return str(found[-1]).removeprefix("单位").strip(":") if found else ""
