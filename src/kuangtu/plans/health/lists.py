# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Counts against the lists that follow or precede them. 个数与列举。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kuangtu.plans.health.case import Case, Sentence
from kuangtu.plans.health.grids import SERIAL, Cell, Grid, grids
from kuangtu.plans.health.making import error, graded
from kuangtu.plans.health.quantities import HAN_NUMBER, han_number, plain
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading, Where

COUNT = rf"(?P<count>\d{{1,3}}|{HAN_NUMBER})\s*(?:余)?(?P<unit>大类|类|种|个|处|家|座|项|条|片|块|大|镇|乡|村|方面|部分|级|幅|宗)"
# N个…，分别为甲、乙、丙。
AFTER = re.compile(
    rf"(?<![第约\d.]){COUNT}(?P<noun>[^，。；;:、]{{0,24}}?)(?:[，,:]|\()?\s*"
    r"(?:分别为|分别是|即为|即|包括|包含|它们是|依次为|有|为|主要有|具体为|具体包括|分别位于|分别有|名称为)[:,，]?\s*"
    r"(?P<list>[^。；;]+)"
)
COLON = re.compile(
    rf"(?<![第约\d.]){COUNT}(?P<noun>[^，。；;:、]{{0,20}}?):(?P<list>[^。；;]*[、,，][^。；;]*)"
)
# 甲、乙、丙等N个…, 甲、乙、丙N个…
BEFORE = re.compile(
    rf"(?P<list>(?:[^，。；;:、()]{{1,30}}(?:\([^()]*\))?、)+[^，。；;:、()]{{1,30}}?(?:\([^()]*\))?)"
    rf"(?P<etc>等)?(?:共|共计|合计|这|矿产|矿种|共有)?(?P<count>\d{{1,3}}|{HAN_NUMBER})\s*(?P<unit>大类|类|种|个|处|家|座|项|条|片|块|大|方面|镇|乡|级|种类)"
)
LED_BY = re.compile(
    r"^.*(?:发现|划分为|分为|包括|有|为|即|建设|形成|开展|推进|实施|涉及|布置|利用|开采|设立|设置|划定|的|以|在|对|是|于|及其|落实|建立|打造|安排|部署|完成|加强)"
)
ORDINALS = re.compile(r"(一|二|三|四|五|六|七|八|九|十)是")
ANNOUNCED = re.compile(
    rf"(?P<count>{HAN_NUMBER}|\d)(?P<unit>大|个|项|条|方面|点|类|种)[^，。；;]{{0,14}}[:：。]?$"
)
COMMON_END = 2
NOT_LISTED = re.compile("多|余|左右|以上|以内|新增")


def counts_fit_the_lists_after_them(case: Case) -> Iterator[Finding]:
    """3处，分别为甲、乙、丙."""
    for sentence in case.sentences:
        text = sentence.text
        for pattern in (AFTER, COLON):
            for found in pattern.finditer(text):
                if _is_quantity(text, found) or NOT_LISTED.search(found["noun"]):
                    continue
                listed = _cut_off(found["list"])
                if re.search(r"\d\s*(?:个|处|家|座|种|万|%|平方|吨|亿|项|条|宗)", listed):
                    continue  # amounts, told of as sums
                is_open = bool(re.search("等", listed))
                yield from _judged(sentence, found, listed, is_open=is_open)


def _is_quantity(text: str, found: re.Match[str]) -> bool:
    """The count belongs to something else: 1∶5万, 第三类, 一个."""
    count = found["count"]
    return (
        count in {"一", "1", "0"}
        or text[max(0, found.start("count") - 1) : found.start("count")] in "∶第/"
    )


def _cut_off(words: str) -> str:
    """The list itself: up to where a new clause begins."""
    cut = re.split(r"，(?=[^、]*$|[^、]{12,})|,(?=[^、]*$)", words)
    if len(cut) > 1 and "、" in cut[0]:
        return cut[0]
    return words


def _judged(
    sentence: Sentence, found: re.Match[str], listed: str, *, is_open: bool
) -> Iterator[Finding]:
    stated = _value(found["count"])
    unit = found["noun"][:1] if found["noun"][:1] in {"镇", "乡", "村"} else found["unit"]
    counts = possible_counts(listed, unit)
    if stated in counts or max(counts) < 2:
        return
    if is_open and stated > max(counts):
        return
    count = _nearest(counts, stated)
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


