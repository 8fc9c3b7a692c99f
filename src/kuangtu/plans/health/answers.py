# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What officers answered to findings, and how a clause shows it. 体检答复（值对象，纯）。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kuangtu.core.text import Text, joined
from kuangtu.plans.choices import AnswerKind
from kuangtu.plans.health.types import Finding, Grade

PARAGRAPH = re.compile(r"-\d+$")
NOT_ANSWERED = Text("未答复", "not answered")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an officer said to a finding. 答复。

    `words` are the reason, or what was corrected and why; a letter has its number and its date.
    """

    kind: AnswerKind
    words: str
    letter_number: str
    letter_on: date | None
    answered_on: date
    answered_by: str

    @property
    def text(self) -> Text:
        """按原文采用，张三 2026-11-27."""
        who = f"{self.answered_by} {self.answered_on.isoformat()}"
        label = self.kind.label
        letter = f"{self.letter_number} {self.letter_on or ''}".strip()
        zh = [f"{label.zh}（{letter}）" if letter else label.zh, self.words, who]
        en = [f"{label.en} ({letter})" if letter else label.en, self.words, who]
        return Text("，".join(filter(None, zh)), ", ".join(filter(None, en)))

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind.value,
            "kind_zh": self.kind.label.zh,
            "words": self.words,
            "letter_number": self.letter_number,
            "letter_on": self.letter_on.isoformat() if self.letter_on else None,
            "answered_on": self.answered_on.isoformat(),
            "answered_by": self.answered_by,
            "text": self.text.as_json(),
        }


@dataclass(frozen=True, slots=True)
class HealthNote:
    """A finding of a plan with the answer that stands, if there is one. 条款旁注。"""

    folder: str
    fingerprint: str
    finding: Finding
    answer: Answer | None
    checked_on: date

    @property
    def standing(self) -> Text:
        """The answer in a few words, or that there is none."""
        return self.answer.text if self.answer else NOT_ANSWERED

    @property
    def clauses(self) -> frozenset[str]:
        """Every part of the document that the finding speaks of, without paragraphs."""
        places = (self.finding.where, *(one.where for one in self.finding.readings))
        return frozenset(part_of(one.clause) for one in places if one.clause)

    def concerns(self, folder: str, clause: str) -> bool:
        return folder == self.folder and part_of(clause) in self.clauses

    def as_json(self) -> dict[str, Any]:
        """The note as receipts and answers carry it."""
        return {
            "folder": self.folder,
            "fingerprint": self.fingerprint,
            **self.finding.as_json(),
            "answer": self.answer.as_json() if self.answer else None,
            "checked_on": self.checked_on.isoformat(),
        }


def part_of(clause: str) -> str:
    """The numbered part of a clause, without the paragraph that a folder counts inside it.

    >>> part_of("四(二)1-6"), part_of("一(二)2(1)"), part_of("")
    ('四(二)1', '一(二)2(1)', '')
    """
    return PARAGRAPH.sub("", clause)


def said_beside(notes: Iterable[Mapping[str, Any]]) -> Text | None:
    """Stored notes in one sentence, as it stands beside a clause; None where there are none. 旁注。

    Every error and doubt is told, and whatever was answered; mere notes are counted.
    """
    told, counted = [], 0
    for note in notes:
        if note["grade"] == Grade.NOTE.label.zh and not note["answer"]:
            counted += 1
            continue
        stands = Text(**note["answer"]["text"]) if note["answer"] else NOT_ANSWERED
        text = Text("{what}（{answer}）", "{what} ({answer})")
        told.append(text.format(what=Text(**note["message"]), answer=stands))
    if counted:
        told.append(
            Text("提示 {count} 处", "notes of lesser weight: {count}").format(count=counted)
        )
    if not told:
        return None
    return Text("本条有规划体检发现：", "plan health check: ") + joined(told, "；", "; ")
