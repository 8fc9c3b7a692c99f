# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How many towns of one kind a list names. 乡镇个数。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of
from kuangtu.plans.health.types import Finding, Kind, Reading


def count_of_kind(listed: str, kind: str) -> int:
    """How many names of a list end in a word; where an office lies is none of them.

    >>> count_of_kind("白石镇、阿里乡、中和乡和水塘乡，县政府驻白石镇", "乡")
    3
    >>> count_of_kind("松垟、白岩、岭后镇，上畈、金竹乡", "镇")
    3
    """
    words = re.sub(r"\([^()]*\)|[，,][^，,、。]*(?:设在|驻|位于)[^，,、。]*", "", listed)
    return sum(_of_kind(part, kind) for part in re.split("[，,;；]", words.strip(" 。")))


LISTED = re.compile(
    rf"(?P<list>(?:[一-鿿]{{1,8}}(?:镇|乡|街道|苏木)[、和及])+[一-鿿]{{1,8}}(?P<kind>镇|乡|街道|苏木))"
    rf"(?:，?共|这)?(?P<count>\d{{1,2}}|{HAN_NUMBER})个?(?P=kind)(?![镇乡级])"
)


def towns_are_as_many_as_counted_behind(case: Case) -> Iterator[Finding]:
    """甲镇、乙镇2镇和丙乡、丁乡、戊乡4乡: those of one kind right before their count."""
    for sentence in case.sentences:
        for found in LISTED.finditer(sentence.text):
            counts = {_last_of_kind(found, signs) for signs in ("、", "[、和及]")}
            stated = count_of(found["count"])
            if stated in counts or max(counts) < 2:
                continue
            count = min(counts, key=lambda one: (abs(one - stated), one))
            where = sentence.where(found.start(), found.end())
            yield error(
                Kind.COUNT_AND_LIST,
                where,
                "列出 {count} 项，称 {stated}{unit}",
                "{count} are listed, {stated} are said",
                [Reading(f"{found['count']}{found['kind']}", where)],
                str(count),
                stated=stated,
                unit=found["kind"],
                count=count,
            )


def _last_of_kind(found: re.Match[str], signs: str) -> int:
    """How many of the kind stand at the end of the list, beside each other."""
    names = re.split(signs, found["list"])
    others = [n for n, name in enumerate(names) if not name.endswith(found["kind"])]
    return len(names) - (others[-1] + 1 if others else 0)


def _of_kind(part: str, kind: str) -> int:
    """松垟、白岩、岭后镇 are three where the word stands behind the last alone."""
    alone = len(re.findall(rf"(?<=[一-鿿]){kind}(?=[、和及与]|$)", part))
    names = [one for one in part.split("、") if one]
    others = [one for one in names[:-1] if re.search("镇|乡|街道|苏木|嘎查|农场|村", one)]
    is_shared = alone == 1 and len(names) > 1 and not others and names[-1].endswith(kind)
    return len(names) + ("和" in names[-1][1:]) if is_shared else alone
