# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How the code reads, as far as a machine can tell. 代码风格。"""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from architecture.sources import nodes, trees

pytestmark = pytest.mark.xdist_group("source")
ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/kuangtu"
CHINESE = re.compile(r"[一-鿿]|GeoJSON。|WKT。")
EXCEPTION = re.compile(r"# (noqa: |type: ignore\[)")
FILES = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def written() -> dict[Path, ast.Module]:
    """Without the migrations, most of which Django writes."""
    return {path: tree for path, tree in trees().items() if "migrations" not in path.parts}


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in written():
        for node in nodes()[path]:
            if isinstance(node, ast.FunctionDef):
                yield path, node


def lines_of(function: ast.FunctionDef) -> int:
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


def test_functions_are_short():
    lengths = sorted(lines_of(function) for _, function in functions())

    assert statistics.median(lengths) <= 10
    assert lengths[len(lengths) * 9 // 10] <= 30


def test_every_exception_to_a_rule_gives_its_reason():
    """On its line, or in the comment above it and others of the same kind."""
    without = []
    for path in FILES:
        lines = path.read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            if EXCEPTION.search(line) and not is_explained(lines, number):
                without.append(f"{path.relative_to(ROOT)}:{number + 1} {line.strip()}")

    assert without == []


def is_explained(lines: list[str], number: int) -> bool:
    if re.search(r"# (noqa: [A-Z0-9, ]+ - |type: ignore\[[^\]]+\] +(# |- ))\S", lines[number]):
        return True
    above = number - 1
    while EXCEPTION.search(lines[above]):
        above -= 1
    return lines[above].lstrip().startswith("# ")


def test_every_file_says_what_it_is_in_both_languages():
    silent = [
        str(path)
        for path, tree in written().items()
        if tree.body and not CHINESE.search(ast.get_docstring(tree) or "")
    ]

    assert silent == []


def is_public(path: Path, function: ast.FunctionDef) -> bool:
    rooms = {"core", "geo", "codes", "conformity"}
    explained = path.parts[0] in rooms or {"services", "queries"} & {path.stem, *path.parts}
    return bool(explained) and not function.name.startswith("_")


def test_public_functions_explain_themselves():
    silent = [
        f"{path}:{function.name}"
        for path, tree in written().items()
        for function in tree.body
        if isinstance(function, ast.FunctionDef)
        if is_public(path, function) and not ast.get_docstring(function)
    ]

    assert silent == []


def test_an_act_names_its_actor_and_takes_words_not_places():
    """Keyword-only after the first argument: a call reads as a sentence."""
    acts = [
        (f"{path}:{function.name}", function.args)
        for path, function in functions()
        if (path.name == "services.py" or "services" in path.parts)
        if not function.name.startswith("_") and "self" not in names_of(function.args)
        if {"actor"} & {argument.arg for argument in function.args.kwonlyargs}
    ]

    assert len(acts) > 10
    assert [name for name, arguments in acts if len(arguments.args) > 1] == []


def names_of(arguments: ast.arguments) -> set[str]:
    return {argument.arg for argument in arguments.args}


def test_the_first_level_lists_the_administration():
    """A room without a table, a page or a list of its own is not built ahead of time."""
    empty = [
        str(folder.relative_to(ROOT))
        for folder in SOURCE.iterdir()
        if folder.is_dir() and folder.name != "__pycache__"
        if not [path for path in folder.rglob("*.py") if path.stat().st_size > 200]
    ]

    assert empty == []
