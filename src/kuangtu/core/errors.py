# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The four families of errors and the problems they carry. 错误。

Delivery modules map the four families once each: Invalid (the input is wrong), NotFound,
Conflict (the state forbids it) and Forbidden (the actor may not). Nothing else is raised
at a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kuangtu.core.text import Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input: file, line and column counted from 1, field name. 位置。"""

    file: str = ""
    line: int | None = None
    column: int | None = None
    field: str = ""

    def __str__(self) -> str:
        """The place as an editor can jump to it.

        >>> str(Place("goals.csv", 3, 12, "unit")), str(Place(field="capacity")), str(Place())
        ('goals.csv:3:12 unit', 'capacity', '')
        """
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        head = ":".join([part for part in [self.file, *numbers] if part])
        return " ".join(part for part in (head, self.field) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: a stable code, what to do about it, and where. 问题。"""

    code: str
    text: Text
    place: Place = Place()

    def __str__(self) -> str:
        where = str(self.place)
        return f"{where}: {self.text.zh}" if where else self.text.zh

    def as_json(self) -> dict[str, object]:
        """The problem as every interface prints it: code, message, the known parts of the place."""
        place = {
            key: value
            for key in ("file", "line", "column", "field")
            if (value := getattr(self.place, key)) not in (None, "")
        }
        return {"code": self.code, "message": self.text.as_json(), **place}


class KuangtuError(Exception):
    """What a person can be told: a text in both languages, and the problems behind it. 错误。"""

    text = Text("操作未完成", "The operation was not completed")
    code = "error"

    def __init__(self, problems: Iterable[Problem] = (), **values: object) -> None:
        self.text = type(self).text.format(**values) if values else type(self).text
        self.values = values
        self.problems = tuple(problems)
        super().__init__("\n".join([self.text.zh, *map(str, self.problems)]))

    @property
    def place(self) -> Place:
        """Where the first problem is."""
        return self.problems[0].place if self.problems else Place()


class Invalid(KuangtuError):
    """The input cannot be read or used; nothing was stored. 输入有误。"""

    text = Text("输入有误", "The input is not valid")
    code = "invalid"


class NotFound(KuangtuError):
    """What was asked for does not exist or is not visible to the actor. 未找到。"""

    text = Text("未找到 {what}", "{what} was not found")
    code = "not-found"


class Conflict(KuangtuError):
    """The present state forbids the act. 状态冲突。"""

    text = Text("当前状态不允许此操作", "The present state does not allow this")
    code = "conflict"


class Forbidden(KuangtuError):
    """The actor may not do this. 无权限。"""

    text = Text("无权进行此操作", "You may not do this")
    code = "forbidden"


def invalid(code: str, zh: str, en: str, place: Place = Place(), **values: object) -> Invalid:
    """An `Invalid` with a single problem, its values filled into both languages."""
    text = Text(zh, en)
    return Invalid([Problem(code, text.format(**values) if values else text, place)])
