# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names of counties, towns and places written in two ways. 行政区与地名。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kuangtu.plans.health.making import doubt, error
from kuangtu.plans.health.names.mineral_names import is_a_name
from kuangtu.plans.health.names.two_things import is_a_slip, is_by_a_town
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.likeness import are_alike
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, plain
from kuangtu.plans.health.reading.spots import texts_with
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

HAN = "一-鿿"
TOWN_LIST = re.compile(
    rf"(?:即|分别为|分别是|包括|辖|[镇乡个木][(（:：])[:,，]?((?:[{HAN}]{{2,9}}(?:镇|乡|街道)(?:\([^()]*\))?[、,，和及]?){{2,}})"
    rf"|辖[:,，]?((?:[{HAN}]{{1,6}}[县市区旗][、和及]){{2,}}[{HAN}]{{1,6}}[县市区旗])"
)
MINERALS = (
    "岩盐|石盐|铁|铜|铅|锌|金|银|镍|钴|钨|锡|钼|锑|锂|铍|铌|钽|锰|铬|钾|镁|盐|磷|煤|萤石|石棉|石英|石灰岩|石墨|石膏|玉石|芒硝"
    "|云母|蛭石|花岗岩|大理岩|白云岩|膨润土|高岭土|重晶石|硼|砂石|砂|黏土|粘土|多金属|稀有金属|稀土|页岩|地热|矿泉水|油气|钛|钒|铀|铝|汞|滑石|长石|珍珠岩|沸石"
)
AFTER_NAME = (
    rf"(?:{MINERALS}|矿|工业园|一带|勘查|普查|详查|盐湖|湖|河|沟|煤田|镇|乡|重点|南|北|东|西|-)"
)
NO_MONEY = "(?<![资基税租罚奖证合五冶黄现])"  # 社会资金 names no place where there is gold
CORE = re.compile(
    rf"^(?P<core>[{HAN}]{{2,8}}?)(?:{NO_MONEY}(?:{MINERALS})+(?:多金属)?矿?|矿|煤矿)(?:区|床|点|山|田)?"
    rf"(?:勘查|开采|开发|普查|详查|勘探|重点|集中|基地|区|项目|一带|等|储备|整合|矿|$)"
)
COMMON = re.compile(
    r"^(?:全县|县内|各类|重点|主要|国家|自治区|战略性|大型|中型|小型|非|普通|特种|冶金用|建筑用|水泥用|饰面用|玻璃用|优质|高纯|其他|其它|有色|黑色|稀有|贵|金属|新[建增设立]|已建|生产|露天|地下|限制|禁止|开采|勘查)"
)
NO_PLACE = re.compile(
    "矿|类|业|型|用|等|区|县|市|年|绿色|智能|历史|遗留|"
    + MINERALS.replace("金|", "").replace("砂|", "")  # 金 and 砂 begin many names of places
)
DISTINCT = frozenset(
    "东西南北中上下左右前后内外头尾深浅大小新老一二两三四五六七八九十0123456789甲乙丙丁高低第"
)
DIRECTIONS = frozenset("东西南北上下")


def _near(words: str, where: Where, start: int, end: int) -> Where:
    return replace(where, words=words[max(0, start - 10) : end + 14])


# Where a text says of two names that they are not one, or what a place was called before.
SET_APART = re.compile(
    "名近|名称相近|同名|不同|相邻|毗邻|分属|有别|区分|区别|无关|不是同一|并非|两个|辨析|混淆"
)
FORMER = re.compile("原|曾|旧称|撤[乡镇]|改设|改为|更名|改称|并入|设镇|建镇")


def towns_keep_their_kind(case: Case) -> Iterator[Finding]:
    """瓦石峡乡 where the list of towns has 瓦石峡镇."""
    towns = towns_listed(case)
    for town, listed in towns.items():
        name, kind = (town[:-2], town[-2:]) if town.endswith("街道") else (town[:-1], town[-1:])
        if len(name) < 2:
            continue
        pattern = re.compile(rf"(?<!即){re.escape(name)}(镇|乡(?![村镇间土])|街道)")
        for words, where in case.texts:
            for found in pattern.finditer(words):
                near = words[max(0, found.start() - 4) : found.end() + 16]
                if found[1] != kind and found[0] not in towns and not FORMER.search(near):
                    place = _near(words, where, found.start(), found.end())
                    yield error(
                        Kind.NAME,
                        place,
                        "“{wrong}”与所列乡镇“{town}”不一致",
                        "“{wrong}” is not the town “{town}” that is listed",
                        [Reading(found[0], place), Reading(town, listed)],
                        town,
                        wrong=found[0],
                        town=town,
                    )


