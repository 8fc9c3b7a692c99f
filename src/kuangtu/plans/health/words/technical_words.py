# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Technical words of prose that do not exist: 房住法, 地中开采, 微型矿山, 平方千来. 技术用语。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.edits import is_one_other
from kuangtu.plans.health.reading.grids import Cell, Grid, grids, is_mark
from kuangtu.plans.health.reading.likeness import is_alike_but_one
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading

# What a method of mining is named by, before 采矿法, 开采法 or 法.
METHODS = ("房柱", "充填", "空场", "崩落", "留矿", "壁式", "矿房", "长壁", "短壁", "浸矿", "水溶")
SHORT_METHODS = ("房柱", "崩落", "留矿")  # also before 法 alone; 充电法 is something else
METHOD = re.compile(r"(?P<word>[一-鿿]{2})(?P<mining>采矿|开采|采煤)?(?<!方)法(?![律规定人院治制])")
OTHER_METHODS = frozenset(
    ["采矿", "开采", "采煤", "浸矿", "水力", "综合", "地下", "露天", "回填", "热溶", "盐溶", "溶浸"]
)
SIGNS_OF_METHODS = frozenset("充填空场崩落留房柱")
WAYS = ("露天", "地下")
WAY = re.compile(
    r"(?:采用|采取|改为|转为|适宜|均为|全部为|实行|、|以|\()(?P<word>[一-鿿]{2})(?:方式)?(?:开采|采矿|采掘)"
)
SPECIAL_WAYS = ("水溶", "溶浸", "地浸", "井工", "充填")
OTHER_WAYS = frozenset(["地热", "地面", "地浸", "地表", "井下", "水下", "海下", "露头", "以下"])
# Words of place before 开采, and those among them that mines are: 洞中开采, 半空开采 are none.
OF_PLACE = re.compile("[一-鿿][中空上内外里顶底]")
REAL_PLACES = frozenset(
    ["集中", "其中", "坑内", "洞内", "硐内", "井内", "巷内", "采空", "水上", "海上", "水中", "湖中"]
)
SCALES = frozenset(["大型", "中型", "小型", "特大型", "超大型", "大中型", "中小型"])
NEAR_SCALES = "准亚次类偏半微巨特大中小"
NO_SCALES = frozenset(["类型", "新型", "转型", "典型", "成型", "各类型"])
SCALE = re.compile(
    r"(?:(?<![一-鿿])|(?<=其中)|(?<=[为有]))(?P<word>[一-鿿]{0,2}[型形]|[大中小]级)(?:矿山|矿床)?\d+[个座处家]"
)
RAISED = re.compile(
    r"(?:升为|升级为|提升为|达到|均为|扩建为|属于?|为|是)(?P<word>[准亚次类偏半微巨][大中小]型|[微巨]型)"
    r"(?=规模|矿|[，。、；;)]|$)"
)
OF_NO_SCALE = re.compile("规模[^，。;]{0,8}(?P<word>[大中小][等级]型)")
# Units of more than two signs, and the slips of the shorter ones.
LONG_UNITS = ("平方千米", "平方公里", "立方米", "平方米")
OTHER_UNITS = re.compile("(?:立方|平方)(?:千米|公里|厘米|毫米|分米|英里|公分)")
LIKE_A_METRE = frozenset("来采求光末术")
SLIPS = {
    "顿": "吨",
    "炖": "吨",
    "公倾": "公顷",
    "公项": "公顷",
    "圆整": "元整",
    "千来": "千米",
    "公理": "公里",
}
MONEY = re.compile(r"\d[万亿](?P<word>圆)")
SLIP = re.compile(rf"\d(?:万|亿|千)?(?P<word>{'|'.join(SLIPS)})(?![一-鿿]?河)")
BEHIND = re.compile(r"\d[百千]?[万亿]?(?P<word>[一-鿿]{3,4})")
HOMOPHONES = {
    "莹石": "萤石",
    "荧石": "萤石",
    "石黑": "石墨",
    "石糕": "石膏",
    "銻": "锑",
}


def _meant(word: str, known: Iterable[str]) -> str:
    """The known word that it is one sign off, unless it is itself known."""
    words = tuple(known)
    return "" if word in words else next((one for one in words if is_one_other(word, one)), "")


def _taken_for(word: str, known: tuple[str, ...]) -> str:
    """The known word that it is but for a sign of the same form or sound: 冲填 for 充填."""
    return next((one for one in known if is_alike_but_one(word, one)), "")


