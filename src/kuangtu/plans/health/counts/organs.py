# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A number of departments, and those that the sentence names. 部门个数。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of
from kuangtu.plans.health.types import Finding, Kind, Reading

COUNTED = re.compile(
    rf"(?<!等)(?<![\d第一二三四五六七八九十])(?P<count>\d{{1,2}}|{HAN_NUMBER})个?(?:部门|单位|局)"
)
ORGAN = re.compile("(?:局|委|委员会|厅|办公室|支队|大队)$")
DOES = re.compile("^[一-鿿]{2,10}(?:局|委|委员会|厅|办公室|支队|大队)[一-鿿]")
JOINTS = re.compile("[、，]|会同|联合|以及")  # 发展和改革局 is one
FEWEST = 3


def departments_are_as_many_as_said(case: Case) -> Iterator[Finding]:
    """自然资源局会同发改局、应急局、财政局、生态环境局…，5个部门: with the first they are five."""
    for sentence in case.sentences:
        for found in COUNTED.finditer(sentence.text):
            before = re.split("[。;]", sentence.text[: found.start()])[-1]
            words = re.sub(r"\([^()]*\)|建立.*$|组成.*$", "", before)
            named = [one for one in JOINTS.split(words) if ORGAN.search(one.strip())]
            most = len(named) + sum(len(re.findall("[和与及]", one)) for one in named)
            # 甲局、乙局、丙局按职责配合: the last stands before what they do.
            most += sum(bool(DOES.search(one.strip())) for one in JOINTS.split(words))
            stated = count_of(found["count"])
            is_listed = len(named) >= FEWEST and "等" not in words and words.count("、") >= 2
            if is_listed and stated > 1 and not len(named) - 1 <= stated <= most:
                where = sentence.where(max(0, found.start() - 40), found.end())
                yield error(
                    Kind.COUNT_AND_LIST,
                    where,
                    "称 {stated} 个部门，列出 {count} 个",
                    "{stated} departments are said, {count} are named",
                    [Reading(found[0], where)],
                    str(len(named)),
                    stated=stated,
                    count=len(named),
                )
