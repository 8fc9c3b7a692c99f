# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Counts against the lists that follow or precede them. 个数与列举。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kuangtu.codes.minerals import are_minerals
from kuangtu.plans.health.counts.no_lists import LIMIT, are_only_minerals, is_of_something_else
from kuangtu.plans.health.counts.towns import count_of_kind
from kuangtu.plans.health.making import error, graded
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of
from kuangtu.plans.health.sheets.sheet_groups import SHEET
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading

COUNT = (
    rf"(?P<count>\d{{1,3}}|{HAN_NUMBER})\s*(?:余)?"
    r"(?P<unit>大类|类|种|个|处|家|座|项|条|片|块|大|镇|乡|村|方面|部分|级|幅|宗)"
)
NOT_WITHIN = r"(?<![第约\d.一二三四五六七八九十百])"  # of 第十五条 nothing is counted
# N个…，分别为甲、乙、丙。
AFTER = re.compile(
    rf"{NOT_WITHIN}{COUNT}(?P<noun>[^，。；;:、\d]{{0,24}}?)(?:，占[^，。；;、]{{1,20}}%)?(?:[，,:]|\()?\s*"
    r"(?P<led>分别为|分别是|即为|即|包括|包含|它们是|依次为|有|为|主要有|具体为|具体包括|分布在|分布于|位于|涉及|分别位于|分别有|名称为)[:,，]?\s*"
    r"(?P<list>[^。；;]+)"
)
ANOTHER_COUNT = re.compile("[一二三四五六七八九十\\d][项个种处类]$")
COLON = re.compile(
    rf"{NOT_WITHIN}{COUNT}(?P<noun>[^，。；;:、\d]{{0,20}}?):(?P<list>[^。；;]*[、,，][^。；;]*)"
)
# N个（甲、乙、丙）
BRACKET = re.compile(
    rf"{NOT_WITHIN}{COUNT}(?P<noun>[^，。；;:、()\d]{{0,12}}?)"
    r"\((?!如|例如|含|不含|其中|主要)(?P<list>[^()\d]*、[^()\d]*)\)"
)
# 甲、乙、丙等N个…, 甲、乙、丙N个…
BEFORE = re.compile(
    rf"(?P<list>(?:[^，。；;:、()]{{1,30}}(?:\([^()]*\))?、)+?[^，。；;:、()]{{1,30}}?(?:\([^()]*\))?)"
    rf"(?P<etc>等)?(?:，?(?:共计|合计|共有|总计|共)|这|矿产|矿种)?(?<![\d.])(?P<count>\d{{1,3}}|{HAN_NUMBER})\s*(?P<unit>大类|类|种|个|处|家|座|项|条|片|块|大|方面|镇|乡|级|种类|部门|单位|县|环节)"
)
COMMON_END = 2
MANY = 5  # of so many one more would be named too
NEXT = re.compile(
    rf"，(?=[^，、。；;:\d]{{0,8}}?(?:\d+|{HAN_NUMBER})个?[^，、。；;:\d]{{1,8}}?(?:分别)?(?:为|是|有|即|包括))"
)
BRACKETS = re.compile(r"\([^()]*\)")
WEAK = {"有", "为", "即", "涉及", "位于", "分布在", "分布于"}
NOT_LISTED = re.compile("多|[中里]$|余|左右|以上|以内|新增|[均都]$")