def methods_are_known(case: Case) -> Iterator[Finding]:
    """采用房住法: the method is 房柱法."""
    for sentence in case.sentences:
        for found in METHOD.finditer(sentence.text):
            known = METHODS if found["mining"] else SHORT_METHODS
            word = found["word"]
            meant = _taken_for(word, METHODS) or (
                _meant(word, known) if word[-1] not in "式矿" else ""
            )
            if found["mining"] and not meant and word not in METHODS:
                meant = next(
                    (one for one in METHODS if SIGNS_OF_METHODS & set(one) & set(word)), ""
                )
            if meant and word not in OTHER_METHODS:
                yield _told(sentence, found, meant, "采矿方法", "method of mining")
        for found in WAY.finditer(sentence.text):
            is_nowhere = OF_PLACE.fullmatch(found["word"]) and found["word"] not in REAL_PLACES
            meant = _meant(found["word"], WAYS) or _taken_for(found["word"], SPECIAL_WAYS)
            meant = meant or ("、".join(WAYS) if is_nowhere else "")
            if meant and found["word"] not in OTHER_WAYS:
                yield _told(sentence, found, meant, "开采方式", "way of mining")


def methods_of_cells_are_known(case: Case) -> Iterator[Finding]:
    """地下冲填采矿法 in a table, for 充填."""
    for grid in grids(case.tables):
        for row in grid.body:
            for cell in row:
                found = METHOD.search(plain(cell.text)) if cell is not None else None
                meant = _taken_for(found["word"], METHODS) if found else ""
                if cell is None or found is None or not meant or found["word"] in METHODS:
                    continue
                yield doubt(
                    Kind.VOCABULARY,
                    cell.where,
                    "“{word}”不是采矿方法；是否为 {meant}",
                    "“{word}” is no method of mining; perhaps {meant}",
                    [cell.reading],
                    meant,
                    word=found["word"],
                    meant=meant,
                )


def _told(sentence: Sentence, found: re.Match[str], meant: str, zh: str, en: str) -> Finding:
    where = sentence.where(max(0, found.start("word") - 6), found.end() + 2)
    return doubt(
        Kind.VOCABULARY,
        where,
        "“{word}”不是{zh}；是否为 {meant}",
        "“{word}” is no {en}; perhaps {meant}",
        [Reading(found["word"], where)],
        meant,
        word=found["word"],
        zh=zh,
        en=en,
        meant=meant,
    )


def scales_are_known(case: Case) -> Iterator[Finding]:
    """大型2个、中型12个、微型18个; 升为准中型."""
    for sentence in case.sentences:
        parts = list(SCALE.finditer(sentence.text))
        odd = [one for one in parts if not _is_scale(one["word"])]
        is_division = len(parts) - len(odd) >= 2 and all(len(one["word"]) <= 3 for one in odd)
        odd += _odd_among_three(case, sentence) if not parts else []
        is_division |= bool(odd) and not parts
        forms = (RAISED, SCALE_TWICE, OF_NO_SCALE)
        raised = [found for form in forms for found in form.finditer(sentence.text)]
        for found in [*(odd if is_division else ()), *raised, *_odd_of_blocks(sentence)]:
            where = sentence.where(max(0, found.start() - 6), found.end() + 4)
            yield doubt(
                Kind.VOCABULARY,
                where,
                "“{word}”不是矿山规模（大型、中型、小型）",
                "“{word}” is no scale of mines (大型, 中型, 小型)",
                [Reading(found["word"], where)],
                word=found["word"],
            )


SCALE_OF_BLOCK = re.compile(r"矿，(?P<word>[一-鿿]{2})，(?=\d)")


def _odd_of_blocks(sentence: Sentence) -> list[re.Match[str]]:
    """甲磷矿，大型，150万吨/年；乙铝土矿，中等，40万吨/年: one of several blocks."""
    told = list(SCALE_OF_BLOCK.finditer(sentence.text))
    odd = [one for one in told if one["word"] not in SCALES]
    return odd if len(odd) == 1 and len(told) > 1 and odd[0]["word"][0] in NEAR_SCALES else []


# 属特大型小矿山: two scales at once.
SCALE_TWICE = re.compile("(?P<word>(?:特大|超大|大|中|小)型(?:特|大|中|小)型?)矿")
SCALE_BEHIND = re.compile(r"\d+[座家](?:为|是|属)?(?P<word>[一-鿿]{1,2}[型形])(?=[，、。;])")