def towns_are_spelt_alike(case: Case) -> Iterator[Finding]:
    """A town one sign away from one of the list."""
    towns = towns_listed(case)
    kinds = "|".join({"镇", "乡", *(town[-1] for town in towns if len(town) >= 3)})
    pattern = re.compile(
        rf"(?<![{HAN}])(?:{re.escape(case.county_name) or '!'})?([{HAN}]{{2,7}}(?:{kinds}))"
    )
    for words, where in case.texts:
        for found in pattern.finditer(re.sub("[和及与即在由从对向将以于辖]", "、", words)):
            name = found[1]
            # 将军岗镇 and 和平镇 begin with a sign that else stands before a name
            if words.endswith(tuple(towns), 0, found.end()) or re.search(
                rf"各|乡镇|城镇|全|等|{HAN_NUMBER}[镇乡]$", name
            ):
                continue  # 含上涧镇: a town, and a word before it
            near = [town for town in towns if town[-1] == name[-1] and are_one_apart(town, name)]
            if near:
                place = _near(words, where, found.start(1), found.end())
                yield doubt(
                    Kind.NAME,
                    place,
                    "“{wrong}”与所列乡镇“{town}”只差一字",
                    "“{wrong}” is one sign away from the town “{town}” that is listed",
                    [Reading(name, place), Reading(near[0], towns[near[0]])],
                    near[0],
                    wrong=name,
                    town=near[0],
                )


def towns_listed(case: Case) -> dict[str, Where]:
    """The towns that the document lists, with the place of the list."""
    towns: dict[str, Where] = {}
    for words, where in case.texts:
        for found in TOWN_LIST.finditer(words):
            for name in re.split("[、,，和及]", re.sub(r"\([^()]*\)", "", found[1] or found[2])):
                if len(name) >= 2:
                    towns.setdefault(name, replace(where, words=found[0]))
    return towns if len(towns) >= 2 else {}


