# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the document names as minerals: the code list, and names of its own. 文中的矿种名称。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kuangtu.codes.minerals import are_minerals, minerals, minerals_named, spelling
from kuangtu.core.errors import Invalid
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_one_missing
from kuangtu.plans.health.reading.grids import Grid, grids
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

TERMS = frozenset(
    [
        "矿产",
        "矿种",
        "矿",
        "矿山",
        "砂石",
        "金属",
        "非金属",
        "能源",
        "总量",
        "规模",
        "数量",
        "强度",
        "秩序",
        "力度",
    ]
)
SPLIT = re.compile("[、，,;；/]")
# Names in use that the code list has under another word, and what a longer name is made of.
USED = (
    "瓷石|陶土|锂辉石|锂云母|钠长石|钾长石|绢云母|钒钛磁铁|磁铁|赤铁|菱铁|褐铁|黑钨|白钨|辉钼|石英砂岩|石英砂|石英|砂石土|砂石|砂砾石"
    "|砂砾|河砂|山砂|机制砂|石材|石料|岩盐|石盐|镁橄榄石|稀土|离子型|黏土|粘土|绿松石|钛铁|锰铁|铜镍|镍铜|铅锌|钨锡|钽铌|铌钽|粉砂岩"
    "|褐煤|无烟煤|烟煤|焦煤|动力煤|炼焦用煤|致密气|草炭|地热水|热水|热泉|干热岩|地温能|卤水|盐矿|铂族|铂族金属|锡石|独居石|锆英石|黄铁|磷灰石|磷块岩"
    "|硬石膏|瓷土|白土|皂石|硅石|硅质岩|辉长岩|正长岩|英安岩|角闪岩|云英岩|安山玢岩|绿泥石|蛇纹石|阳起石|孔雀石|和田玉|昆仑玉|岫玉|独山玉"
    "|翡翠|琥珀|砚石|寿山石|青田石|鸡血石|奇石|彩石|观赏石|块石|卵石|砾石|碎石|条石|煤矸石|黄土|红土|雄黄|雌黄|硫磺|硫|钾|硅|咸水|骨料|砂石料|漂白土|建筑用石|毒砂|井盐|矿盐|食盐|湖盐|池盐|海盐|碳酸锶"
    "|煤系|高岭岩|凹土|凹凸棒石?|夕线石|十字石|黑云母|水镁石|软锰|菱锰|铝土岩|高铝|[硬软]质|耐火土|火山岩|花岗闪长岩|二长花岗岩|花岗斑岩|片岩"
    "|浅层地热能|瓷砂|[蓝红]宝石|风化砂|古河道砂|天然砂|砂卵石|硅质页岩|白云质|生物碎屑|石灰石|白云石|汉白玉|砭石"
    "|长焰煤|气煤|肥煤|瘦煤|贫煤|不粘煤|弱粘煤|炼焦煤|化工煤|岩状"
    "|泥岩|角砾岩|斑岩|辉石|板石|毛石|青石|温泉|油气|盐类|轻烧镁|凝灰质|碳酸盐岩"
)
USE = (
    "建筑|饰面|冶镁|砚石|碑石|路基|道砟|填料|造纸|饲料|颜料|涂料|绝缘|研磨|保温|水泥|水泥配料|玻璃|陶瓷|冶金|熔剂|化工|化肥|电石|制碱|制灰|砖瓦|铸型|铸石|耐火|岩棉|陶粒|光伏|光学|工艺|压电|高纯"
    "|饮用|天然|地下|浅层|深层|富锂|鳞片|土状|无水|碎|彩色|水泥混合材|泥质|混合材"
    "|含钾|含矿|共生|伴生|优质|普通|晶质|隐晶质|离子吸附型|岩|高硫|低硫|原生|沉积|石料|轻|重"
)
NO_MINERALS = re.compile("方式|方法|阶段|规模|属性")  # 地下, 露天: how it is mined
LIST_OF_NAMES = re.compile(r"[一-鿿]{1,10}(?:\([^()]*\))?(?:、[一-鿿]{1,10}(?:\([^()]*\))?){2,}")