def _odd_among_three(case: Case, sentence: Sentence) -> list[re.Match[str]]:
    """6座为特大型，7座为中型，8座为小型: mines are large, medium or small."""
    parts = list(SCALE_BEHIND.finditer(sentence.text))
    known = {one["word"] for one in parts} & {"大型", "中型", "小型"}
    odd = [one for one in parts if one["word"] not in {"大型", "中型", "小型"}]
    is_one = len(parts) == 3 and len(known) == 2 and len(odd) == 1
    return odd if is_one and case.count(odd[0]["word"]) == 1 else []


def _is_scale(word: str) -> bool:
    """A scale, with whatever sign leads to it, or a word that is none at all.

    >>> [_is_scale(one) for one in ("大型", "含大型", "年大型", "准中型", "中大型", "微型")]
    [True, True, True, False, False, False]
    """
    is_led = len(word) == 3 and word[1:] in SCALES and word[0] not in NEAR_SCALES
    return is_led or word in SCALES | NO_SCALES


def units_are_spelt_right(case: Case) -> Iterator[Finding]:
    """30万顿, 12平方千来: a unit with one sign wrong."""
    for sentence in case.sentences:
        text = sentence.text
        for found in SLIP.finditer(text):
            yield _told(sentence, found, SLIPS[found["word"]], "计量单位", "unit")
        for found in MONEY.finditer(text):
            yield _told(sentence, found, "元", "计量单位", "unit")
        for found in BEHIND.finditer(text):
            if meant := _long_unit_meant(found["word"]):
                yield _told(sentence, found, meant, "计量单位", "unit")


def _long_unit_meant(word: str) -> str:
    """The unit that a word of as many signs is one sign off.

    >>> _long_unit_meant("平方千来"), _long_unit_meant("立方米水"), _long_unit_meant("立方左右")
    ('平方千米', '', '')
    """
    if OTHER_UNITS.match(word) or word.startswith(LONG_UNITS):
        return ""
    for unit in LONG_UNITS:
        head = word[: len(unit)]
        is_ended = len(unit) > 3 or head[-1:] == unit[-1] or head[-1:] in LIKE_A_METRE
        if is_one_other(head, unit) and is_ended:
            return unit
    return ""


def minerals_are_spelt_right(case: Case) -> Iterator[Finding]:
    """莹石 in the prose of a plan that has 萤石."""
    for sentence in case.sentences:
        for word, meant in HOMOPHONES.items():
            found = re.search(f"(?P<word>{word})", sentence.text)
            if found is not None and meant in case.whole:
                yield _told(sentence, found, meant, "矿种", "mineral")


OF_SCALE = re.compile("规模|产能|产量|服务年限")
MATERIAL = re.compile("吨|立方米|万方|千克|克拉|米3|m³|kg|t$")
ELSE = re.compile(r"亩|顷|平方|(?:^|[万亿千])元|(?<!方)米(?:/年)?$|公里|人|个|座")


def units_of_scales_measure_matter(case: Case) -> Iterator[Finding]:
    """万亩/年 in the column of units of a table of least sizes, all others of mass or volume."""
    for grid in grids(case.tables):
        words = grid.table.caption + "".join(grid.heads)
        for column, head in enumerate(grid.heads):
            if head.endswith("单位") and OF_SCALE.search(words):
                yield from _odd_units(grid, column)


SLAB = re.compile("板|饰面|石材|大理石")  # 瓦板岩 is sold by the square metre


VALUE = re.compile("产值|产业|收入|利润|税|增加值|投资|费|价")


def _is_of_money(grid: Grid, cell: Cell) -> bool:
    """矿业产值 in 万元, below the output of each mineral."""
    return "元" in cell.text and VALUE.search(grid.label(grid.rows[cell.row])) is not None


def _odd_units(grid: Grid, column: int) -> Iterator[Finding]:
    cells = [cell for cell in grid.column(column) if cell.text.strip() and not is_mark(cell.text)]
    odd = [cell for cell in cells if ELSE.search(plain(cell.text))]
    odd = [cell for cell in odd if not MATERIAL.search(plain(cell.text))]
    odd = [cell for cell in odd if not SLAB.search(grid.label(grid.rows[cell.row]))]
    odd = [cell for cell in odd if not _is_of_money(grid, cell)]
    if len(cells) < 4 or len(odd) != 1:
        return
    yield doubt(
        Kind.VOCABULARY,
        odd[0].where,
        "“{printed}”不计量矿产；同列其他各格都是质量或体积单位",
        "“{printed}” does not measure matter; the column's other units are of mass or volume",
        [odd[0].reading],
        printed=odd[0].text.strip(),
    )
