# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Lists led by a name that was counted before: 9个镇、6个乡。镇有…，乡有…. 分述的列举。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.counts.lists import (
    members_of_one_end,
    possible_counts,
)
from kuangtu.plans.health.counts.towns import count_of_kind
from kuangtu.plans.health.making import error
from kuangtu.plans.health.names.mineral_names import is_a_name
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of
from kuangtu.plans.health.types import Finding, Kind, Reading

# A name at the beginning of a clause, and what it leads: 国家级绿色矿山为甲和乙.
LED = re.compile(
    r"(?:^|[，。;:])(?P<name>[^，。;:、\d()“”]{1,16}?)(?P<led>分别为|分别是|依次为|包括|为|是|有|即)"
    r"(?P<list>[^，。;:\d]+?)(?=[，。;]|$)"
)
COUNTED = re.compile(
    rf"(?P<before>[^，。;:、\d()]{{0,16}}?)(?<![第约\d.一二三四五六七八九十百])"
    rf"(?P<count>\d{{1,2}}|{HAN_NUMBER})(?P<unit>个|处|座|家|片|项|块|种|类|镇|乡)"
    rf"(?P<after>[^，。;:、\d()]{{0,12}})"
)
OPEN = re.compile("等|主要|重点|代表|其中|部分")
LEAD_UP = re.compile("^(?:其中|全[县市区旗州盟]|共有|现有|已有|下?辖|设有?|建成|建有|有|共)+")
# “甲、乙、丙”三个…
QUOTED = re.compile(
    rf"“(?P<list>[^“”]*、[^“”]*)”(?P<count>{HAN_NUMBER}|\d)(?P<unit>个|大|项|种|类|位)"
)
# “三区”为甲、乙、丙.
IN_QUOTES = re.compile(
    rf"“(?P<count>{HAN_NUMBER})(?P<noun>[一-鿿]{{1,3}})”(?:分别)?(?:为|是|指(?![标导引数])|即|包括)"
    r"(?P<list>[^，。;:“”]+)"
)


def lists_have_as_many_as_counted_before(case: Case) -> Iterator[Finding]:
    """国家级2个、省级9个。国家级绿色矿山为甲和乙: two are told, and two are named."""
    before: list[Sentence] = []
    for sentence in case.sentences:
        before = [one for one in before if one.paragraph == sentence.paragraph]
        for found in LED.finditer(sentence.text):
            text = "".join(one.text for one in before) + sentence.text[: found.start("name")]
            listed = found["list"].strip()
            if not OPEN.search(found["name"] + listed):
                yield from _against(sentence, found, listed, _counts_of(found["name"], text))
        before.append(sentence)


def _counts_of(name: str, text: str) -> list[re.Match[str]]:
    """The counts of just this name told before."""
    bare = LEAD_UP.sub("", name)
    return [one for one in COUNTED.finditer(text) if bare and _is_of(bare, one)]


def _is_of(name: str, one: re.Match[str]) -> bool:
    """国家级2个 is of 国家级绿色矿山, 6个乡 and 六乡 of 乡, 重点勘查区3个 of 重点勘查区."""
    before, after = LEAD_UP.sub("", one["before"]), one["after"]
    if one["unit"] in {"镇", "乡"}:
        return name == one["unit"]
    if after:
        return name in {after, f"{before}{after}"}
    return name == before or (before.endswith("级") and name.startswith(before))


def _against(
    sentence: Sentence, found: re.Match[str], listed: str, counts: list[re.Match[str]]
) -> Iterator[Finding]:
    if len({one["count"] for one in counts}) != 1:
        return
    stated, unit = count_of(counts[0]["count"]), counts[0]["unit"]
    possible = possible_counts(listed, _unit_of(found["name"], unit))
    if stated > 1 and stated not in possible and _are_names(found["name"], listed):
        yield _finding(sentence, found, stated, unit, max(possible))


def _unit_of(name: str, unit: str) -> str:
    return name if name in {"镇", "乡", "村"} else unit


def _are_names(name: str, listed: str) -> bool:
    """Members of one kind, or minerals: 黄坑钨矿和石溪铁矿, not 资源丰富、条件优越的区域."""
    members = [one.strip() for one in re.split("、|和|及|与", listed) if one.strip()]
    ends = {one[-1] for one in members}
    if len(ends) == 1 and (len(members) > 1 or len(listed) > 3):
        return bool(ends & {name[-1], *"矿区镇乡山带块村"})
    return len(members) > 1 and all(is_a_name(one) for one in members)


