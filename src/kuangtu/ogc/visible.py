# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The editions that a reader may see, opened for paging. 可见版本。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.conf import settings

from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.bounded import BoundedCache
from kuangtu.layers.choices import EditionStatus, Security, Store
from kuangtu.layers.dictionary import LayerSpecification, layers
from kuangtu.layers.editions import edition_on
from kuangtu.layers.feature_pages import FeaturePages
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import AnyEdition, current_editions, may_see, opened, visible_to
from kuangtu.ogc.access import Reader
from kuangtu.ogc.errors import EditionMoved


def editions_on(
    reader: Reader, day: date, *, among: Iterable[str] | None = None
) -> dict[str, AnyEdition]:
    """What each layer of the dictionary shows the reader as of a day (decision 0006)."""
    if not reader.is_visitor:
        found = current_editions(as_of=day, actor=reader.actor, among=among)
        return {code: edition for code, edition in found.items() if code in layers()}
    wanted = list(layers() if among is None else among)
    # In no order: the choice among them looks at each.
    public = Edition.objects.filter(
        security=Security.PUBLIC, status=EditionStatus.PUBLISHED, layer__in=wanted
    ).order_by()
    by_layer: dict[str, list[Edition]] = defaultdict(list)
    for edition in public:
        by_layer[edition.layer].append(edition)
    chosen = {code: edition_on(several, day) for code, several in by_layer.items()}
    return {code: one for code, one in chosen.items() if one is not None}


def edition_for(
    reader: Reader, code: str, day: date, number: int | None = None
) -> tuple[LayerSpecification, AnyEdition]:
    """A layer and its edition of a day, or the one of a number that an earlier page was read of.

    Raises: NotFound, also for what the reader may not see; EditionMoved, for what he could read.
    """
    specification = layers().get(code)
    if specification is None:
        raise no_collection(code)
    current = editions_on(reader, day, among=[code]).get(code)
    if number is None or (current is not None and number == current.number):
        if current is None:
            raise no_collection(code)
        return specification, current
    return specification, _numbered(reader, specification, number, current)


def _numbered(
    reader: Reader, specification: LayerSpecification, number: int, current: AnyEdition | None
) -> Edition:
    """A published edition that is not the one of the day.

    What was withdrawn is told to whoever could have read it; a number that never was and one
    that the reader may not see are the same to him.
    """
    found = visible_to(reader.actor).filter(layer=specification.code, number=number)
    if reader.is_visitor:
        found = found.filter(security=Security.PUBLIC)
    edition = None if specification.store is Store.LEDGER else found.first()
    if edition is not None and edition.status == EditionStatus.PUBLISHED:
        return edition
    was_published = edition is not None and edition.published_on is not None
    if was_published or _has_passed(specification, number, current):
        raise EditionMoved(layer=specification.name, number=number)
    if current is None:
        raise no_collection(specification.code)
    what = Text("“{layer}”第 {number} 版", "edition {number} of {layer}")
    raise NotFound(what=what.format(layer=specification.name, number=number))


def _has_passed(specification: LayerSpecification, number: int, current: AnyEdition | None) -> bool:
    """Whether a ledger had that number before: with each registration act it grows by one."""
    is_ledger = specification.store is Store.LEDGER
    return is_ledger and current is not None and number < current.number


def no_collection(code: str) -> NotFound:
    """What is told of a layer that is not there, and of one that the reader may not see."""
    return NotFound(what=Text("图层“{code}”", "the layer {code}").format(code=code[:100]))


def is_known_to(reader: Reader, specification: LayerSpecification) -> bool:
    """Whether a reader may know of a layer of which there is nothing to see."""
    if reader.is_visitor:
        return specification.security is Security.PUBLIC
    return may_see(reader.actor, specification)


@lru_cache(maxsize=1)
def memory() -> BoundedCache:
    """What this process keeps of the editions read last."""
    return BoundedCache(settings.KUANGTU_OGC_MEMORY_MB * 1_000_000)


def pages_of(edition: AnyEdition) -> FeaturePages:
    """An edition's file, opened. Raises: EditionDamaged, LedgerMoved."""
    return FeaturePages(edition.sha256, opened(edition), memory())
