# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of documents and standards: issuer, year, form. 文号与标准号。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kuangtu.codes.divisions import divisions
from kuangtu.plans.health.making import doubt, error, note
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

NUMBER = re.compile(
    r"(?P<word>[一-鿿]{2,10})\s*(?P<open>[〔\[(（［【{])\s*(?P<year>\d{2,5})\s*年?\s*(?P<close>[〕\])）］】}])"
    r"\s*第?\s*(?P<number>\d{1,5})\s*号"
)
# Issuers that have ceased, with their last year, and those that took their place, with their first.
ENDED = {
    "国土资": (2018, "国土资源部", "the Ministry of Land and Resources"),
    "安监总": (2018, "国家安全监管总局", "the State Administration of Work Safety"),
    "环发": (2018, "环境保护部", "the Ministry of Environmental Protection"),
    "环函": (2018, "环境保护部", "the Ministry of Environmental Protection"),
    "林资发": (2018, "国家林业局", "the State Forestry Administration"),
    "林规发": (2018, "国家林业局", "the State Forestry Administration"),
    "国税发": (2018, "国家税务总局（国税发）", "the tax administration (国税发)"),
    "煤安监": (2020, "国家煤矿安监局", "the State Administration of Coal Mine Safety"),
    "地发": (1998, "地质矿产部", "the Ministry of Geology"),
}
BEGUN = {
    "自然资": (2018, "自然资源部", "the Ministry of Natural Resources"),
    "应急": (2018, "应急管理部", "the Ministry of Emergency Management"),
    "矿安": (2020, "国家矿山安监局", "the National Mine Safety Administration"),
    "林草": (2018, "国家林业和草原局", "the Forestry and Grassland Administration"),
    "环综合": (2018, "生态环境部", "the Ministry of Ecology and Environment"),
    "文旅": (2018, "文化和旅游部", "the Ministry of Culture and Tourism"),
    "农业农村": (2018, "农业农村部", "the Ministry of Agriculture and Rural Affairs"),
}
# How the document words of the state's organs begin.
WORDS_OF: dict[str, tuple[str, ...]] = {
    "中共中央办公厅": ("中办", "厅字"),
    "中共中央": ("中发", "中办", "厅字"),
    "国务院办公厅": ("国办",),
    "国务院": ("国发", "国函", "国令"),
    "自然资源部办公厅": ("自然资办",),
    "自然资源部": ("自然资",),
    "国土资源部办公厅": ("国土资厅",),
    "国土资源部": ("国土资",),
    "财政部": ("财",),
    "国家发展和改革委员会": ("发改",),
    "国家发展改革委": ("发改",),
    "生态环境部办公厅": ("环办",),
    "生态环境部": ("环",),
    "环境保护部": ("环",),
    "应急管理部": ("应急",),
    "工业和信息化部": ("工信",),
    "国家矿山安全监察局": ("矿安",),
    "国家矿山安监局": ("矿安",),
    "国家安全监管总局": ("安监总",),
    "税务总局": ("税", "国税", "财"),
    "水利部": ("水",),
    "农业农村部": ("农",),
    "国家林业和草原局": ("林",),
    "国家林业局": ("林",),
    "国家标准委": ("国标委",),
    "国家能源局": ("国能",),
    "科技部": ("国科",),
}
ISSUER_NAME = re.compile("|".join(sorted(WORDS_OF, key=len, reverse=True)))
ISSUED = re.compile(r"《([^《》〈〉]{2,60}?)(?:关于|印发)")
BY_NAME = re.compile(
    r"([^，。；《》]{2,40}?)(?:印发|发布|下发|出台|制定)的?《[^《》]*》[^《》]{0,6}$"
)
# The sign that a province's document words begin with.
PROVINCES = {"11": "京", "12": "津", "13": "冀", "14": "晋", "15": "内", "21": "辽", "22": "吉"}
PROVINCES |= {"23": "黑", "31": "沪", "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣"}
PROVINCES |= {"37": "鲁", "41": "豫", "42": "鄂", "43": "湘", "44": "粤", "45": "桂", "46": "琼"}
PROVINCES |= {"50": "渝", "51": "川", "52": "黔", "53": "云", "54": "藏", "61": "陕", "62": "甘"}
PROVINCES |= {"63": "青", "64": "宁", "65": "新"}
OF_THE_STATE = ("国发", "国办", "国函", "自然资", "财")
INCOMPLETE = {"自然资办", "国办", "国土资", "自然资", "国土资厅", "国土资办", "新自然资", "新政"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A document number as printed. 文号。"""

    word: str
    year: int
    number: int
    where: Where
    head: str  # what stands before it
    signs: str
    printed: str


def cited_in(case: Case) -> Iterator[Cited]:
    for words, where in case.texts:
        for found in NUMBER.finditer(words):
            word = re.sub(r"^.*(?:的|和|及|与|见|根据|按照|依据|通知|意见)", "", found["word"])
            start = found.start() + len(found["word"]) - len(word)
            place = replace(where, words=words[max(0, start - 24) : found.end()])
            yield Cited(
                word,
                int(found["year"]),
                int(found["number"]),
                place,
                words[:start],
                found["open"] + found["close"],
                words[start : found.end()],
            )


def issuers_fit_their_years(case: Case) -> Iterator[Finding]:
    """国土资发 after 2018, 自然资发 before it, a year beyond the plan."""
    for cited in cited_in(case):
        if not 1949 < cited.year < 2100:
            yield error(
                Kind.DOCUMENT_NUMBER,
                cited.where,
                "文号“{printed}”的年份 {year} 不成立",
                "the year {year} of the document number “{printed}” cannot be",
                [Reading(cited.printed, cited.where)],
                printed=cited.printed,
                year=cited.year,
            )
            continue
        yield from _out_of_time(cited)
        if case.years is not None and cited.year > case.years[1]:
            yield doubt(
                Kind.DATE,
                cited.where,
                "文号“{printed}”的年份在规划期之后",
                "the document number “{printed}” is of a year after the plan's period",
                [Reading(cited.printed, cited.where)],
                printed=cited.printed,
            )


def _out_of_time(cited: Cited) -> Iterator[Finding]:
    for words, (last, zh, en) in ENDED.items():
        if words in cited.word and cited.year > last:
            yield _unfit(cited, f"{zh}于 {last} 年后不再发文", f"{en} issued nothing after {last}")
    for words, (first, zh, en) in BEGUN.items():
        if words in cited.word and cited.year < first:
            yield _unfit(cited, f"{zh}自 {first} 年起才发文", f"{en} began in {first}")


def _unfit(cited: Cited, zh: str, en: str) -> Finding:
    return error(
        Kind.DOCUMENT_NUMBER,
        cited.where,
        "文号“{printed}”与发文机关的年代不符：{zh}",
        "the document number “{printed}” does not fit its issuer: {en}",
        [Reading(cited.printed, cited.where)],
        printed=cited.printed,
        zh=zh,
        en=en,
    )


def issuers_fit_their_words(case: Case) -> Iterator[Finding]:
    """国发 is the State Council, 国办发 its office."""
    for cited in cited_in(case):
        bare = cited.word
        if bare in INCOMPLETE:
            yield doubt(
                Kind.DOCUMENT_NUMBER,
                cited.where,
                "文号“{printed}”的代字不全（如 {word}发、{word}函）",
                "the document number “{printed}” lacks part of its word ({word}发, {word}函)",
                [Reading(cited.printed, cited.where)],
                printed=cited.printed,
                word=bare,
            )
        issuers = issuers_before(cited.head)
        yield from _of_another_organ(cited, issuers)
        yield from _of_another_level(case, cited)
        yield from _of_another_province(case, cited)


RIGHT_BEFORE = re.compile(
    rf"((?:(?:{ISSUER_NAME.pattern})[、和]?)+)"
    r"(?:等[^《》，。]{0,3}(?:部门|部委|单位))?(?:联合)?(?:印发|发布|下发|出台|制定)?的?《[^《》]*》[^《》]{0,6}$"
)


def issuers_before(head: str) -> list[str]:
    """The organs of the state that a title or the words before it name, all of them.

    >>> issuers_before("《财政部 国土资源部 环境保护部关于建立基金的指导意见》（")
    ['财政部', '国土资源部', '环境保护部']
    >>> issuers_before("按照自然资源部办公厅《市县级矿产资源总体规划编制要点》（")
    ['自然资源部办公厅']
    """
    clause = re.split("[。；]|号[)）]", head)[-1]
    titles = ISSUED.findall(clause)
    by_name = BY_NAME.search(clause)
    words = titles[-1] if titles else by_name[1] if by_name else ""
    before = RIGHT_BEFORE.search(clause)
    return ISSUER_NAME.findall(words) or (ISSUER_NAME.findall(before[1]) if before else [])


def _of_another_organ(cited: Cited, issuers: list[str]) -> Iterator[Finding]:
    """None of the organs named has document words like that."""
    if not issuers or any(cited.word.startswith(WORDS_OF[one]) for one in issuers):
        return
    if any(cited.word == words[:1] or not words for words in issuers):
        return
    owner = [
        name
        for name, words in WORDS_OF.items()
        if cited.word.startswith(tuple(one for one in words if len(one) > 1))
    ]
    wanted = "、".join(f"{one}…" for one in WORDS_OF[issuers[0]])
    yield error(
        Kind.DOCUMENT_NUMBER,
        cited.where,
        "“{word}”不是{named}的发文代字（应如 {wanted}）",
        "“{word}” is no document word of {named} (such as {wanted})",
        [Reading(cited.printed, cited.where), Reading(issuers[-1], cited.where)],
        owner[0] if owner else "",
        word=cited.word,
        named="、".join(issuers),
        wanted=wanted,
    )


def _of_another_level(case: Case, cited: Cited) -> Iterator[Finding]:
    """A document of the county or prefecture under a word of the province, or of the state."""
    title = re.findall(r"《([^《》]*(?:〈[^〉]*〉)?[^《》]*)(?:》|$)", cited.head)
    places = [name for name in (case.county_name, *case.superiors) if name != case.province_name]
    place = next((one for one in places if one and title and title[-1].startswith(one)), None)
    if place is None or cited.word[:1] in place:
        return
    if cited.word.startswith((PROVINCES.get(case.province_code) or "-", *OF_THE_STATE)):
        yield error(
            Kind.DOCUMENT_NUMBER,
            cited.where,
            "《{title}》是{place}的文件，“{word}”却是上级机关的发文代字",
            "“{title}” is a document of {place}; “{word}” is a document word of those above it",
            [Reading(cited.printed, cited.where)],
            title=title[-1][:40],
            place=place,
            word=cited.word,
        )


OF_A_PROVINCE = re.compile(
    r"(?P<place>[一-鿿]{2,3}省|[一-鿿]{2,8}?自治区|(?:北京|天津|上海|重庆)市|省|自治区)"
    r"(?:[一-鿿]{1,12}?(?:厅|局|政府|委员会)|政府|发展改革委)(?:办公厅|办公室)?"
    r"(?:[、 　]|关于|印发|发布|$)"
)


def _of_another_province(case: Case, cited: Cited) -> Iterator[Finding]:
    """《湖南省自然资源厅关于…》 under the ministry's 自然资规: the words of Hunan begin with 湘."""
    title = re.findall(r"《([^《》]*(?:〈[^〉]*〉)?[^《》]*)(?:》|$)", cited.head)
    found = OF_A_PROVINCE.match(title[-1]) if title else None
    if found is None:
        return
    code = next(
        (
            one.code[:2]
            for one in divisions()
            if one.code.endswith("0000") and one.name == found["place"]
        ),
        case.province_code if found["place"] in {"省", "自治区"} else "",
    )
    sign = PROVINCES.get(code)
    if sign and not cited.word.startswith(sign):
        yield error(
            Kind.DOCUMENT_NUMBER,
            cited.where,
            "《{title}》是{place}的文件，发文代字应以“{sign}”开头，此处为“{word}”",
            "“{title}” is a document of {place}, whose words begin with {sign}; “{word}” does not",
            [Reading(cited.printed, cited.where)],
            title=title[-1][:40],
            place=found["place"],
            sign=sign,
            word=cited.word,
        )


def years_stand_in_their_brackets(case: Case) -> Iterator[Finding]:
    """A year in round brackets, or in two that do not match; 〔2020〕 is the form."""
    for cited in cited_in(case):
        if cited.signs[0] in "(（{【":
            yield note(
                Kind.DOCUMENT_NUMBER,
                cited.where,
                "文号“{printed}”的年份应写在六角括号内：〔{year}〕",
                "the year of the document number “{printed}” belongs in brackets like 〔{year}〕",
                [Reading(cited.printed, cited.where)],
                printed=cited.printed,
                year=cited.year,
            )


UNFINISHED = re.compile(r"[〔\[]\d{4}[〕\]]\s?\d+(?![\d号\s])|(?:令|公告)第\d+(?![\d号\s])")
HALF = re.compile(r"[一-鿿]{1,6}[〔\[［]\s*\d{1,5}\s*[〕\]］]\s*号")


def numbers_end_in_their_word(case: Case) -> Iterator[Finding]:
    """国发〔2017〕29, without 号."""
    for words, where in case.texts:
        for found in UNFINISHED.finditer(words):
            place = replace(where, words=words[max(0, found.start() - 12) : found.end() + 2])
            yield doubt(
                Kind.DOCUMENT_NUMBER,
                place,
                "文号“{printed}”缺“号”字",
                "the document number “{printed}” lacks its 号",
                [Reading(found[0], place)],
                printed=found[0],
            )


def numbers_have_their_year(case: Case) -> Iterator[Finding]:
    """国务院发〔394〕号: a year and a number, one of them is missing."""
    for words, where in case.texts:
        for found in HALF.finditer(words):
            place = replace(where, words=words[max(0, found.start() - 12) : found.end() + 2])
            yield error(
                Kind.DOCUMENT_NUMBER,
                place,
                "文号“{printed}”不全：应有年份和序号，如 〔2020〕43号",
                "the document number “{printed}” lacks its year or its number (〔2020〕43号)",
                [Reading(found[0], place)],
                printed=found[0],
            )


def one_title_has_one_number(case: Case) -> Iterator[Finding]:
    """The same document under two numbers, or one number for two documents."""
    by_title: dict[str, dict[str, Cited]] = defaultdict(dict)
    by_number: dict[str, dict[str, Cited]] = defaultdict(dict)
    for cited in cited_in(case):
        title = re.search(
            r"《([^《》]+(?:〈[^〉]*〉|<[^>]*>)?[^《》]*)》[^《》。；]{0,6}[(（\[]?$", cited.head
        )
        if title is None:
            continue
        name = re.sub(r"[\s（）()]", "", plain(title[1]))
        number = f"{cited.word}〔{cited.year}〕{cited.number}号"
        by_title[name].setdefault(number, cited)
        by_number[number].setdefault(name, cited)
    for table, zh, en in (
        (
            by_title,
            "同一文件印有不同文号：{readings}",
            "one document is printed with several numbers: {readings}",
        ),
        (
            by_number,
            "同一文号用于不同文件：{readings}",
            "one number is printed for several documents: {readings}",
        ),
    ):
        for entries in table.values():
            if len(entries) > 1:
                cited = list(entries.values())[-1]
                yield doubt(
                    Kind.DOCUMENT_NUMBER,
                    cited.where,
                    zh.replace("{readings}", "{named}"),
                    en.replace("{readings}", "{named}"),
                    [Reading(words, one.where) for words, one in entries.items()],
                    named="；".join(entries),
                )
