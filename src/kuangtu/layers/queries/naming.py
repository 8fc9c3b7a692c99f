# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features by their names, and the days on which layers have something new. 名称与日期查询。"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow.compute as pc

from kuangtu.accounts.actor import Actor
from kuangtu.layers.choices import EditionStatus
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.dictionary import layers as all_layers
from kuangtu.layers.errors import EditionDamaged
from kuangtu.layers.features import DataFile, Feature, features_in_rows
from kuangtu.layers.models import Edition
from kuangtu.layers.queries.catalogue import stored_editions, visible_to
from kuangtu.layers.queries.files import opened


@dataclass(frozen=True, slots=True)
class Named:
    """A feature whose name holds the words, with its layer and edition. 名称命中。"""

    specification: LayerSpecification
    edition: Edition
    feature: Feature

    @property
    def name(self) -> str:
        return str(self.feature.attributes.get(self.specification.name_field) or "")


def named(words: str, *, as_of: date, actor: Actor, limit: int) -> list[Named]:
    """Features of the layers the actor may see whose name holds the words. 按名称查要素。

    A damaged edition is passed over: its own page says what is wrong with it.
    """
    found: list[Named] = []
    for code, edition in stored_editions(as_of=as_of, actor=actor).items():
        specification = all_layers().get(code)
        if specification is None or not specification.name_field or edition.bounds is None:
            continue
        with suppress(EditionDamaged):
            data = opened(edition)
            rows = _rows_named(data, specification.name_field, words, limit - len(found))
            found += [Named(specification, edition, one) for one in features_in_rows(data, rows)]
        if len(found) >= limit:
            break
    return found


def _rows_named(data: DataFile, field: str, words: str, limit: int) -> np.ndarray:
    rows = list(_matching(data, field, words, limit)) if field in data.attribute_names else []
    return np.asarray(rows[:limit], np.int64)


def _matching(data: DataFile, field: str, words: str, limit: int) -> Iterator[int]:
    count = 0
    for group, start in enumerate(data.starts[:-1]):
        names = data.read(group, [field]).column(field).cast("string")
        is_named = pc.match_substring(names, words, ignore_case=True)
        for row in np.flatnonzero(is_named.fill_null(False).to_numpy()):
            yield start + int(row)
            count += 1
        if count >= limit:
            return


def data_days(*, actor: Actor) -> list[tuple[date, str, int]]:
    """The data date, layer and number of every published edition that has a date. 版本日期。"""
    found = visible_to(actor).filter(status=EditionStatus.PUBLISHED, dated_on__isnull=False)
    rows = found.order_by("dated_on", "layer", "number").values_list("dated_on", "layer", "number")
    return [(day, layer, number) for day, layer, number in rows if day is not None]