def _finding(
    sentence: Sentence, found: re.Match[str], stated: int, unit: str, count: int
) -> Finding:
    where = sentence.where(found.start("list"), found.end())
    return error(
        Kind.COUNT_AND_LIST,
        where,
        "称 {stated}{unit}，列出 {count} 项",
        "{stated} are said, {count} are listed",
        [
            Reading(f"{stated}{unit}", sentence.where(found.start(), found.end())),
            Reading(found["list"], where),
        ],
        str(count),
        stated=stated,
        unit=unit,
        count=count,
    )


FIVE_YEARS = re.compile("^“?[十廿][一二三四五六七八九]五")


def quoted_counts_fit_their_lists(case: Case) -> Iterator[Finding]:
    """“三区”为甲、乙、丙."""
    for sentence in case.sentences:
        for found in IN_QUOTES.finditer(sentence.text):
            stated, listed = count_of(found["count"]), found["list"]
            if FIVE_YEARS.search(found[0]):
                continue  # “十三五”是矿山数量下降、规模提高的五年
            words = [one for one in listed.split("、") if one]
            is_of_noun = all(one.endswith(found["noun"][-1]) for one in words)
            alike = members_of_one_end(words, 1) if is_of_noun else set()
            possible = alike or possible_counts(listed, found["noun"])
            if _is_of_two_counts(sentence.text, found, possible):
                continue  # “一带两片”: a belt and two pieces
            is_list = "、" in listed or max(possible) > 1
            if stated > 1 and is_list and stated not in possible and not OPEN.search(listed):
                yield _finding(sentence, found, stated, found["noun"], max(possible))


def _is_of_two_counts(text: str, found: re.Match[str], possible: set[int]) -> bool:
    """Before the count another stands in the same quotation; together they are what is listed."""
    quoted = text[text.rfind("“", 0, found.start() + 1) : found.end("noun")]
    counts = [count_of(one) for one in re.findall(HAN_NUMBER, quoted)]
    return len(counts) > 1 and sum(counts) in possible


def counts_fit_what_is_quoted(case: Case) -> Iterator[Finding]:
    """“勘、采、治、管”四个环节."""
    for sentence in case.sentences:
        for found in QUOTED.finditer(sentence.text):
            stated, count = count_of(found["count"]), found["list"].count("、") + 1
            if stated > 1 and stated != count:
                where = sentence.where(found.start(), found.end() + 4)
                yield error(
                    Kind.COUNT_AND_LIST,
                    where,
                    "列出 {count} 项，称 {stated}{unit}",
                    "{count} are listed, {stated} are said",
                    [Reading(found[0], where)],
                    str(count),
                    stated=stated,
                    unit=found["unit"],
                    count=count,
                )


# …乡，合计; …乡，县城驻某镇: the list has ended.
LIST_ENDS = re.compile("，(?:合计|共计|共|驻|[县旗市区州](?:城|(?:人民)?政府|驻))")


def towns_are_as_many_as_stated(case: Case) -> Iterator[Finding]:
    """五镇、三乡，即甲镇、乙镇、…."""
    pattern = re.compile(
        rf"(?P<first>\d+|{HAN_NUMBER})\s*个?(?P<one>镇|乡|街道|苏木)[、,，和]?\s*(?P<second>\d+|{HAN_NUMBER})\s*个?(?P<two>镇|乡|街道|苏木)"
        r"[^。；;]{0,12}?(?:即|分别为|分别是|包括|为|:|有)[:,，]?(?P<list>[^。；;]+)"
    )
    for sentence in case.sentences:
        for found in pattern.finditer(sentence.text):
            if "其中" in found[0][: -len(found["list"])]:
                continue  # 5镇6乡，其中民族乡2个，即甲乡、乙乡
            for count, unit in ((found["first"], found["one"]), (found["second"], found["two"])):
                listed = count_of_kind(LIST_ENDS.split(found["list"])[0], unit)
                if listed and listed != count_of(count):
                    where = sentence.where(found.start(), found.end())
                    yield error(
                        Kind.COUNT_AND_LIST,
                        where,
                        "称 {stated} 个{unit}，列出 {count} 个",
                        "{stated} {unit} are said, {count} are listed",
                        [Reading(f"{count}{unit}", where), Reading(found["list"], where)],
                        str(listed),
                        stated=count_of(count),
                        unit=unit,
                        count=listed,
                    )
