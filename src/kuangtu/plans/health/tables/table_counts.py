# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Counts of the prose and of cells against the rows of tables. 个数与表。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuangtu.plans.document.types import PrintedTable
from kuangtu.plans.health.counts.lists import is_quantity, nearest, possible_counts
from kuangtu.plans.health.making import error, graded
from kuangtu.plans.health.plausible import are_near
from kuangtu.plans.health.reading.case import Case, Sentence, caption_where
from kuangtu.plans.health.reading.edits import is_subsequence
from kuangtu.plans.health.reading.grids import SERIAL, Cell, Grid, grids, is_mark, most_common_end
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of, plain
from kuangtu.plans.health.sheets.sheet_groups import SHEET
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading, Where

COUNT_HEAD = re.compile(
    r"数目|个数|种数|矿种数|项数|处数|图幅数|数量\(?[个种处]?\)?$|^数量|矿种数量"
)


FARTHEST = Decimal("1.6")  # times as many as the rows
LEAST = 3  # rows of a table that somebody counts, with its head
Listed = tuple[Cell, Cell, set[int]]  # a number, its list, and how many that may be
ODD = 5  # rows of which one may have a slip
FITTING = 3  # rows that show that each cell lists what is counted, be it one alone


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
    pairs: list[Listed] = []
    for row in grid.body:
        count, listed = row[column], row[lists]
        if count is None or listed is None or count.number is None or not listed.text.strip():
            continue
        if SERIAL.search(grid.heads[lists]) or listed.number is not None:
            return
        if is_mark(listed.text) or grid.is_total(row):
            continue
        words = plain(listed.text)
        pieces = [
            one for one in re.split("[、，,;；]", re.sub(r"\([^()]*\)", "", words)) if one.strip()
        ]
        pairs.append(
            (count, listed, {len(pieces)} | (possible_counts(words) if "和" in words else set()))
        )
    if not _show_what_is_counted(pairs):
        return
    fits = _fitting(pairs)
    for count, listed, counts in pairs:
        is_list = "、" in listed.text or fits >= FITTING
        if is_list and int(count.number or 0) not in counts and "等" not in listed.text:
            number = nearest(counts, int(count.number or 0))
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


def _fitting(pairs: Sequence[Listed]) -> int:
    return sum(int(count.number or 0) in counts for count, _, counts in pairs)


