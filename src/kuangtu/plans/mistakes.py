# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Collecting every mistake of a folder before anything is refused. 错误收集。"""

from __future__ import annotations

import re
from pathlib import Path

from kuangtu.core.errors import Invalid, KuangtuError, Place, Problem
from kuangtu.core.text import Text

# A file with one of these was not read to its end: what it lacks says nothing about others.
UNREAD = frozenset(
    {
        "missing-file",
        "unreadable-file",
        "not-utf-8",
        "empty-file",
        "no-rows",
        "wrong-separator",
        "missing-column",
        "repeated-column",
        "wrong-cell-count",
        "broken-csv",
        "broken-toml",
    }
)


class FolderInvalid(Invalid):
    text = Text("{folder}：{count} 处错误", "{folder}: {count} mistakes")
    code = "folder-invalid"


class Mistakes:
    """The mistakes found so far; reading goes on after each. 错误清单。"""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def __len__(self) -> int:
        return len(self.problems)

    def add(self, code: str, place: Place, zh: str, en: str, /, **values: object) -> None:
        """Note one mistake, its values filled into both languages."""
        self.problems.append(Problem(code, Text(zh, en).format(**values), place))

    def has_read(self, path: Path) -> bool:
        """True if the file was read to its end, so that what is not in it does not exist."""
        return not any(one.code in UNREAD and one.place.file == str(path) for one in self.problems)

    def adopt(self, error: KuangtuError) -> None:
        """Take over the problems of an error raised below."""
        self.problems.extend(error.problems)

    def in_order(self) -> tuple[Problem, ...]:
        """The mistakes by file, line and column; repeated ones once."""
        return tuple(sorted(dict.fromkeys(self.problems), key=_position))

    def refuse(self, folder: str) -> None:
        """Raises: FolderInvalid with all mistakes, if there is any."""
        if self.problems:
            problems = self.in_order()
            raise FolderInvalid(problems, folder=folder, count=len(problems))


def _position(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return (place.file, place.line or 0, place.column or 0, problem.code)


def read_text(path: Path, mistakes: Mistakes) -> str | None:
    """The text of a UTF-8 file, without a byte order mark; None and a mistake otherwise."""
    try:
        content = path.read_bytes()
    except OSError as error:
        mistakes.add(
            "unreadable-file",
            Place(str(path)),
            "文件无法读取，请检查权限或是否被占用：{reason}",
            "The file cannot be read; check its permissions and whether it is in use: {reason}",
            reason=error.strerror,
        )
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2]) + 1
        mistakes.add(
            "not-utf-8",
            Place(str(path), line, column),
            "文件不是 UTF-8 编码，请另存为 UTF-8",
            "The file is not UTF-8; save it as UTF-8",
        )
        return None


TOML_POSITION = re.compile(r" \(at line (\d+), column (\d+)\)$")
TOML_END = " (at end of document)"


def toml_position(message: str, text: str) -> tuple[str, int, int]:
    """Message, line and column of a syntax error that tomllib reports in words.

    >>> toml_position("Invalid value (at line 3, column 5)", "")
    ('Invalid value', 3, 5)
    >>> toml_position("Unclosed array (at end of document)", "a = [\\n1")
    ('Unclosed array', 2, 2)
    """
    if found := TOML_POSITION.search(message):
        return message[: found.start()], int(found[1]), int(found[2])
    last = text.split("\n")
    return message.removesuffix(TOML_END), len(last), len(last[-1]) + 1