def counts_fit_the_lists_after_them(case: Case) -> Iterator[Finding]:
    """3处，分别为甲、乙、丙."""
    for sentence in case.sentences:
        for pattern in (AFTER, COLON, BRACKET):
            for found in _matches(pattern, sentence.text):
                if is_quantity(sentence.text, found) or NOT_LISTED.search(found["noun"]):
                    continue
                if ANOTHER_COUNT.search(found["noun"]) or _is_listed_before(sentence.text, found):
                    continue  # 八项任务完成七项，即…: the seven are listed
                masked = BRACKETS.sub(lambda one: one[0].replace("，", " "), found["list"])
                listed = found["list"][: len(_cut_off(masked))]
                is_of_minerals = found.groupdict().get("led") in {None, "涉及"}
                if is_of_minerals and are_only_minerals(listed, found["unit"]):
                    continue  # 13宗（煤、磷、铅锌）: rights of these
                others = (_is_one_of_several, _is_one_of_so_many)
                if ORDINAL.match(listed.strip()) or HOW.search(found["list"]) or _is_made(found):
                    continue  # 三个问题: 一是…、…，…; 二是…: its marks are counted
                bare = BRACKETS.sub("", listed)
                if not (AMOUNT.search(bare) or any(one(sentence.text, found) for one in others)):
                    yield from _judged(sentence, found, listed, is_open="等" in listed)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Each count with its list, which ends where the next is counted: 4个镇为…，5个苏木为…."""
    place = 0
    while (found := pattern.search(text, place)) is not None:
        following = NEXT.search(text, found.start("list"), found.end("list"))
        if following is not None:
            cut = pattern.search(text[: following.start()], place)
            yield cut if cut is not None else found
            place = following.start()
        else:
            yield found
            place = found.end()


PLACE_KIND = "县|市|区|旗|州|盟|镇|乡|街道|苏木|民族乡|办事处|村|社区|嘎查|[农林牧]场|单位|部门"
HOW = re.compile(
    "为主|整合为|(?:分别|分开|合并|单独)计(?!划)"
)  # 铅、锌分别计，…: how they are counted
ORDINAL = re.compile(r"(?:一是|首先|其一|第一[，是]|\(?[一1]\)|①)")
AMOUNT = re.compile(r"\d\s*(?:°|′|年|个|处|家|座|种|万|%|平方|吨|亿|项|条|宗)")


def _is_listed_before(text: str, found: re.Match[str]) -> bool:
    """那桑、岜岩两镇，为堆积型和沉积型: before it; 三个方面：…，…；…；…: in pieces."""
    stated = count_of(found["count"])
    before = re.split("[，。;:在于]", text[: found.start()])[-1]
    if before.count("、") + 1 == stated > 1 and not text[found.start() - 1].isdigit():
        return True
    pieces = re.split("。", text[found.start("list") :])[0].split(";")
    return len(pieces) == stated > 1


def _is_made(found: re.Match[str]) -> bool:
    """以石材和砂石两条产业链为重点，调结构、提品质: what they are to be, and no list of them."""
    clause = re.split("[，。;:]", found.string[: found.start()])[-1]
    is_made = re.search("以(?![上下内及])|[把将]", clause) is not None
    return found.groupdict().get("led") == "为" and is_made


def _is_one_of_several(text: str, found: re.Match[str]) -> bool:
    """A piece before a semicolon: the list goes on there, unless that counts something itself."""
    rest = text[found.end() :]
    if not rest.startswith(";"):
        return False
    following = re.split("[;。]", rest[1:])[0]
    counted = rf"(?:\d|{HAN_NUMBER})\s*[种个类处项座家][^，。;:、]{{0,10}}(?:[:，(为]|$)"
    return re.search(counted, following) is None


def _is_one_of_so_many(text: str, found: re.Match[str]) -> bool:
    """23个重点县(市、区)之一: one of them; the bracket only says what else such a place may be."""
    words = found["list"].strip("() ").split("、")
    is_kinds = all(re.fullmatch(PLACE_KIND, one.strip()) for one in words)
    return is_kinds or "之一" in found["noun"] or text[found.end() :].startswith("之一")


def is_quantity(text: str, found: re.Match[str]) -> bool:
    """The count belongs to something else: 1∶5万, 第三类, 一个, 8.4个百分点."""
    count, start = found["count"], found.start("count")
    quoted = text[text.rfind("“", 0, start) + 1 : start] if text.rfind("“", 0, start) >= 0 else ""
    if "”" not in quoted and re.search(HAN_NUMBER, quoted):
        return True  # “一带两片”: one of several counts of a slogan
    return (
        count in {"一", "1", "0"}
        or text[max(0, found.start("count") - 1) : found.start("count")] in "∶第/."
    )


def _cut_off(words: str) -> str:
    """The list itself: up to where a new clause begins."""
    cut = re.split(
        r"，(?=[^、]*$|[^、]{12,}|其中|另|此外|其余|余下|均|合计|共计)|,(?=[^、]*$)", words
    )
    if len(cut) > 1 and "、" in cut[0]:
        rest = [one.strip(" 。和等") for one in cut[1:]]
        is_one_more = all(
            are_minerals(one) or (TOWN.fullmatch(one) and "，" in cut[0]) for one in rest
        )
        return words if is_one_more else cut[0]  # 煤、地热，铁、铜，矿泉水: the last by itself
    return words


def _judged(
    sentence: Sentence, found: re.Match[str], listed: str, *, is_open: bool
) -> Iterator[Finding]:
    is_of_sheets = found["unit"] == "幅" or "图幅" in found["noun"]
    if is_of_sheets and (SHEET.search(listed) or ROWS.search(listed)):
        return  # map sheets are counted by their numbers, or lie in rows and columns
    if BOUNDS.match(listed) or TABLE.match(listed):
        return  # 6处(区间含下限、不含上限): how they are counted; 3个即专栏5所列区块，其中…
    stated = count_of(found["count"])
    first = re.split("，", listed)[0]
    if (
        "，" in listed
        and stated == len(re.split("[、和及与]", first))
        and AFTERWARDS.search(listed)
    ):
        return  # 2个为甲热泉和乙热泉，预计…，以…为准: the first clause has them all
    unit = found["noun"][:1] if found["noun"][:1] in {"镇", "乡", "村"} else found["unit"]
    counts = possible_counts(listed, unit)
    if stated in counts or max(counts) < 2:
        return
    is_pair = len(JOINED.split(re.split("，", listed)[0])) == 2 == len(counts | {2})
    if (
        "、" not in listed
        and not is_pair
        and (stated <= max(counts) or found.groupdict().get("led") in WEAK)
    ):
        return  # parted by commas alone it may end anywhere
    if is_open and stated > max(counts):
        return
    count = nearest(counts, stated)
    if stated > count and found.groupdict().get("led") == "位于":
        return  # 3个区块位于甲重点勘查区、乙重点勘查区: two may lie in one
    if not _may_be_listed(stated, count, listed):
        return
    where = sentence.where(found.start(), min(found.end(), found.start() + 90))
    yield error(
        Kind.COUNT_AND_LIST,
        where,
        "称 {stated}{unit}，列出 {count} 项",
        "{stated} are said, {count} are listed",
        [Reading(f"{found['count']}{found['unit']}", where), Reading(listed.strip(), where)],
        str(count),
        stated=stated,
        unit=found["unit"],
        count=count,
    )


ROWS = re.compile("[行列]")
AFTERWARDS = re.compile("，(?:预计|其中|均|以|由|为|评审|合计|共|分别|依次|到|于|经|按|计划|拟)")
FARTHEST = 3  # times
TOWN = re.compile("[一-鿿]{2,6}(?:镇|乡|街道|苏木)")
TABLE = re.compile(r"(?:专栏|附?表)\d|上述|以上|下列|前述")
# 矿产地4处，分布在甲、乙、丙三镇: the places are counted for themselves.
SO_MANY_PLACES = re.compile(rf"(?:\d+|{HAN_NUMBER})个?(?:乡镇|[镇乡县村]|街道|苏木)(?=，|$)")
BOUNDS = re.compile("(?:区间|均|数据|统计)?[不未]?含")


def _may_be_listed(stated: int, count: int, listed: str) -> bool:
    """Not of 6种矿产只有矿点、矿化点或泉点，没有…, nor of 关闭22个，涉及职工的安置和补偿."""
    if stated > FARTHEST * count or SO_MANY_PLACES.search(listed):
        return False
    return abs(stated - count) < 2 or _is_plainly_a_list(listed)


def _is_plainly_a_list(listed: str) -> bool:
    """Names and nothing else: what a clause says has its comma, and its figures."""
    return re.search(r"[，,\d°]|或|等", BRACKETS.sub("", listed)) is None


def nearest(counts: set[int], stated: int) -> int:
    """The count that comes closest to what is stated."""
    return min(counts, key=lambda one: (abs(one - stated), -one))


AND = "(?:(?<=[矿区场镇乡])和|和(?![谐睦平田硕]))"
WITH = re.compile(f"(?<=[一-鿿]{{2}}){AND}(?=[一-鿿]{{2}})")
INNER = re.compile("(?<=[一-鿿])(?:(?<![涉普波顾])及|以及)(?=[一-鿿])")
JOINED = re.compile(rf"(?<=[一-鿿\w])(?:{AND}|(?<![涉普波顾])及|(?<!参)与|以及)(?=[一-鿿\w])")


def possible_counts(listed: str, unit: str = "") -> set[int]:
    """In how many ways the list may be counted: signs within a name may not part it.

    >>> sorted(possible_counts("甲铁、铅锌基地、乙石棉基地和丙钾盐基地"))
    [2, 3, 4]
    """
    flat = re.sub(r"\([^()]*\)", "", listed)
    flat = re.sub("“[^”]*”", lambda one: re.sub("[、，,;；和及与]", "·", one[0]), flat)
    flat = re.sub(r"等[^、，和及与]*$", "", flat.strip(" 。，,"))
    signs = re.split("[、，,;；]", flat)
    words = [one.strip() for one in signs if one.strip()]
    if compelled := members_of_one_end(words):
        return compelled
    counts = {len(words)}
    inner = [part for one in words[:-1] for part in INNER.split(one)]
    joined = [*inner, *JOINED.split(words[-1])] if words else []
    counts.add(len(joined))
    if all(one.endswith(("矿", "区", "场")) for one in words):
        counts.add(sum(len(WITH.split(one)) for one in words))  # 章坑北和枫树湾石料矿、黄垟萤石矿
    last = [*words[:-1], *re.split(f"(?:以及|{AND}|及|与)", words[-1], maxsplit=1)] if words else []
    counts.add(len([one for one in last if one.strip()]))
    for pieces in (words, joined, last):
        ends = Counter(one[-COMMON_END:] for one in pieces if len(one) > COMMON_END)
        if ends:
            end, times = ends.most_common(1)[0]
            if times >= 2 and pieces and pieces[-1].endswith(end):
                counts.add(times)
    parted = re.split("[、，,;；]|(?<=[镇乡道木])[和及与]", flat)
    if all(re.search("[一-鿿](?:镇|乡|街道|苏木)$", one) for one in parted):
        counts.add(len(parted))  # 庙岗镇和杜溪乡、南坪乡
    if unit in {"镇", "乡", "村"}:
        counts |= {count_of_kind(listed, unit)}
    return counts - {0}


def members_of_one_end(words: list[str], long: int = COMMON_END) -> set[int]:
    """How many names there are if all end alike; 和 parts two only if both do, if only in short.

    >>> members_of_one_end(["甲磷矿区", "云和矿区"]), members_of_one_end(["甲磷矿区和丙铜矿区"])
    ({2}, {2})
    """
    end = words[-1][-long:] if words else ""
    if not all(len(word) > COMMON_END and word.endswith(end) for word in words):
        return set()
    found = {sum(_parted(word, sign) for word in words) for sign in {end, end[-1]}}
    return found if len(words) > 1 or max(found) > 1 else set()


def _parted(word: str, end: str) -> int:
    halves = [half for half in JOINED.split(word) if half.endswith(end) and len(half) > COMMON_END]
    return len(halves) if len(halves) == len(JOINED.split(word)) else 1


def counts_fit_the_lists_before_them(case: Case) -> Iterator[Finding]:
    """甲、乙、丙等五大类: four where five are said, or six."""
    for sentence in case.sentences:
        for found in BEFORE.finditer(sentence.text):
            stated = count_of(found["count"])
            if stated < 2 or is_quantity(sentence.text, found):
                continue
            if found["list"].endswith(("的", "其余", "其他")):
                continue  # 规模过小、依规免于申报的3座: what they are like; 乙乡等其余5个
            if stated == found["list"].count("、") + 1 or LIMIT.match(found["list"]):
                continue  # 采矿权28个以内、绿色矿山21个以上、修复160公顷以上三项
            if stated == _clauses_that_begin_alike(sentence.text[: found.end("list")]):
                continue  # 坚持甲、乙，坚持丙、丁，坚持戊、己三项原则
            own = NUMBERED.sub("", found["list"])  # 三、县自然资源局会同…: the number of a part
            if stated == own.count("、") + 1:
                continue
            listed = AFTER_A_COUNT.split(own)[-1]
            if listed.count("《") != listed.count("》") or "°" in listed:
                continue  # 甲厅、乙厅《关于…的意见》; 东经97°30′～98°00′、北纬…，共4个图幅
            if "、" in listed and not is_of_something_else(sentence.text, found, listed):
                yield from _before(sentence, found, listed, stated)


NUMBERED = re.compile("^[一二三四五六七八九十]{1,3}、")


def _clauses_that_begin_alike(text: str) -> int:
    """How many clauses of a sentence begin with the two signs that the last of them has."""
    clauses = [one.strip() for one in re.split("[，;:]", text)]
    return sum(one[:2] == clauses[-1][:2] for one in clauses)


AFTER_A_COUNT = re.compile(
    r"(?:\d+|[一二三四五六七八九十]+)\s*[个处家座种项条片块幅宗][一-鿿]{0,4}?(?:和|及|与|、)"
)
VERB = re.compile(
    r"(?<=[一-鿿])(?:建立健全|建立|健全|实行|推行|落实|形成|完善|构建|部署|围绕|坚持|打造)(?=[一-鿿])"
)


def _before(
    sentence: Sentence, found: re.Match[str], listed: str, stated: int
) -> Iterator[Finding]:
    if stated == len(re.split("、|会同|联合", listed)):
        return  # 由甲局会同乙局、丙局共3个部门编制
    listed = VERB.split(listed)[-1]
    kind = sentence.text[found.end() : found.end() + 1]  # 6个镇 of a list of 镇 and 乡
    counts = possible_counts(listed, kind if kind in {"镇", "乡", "村"} else found["unit"])
    count = nearest(counts, stated)
    is_kinds = found["unit"] in {"大类", "类", "大", "级", "方面"}
    if stated in counts or max(counts) < 2:
        return
    # 煤、铁等12种 names some of them; five of six should name all, and a list of classes too.
    is_one_short = stated - max(counts) == 1 and max(counts) >= (3 if is_kinds else MANY)
    if found["etc"] and stated > max(counts) and not (is_one_short and stated <= 12):
        return
    if abs(count - stated) > 1 and not _is_plainly_a_list(listed):
        return
    if abs(count - stated) > max(3, stated):
        return
    if not found["etc"] and stated > max(counts) and not is_kinds and stated - max(counts) > 3:
        return
    where = sentence.where(found.start(), found.end() + 6)
    yield graded(
        _grade_of(found, is_short=stated > max(counts), is_kinds=is_kinds),
        Kind.COUNT_AND_LIST,
        where,
        "列出 {count} 项，称 {stated}{unit}",
        "{count} are listed, {stated} are said",
        [Reading(f"{found['count']}{found['unit']}", where), Reading(listed, where)],
        str(count),
        stated=stated,
        unit=found["unit"],
        count=count,
    )


def _grade_of(found: re.Match[str], *, is_short: bool, is_kinds: bool) -> Grade:
    """等 may leave some out: a class it should not, and one of many it hardly does."""
    if not (found["etc"] and is_short):
        return Grade.ERROR
    return Grade.DOUBT if is_kinds else Grade.NOTE
