# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""docs/reference/errors.md: every error a person can be told. 错误参考页。"""

import importlib
import pkgutil
from collections.abc import Iterator

HEAD = """# 错误 · Errors

Whatever cannot be done is told in both languages with a stable code. The command line prints it to
stderr and exits with 2; a page or a call of the API answers with the status of its family. Where an
input is wrong, the answer lists every problem with its place: file, line, column, field. Problems
have codes of their own, each with its sentence at the place where it is found.

| family | status | meaning |
|---|---|---|
"""
FAMILIES = (
    ("NotFound", "there is no such thing, or none that the reader may see"),
    ("Forbidden", "the reader may not do this"),
    ("Conflict", "the present state forbids it"),
    ("Invalid", "the input is not what it claims to be; nothing was stored"),
)


def errors_page() -> str:
    """The four families, then every error by module."""
    import django

    django.setup()
    from kuangtu.api.errors import STATUS

    status = {family.__name__: number for family, number in STATUS}
    lines = [f"| `{name}` | {status[name]} | {meaning} |" for name, meaning in FAMILIES]
    lines += ["| `KuangtuError` | 500 | a defect of the product: no answer was reached |"]
    lines += ["", "| code | family | module | 中文 | English |", "|---|---|---|---|---|"]
    for error in sorted(all_errors(), key=lambda one: (room_of(one), one.code)):
        above = {one.__name__ for one in error.__mro__}
        family = next((name for name, _ in FAMILIES if name in above), "KuangtuError")
        said = f"{escaped(error.text.zh)} | {escaped(error.text.en)}"
        lines.append(f"| `{error.code}` | {family} | {room_of(error)} | {said} |")
    return HEAD + "\n".join(lines) + "\n"


def all_errors() -> Iterator[type]:
    """Every class below one of the families, wherever in the package it is defined."""
    import kuangtu
    from kuangtu.core.errors import KuangtuError

    for found in pkgutil.walk_packages(kuangtu.__path__, "kuangtu."):
        if "__main__" not in found.name and ".migrations" not in found.name:
            importlib.import_module(found.name)
    families = {name for name, _ in FAMILIES}
    waiting, seen = [KuangtuError], set()
    while waiting:
        for error in waiting.pop().__subclasses__():
            waiting.append(error)
            if error.__name__ not in families and error not in seen:
                seen.add(error)
                yield error


def room_of(error: type) -> str:
    """The module of the product that an error belongs to."""
    return error.__module__.split(".")[1]


def escaped(words: str) -> str:
    """Words as a cell of a table."""
    return words.replace("|", "\\|").replace("\n", " ")