def _show_what_is_counted(pairs: Sequence[Listed]) -> bool:
    """All rows but one have as many as they list, and most of those that list several.

    4处: 削坡、覆土、植树 are measures, of which some rows happen to have as many.
    """
    fits = _fitting(pairs)
    listing = [one for one in pairs if "、" in one[1].text]
    if fits < 2 or len(pairs) - fits > max(1, len(pairs) // ODD):
        return False
    return _fitting(listing) > 0 and _fitting(listing) * 2 >= len(listing)


YEARS = re.compile(r"20\d\d年?(?:[—～–-]+20\d\d年?)?(?:度|[底末])?")
MEASURED = re.compile(r"\(.*(?:吨|米|公顷|亩|元|立方|千克|公里)(?:/[年日])?\)$")  # no pieces
TABLE_COUNT = re.compile(
    rf"(?P<count>\d{{1,3}}|{HAN_NUMBER})\s*(?P<unit>个|处|种|项|座|家|大类|类|宗|幅|片|块)(?P<noun>[^，。；;:()]{{0,30}})"
)
EACH_COUNT = re.compile(rf"(?P<count>\d{{1,3}}|{HAN_NUMBER})\s*[个处种项座家类宗幅片块]")
IN_TABLE = re.compile(
    r"\((?:见|详见|如)?(专栏|附表|表)\s*(\d+(?:[-.]\d+)?)\)|(?:见|详见|如)(专栏|附表|表)\s*(\d+(?:[-.]\d+)?)"
)


def counts_fit_the_tables_they_name(case: Case) -> Iterator[Finding]:
    """划定重点勘查区11个（专栏7）: as many as the table has rows, or as its numbers add up to."""
    tables = {
        table.name: Grid(table) for table in case.tables if table.number and len(table.rows) > 1
    }
    for number, sentence in enumerate(case.sentences):
        for found in IN_TABLE.finditer(sentence.text):
            grid = tables.get((found[1] or found[3]) + (found[2] or found[4]))
            if grid is None or not grid.head:
                continue
            if LEADS_OVER.fullmatch(sentence.text[: found.start()]) and number:
                yield from _told_before(case.sentences[number - 1], sentence, grid)
                continue
            clauses = re.split("[，。；;]", sentence.text[: found.start()])
            head = clauses[-1]
            for before in reversed(clauses[:-1]):
                if IN_TABLE.search(before):
                    break  # what stands before it is counted in another table
                if _is_of_table(before, grid):
                    head = f"{before}，{head}"
            yield from _against_rows(sentence, found, head, grid)


LISTS_SO_MANY = re.compile(
    r"(?P<table>(?:专栏|附表|表)\d+(?:[-.]\d+)?)(?:共|中)?(?:列出|列有|列明|列了|设置|设|列)"
    r"(?P<count>\d{1,3})[项个](?:规划|主要)?(?:指标|工程|项目|区块)"
)


def tables_list_as_many_as_said(case: Case) -> Iterator[Finding]:
    """专栏5列出11项指标, where it has ten rows."""
    tables = {table.name: Grid(table) for table in case.tables if len(table.rows) > 1}
    for sentence in case.sentences:
        for found in LISTS_SO_MANY.finditer(sentence.text):
            grid = tables.get(found["table"])
            rows = 0 if grid is None or not grid.head else len(_bodies(grid))
            if not rows or grid is None or rows == int(found["count"]):
                continue
            where = sentence.where(found.start(), found.end())
            yield error(
                Kind.TEXT_AND_TABLE,
                where,
                "文中称 {stated} 项，{table}列出 {rows} 行",
                "the text says {stated}, {table} has {rows} rows",
                [Reading(found[0], where)],
                str(rows),
                stated=found["count"],
                table=found["table"],
                rows=rows,
            )


LEADS_OVER = re.compile("[^，。;:\\d]{0,12}")  # 项目安排见专栏8: of what was told right before


def _told_before(before: Sentence, sentence: Sentence, grid: Grid) -> Iterator[Finding]:
    """重点项目5项，总投资11000万元。项目安排见专栏8."""
    clauses = re.split("[，。；;]", before.text)
    if before.paragraph != sentence.paragraph or IN_TABLE.search(before.text):
        return
    told = [one for one in clauses if TABLE_COUNT.search(one) and _is_of_table(one, grid)]
    if len(told) == 1 and told[0] == clauses[0]:
        found = re.match(re.escape(told[0]), before.text)
        if found is not None:
            place = re.compile("$|(?=，)").search(before.text, found.end())
            yield from _against_rows(before, place or found, told[0], grid)


VERB = re.compile(
    "^.*(?:划定|设置|部署|安排|规划(?!区)|共有|实施|设立|划分|确定|全[县市区旗州盟]|其中)"
)


def _rows_named(text: str, found: re.Match[str], grid: Grid) -> int:
    """How many rows have the noun beside the count in their name: 重点勘查区."""
    before = re.split("[，。;、:(]", text[: found.start()])[-1]
    before = re.sub("^.*(?:划定|设置|部署|安排|共有|设立|设|规划|确定|分布)", "", before)
    nouns = [noun for noun in (before, found["noun"]) if len(noun) >= 4]
    rows = ["".join(cell.text for cell in row if cell is not None) for row in _bodies(grid)]
    return max((sum(noun in row for row in rows) for noun in nouns), default=0)


def _is_of_table(words: str, grid: Grid) -> bool:
    """The words count what the table is headed by: 划定重点勘查区4个."""
    found = TABLE_COUNT.search(words)
    caption = plain(grid.table.caption)
    noun = "" if found is None else VERB.sub("", words[: found.start()]) + found["noun"]
    if len(noun) >= 3 and any(noun[n : n + 3] in caption for n in range(len(noun) - 2)):
        return True
    if _is_of_names(noun, grid):
        return True
    if len(noun) >= 4 and is_subsequence(noun, caption):
        return True  # 开采区块 is 开采规划区块
    heads = [grid.heads[n] for n in grid.numeric if "数" in grid.heads[n]]
    return any(noun[n : n + 2] in head for head in heads for n in range(len(noun) - 1))


def _is_of_names(noun: str, grid: Grid) -> bool:
    """实施3项工程 of a table 重大工程表 with a column 工程名称."""
    stems = {head.removesuffix("名称") for head in grid.heads if head.endswith("名称")}
    is_named = noun in stems or any(stem and noun.endswith(stem) for stem in stems)
    return len(noun) > 1 and is_named and noun in plain(grid.table.caption)


def counts_fit_the_tables_below_them(case: Case) -> Iterator[Finding]:
    """安排工程4项，投资5650万元: and right below it a table of 生态修复工程 with 工程名称."""
    blocks = case.document.blocks
    for sentence in case.sentences:
        below = blocks[sentence.paragraph + 1 : sentence.paragraph + 2]
        table = next((one for one in below if isinstance(one, PrintedTable)), None)
        if table is None or len(table.rows) < LEAST or IN_TABLE.search(sentence.text):
            continue
        grid = Grid(table)
        for clause in re.finditer("[^，。；;]+", sentence.text):
            found = TABLE_COUNT.search(clause[0])
            noun = "" if found is None else VERB.sub("", clause[0][: found.start()]) + found["noun"]
            if _is_of_names(noun, grid):
                place = re.compile("$|(?=[，。；;])").search(sentence.text, clause.end())
                if place is not None:
                    yield from _against_rows(sentence, place, clause[0], grid)


def _against_rows(
    sentence: Sentence, found: re.Match[str], head: str, grid: Grid
) -> Iterator[Finding]:
    counts = [
        one
        for one in TABLE_COUNT.finditer(head)
        if count_of(one["count"]) > 1 and not is_quantity(head, one) and not _is_base(head, one)
    ]
    possible = _numbers_of(grid)
    if all(row[0] is not None and YEARS.fullmatch(row[0].text.strip()) for row in _bodies(grid)):
        return  # a row is what is done in a year, not one of what is counted
    said = [count_of(one["count"]) for one in EACH_COUNT.finditer(head)]
    if len(_bodies(grid)) in said:
        return  # the rows are counted; what else is counted is of something else
    sheets = {found for row in grid.table.rows for cell in row for found in SHEET.findall(cell)}
    said_there = TABLE_COUNT.finditer(sentence.text[: found.start()])
    in_table = {one["unit"] for one in said_there if count_of(one["count"]) in possible}
    where = sentence.where(max(0, found.start() - len(head)), found.end())
    for one in counts:
        if one["unit"] in in_table or not _counts_rows(head, one, grid):
            continue  # 所列31处，规划期治理22处，见附表5: the table has the 22
        if _rows_named(head, one, grid) == count_of(one["count"]):
            continue
        rows = len(_bodies(grid))
        if not are_near(Decimal(count_of(one["count"])), Decimal(rows), farthest=FARTHEST):
            continue  # 矿产地21处，见专栏1, a table of six minerals
        if one["unit"] == "幅" and count_of(one["count"]) == len(sheets):
            continue  # 9幅见专栏1, three in a row
        if one["unit"] == "种" and rows < count_of(one["count"]) <= rows + _joined(grid):
            continue  # 矿产9种，铅、锌合并为一栏: of the row 铅锌 two
        is_more = one["unit"] not in {"种", "类"} and count_of(one["count"]) > rows
        if is_more and "主要" in grid.table.caption:
            continue  # 矿区16处，主要矿产见表1: the table has the main ones alone
        yield _finding(where, one, grid, rows)
        return


def _finding(where: Where, one: re.Match[str], grid: Grid, rows: int) -> Finding:
    table = caption_where(grid.table)
    return graded(
        Grade.DOUBT if one["unit"] in {"大类", "类"} else Grade.ERROR,
        Kind.TEXT_AND_TABLE,
        where,
        "文中称 {stated}{unit}，{table}列出 {rows} 行",
        "the text says {stated}, {table} has {rows} rows",
        [Reading(f"{one['count']}{one['unit']}", where), Reading(f"{rows}行", table)],
        str(rows),
        stated=one["count"],
        unit=one["unit"],
        table=grid.table.name,
        rows=rows,
    )


def _is_base(words: str, found: re.Match[str]) -> bool:
    """约为全国已发现173种矿产的: what a share is of, or what the country has."""
    before = re.split("[，。;、:]", words[: found.start()])[-1]
    after = words[found.end("unit") :]
    if re.search("[较比由从][^，。;]{0,10}$", before):
        return True  # 较2015年底的51个减少17个
    return bool(re.search("占|全国|全省|全区|自治区|上年|相当于|每", before)) or bool(
        re.match(r"[^，。;、:]{0,6}的(?:近|约)?(?:\d|[一二三四五六七八九十]+[成分])", after)
    )


def _counts_rows(words: str, found: re.Match[str], grid: Grid) -> bool:
    """What is counted is what the table's rows are: so its caption, its heads or the rows say."""
    noun = _noun_of(words, found)
    if len(noun) < 2 or (found["unit"] == "种" and grid.heads and "类" in grid.heads[0]):
        return False  # a row is a class of minerals, not one of them
    rows = [grid.label(row) for row in _bodies(grid)]
    ending = most_common_end([row for row in rows if row])
    caption = re.sub(r"\(.*?\)", "", plain(grid.table.caption))
    names = "".join(head for head in grid.heads if head.endswith("名称"))
    triples = {noun[n : n + 3] for n in range(len(noun) - 2)}
    if any(triple in caption for triple in triples):
        return True
    counted = re.sub("(?:合计|共计|总计|共)+$", "", noun)
    heads = [re.sub(r"数?(?:\(.*?\))?$", "", grid.heads[column]) for column in grid.numeric]
    if any(len(head) > 1 and counted.endswith(head) for head in heads):
        return True
    pairs = {noun[n : n + 2] for n in range(len(noun) - 1)}
    return any(pair in names for pair in pairs) or (len(ending) > 1 and noun.endswith(ending[-2:]))


def _noun_of(words: str, found: re.Match[str]) -> str:
    """What a count counts: the words before it, without their verb, and those after it."""
    before = re.split("[，。;、:(]", words[: found.start()])[-1]
    return VERB.sub("", before) + re.sub("[的为].*$", "", found["noun"])


def _bodies(grid: Grid) -> list[tuple[Cell | None, ...]]:
    rows = [row for row in grid.body if not grid.is_total(row)]
    if grid.heads and SERIAL.search(grid.heads[0]):
        numbered = [row for row in rows if row[0] is not None and row[0].text.strip()]
        return numbered or rows
    return rows


JOINED = re.compile("[金银铜铁铅锌锡锑钨钼镍钴锰铬汞锂铍铌钽铀钒钛]{2}矿?")


def _joined(grid: Grid) -> int:
    """Rows that two minerals share: 铅锌."""
    return sum(JOINED.fullmatch(plain(grid.label(row))) is not None for row in _bodies(grid))


def _sums_of_groups(rows: list[tuple[Cell | None, ...]], column: int) -> set[int]:
    """What the rows of one word in another column add up to: 非金属矿产 over three rows."""
    sums: Counter[tuple[int, str]] = Counter()
    for row in rows:
        cell = row[column]
        if cell is None or cell.number is None or cell.number % 1:
            continue
        for other, beside in enumerate(row):
            if other != column and beside is not None and beside.number is None:
                sums[other, beside.text.strip()] += int(cell.number)
    return set(sums.values())


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
        if MEASURED.search(grid.heads[column]):
            continue
        values = [row[column] for row in rows]
        added = sum(
            int(cell.number) for cell in values if cell is not None and cell.number is not None
        )
        numbers.add(added)
        numbers |= _sums_of_groups(rows, column)
        numbers |= {
            int(cell.number)
            for row in grid.body
            if (cell := row[column]) is not None
            and cell.number is not None
            and cell.number == int(cell.number)
        }
    return numbers
