# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""CQL2 text and JSON as one tree. 表达式读取。"""

from __future__ import annotations

import json
import re
from typing import Any

import cql2

from kuangtu.core.errors import Invalid, Place, invalid

Tree = Any  # CQL2 JSON as it is decoded: a mapping, a list, a string, a number or a boolean
LONGEST = 16_000  # characters
# The parser goes down one level a bracket, a NOT or a minus; a few thousand end the process.
DEEPEST = 100
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"")
_STEPS = re.compile(r"\bnot\b|-(?=\s*[-(])", re.IGNORECASE)
FIELD = Place(field="filter")


def parsed(words: str, language: str) -> Tree:
    """The tree of a filter in `cql2-text` or `cql2-json`. Raises: Invalid.

    >>> parsed("name = '红柳沟' AND area_km2 > 5", "cql2-text")["op"]
    'and'
    """
    _require_shallow(words, language)
    parse = cql2.parse_json if language == "cql2-json" else cql2.parse_text
    try:
        tree = parse(words).to_json()
        return _exact(tree, json.loads(words)) if language == "cql2-json" else tree
    except (cql2.ParseError, cql2.ValidationError, ValueError) as error:
        raise unreadable(str(error)) from error


def _exact(tree: Tree, written: Tree) -> Tree:
    """The tree with the numbers as they are written: the parser of JSON rounds their last digit.

    >>> _exact({"args": [64075317.01429175]}, {"args": [64075317.014291756]})
    {'args': [64075317.014291756]}
    """
    if isinstance(tree, dict) and isinstance(written, dict):
        unnested = written | {"args": _unnested(written.get("op"), written.get("args"))}
        return {key: _exact(value, unnested.get(key)) for key, value in tree.items()}
    if isinstance(tree, list) and isinstance(written, list) and len(tree) == len(written):
        return [_exact(one, other) for one, other in zip(tree, written, strict=True)]
    return written if type(tree) is type(written) is float else tree


def _unnested(op: object, args: Tree) -> Tree:
    """(a AND b) AND c as a AND b AND c, which is how the parser hands it back."""
    if op not in {"and", "or"} or not isinstance(args, list):
        return args
    found: list[Tree] = []
    for one in args:
        is_alike = isinstance(one, dict) and one.get("op") == op
        found.extend(_unnested(op, one.get("args")) if is_alike else [one])
    return found


def unreadable(why: str) -> Invalid:
    """What is said of a filter that does not follow CQL2."""
    return invalid(
        "ogc.filter-unreadable",
        "过滤表达式不符合 CQL2：{why}",
        "the filter does not follow CQL2: {why}",
        FIELD,
        why=" ".join(why.split())[:300],
    )


def _require_shallow(words: str, language: str) -> None:
    if len(words) > LONGEST:
        raise unreadable(f"> {LONGEST} characters")
    depth = _depth_of_json(words) if language == "cql2-json" else depth_of_text(words)
    if depth > DEEPEST:
        raise unreadable(f"> {DEEPEST} levels")


def depth_of_text(words: str) -> int:
    """How deep a text may lead the parser: brackets inside one another, and steps in a row.

    >>> depth_of_text("((a = 1))"), depth_of_text("NOT NOT a = '((('"), depth_of_text("a=1 OR b=2")
    (2, 2, 0)
    """
    bare = _QUOTED.sub("", words)
    depth = deepest = 0
    for letter in re.findall(r"[()]", bare):
        depth += 1 if letter == "(" else -1
        deepest = max(deepest, depth)
    return deepest + len(_STEPS.findall(bare))


def _depth_of_json(words: str) -> int:
    depth = deepest = 0
    for letter in re.findall(r"[\[{\]}]", words):
        depth += 1 if letter in "[{" else -1
        deepest = max(deepest, depth)
    try:
        json.loads(words)
    except (ValueError, RecursionError) as error:
        raise unreadable(str(error)) from error
    return deepest
