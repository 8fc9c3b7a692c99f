# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the safeguards repeat in short of the chapters before them. 保障措施中的复述。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.borne_out import is_borne_out
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.contexts import Context, context_of, names_the_table
from kuangtu.plans.health.reading.labels import Stated
from kuangtu.plans.health.reading.quantities import Dimension
from kuangtu.plans.health.reading.sameness import CHANGED
from kuangtu.plans.health.reading.told import Population, population_of
from kuangtu.plans.health.types import Finding, Kind

SAFEGUARDS = re.compile("保障|组织实施|实施管理|监督管理|监督考核|管理措施")
PAST = re.compile("上轮|上一轮|前轮|前一轮|情况|现状|成效|回顾|十[二三]五")
NEVER = {Dimension.TIMES, Dimension.POINTS, Dimension.PERCENT, Dimension.KINDS}
OF_ITS_OWN = re.compile("每|各|年均|平均|至少|以上|不少于|不低于|新增|其中|首批|当年|20\\d\\d年")
FEWEST = 10  # a smaller number stands by chance near what it is not of
SHARED = 2  # pairs of signs, more than a measure
MOST_TIMES = 2


def safeguards_repeat_what_was_told(case: Case) -> Iterator[Finding]:
    """落实企业自筹资金2200万元, where the chapters before have 企业自筹2000万元 and none 2200."""
    population = population_of(case)
    last = [one for one in population.stated if _is_in_safeguards(case, one)]
    contexts = [context_of(case, two) for two in population.stated] if last else []
    for one in last:
        if not _is_repeated(case, population, one):
            continue
        context = context_of(case, one)
        alike = [(len(context.names & two.names), two.one) for two in contexts if _may_be(one, two)]
        most = max((count for count, _ in alike), default=0)
        closest = [two for count, two in alike if count == most]
        if most >= SHARED and len({two.figure.amount for two in closest}) == 1:
            yield _finding(one, closest[0])


def _is_in_safeguards(case: Case, one: Stated) -> bool:
    heads = case.headings_over(one.sentence.clause)
    return SAFEGUARDS.search(heads) is not None and not PAST.search(heads)


def _is_repeated(case: Case, population: Population, one: Stated) -> bool:
    """Not of its own, as a rule of the chapter is; and told nowhere else."""
    figure = one.figure
    clause = re.split("[。;]", one.sentence.text[: figure.end + 2])[-1]
    if figure.dimension in NEVER or figure.value < FEWEST or figure.upper is not None:
        return False
    if figure.is_in_words or OF_ITS_OWN.search(clause) or CHANGED.search(one.label):
        return False
    if any(names_the_table(clause, table.name) for table in case.tables if table.number):
        return False  # 对应专栏4中石煤类的12处任务: a cell of the table it names
    return not population.has_another(one) and not is_borne_out(case, one)


def _may_be(one: Stated, other: Context) -> bool:
    two = other.one
    if two.sentence is one.sentence or two.figure.dimension is not one.figure.dimension:
        return False
    if two.figure.rate != one.figure.rate or two.figure.unit != one.figure.unit:
        return False
    low, high = sorted((one.figure.amount, two.figure.amount))
    return low > 0 and high <= MOST_TIMES * low


def _finding(one: Stated, other: Stated) -> Finding:
    return doubt(
        Kind.SAID_TWICE,
        one.sentence.around(one.figure),
        "此处 {one} 别处没有，前文同一项为 {other}",
        "{one} stands nowhere else; of the same thing {other} was told before",
        [one.sentence.reading(one.figure), other.sentence.reading(other.figure)],
        one=one.words,
        other=other.words,
    )
