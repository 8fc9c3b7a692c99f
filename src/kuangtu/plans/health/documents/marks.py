# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Brackets, quotation marks and doubled signs. 括号、引号和标点。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kuangtu.plans.health.making import doubt, error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

# Wide and narrow brackets may close each other; the other pairs may not.
PAIRS = {"（": ")", "(": ")", "《": "》", "〈": "〉", "“": "”", "‘": "’", "[": "]", "［": "]"}
PAIRS |= {"〔": "〕", "【": "】", "{": "}", "「": "」", "『": "』", "<": ">", "＜": ">"}
CLOSERS = {"）": ")", "］": "]", "＞": ">"}
CLOSING = frozenset(PAIRS.values())
LIST_MARK = re.compile(
    r"(?:^|[。；;:：，,、\s])\s*(?P<mark>\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[①-⑳])$"
)
MARK = re.compile(
    r"(?:^|[。；;:：，,、\s])\s*(?P<opening>[（(])?(?P<mark>\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})[）)]"
)
COMPARED = re.compile(r"[<>＜＞≤≥]\s*\d|\d\s*[<>＜＞]")
DOUBLED = re.compile(
    r"，，|。。|；；|、、|：：|，。|。，|、。|，、|、，|；。(?!$)|（）|\(\)|《》|“”"
)
SECONDS = re.compile(r"[°′’]\s*\d[\d.]*\s*[’”]$")


def brackets_are_closed(case: Case) -> Iterator[Finding]:
    """Every bracket is closed, in its own order."""
    bare = _bare_marks(case)
    for words, where in case.texts:
        yield from _unbalanced(words, where, bare)


def _bare_marks(case: Case) -> frozenset[str]:
    """The forms of marks that lists have without an opening bracket: 1), a), 一).

    A form that stands so but once, where it else has both brackets, has lost one.
    """
    whole: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for words, _ in case.texts:
        for found in MARK.finditer(words):
            (whole if found["opening"] else bare)[_form_of(found["mark"])] += 1
    return frozenset(form for form in bare if bare[form] > 1 or not whole[form])


def _form_of(mark: str) -> str:
    """Digits, letters or Chinese numerals.

    >>> _form_of("12"), _form_of("b"), _form_of("十二")
    ('1', 'a', '一')
    """
    return "1" if mark[0].isdigit() else "a" if mark[0].isascii() else "一"


def _unbalanced(words: str, where: Where, bare: frozenset[str]) -> Iterator[Finding]:
    stack: list[tuple[str, int]] = []
    is_comparing = bool(COMPARED.search(words))
    for place, sign in enumerate(words):
        if _is_no_bracket(words, place, is_comparing=is_comparing):
            continue
        closer = CLOSERS.get(sign, sign)
        if sign in PAIRS:
            stack.append((sign, place))
        elif closer in CLOSING:
            if stack and PAIRS[stack[-1][0]] == closer:
                stack.pop()
            elif any(PAIRS[one] == closer for one, _ in stack):
                while PAIRS[stack[-1][0]] != closer:
                    yield _open(words, where, *stack.pop())
                stack.pop()
            elif not (closer == ")" and _is_a_mark(words[:place], bare)):
                yield _stray(words, where, sign, place)
    for sign, place in stack:
        yield _open(words, where, sign, place)


def _is_a_mark(before: str, bare: frozenset[str]) -> bool:
    """What closes a mark of a list that has no opening bracket."""
    found = LIST_MARK.search(before)
    return found is not None and _form_of(found["mark"]) in bare


def _is_no_bracket(words: str, place: int, *, is_comparing: bool) -> bool:
    """A sign of comparison, or of minutes and seconds."""
    if words[place] in "<>＜＞":
        return is_comparing
    return words[place] in "’”" and bool(SECONDS.search(words[max(0, place - 9) : place + 1]))


def _open(words: str, where: Where, sign: str, place: int) -> Finding:
    near = _near(words, where, place)
    return error(
        Kind.MARK,
        near,
        "“{sign}”没有配对的“{closer}”",
        "“{sign}” is not closed by “{closer}”",
        [Reading(near.words, near)],
        sign=sign,
        closer=PAIRS[sign],
    )


def _stray(words: str, where: Where, sign: str, place: int) -> Finding:
    near = _near(words, where, place)
    return error(
        Kind.MARK,
        near,
        "“{sign}”前面没有与它配对的符号",
        "“{sign}” closes nothing",
        [Reading(near.words, near)],
        sign=sign,
    )


def _near(words: str, where: Where, place: int) -> Where:
    return replace(where, words=words[max(0, place - 20) : place + 20])


def signs_are_not_doubled(case: Case) -> Iterator[Finding]:
    """Two commas, a comma before a full stop, a pair of brackets with nothing in it."""
    for words, where in case.texts:
        for found in DOUBLED.finditer(words):
            if where.row and found[0] in {"、、", "，，"}:
                continue  # told of the cell already
            yield doubt(
                Kind.MARK,
                _near(words, where, found.start()),
                "标点“{signs}”重复或其间漏字",
                "the signs “{signs}” are doubled, or words are missing between them",
                signs=found[0],
            )