def _value(words: str) -> int:
    return int(words) if words.isdecimal() else han_number(words)


def _nearest(counts: set[int], stated: int) -> int:
    return min(counts, key=lambda one: (abs(one - stated), -one))


def possible_counts(listed: str, unit: str = "") -> set[int]:
    """In how many ways the list may be counted: signs within a name may not part it.

    >>> sorted(possible_counts("甲铁、铅锌基地、乙石棉基地和丙钾盐基地"))
    [3, 4]
    """
    flat = re.sub(r"\([^()]*\)", "", listed)
    flat = re.sub(r"等[^、，和及与]*$", "", flat.strip(" 。，,"))
    signs = re.split("[、，,;；]", flat)
    words = [one.strip() for one in signs if one.strip()]
    counts = {len(words)}
    joined = [
        part
        for one in words
        for part in re.split(r"(?<=[一-鿿\w])(?:和|(?<![涉普波顾])及|与|以及)(?=[一-鿿\w])", one)
    ]
    counts.add(len(joined))
    last = [*words[:-1], *re.split(r"(?:以及|和|及|与)", words[-1], maxsplit=1)] if words else []
    counts.add(len([one for one in last if one.strip()]))
    for pieces in (words, joined, last):
        ends = Counter(one[-COMMON_END:] for one in pieces if len(one) > COMMON_END)
        if ends:
            end, times = ends.most_common(1)[0]
            if times >= 2 and pieces and pieces[-1].endswith(end):
                counts.add(times)
    if unit in {"镇", "乡", "村"}:
        counts |= {sum(one.endswith(unit) for one in words)}
    return counts - {0}


def counts_fit_the_lists_before_them(case: Case) -> Iterator[Finding]:
    """甲、乙、丙等五大类: four where five are said, or six."""
    for sentence in case.sentences:
        for found in BEFORE.finditer(sentence.text):
            stated = _value(found["count"])
            if stated < 2 or _is_quantity(sentence.text, found):
                continue
            end = sentence.text[found.end() : found.end() + 2]
            if found["unit"] == "大" and not re.match(
                "类|基地|园区|产业|体系|工程|板块|区域|任务|片区|集群|走廊|矿区|产区|举措|行动|项目|方面|领域|中心|支柱", end
            ):
                continue
            if found["unit"] in {"级"} and not end.startswith(("联", "监", "体", "管")):
                continue
            if found["unit"] in {"镇", "乡"}:
                continue  # 五镇、三乡 are counts themselves
            listed = found["list"]
            if re.search(r"\d\s*(?:个|处|家|座|种|万|%|平方|吨|亿|项|条)|“|”", listed):
                continue
            yield from _before(sentence, found, listed, stated)


