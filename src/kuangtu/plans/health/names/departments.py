# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Departments called by their work alone, a sign missing: 应急理 for 应急管理. 部门简称。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.set_phrases import ORGANS
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_one_missing
from kuangtu.plans.health.types import Finding, Kind, Reading

WORK = (*(work for work, _ in ORGANS), "市场监管", "文化和旅游", "行政审批")
LISTED = re.compile(
    "(?:[一-鿿]{2,8}、){2,}[一-鿿]{2,8}?(?=等?(?:主管|职能|相关|有关)?(?:部门|单位))"
)
FEWEST = 2  # others of the list that are departments


def departments_are_whole(case: Case) -> Iterator[Finding]:
    """财政、生态环境、应急理等部门: the others of the list are departments."""
    for sentence in case.sentences:
        for found in LISTED.finditer(sentence.text):
            named = found[0].split("、")
            known = [one for one in named if one in WORK]
            for one in named if len(known) >= FEWEST else ():
                meant = next((work for work in WORK if _is_short(one, work)), "")
                if one in WORK or not meant or meant in named or case.count(one) > 1:
                    continue
                start = found.start() + found[0].index(one)
                where = sentence.where(start, start + len(one))
                yield doubt(
                    Kind.NAME,
                    where,
                    "“{wrong}”疑为“{meant}”之误",
                    "“{wrong}” may be meant as “{meant}”",
                    [Reading(one, where)],
                    meant,
                    wrong=one,
                    meant=meant,
                )


def _is_short(word: str, work: str) -> bool:
    """A sign is left out, and not the 和 of 林业和草原, which is left out by custom."""
    return len(word) < len(work) and is_one_missing(word, work) and word != work.replace("和", "")
