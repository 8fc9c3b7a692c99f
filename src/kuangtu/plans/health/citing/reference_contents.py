# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""References held against what they refer to: words about 专栏9 are of 专栏6. 引用内容。"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kuangtu.plans.document.types import PrintedTable
from kuangtu.plans.health.citing.references import TABLE, key_of, references_to_parts
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case, Sentence, caption_where
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

NUMBER = re.compile(r"\d+(?:\.\d+)?")
RUN = re.compile("[一-鿿]+")
# Words that every plan has everywhere, which say nothing of what is referred to.
SAYS_NOTHING = re.compile(
    "规划|矿产|资源|全县|全市|全旗|全区|按照|要求|规定|所列|符合|不得|低于|应当|执行|以上|以下|其中|面积|合计|详见|专栏"
)
HAN = "[一二三四五六七八九十百零]+"
UNITS = {
    "条": rf"(第(?:{HAN}|\d+)条)",
    "章": rf"(第(?:{HAN}|\d+)章)",
    "节": rf"(第(?:{HAN}|\d+)章第(?:{HAN}|\d+)节)",
}
ENOUGH = 6.0  # what the words of another table must weigh
CLAUSE = 5.0  # those of a clause alone
HINT = 2.5  # where the words are few
GENERAL = re.compile("条件|情形|提出|确定|有关|相关|事项|内容|标准|项目|区块|采矿权|开采|[的外内]")
NOT_THERE = re.compile("(?:未|不|没有|不再|除|另)[列计纳编]?[入在]?$")  # 未列入专栏2
RULED = re.compile("的?(?:规定|所列|所示|要求|标准|确定)")  # what is said is of that table
CLAUSE_ENDS = "，。；;"
FAINT = 0.32  # as much of that as the words of the table named may weigh


@dataclass(frozen=True, slots=True)
class Told:
    """The words and numbers that a table or a part of the document holds. 所含词语。"""

    pairs: frozenset[str]
    numbers: frozenset[str]


def told_by(words: str) -> Told:
    """Every two signs beside each other, and every number that is not a mere digit or year."""
    text = SAYS_NOTHING.sub("|", plain(words))
    pairs = {run[n : n + 2] for run in RUN.findall(text) for n in range(len(run) - 1)}
    numbers = {
        one
        for one in NUMBER.findall(text.replace(",", ""))
        if len(one) > 2 and not re.fullmatch(r"20\d\d", one)
    }
    return Told(frozenset(pairs), frozenset(numbers))


def text_of(table: PrintedTable) -> str:
    """Everything that a table prints."""
    return " ".join([table.caption, *(cell for row in table.rows for cell in row)])


@dataclass(frozen=True, slots=True)
class Library:
    """What tables or articles hold, and how well a pair of signs tells them apart. 词语权重。"""

    told: Mapping[str, Told]
    weights: Mapping[str, float]

    def weight(self, context: Told, name: str) -> float:
        """How much of the context's words the table has; a number counts as four signs do."""
        own = self.told[name]
        pairs = math.fsum(self.weights[one] for one in context.pairs & own.pairs)
        return pairs + 3 * len(context.numbers & own.numbers)


def library_of(texts: Mapping[str, str]) -> Library:
    told = {name: told_by(words) for name, words in texts.items()}
    counted = Counter(pair for one in told.values() for pair in one.pairs)
    total = len(told) + 1
    return Library(told, {pair: math.log(total / count) for pair, count in counted.items()})


def tables_are_what_is_said_of_them(case: Case) -> Iterator[Finding]:
    """面积和范围见专栏9, where the areas stand in 专栏6."""
    tables = {table.name: table for table in case.tables if table.number}
    if len(tables) < 4:
        return
    library = library_of({name: text_of(table) for name, table in tables.items()})
    names = {(table.label, key_of(table.number)): table.name for table in tables.values()}
    for sentence in case.sentences:
        found = list(TABLE.finditer(sentence.text))
        for one in found:
            name = names.get((one[1], key_of(one[2])))
            if name is None or _stands_by(case, sentence, tables[name]):
                continue
            if NOT_THERE.search(sentence.text[: one.start()]):
                continue
            if _is_called_so(sentence.text[one.end() :], tables[name]):
                continue
            right = _of_another_table(library, sentence.text, one, name, is_alone=len(found) == 1)
            is_ruled = RULED.match(sentence.text, one.end()) is not None
            beside = any(_stands_by(case, sentence, tables[other]) for other in right)
            if right and (is_ruled or not beside):
                where = sentence.where(max(0, one.start() - 24), one.end() + 12)
                yield _wrong(name, right, where, caption_where(tables[right[0]]))