def _before(
    sentence: Sentence, found: re.Match[str], listed: str, stated: int
) -> Iterator[Finding]:
    counts = possible_counts(listed, found["unit"])
    count = _nearest(counts, stated)
    is_kinds = found["unit"] in {"大类", "类", "大", "级", "方面"}
    if stated in counts or max(counts) < 2:
        return
    if found["etc"] and stated > max(counts):
        # 煤、铁等12种 names some of them; 甲、乙、丙、丁等五大类 should name all.
        if not (is_kinds and stated <= 12 and stated - max(counts) == 1 and max(counts) >= 3):
            return
    if abs(count - stated) > max(3, stated):
        return
    if not found["etc"] and stated > max(counts) and not is_kinds and stated - max(counts) > 3:
        return
    where = sentence.where(found.start(), found.end() + 6)
    yield graded(
        Grade.DOUBT if found["etc"] and stated > max(counts) else Grade.ERROR,
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


def ordinals_fit_their_announcement(case: Case) -> Iterator[Finding]:
    """采取四项措施。一是…；二是…；三是…."""
    sentences = case.sentences
    for number, sentence in enumerate(sentences):
        together = _following(case, number)
        marks = ORDINALS.findall(together)
        head = re.split("一是", sentence.text, maxsplit=1)[0]
        if "一是" not in sentence.text or len(marks) < 2:
            continue
        before = head.strip(" ,，:") or (
            sentences[number - 1].text.rstrip("。;")
            if number and sentences[number - 1].clause == sentence.clause
            else ""
        )
        announced = ANNOUNCED.search(before)
        if announced is None:
            continue
        stated, count = _value(announced["count"]), len(marks)
        if stated > 1 and stated != count and stated <= 12:
            where = sentence.where(0, 60)
            yield error(
                Kind.COUNT_AND_LIST,
                where,
                "称 {stated}{unit}，列出“一是”至“{last}是”共 {count} 项",
                "{stated} are announced, {count} are told",
                [Reading(announced[0], where)],
                str(count),
                stated=stated,
                unit=announced["unit"],
                last=marks[-1],
                count=count,
            )


def _following(case: Case, number: int) -> str:
    """The rest of the clause, for 一是 … 四是 over sentences and paragraphs."""
    first = case.sentences[number]
    text = ""
    for sentence in case.sentences[number : number + 40]:
        if sentence.clause != first.clause:
            break
        if text and "一是" in sentence.text:
            break
        text += sentence.text
    return text


def towns_are_as_many_as_stated(case: Case) -> Iterator[Finding]:
    """五镇、三乡，即甲镇、乙镇、…."""
    pattern = re.compile(
        rf"(?P<first>\d+|{HAN_NUMBER})\s*个?(?P<one>镇|乡|街道)[、,，和]?\s*(?P<second>\d+|{HAN_NUMBER})\s*个?(?P<two>镇|乡|街道)"
        r"[^。；;]{0,12}?(?:即|分别为|分别是|包括|为|:|有)[:,，]?(?P<list>[^。；;]+)"
    )
    for sentence in case.sentences:
        for found in pattern.finditer(sentence.text):
            names = [
                one
                for one in re.split("[、，,和]", re.sub(r"\([^()]*\)", "", found["list"]))
                if one
            ]
            for count, unit in ((found["first"], found["one"]), (found["second"], found["two"])):
                listed = sum(name.endswith(unit) for name in names)
                if listed and listed != _value(count):
                    where = sentence.where(found.start(), found.end())
                    yield error(
                        Kind.COUNT_AND_LIST,
                        where,
                        "称 {stated} 个{unit}，列出 {count} 个",
                        "{stated} {unit} are said, {count} are listed",
                        [Reading(f"{count}{unit}", where), Reading(found["list"], where)],
                        str(listed),
                        stated=_value(count),
                        unit=unit,
                        count=listed,
                    )


COUNT_HEAD = re.compile(
    r"数目|个数|种数|矿种数|项数|处数|图幅数|数量\(?[个种处]?\)?$|^数量|矿种数量"
)


def counts_of_cells_fit_their_lists(case: Case) -> Iterator[Finding]:
    """A column of lists beside a column of their numbers."""
    for grid in grids(case.tables):
        for column in grid.numeric:
            if not COUNT_HEAD.search(grid.heads[column]):
                continue
            for lists in range(grid.width):
                if lists != column:
                    yield from _cells(grid, column, lists)


def _cells(grid: Grid, column: int, lists: int) -> Iterator[Finding]:
    pairs: list[tuple[Cell, Cell, set[int]]] = []
    for row in grid.body:
        count, listed = row[column], row[lists]
        if count is None or listed is None or count.number is None or not listed.text.strip():
            continue
        if SERIAL.search(grid.heads[lists]) or listed.number is not None:
            return
        words = plain(listed.text)
        pieces = [
            one for one in re.split("[、，,;；]", re.sub(r"\([^()]*\)", "", words)) if one.strip()
        ]
        pairs.append(
            (count, listed, {len(pieces)} | (possible_counts(words) if "和" in words else set()))
        )
    fits = sum(int(count.number or 0) in counts for count, _, counts in pairs)
    if fits < 2 or fits * 2 < len(pairs) or not any("、" in listed.text for _, listed, _ in pairs):
        return
    for count, listed, counts in pairs:
        if int(count.number or 0) not in counts and "等" not in listed.text:
            number = _nearest(counts, int(count.number or 0))
            yield error(
                Kind.COUNT_AND_LIST,
                count.where,
                "印作 {stated}，同行列出 {count} 项",
                "{stated} is printed, the row lists {count}",
                [count.reading, listed.reading],
                str(number),
                stated=count.text.strip(),
                count=number,
            )


TABLE_COUNT = re.compile(
    rf"(?P<count>\d{{1,3}}|{HAN_NUMBER})\s*(?P<unit>个|处|种|项|座|家|大类|类|宗|幅|片|块)(?P<noun>[^，。；;:()]{{0,30}})"
)
IN_TABLE = re.compile(
    r"\((?:见|详见|如)?(专栏|附表|表)\s*(\d+(?:[-.]\d+)?)\)|(?:见|详见|如)(专栏|附表|表)\s*(\d+(?:[-.]\d+)?)"
)


def counts_fit_the_tables_they_name(case: Case) -> Iterator[Finding]:
    """划定重点勘查区11个（专栏7）: as many as the table has rows, or as its numbers add up to."""
    tables = {
        table.name: Grid(table) for table in case.tables if table.number and len(table.rows) > 1
    }
    for sentence in case.sentences:
        for found in IN_TABLE.finditer(sentence.text):
            grid = tables.get((found[1] or found[3]) + (found[2] or found[4]))
            if grid is None or not grid.head:
                continue
            clauses = re.split("[，。；;]", sentence.text[: found.start()])
            head = clauses[-1]
            for before in reversed(clauses[:-1]):
                if _is_of_table(before, grid):
                    head = f"{before}，{head}"
            yield from _against_rows(sentence, found, head, grid)


def _is_of_table(words: str, grid: Grid) -> bool:
    """The words count what the table is headed by: 划定重点勘查区4个."""
    found = TABLE_COUNT.search(words)
    caption = plain(grid.table.caption)
    noun = "" if found is None else re.sub("^.*(?:划定|设置|部署|安排|规划|共有|实施)", "", words[: found.start()]) + found["noun"]
    if len(noun) >= 3 and any(noun[n : n + 3] in caption for n in range(len(noun) - 2)):
        return True
    heads = [grid.heads[n] for n in grid.numeric if "数" in grid.heads[n]]
    return any(noun[n : n + 2] in head for head in heads for n in range(len(noun) - 1))


def _against_rows(
    sentence: Sentence, found: re.Match[str], head: str, grid: Grid
) -> Iterator[Finding]:
    counts = [
        one
        for one in TABLE_COUNT.finditer(head)
        if _value(one["count"]) > 1 and not _is_quantity(head, one)
    ]
    if not counts:
        return
    possible = _numbers_of(grid)
    wrong = [one for one in counts if _value(one["count"]) not in possible]
    for one in wrong:
        if len(counts) > 1 and len(wrong) == len(counts) and one is not counts[-1]:
            continue
        rows = len(_bodies(grid))
        where = sentence.where(max(0, found.start() - len(head)), found.end())
        is_of_groups = one["unit"] in {"大类", "类"}
        yield graded(
            Grade.DOUBT if is_of_groups else Grade.ERROR,
            Kind.TEXT_AND_TABLE,
            where,
            "文中称 {stated}{unit}，{table}列出 {rows} 行",
            "the text says {stated}, {table} has {rows} rows",
            [
                Reading(f"{one['count']}{one['unit']}", where),
                Reading(
                    f"{rows}行",
                    Where(grid.table.caption, grid.table.clause, grid.table.line, grid.table.name),
                ),
            ],
            str(rows),
            stated=one["count"],
            unit=one["unit"],
            table=grid.table.name,
            rows=rows,
        )


def _bodies(grid: Grid) -> list[tuple[Cell | None, ...]]:
    rows = [row for row in grid.body if not grid.is_total(row)]
    if grid.heads and SERIAL.search(grid.heads[0]):
        numbered = [row for row in rows if row[0] is not None and row[0].text.strip()]
        return numbered or rows
    return rows


def _numbers_of(grid: Grid) -> set[int]:
    """Everything of a table that a count may mean: rows, groups, sums and totals."""
    rows = _bodies(grid)
    numbers = {len(rows)}
    for column in range(grid.width):
        cells = [row[column] for row in rows]
        words = [cell.text.strip() for cell in cells if cell is not None and cell.text.strip()]
        if column not in grid.numeric and not SERIAL.search(grid.heads[column]):
            numbers |= set(Counter(words).values())
            if words and 1 < len(set(words)) < len(rows):
                numbers.add(len(set(words)))
    for column in grid.numeric:
        values = [row[column] for row in rows]
        added = sum(
            int(cell.number) for cell in values if cell is not None and cell.number is not None
        )
        numbers.add(added)
        numbers |= {
            int(cell.number)
            for row in grid.body
            if (cell := row[column]) is not None
            and cell.number is not None
            and cell.number == int(cell.number)
        }
    return numbers
