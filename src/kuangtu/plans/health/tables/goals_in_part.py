# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Goals that are said again by a part of their name, beside the rest of it. 指标名拆开复述。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, takewhile

from kuangtu.plans.health.reading.borne_out import is_borne_out
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import Entry
from kuangtu.plans.health.reading.labels import Stated
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Force, plain
from kuangtu.plans.health.reading.told import population_of
from kuangtu.plans.health.tables.goal_rows import another_goal, end_of, rows_of_years
from kuangtu.plans.health.types import Finding

FEWEST = 4  # signs that say which measure of a thing is meant
LED = re.compile(r"^(?:届时|则|将|可|全[县市区州旗盟]|共|到|20\d\d年[底末]?|规划期末|期末)+")
KEPT = re.compile("(?:稳定|控制|保持|达到?|提高|增加|增|升|[在到至为])+$")
END = re.compile("(?:面积|数量|总数|个数|总量|规模)$")
# 任务完成后, 到2025年: what the plan ends with.
THEN = re.compile(
    "(?:完成|实施|治理|修复|落实|建成|期满)[之以]?后|届时|规划期末|期末|到2[0-9]{3}年"
)
NOT_ALL = re.compile("其中|阶段|近期|前期|中期|每年|年均|分别|单个|各|第[一二三]")

STAGE = re.compile(r"阶段|近期|前期|中期|20\d\d年|[一-鿿](?:镇|(?<!各)乡(?!镇))|苏木|项目")


def goals_keep_their_value_in_part(case: Case) -> Iterator[Finding]:
    """历史遗留矿山…，任务完成后，累计治理1880公顷: 历史遗留矿山累计治理面积 ends with 1800."""
    rows = [row for row in rows_of_years(case) if row[0].dimension is not Dimension.TIMES]
    population = population_of(case)
    for one in population.stated if rows else ():
        if not _is_of_the_end(case, one):
            continue
        named = [row for row in rows if _is_named(case, one, row)]
        if len(named) != 1 or population.has_another(one) or is_borne_out(case, one):
            continue
        last = end_of(case, named[0])
        if not _is_in_row(one, named[0], last) and one.year in {"", last.year}:
            yield another_goal(one, last)


def _is_of_the_end(case: Case, one: Stated) -> bool:
    figure, text = one.figure, one.sentence.text
    if figure.force is not Force.EXACT or figure.upper is not None or figure.is_in_words:
        return False
    before = text[start_of(text, figure.start, "。;") : figure.start]
    ends = {f"到{year}年" for year in (case.years or ())[-1:]}
    found = [one[0] for one in THEN.finditer(before)]
    is_then = bool(found) and (not found[-1].startswith("到2") or found[-1] in ends)
    if not is_then or NOT_ALL.search(before):
        return False
    is_dated = found[-1].startswith("到2")
    return is_dated or not STAGE.search(_words_before(case, one) + before)


def _is_named(case: Case, one: Stated, row: Sequence[Entry]) -> bool:
    """A part of the row's name leads up to the figure, the rest of it stands before that."""
    figure, text = one.figure, one.sentence.text
    if row[0].dimension is not figure.dimension:
        return False
    start = start_of(text, figure.start, "，。;:、(")
    said = KEPT.sub("", LED.sub("", text[start : figure.start]))
    said = END.sub("", said)
    before = _words_before(case, one) + text[:start]
    for word in row[0].row:
        name = END.sub("", re.sub(r"\([^()]*\)", "", plain(word)))
        rest = name.replace(said, "", 1)
        if len(said) >= FEWEST and said in name and len(rest) >= 2 and rest in before:
            return True
    return False


def _words_before(case: Case, one: Stated) -> str:
    """The heading over the paragraph, and its sentences up to the one of the figure."""
    heads = plain(case.headings_over(one.sentence.clause))
    near = (two for two in case.sentences if two.paragraph == one.sentence.paragraph)
    return heads + "".join(two.text for two in takewhile(lambda two: two is not one.sentence, near))


def _is_in_row(one: Stated, row: Sequence[Entry], last: Entry) -> bool:
    """The amount is one of the row's, or how much it changes; or far from all of them."""
    amounts = [entry.amount for entry in row]
    amounts += [abs(a - b) for a, b in combinations(amounts, 2)]
    room = max(one.figure.step, *(entry.step for entry in row))
    low, high = sorted((one.figure.amount, last.amount))
    return low * 2 < high or any(abs(amount - one.figure.amount) <= room for amount in amounts)