@lru_cache(maxsize=20_000)
def minerals_of(words: str) -> tuple[tuple[str, str], ...]:
    """Codes and names of the minerals the words are; none if they are no mineral.

    >>> minerals_of("石膏"), minerals_of("秩序")
    ((('83520', '石膏'),), ())
    """
    bare = words.strip(" “”()（）")
    if not bare or len(bare) > 14 or bare in TERMS:
        return ()
    if not re.search("[(（]", bare) and not are_minerals(bare):
        return ()  # without looking for near names
    try:
        found = minerals_named(bare)
    except Invalid:
        return ()
    return tuple((one.code, one.name) for one in found) if len(found) <= 8 else ()


@lru_cache(maxsize=1)
def _pieces() -> re.Pattern[str]:
    """What a longer name of a mineral is put together from: 玻璃用 + 石英砂岩."""
    names = {one for mineral in minerals() for one in (mineral.name, *mineral.aliases)}
    words = {re.escape(spelling(one)) for one in names if re.fullmatch("[一-鿿]{2,}", one)}
    longest = sorted(words, key=len, reverse=True)
    return re.compile(f"(?:(?:{USE})用?|{'|'.join(longest)}|{USED}|[矿岩]|[钛铁铜铅锌金银钨锡])+")


def is_a_name(word: str) -> bool:
    """The word is a mineral of the list, or made of such names and their uses.

    >>> is_a_name("玻璃用石英砂岩"), is_a_name("锂辉石矿"), is_a_name("莹石"), is_a_name("氢稀土")
    (True, True, False, False)
    """
    return bool(minerals_of(word) or _pieces().fullmatch(spelling(word)))


def tokens_of_cell(words: str) -> list[str]:
    found = SPLIT.split(re.sub(r"\([^()]*\)", "", plain(words)))
    return [one.strip(" 。") for one in found if one.strip(" 。")]


def mineral_columns(grid: Grid) -> Iterator[int]:
    """The columns whose cells are minerals, whatever their heading."""
    for column in range(grid.width):
        if column in grid.numeric or NO_MINERALS.search(grid.heads[column]):
            continue
        tokens = [
            token
            for row in grid.body
            if not grid.is_total(row) and (cell := row[column]) is not None
            for token in tokens_of_cell(cell.text)
        ]
        if len(tokens) >= 3 and sum(map(is_a_name, tokens)) * 10 >= len(tokens) * 7:
            yield column


@once
def own_minerals(case: Case) -> dict[str, str]:
    """Names that the document uses for minerals without a code: 瓷石, 锂辉石."""
    names = {
        token.removesuffix("矿")
        for grid in grids(case.tables)
        for column in mineral_columns(grid)
        for cell in grid.column(column)
        for token in tokens_of_cell(cell.text)
        if not minerals_of(token) and re.fullmatch("[一-鿿]{2,8}", token)
    }
    return {one: f"={one}" for one in names if is_a_name(one) or case.count(one) >= 3}


def minerals_in(case: Case, word: str) -> tuple[tuple[str, str], ...]:
    """Codes and names of the minerals the word is, the document's own names too."""
    if found := minerals_of(word):
        return found
    bare = word.strip(" “”()").removesuffix("矿")
    own = own_minerals(case)
    return ((own[bare], bare),) if bare in own else ()


