# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A plan's health check as its page shows it: filtered, with answers. 规划体检页面。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text, same
from kuangtu.plans.choices import AnswerKind
from kuangtu.plans.examinations.queries import Answered, PlanHealth
from kuangtu.plans.examinations.services import Said
from kuangtu.plans.health.types import Grade, Kind
from kuangtu.reports.health_list import HealthList, Line
from kuangtu.web.plan_notes import entry_for

SHOWN = 300  # findings on one page; the count says how many there are
CSS: Mapping[Grade, str] = {Grade.ERROR: "bad", Grade.DOUBT: "amber", Grade.NOTE: ""}
OPEN, ANSWERED = "open", "answered"
STANDING = {OPEN: Text("未答复", "not answered"), ANSWERED: Text("已答复", "answered")}
BAD_DAY = Text("“{words}”不是日期，请写作 2026-11-23", "“{words}” is no date; write 2026-11-23")
CHOOSE = Text("请选择处理意见", "Choose an answer")


def standing_of(one: Answered) -> str:
    return ANSWERED if one.note.answer else OPEN


# What the findings are narrowed down by, and how each of them answers.
FILTERS: Mapping[str, Callable[[Answered], str]] = {
    "grade": lambda one: one.note.finding.grade.value,
    "kind": lambda one: one.note.finding.kind.value,
    "clause": lambda one: one.note.finding.where.clause,
    "answer": standing_of,
}
LABELS: Mapping[str, Callable[[str], Text]] = {
    "grade": lambda value: Grade(value).label,
    "kind": lambda value: Kind(value).label,
    "clause": lambda value: same(value) if value else Text("不在条款内", "in no clause"),
    "answer": lambda value: STANDING[value],
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value to narrow down to, and how many there are. 筛选项。"""

    value: str
    label: Text
    count: int


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What was typed as an answer, with what is wrong with it. 答复表单。"""

    values: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[Problem] = ()

    def said(self) -> Said:
        """The answer as the act takes it. Raises: Invalid with every problem of form."""
        problems = []
        kind, day = self.values.get("kind", ""), self.values.get("letter_on", "").strip()
        if kind not in set(AnswerKind):
            problems.append(Problem("health-answer-not-usable", CHOOSE, Place(field="kind")))
        letter_on = None
        if day and kind == AnswerKind.RAISED:
            try:
                letter_on = date.fromisoformat(day)
            except ValueError:
                text = BAD_DAY.format(words=day[:20])
                problems.append(Problem("bad-date", text, Place(field="letter_on")))
        if problems:
            raise Invalid(problems)
        words, number = self.values.get("words", ""), self.values.get("letter_number", "")
        return Said(AnswerKind(kind), words, number, letter_on)


@dataclass(frozen=True, slots=True)
class Row:
    """A finding on the page. 体检结果行。"""

    number: int
    item: Answered
    entry: str  # of the catalogue of clauses; "" where no entry stands for the place
    form: AnswerForm

    @property
    def css(self) -> str:
        return CSS[self.item.note.finding.grade]

    @property
    def is_open(self) -> bool:
        """Whether the form stands open, there being something wrong with it."""
        return bool(self.form.problems)

    @property
    def table(self) -> str:
        """The number of the printed table that the finding is in, "" for none."""
        return self.item.note.finding.where.table.removeprefix("专栏")


def chosen_of(asked: Mapping[str, str]) -> dict[str, str]:
    """The filters of an address; what is not known there is left out."""
    chosen = {name: asked[name] for name in FILTERS if name in asked and asked[name] != ""}
    known: dict[str, set[str]] = {
        "grade": set(Grade),
        "kind": set(Kind),
        "answer": set(STANDING),
    }
    return {
        name: value for name, value in chosen.items() if name not in known or value in known[name]
    }


def wanted(items: Iterable[Answered], chosen: Mapping[str, str]) -> list[Answered]:
    return [
        one for one in items if all(FILTERS[name](one) == value for name, value in chosen.items())
    ]


def options(items: Sequence[Answered]) -> dict[str, list[Option]]:
    """What can be narrowed down to, with the number of each, in the order of the findings."""
    found = {}
    for name, answer in FILTERS.items():
        counts = Counter(map(answer, items))
        found[name] = [
            Option(value, LABELS[name](value), count) for value, count in counts.items() if value
        ]
    return found


def grade_counts(items: Sequence[Answered]) -> list[tuple[Grade, str, int]]:
    """Each grade with its colour and how many findings have it, none included."""
    counts = Counter(one.note.finding.grade for one in items)
    return [(grade, CSS[grade], counts[grade]) for grade in Grade]


def rows(
    items: Sequence[Answered],
    chosen: Mapping[str, str],
    entries: Sequence[str],
    *,
    typed: Mapping[str, AnswerForm] | None = None,
) -> list[Row]:
    """The findings asked for, numbered as in the whole list."""
    numbered = list(enumerate(items, start=1))
    asked = {id(one) for one in wanted(items, chosen)}
    return [
        Row(
            number,
            one,
            entry_for(one.note.finding.where.clause, entries),
            (typed or {}).get(one.note.fingerprint) or form_of(one),
        )
        for number, one in numbered
        if id(one) in asked
    ]


def form_of(item: Answered) -> AnswerForm:
    """The form that begins with the answer that stands."""
    answer = item.note.answer
    if answer is None:
        return AnswerForm()
    return AnswerForm(
        {
            "kind": answer.kind.value,
            "words": answer.words,
            "letter_number": answer.letter_number,
            "letter_on": answer.letter_on.isoformat() if answer.letter_on else "",
        }
    )


def query_of(chosen: Mapping[str, str]) -> str:
    return urlencode(chosen)


def listed(health: PlanHealth, chosen: Mapping[str, str], *, plan: str) -> HealthList:
    """The findings asked for as the list for the meeting."""
    run = health.run
    return HealthList(
        plan=plan,
        document=run.document_name,
        document_sha256=run.document_sha256,
        folder_sha256=run.edition_sha256,
        checked_on=run.run_on.isoformat(),
        checked_by=run.run_by_name,
        lines=[
            Line(one.note.finding, one.note.answer.text.zh if one.note.answer else "")
            for one in wanted(health.items, chosen)
        ],
        chosen="、".join(LABELS[name](value).zh for name, value in chosen.items()),
    )
