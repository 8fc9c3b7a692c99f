# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How many there are, and how many of each level of government. 总数与分级个数。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.types import Finding, Kind, Reading

UNIT = "[个片处座家块条项宗]"
LEVEL = "(?:国家|全国|部|自治区|省|自治州|市|州|盟|地区|县|旗|区)级"
ONE = rf"{LEVEL}(?:的)?[有为]?(?:\d+){UNIT}"
# 划定重点勘查区4片，自治区级2片，市级2片
LEVELS = re.compile(
    rf"(?<![\d.第约—～-])(?P<all>\d+)(?P<unit>{UNIT})(?:，|:|\()(?P<which>其中:?)?"
    rf"(?P<parts>{ONE}(?:[、，和]{ONE})+)(?=[。;，)]|$)"
)
PART = re.compile(rf"({LEVEL})(?:的)?[有为]?(\d+)({UNIT})")
AGAIN = r"(?:^|[。;，])(?:上述|以上|这|全部)?(?P<all>\d+){}(?:总|面积|合计|共计|共|累计)"


def levels_add_up(case: Case) -> Iterator[Finding]:
    """重点勘查区5片，自治区级2片，市级2片.

    Behind 其中 some may be left out, unless all of them are counted once more: 4片总面积….
    """
    for number, sentence in enumerate(case.sentences):
        for found in LEVELS.finditer(sentence.text):
            parts = PART.findall(found["parts"])
            total = sum(int(one[1]) for one in parts)
            names = {one[0] for one in parts}
            is_alike = {one[2] for one in parts} == {found["unit"]} and len(names) == len(parts)
            is_told = found["all"] in {str(total), *(one[1] for one in parts)}
            if not is_alike or is_told or _goes_on(sentence, found):
                continue  # 绿色矿山6家，国家级2家、省级6家: a national one is a provincial one too
            if not found["which"] or _is_counted_again(case, number, found, total):
                yield _finding(sentence, found, total)


def _goes_on(sentence: Sentence, found: re.Match[str]) -> bool:
    """国家级1家、省级6家，其余为市级: a further level is told of without a number."""
    rest = re.split("[。;]", sentence.text[found.end() :])[0]
    return re.search(f"其余|另|余下|剩余|尚|还有|{LEVEL}", rest) is not None


def _is_counted_again(case: Case, number: int, found: re.Match[str], total: int) -> bool:
    again = re.compile(AGAIN.format(found["unit"]))
    rest = case.sentences[number].text[found.end() :]
    for sentence in case.sentences[number + 1 :]:
        if sentence.paragraph != case.sentences[number].paragraph:
            break
        rest += sentence.text
    return any(int(one["all"]) == total for one in again.finditer(rest))


def _finding(sentence: Sentence, found: re.Match[str], total: int) -> Finding:
    where = sentence.where(max(0, found.start() - 10), found.end())
    return error(
        Kind.SUM,
        where,
        "总数 {whole}，各级相加为 {total}{unit}",
        "{whole} in all; the levels add up to {total}",
        [Reading(found[0], where)],
        str(total),
        whole=f"{found['all']}{found['unit']}",
        total=total,
        unit=found["unit"],
    )