def minerals_of_lists_are_known(case: Case) -> Iterator[Finding]:
    """莹石 for 萤石 in a column or a list of minerals."""
    told: set[tuple[str, int | None]] = set()
    for token, where in (*_in_columns(case), *_in_lists(case)):
        near = None if (token, where.line) in told else slip_of(case, token)
        if near is None or (len(token) == 1 and is_a_name(f"{token}矿")):
            continue  # 盐: salt of whatever kind
        told.add((token, where.line))
        if not near and case.count(token) > 1:
            continue  # 硅化木: like no mineral of the list, and no slip of one hand
        if not near:
            yield doubt(
                Kind.VOCABULARY,
                where,
                "“{word}”不在矿种代码表中",
                "“{word}” is not in the list of minerals",
                [Reading(token, where)],
                word=token,
            )
            continue
        yield doubt(
            Kind.VOCABULARY,
            where,
            "“{word}”不在矿种代码表中；是否为 {near}",
            "“{word}” is not in the list of minerals; perhaps {near}",
            [Reading(token, where)],
            near,
            word=token,
            near=near,
        )


def _in_columns(case: Case) -> Iterator[tuple[str, Where]]:
    for grid in grids(case.tables):
        for column in mineral_columns(grid):
            for row in grid.body:
                cell = row[column]
                if cell is None or grid.is_total(row):
                    continue
                for token in tokens_of_cell(cell.text):
                    if not re.search("[与和及]", token):  # 建材与石材: a class of them
                        yield token, cell.where


def _in_lists(case: Case) -> Iterator[tuple[str, Where]]:
    """Members of lists of the prose that are of minerals for the most part."""
    for sentence in case.sentences:
        for found in LIST_OF_NAMES.finditer(sentence.text):
            tokens = [re.sub(r"\(.*?\)", "", one) for one in found[0].split("、")]
            known = sum(map(is_a_name, tokens))
            if known < 2 or known * 2 < len(tokens):
                continue
            ends = sentence.text[found.end() : found.end() + 1] in {"", "。", "；", ";", "，", ")"}
            starts = sentence.text[max(0, found.start() - 1) : found.start()] in {
                ":",
                "(",
                "；",
                ";",
            }
            inner = tokens[0 if starts else 1 : None if ends else -1]
            for token in inner:
                yield token, sentence.where(found.start(), found.end())


def slip_of(case: Case, token: str) -> str | None:
    """The mineral that a word may have been meant as: one sign other, missing or too many.

    "" for a single sign that is no mineral, None for a word that may be right.
    """
    bare = token.strip(" 。")
    if not re.fullmatch("[一-鿿]{1,10}", bare) or is_a_name(bare) or bare in TERMS:
        return None
    if (whole := f"{bare}石") in _spelt() and _is_cut_short(case, bare, whole):
        return whole
    if bare.removesuffix("矿") in own_minerals(case) or case.count(bare) >= 3:
        return None
    if re.search("其[他它余]|等$|类$|矿产|金属|矿种|资源", bare):
        return None
    if len(bare) == 1:
        return ""
    names = _spelt() | {one: one for one in own_minerals(case)}
    word = spelling(bare)
    near = [
        printed
        for key, printed in names.items()
        if _is_a_slip(word, key) and (len(word) > 2 or case.count(printed) >= 1)
    ]
    return max(near, key=lambda one: (case.count(plain(one)), -len(one)), default=None)


@lru_cache(maxsize=1)
def _spelt() -> dict[str, str]:
    """The names of the code list by their spelling."""
    return {
        spelling(one): one for mineral in minerals() for one in (mineral.name, *mineral.aliases)
    }


def _is_cut_short(case: Case, word: str, name: str) -> bool:
    """重晶 once, where the document has 重晶石."""
    count = case.count(name)
    return count > 1 and case.count(word) - count == 1


def _is_a_slip(word: str, name: str) -> bool:
    """One sign other, two changed in their order, or one missing in a name of three and more.

    >>> _is_a_slip("莹石", "萤石"), _is_a_slip("硅石灰", "硅灰石"), _is_a_slip("石英砂", "石英砂岩")
    (True, True, True)
    """
    if len(word) == len(name):
        apart = [(a, b) for a, b in zip(word, name, strict=True) if a != b]
        return len(word) > 1 and (
            len(apart) == 1 or (len(apart) == 2 and apart[0] == apart[1][::-1])
        )
    return min(len(word), len(name)) >= 3 and is_one_missing(word, name)