def _is_called_so(after: str, table: PrintedTable) -> bool:
    """表8的规模要求 of a table of 最低开采规模: what it is called follows right after it."""
    called = re.match("[)]?(?:的|所列|规定|确定|中)+([一-鿿]{2,8})", after)
    caption = plain(table.caption)
    words = "" if called is None else called[1][:4]
    return any(words[n : n + 2] in caption for n in range(len(words) - 1))


def _of_another_table(
    library: Library, text: str, one: re.Match[str], name: str, *, is_alone: bool
) -> tuple[str, ...]:
    """What the sentence is of, where it has one reference alone; else what the clause is of."""
    if is_alone and (right := _of_another(library, told_by(TABLE.sub("|", text)), name)):
        return right
    clause = _clause_of(text, one)
    if len(TABLE.findall(clause)) > 1:
        return ()
    told = told_by(GENERAL.sub("|", TABLE.sub("|", clause)))
    return _of_another(library, told, name, enough=CLAUSE)


def _clause_of(text: str, found: re.Match[str]) -> str:
    """The clause of a reference that is not the only one of its sentence."""
    start = start_of(text, found.start(), CLAUSE_ENDS)
    ends = [end for sign in CLAUSE_ENDS if (end := text.find(sign, found.end())) >= 0]
    return text[start : min(ends, default=len(text))]


def _of_another(
    library: Library, context: Told, name: str, here: str = "", *, enough: float = ENOUGH
) -> tuple[str, ...]:
    """Those that the words are of, the likeliest first, if they are hardly of the one named.

    What they are said in (`here`) has them anyway. Below ENOUGH the one named must have none.
    """
    weighed = {one: library.weight(context, one) for one in library.told if one != here}
    ranked = sorted(weighed, key=lambda one: -weighed[one])
    best, own = weighed[ranked[0]], weighed.get(name, 0.0)
    if best < enough or own > best * FAINT or (own and best < ENOUGH):
        return ()
    return tuple(one for one in ranked[:3] if weighed[one] > best * 0.6)


def _stands_by(case: Case, sentence: Sentence, table: PrintedTable) -> bool:
    """The table follows the sentence's paragraph, or stands in the same part."""
    blocks = case.document.blocks
    near = blocks[sentence.paragraph + 1 : sentence.paragraph + 4]
    return any(isinstance(one, PrintedTable) and one.name == table.name for one in near)


def _wrong(name: str, right: tuple[str, ...], where: Where, there: Where) -> Finding:
    return doubt(
        Kind.REFERENCE,
        where,
        "所述内容不在{name}，而像在{right}",
        "what is said here does not stand in {name}, rather in {right}",
        [Reading(name, where), Reading(right[0], there)],
        right[0],
        name=name,
        right="、".join(right),
    )


def parts_are_what_is_said_of_them(case: Case) -> Iterator[Finding]:
    """除第二十九条规定的调整情形外, where adjusting is of 第三十九条."""
    libraries = {unit: _parts(case, unit) for unit in ("条", "章", "节")}
    for sentence in case.sentences:
        for found in references_to_parts(sentence.text):
            unit = found[4] or found[2]
            name = f"第{found[1]}{found[2]}" + (f"第{found[3]}{found[4]}" if found[3] else "")
            library, places = libraries[unit]
            if name not in library.told or len(library.told) < 4:
                continue
            own = re.search(UNITS[unit], sentence.clause)
            here = "" if own is None else own[1]
            if _is_one_of_several(sentence.text, found):
                continue  # 第十条、第十一条所列目标: of both
            context = told_by(GENERAL.sub("|", _said_of(sentence.text[found.end() :])))
            if right := _of_another(library, context, name, here, enough=HINT):
                where = sentence.where(max(0, found.start() - 12), found.end() + 16)
                yield _wrong(name, right, where, places[right[0]])


def _is_one_of_several(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 8) : found.start()]
    found_before = re.search("第[一二三四五六七八九十百\\d]+[章节条](?:、|和|及|至|与)$", before)
    return found_before is not None


def _said_of(after: str) -> str:
    """The words that say what a part is about: 规定的最低服务年限."""
    return re.split(
        r"[，。；;()、]|第[一二三四五六七八九十百\d]+[章节条]|或者|和|及|的要求", after
    )[0][:20]


def _parts(case: Case, unit: str) -> tuple[Library, dict[str, Where]]:
    """The texts of all articles, sections or chapters, their tables too."""
    pattern = re.compile(UNITS[unit])
    texts: dict[str, list[str]] = defaultdict(list)
    places: dict[str, Where] = {}
    for block in case.document.blocks:
        found = pattern.search(block.clause)
        if found is None:
            continue
        name = "".join(one for one in found.groups() if one)
        words = text_of(block) if isinstance(block, PrintedTable) else block.text
        texts[name].append(words)
        places.setdefault(name, Where(words[:60], block.clause, block.line))
    return library_of({name: " ".join(words) for name, words in texts.items()}), places