def are_one_apart(one: str, other: str) -> bool:
    """One sign wrong, missing or too many, none of them a number or a direction.

    >>> are_one_apart("喀腊大湾", "喀腊达湾"), are_one_apart("城东镇", "城西镇")
    (True, False)
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        wrong = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        if len(wrong) == 2 and wrong[0] == wrong[1][::-1]:
            return True
        if any(set(pair) & DIRECTIONS and not are_alike(*pair) for pair in wrong):
            return False  # 东岗 and 清岗
        return len(wrong) == 1 and not set(wrong[0]) <= DISTINCT
    long, short = sorted((one, other), key=len, reverse=True)
    return any(
        long[:n] + long[n + 1 :] == short and long[n] not in DISTINCT for n in range(len(long))
    )


TOWN = re.compile(rf"[{HAN}]{{2,5}}(?:镇|乡|苏木|街道)")
LEADS_TO = re.compile("其中|其他|其余|包括|以及|分别")  # 其中岩盐: no place


def places_are_spelt_alike(case: Case) -> Iterator[Finding]:
    """喀腊达湾铅锌矿 and 喀腊大湾铅锌矿."""
    names = places_in(case)
    text = case.whole
    towns = {re.sub("街道$|.$", "", town) for town in towns_listed(case)}
    spoken: set[tuple[str, str]] = set()
    for name, count in names.most_common():
        if len(name) < 3 or LEADS_TO.match(name):
            continue
        for wrong, words, where, start in _variants(case, name):
            if (name, wrong) in spoken or (wrong, name) in spoken or wrong in towns:
                continue
            is_rock = is_a_name(wrong) or is_a_name(name)  # 白云岩, whatever 白石岩 is
            is_by_town = name in towns and is_by_a_town(name, wrong)
            is_by_town |= _is_of_a_town(case, name, wrong) or _are_in_two_towns(case, name, wrong)
            if is_rock or is_by_town or not is_a_slip(name, wrong):
                continue
            if name[-1] != wrong[-1] and _is_followed_by_many(text, name[:-1]):
                continue  # 玉孜鲁克河, 玉孜鲁克东: several things are called by one place
            if wrong[-1] in "镇乡县市区村旗盟州街老旧新" and name[-1] != wrong[-1]:
                continue  # 苏木乡镇 is no slip of 苏木图, nor 凤尾老铜矿 of 凤尾山
            if _are_set_apart(case, name, wrong) or are_rows_of_one_column(case, name, wrong):
                continue
            if text.count(wrong) > max(count, text.count(name)):
                continue
            spoken.add((name, wrong))
            place = _near(words, where, start, start + len(wrong))
            first = next(w for t, w in case.texts if name in plain(t))
            yield doubt(
                Kind.NAME,
                place,
                "地名“{wrong}”与“{name}”只差一字（后者出现 {count} 次）",
                "the name “{wrong}” is one sign away from “{name}”, which stands {count} times",
                [Reading(wrong, place), Reading(name, replace(first, words=first.words[:60]))],
                wrong=wrong,
                name=name,
                count=text.count(name),
            )


def _are_set_apart(case: Case, name: str, wrong: str) -> bool:
    """青石沟钨矿与青石峡铜矿，名近而实异: one sentence names both, beside each other or as two."""
    for sentence in case.sentences:
        text = sentence.text
        if name not in text or wrong not in text.replace(name, ""):
            continue
        one, other = sorted((name, wrong), key=text.find)
        beside = re.search(f"{one}[{HAN}]{{0,6}}[、与和及—-]{other}", text)
        if beside or SET_APART.search(text):
            return True
    return False


def are_rows_of_one_column(case: Case, name: str, wrong: str) -> bool:
    """青龙山灰岩矿 and 烈山灰岩矿: two mines of a table, unlike in sound and look."""
    odd = [(a, b) for a, b in zip(name, wrong, strict=False) if a != b]
    if len(name) != len(wrong) or any(are_alike(a, b) for a, b in odd):
        return False
    for grid in grids(case.tables):
        for column in range(grid.width):
            cells = [plain(cell.text) for cell in grid.column(column)]
            if any(name in one for one in cells) and any(wrong in one for one in cells):
                return True
    return False


def _are_in_two_towns(case: Case, name: str, wrong: str) -> bool:
    """大坑石矿 of 云溪街道 and 大岙石矿 of 石渡镇, in two tables and unlike in sound and look."""
    if any(a != b and are_alike(a, b) for a, b in zip(name, wrong, strict=False)):
        return False
    first, second = _towns_beside(case, name), _towns_beside(case, wrong)
    return bool(first and second) and not first & second


def _towns_beside(case: Case, name: str) -> set[str]:
    """The towns that stand as cells of their own in the rows of a name."""
    rows = [
        [plain(cell.text) for cell in row if cell is not None]
        for grid in grids(case.tables)
        for row in grid.body
    ]
    named = [row for row in rows if any(name in cell for cell in row)]
    return {cell for row in named for cell in row if TOWN.fullmatch(cell)}


def _is_of_a_town(case: Case, name: str, wrong: str) -> bool:
    """北岗镇硅藻土 beside 北岗西硅藻土重点勘查区: what the one begins with is a town."""
    return any(town in wrong and town not in name for town in towns_listed(case))


def _is_followed_by_many(text: str, stem: str) -> bool:
    return len(stem) >= 3 and len(set(re.findall(re.escape(stem) + f"([{HAN}])", text))) >= 3


def places_in(case: Case) -> Counter[str]:
    """Names of places that minerals, mines and zones are called by, more than once or in tables."""
    names = said_places_in(case)
    listed = {
        piece
        for grid in grids(case.tables)
        for column, head in enumerate(grid.heads)
        if re.search("名称|分区|项目", head)
        for cell in grid.column(column)
        for piece in names
        if piece in cell.text
    }
    towns = [re.sub("街道$|.$", "", town) for town in towns_listed(case)]
    kept = [name for name, count in names.items() if count > 1 or name in listed]
    return Counter({name: max(names[name], 1) for name in (*kept, *towns)})


@once
def said_places_in(case: Case) -> Counter[str]:
    """Every name that stands as a place does before a mineral or a mine, with how often."""
    names: Counter[str] = Counter()
    county = case.county_name
    short = county[:-1] if len(county) > 2 else county
    lead = re.compile(
        rf"^(?:新疆|{re.escape(county) or '!'}|{re.escape(short) or '!'}(?!{MINERALS}))+(?:县)?"
    )
    for words, _ in case.texts:
        for token in re.split(
            r"[、，。；;:：()（）“”《》\s;,]|推进|建设|加强|提高|继续|力争|建成|打造|以及|位于|新发现|新探明|可供近期开发的|[和及与在对的]",
            plain(words),
        ):
            bare = lead.sub("", token)
            for piece in bare.split("-"):
                if found := CORE.match(piece):
                    name = found["core"].rstrip("东西南北")
                    if not COMMON.search(name) and not NO_PLACE.search(name):
                        names[name] += 1
    return names


def _variants(case: Case, name: str) -> Iterator[tuple[str, str, Where, int]]:
    """Where the name stands with one sign wrong, missing, doubled or changed with the next."""
    forms = []
    for place in range(len(name)):
        if place > 0 or len(name) > 3:
            forms.append(
                re.escape(name[:place])
                + rf"(?!{re.escape(name[place])})[{HAN}]"
                + re.escape(name[place + 1 :])
            )
        if len(name) >= 4 and 0 < place < len(name) - 1:
            forms.append(re.escape(name[:place] + name[place + 1 :]))
        if place < len(name) - 1 and name[place] != name[place + 1]:
            forms.append(
                re.escape(name[:place] + name[place + 1] + name[place] + name[place + 2 :])
            )
    listed = r"(?<=[、，。:(；和及与在])"
    pattern = re.compile(
        rf"(?=((?:{'|'.join(forms)})){AFTER_NAME})|{listed}(?=((?:{'|'.join(forms)}))[、，。和及与等)])"
    )
    half = len(name) // 2
    # Wherever the slip is, one of these stands as it should, or the signs between them are turned.
    pieces = (name[:half], name[half:], name[half] + name[half - 1])
    for number in sorted({n for piece in pieces for n in texts_with(case, piece)}):
        words, where = case.texts[number]
        for found in pattern.finditer(_without_areas(case)[number]):
            wrong = found[1] or found[2]
            if wrong == name or not are_one_apart(name, wrong):
                continue
            if any(sign in wrong for sign in "的和与及在是为有、"):
                continue
            if wrong in name or (
                len(wrong) == len(name)
                and re.match(MINERALS, wrong[-1])
                and name[:-1] == wrong[:-1]
            ):
                continue
            yield wrong, words, where, found.start()


@once
def _without_areas(case: Case) -> tuple[str, ...]:
    """The texts but for the county and what it lies in: 敖包旗 in 查干敖包旗 is no place."""
    areas = [one for one in (case.county_name, *case.superiors, *case.planned_names) if one]
    texts = [plain(words) for words, _ in case.texts]
    for area in areas:
        texts = [text.replace(area, "　" * len(area)) for text in texts]
    return tuple(texts)


# 薛坪—红道一带: a stretch of land and no name, said in whichever direction.
STRETCH = re.compile("一带|一线|之间|沿线|方向|地区|区间|路段|公路|铁路|高速")


def pairs_keep_their_order(case: Case) -> Iterator[Finding]:
    """瓦石峡-吐格曼 and 吐格曼-瓦石峡."""
    seen: dict[tuple[str, str], tuple[str, Where]] = {}
    told: set[frozenset[str]] = set()
    places = {name for name in places_in(case) if len(name) >= 2}
    for words, where in case.texts:
        for found in re.finditer(rf"([{HAN}]{{2,6}})[-－—]([{HAN}]{{2,7}})", words):
            if STRETCH.search(found[2]) or STRETCH.match(words[found.end() :]):
                continue
            one = max(
                (name for name in places if found[1].endswith(name)), key=len, default=found[1]
            )
            two = max(
                (name for name in places if found[2].startswith(name)), key=len, default=found[2]
            )
            place = _near(words, where, found.start(), found.end())
            seen.setdefault((one, two), (found[0], place))
            key = frozenset((one, two))
            if (two, one) in seen and one != two and key not in told:
                told.add(key)
                other = seen[two, one]
                yield doubt(
                    Kind.NAME,
                    place,
                    "“{one}-{two}”与“{two}-{one}”次序不同",
                    "“{one}-{two}” and “{two}-{one}” differ in order",
                    [Reading(found[0], place), Reading(*other)],
                    one=one,
                    two=two,
                )
