# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which rows a filter holds for. 表达式求值。

Three-valued as CQL2 asks: what is compared with a missing value is neither true nor false, and a
row counts only where the whole filter is true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kuangtu.layers.box_index import Rows
from kuangtu.ogc.filtering.reading import Tree, unreadable
from kuangtu.ogc.filtering.spatial import PREDICATES, Placed
from kuangtu.ogc.filtering.values import (
    Kind,
    Known,
    arguments,
    comparable,
    no_such_function,
    required,
    value_of,
)
from kuangtu.ogc.systems import System

COMPARISONS = {
    "=": pc.equal,
    "<>": pc.not_equal,
    "<": pc.less,
    ">": pc.greater,
    "<=": pc.less_equal,
    ">=": pc.greater_equal,
}


def rows_matching(tree: Tree, known: Known, system: System) -> Rows:
    """The rows for which a filter is true, in the order of the file. Raises: Invalid.

    `system` is that of the geometries in the filter.
    """
    held = _Filter(known, Placed(known.pages, system)).truth(tree)
    if isinstance(held, pa.Scalar):
        return known.pages.all_rows() if held.as_py() else np.empty(0, np.int64)
    if isinstance(held, pa.ChunkedArray):
        held = pa.concat_arrays(held.chunks) if held.num_chunks else pa.array([], pa.bool_())
    return np.flatnonzero(pc.fill_null(held, fill_value=False).to_numpy(zero_copy_only=False))


class _Filter:
    """A filter being answered for every row. 求值。"""

    def __init__(self, known: Known, placed: Placed) -> None:
        self.known, self.placed = known, placed

    def truth(self, node: Tree) -> Any:
        """True, false or unknown of each row, or of all of them at once."""
        if isinstance(node, bool):
            return pa.scalar(node)
        if not isinstance(node, dict):
            raise unreadable(str(node)[:80])
        name = str(node.get("op", "")).lower()
        if not name:
            return self._bare(node)
        if name in COMPARISONS:
            return self._comparison(node, COMPARISONS[name])
        if name in PREDICATES:
            return self.placed.truth(name, arguments(node), geometry_names(self.known))
        answer = self._OTHERS.get(name)
        if answer is None:
            raise no_such_function(name)
        return answer(self, arguments(node))

    def _bare(self, node: Mapping[str, Any]) -> Any:
        return required([value_of(node, self.known)], Kind.BOOLEAN)[0].data

    def _comparison(self, node: Mapping[str, Any], compare: Callable[..., Any]) -> Any:
        first, second = comparable([value_of(one, self.known) for one in _several(node, 2)])
        return compare(first.data, second.data)

    def _all(self, nodes: list[Tree]) -> Any:
        return reduce(pc.and_kleene, map(self.truth, _at_least_one(nodes)))

    def _any(self, nodes: list[Tree]) -> Any:
        return reduce(pc.or_kleene, map(self.truth, _at_least_one(nodes)))

    def _not(self, nodes: list[Tree]) -> Any:
        return pc.invert(self.truth(_exactly(nodes, 1)[0]))

    def _is_null(self, nodes: list[Tree]) -> Any:
        (node,) = _exactly(nodes, 1)
        if isinstance(node, dict) and node.get("property") in geometry_names(self.known):
            return pa.scalar(value=False)  # an edition holds no feature without geometry
        return pc.is_null(value_of(node, self.known).data)

    def _like(self, nodes: list[Tree]) -> Any:
        words, pattern = required(
            [value_of(one, self.known) for one in _exactly(nodes, 2)], Kind.TEXT
        )
        if not pattern.is_literal:
            raise unreadable("LIKE")
        return pc.match_like(words.data, pattern.data.as_py())

    def _between(self, nodes: list[Tree]) -> Any:
        given = [value_of(one, self.known) for one in _exactly(nodes, 3)]
        value, low, high = comparable(given)
        return pc.and_kleene(
            pc.greater_equal(value.data, low.data), pc.less_equal(value.data, high.data)
        )

    def _in(self, nodes: list[Tree]) -> Any:
        value, listed = _exactly(nodes, 2)
        if not isinstance(listed, list):
            raise unreadable("IN")
        equal = [self.truth({"op": "=", "args": [value, one]}) for one in _at_least_one(listed)]
        return reduce(pc.or_kleene, equal)

    _OTHERS: Mapping[str, Callable[[_Filter, list[Tree]], Any]] = {
        "and": _all,
        "or": _any,
        "not": _not,
        "isnull": _is_null,
        "like": _like,
        "between": _between,
        "in": _in,
    }


def geometry_names(known: Known) -> set[str]:
    """The properties that are geometries."""
    return {name for name, kind in known.kinds.items() if kind is Kind.GEOMETRY}


def _several(node: Mapping[str, Any], count: int) -> list[Tree]:
    return _exactly(arguments(node), count)


def _exactly(nodes: list[Tree], count: int) -> list[Tree]:
    if len(nodes) != count:
        raise unreadable(f"{len(nodes)} ≠ {count}")
    return nodes


def _at_least_one(nodes: list[Tree]) -> list[Tree]:
    if not nodes:
        raise unreadable("args: []")
    return nodes
