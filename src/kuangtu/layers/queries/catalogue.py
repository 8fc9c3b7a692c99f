# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which editions there are, who may see them, and which one counts on a day. 版本查询。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import overload

from django.db.models import Max, QuerySet

from kuangtu.accounts.actor import RANK, Actor, Role
from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.choices import EditionStatus, Quality, Security, Store
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.dictionary import layers as all_layers
from kuangtu.layers.editions import edition_on
from kuangtu.layers.ledgers import LedgerEdition, edition_of
from kuangtu.layers.models import Edition
from kuangtu.layers.queries.files import AnyEdition, layers_folder
from kuangtu.layers.types import EditionReference


def edition_record(edition: AnyEdition) -> dict[str, object]:
    """An edition as the command line and the API print it."""
    return {
        "layer": edition.layer,
        "number": edition.number,
        "status": edition.status,
        "sha256": edition.sha256,
        "source": edition.source,
        "source_file": edition.source_file,
        "dated_on": edition.dated_on.isoformat() if edition.dated_on else None,
        "authority": edition.authority,
        "licence": edition.licence,
        "attribution": edition.attribution,
        "quality": edition.quality,
        "security": edition.security,
        "accuracy_m": edition.accuracy_m,
        "feature_count": edition.feature_count,
        "left_out_count": edition.left_out_count,
        "finding_counts": edition.finding_counts,
        "crs": {"epsg": edition.crs_epsg, "name": edition.crs_name, "how": edition.crs_how},
        "bbox": list(edition.bounds) if edition.bounds else None,
        "published_on": edition.published_on.isoformat() if edition.published_on else None,
    }


def next_number(layer: str) -> int:
    """The number of the next edition; a folder that a crash left behind keeps its own."""
    last = Edition.objects.filter(layer=layer).aggregate(last=Max("number"))["last"] or 0
    folders = [int(path.name) for path in (layers_folder() / layer).glob("[0-9]*") if path.is_dir()]
    return max([last, *folders]) + 1


# What each role may see; a level that is not listed is seen by nobody.
VISIBLE = {
    Security.PUBLIC: Role.VIEWER,
    Security.INTERNAL: Role.VIEWER,
    Security.CONTROLLED: Role.REVIEWER,
}


def _levels(actor: Actor) -> list[Security]:
    return [level for level, role in VISIBLE.items() if RANK[actor.role] >= RANK[role]]


def visible_to(actor: Actor) -> QuerySet[Edition]:
    """The editions that the actor's role may see. 可见版本。"""
    return Edition.objects.filter(security__in=_levels(actor))


def hidden_from(actor: Actor) -> QuerySet[Edition]:
    """The editions that the actor's role may not see, for leaving out what would tell of them."""
    return Edition.objects.exclude(security__in=_levels(actor))


def may_see(actor: Actor, specification: LayerSpecification) -> bool:
    """Whether the actor's role may see what has the security that the dictionary states."""
    return specification.security in _levels(actor)


def may_see_all(actor: Actor, specification: LayerSpecification) -> bool:
    """Whether nothing of a layer is kept from the actor's role.

    An edition may be more secret than the dictionary asks; a ledger has the dictionary's level.
    """
    if specification.store is Store.LEDGER:
        return may_see(actor, specification)
    return sees_every_level(actor)


def sees_every_level(actor: Actor) -> bool:
    """Whether no edition is kept from the actor's role."""
    return len(_levels(actor)) == len(Security)


def editions(layer: str, *, actor: Actor) -> QuerySet[Edition]:
    """All editions of a layer, newest number first. Raises: NotFound if there is no such layer."""
    layer_named(layer)
    return visible_to(actor).filter(layer=layer).order_by("-number")


def edition_numbered(layer: str, number: int, *, actor: Actor) -> Edition:
    """One edition. Raises: NotFound."""
    found = editions(layer, actor=actor).filter(number=number).first()
    if found is None:
        raise NotFound(what=Text(f"图层 {layer} 第 {number} 版", f"edition {number} of {layer}"))
    return found


@overload
def current_edition(layer: str, *, as_of: date) -> Edition | None:
    """Of those that are kept in files."""


@overload
def current_edition(layer: str, *, as_of: date, actor: Actor) -> AnyEdition | None:
    """Of what the actor may see, a ledger too."""


def current_edition(layer: str, *, as_of: date, actor: Actor | None = None) -> AnyEdition | None:
    """The edition that shows a layer as of a day, None if there is none. 当日版本。"""
    if actor is None:
        return stored_editions(as_of=as_of, among=[layer]).get(layer)
    return current_editions(as_of=as_of, among=[layer], actor=actor).get(layer)


@overload
def current_editions(*, as_of: date, among: Iterable[str] | None = None) -> Mapping[str, Edition]:
    """Of those that are kept in files."""


@overload
def current_editions(
    *, as_of: date, among: Iterable[str] | None = None, actor: Actor
) -> Mapping[str, AnyEdition]:
    """Of what the actor may see, the ledgers too."""


def current_editions(
    *, as_of: date, among: Iterable[str] | None = None, actor: Actor | None = None
) -> Mapping[str, AnyEdition]:
    """The edition of every layer that has one, as the actor may see it. 各图层当日版本。

    `as_of` is a day of the world, not of the office's desk: an edition counts by its data date
    (decision 0006), also when it was published later, and one that was withdrawn counts on no
    day, not even on one when it was in use. What a review did read is on its receipt. A ledger
    is given as it stood on that day; without an actor, whose area decides what of it is seen,
    there is none. One query, and two for each ledger.
    """
    wanted = None if among is None else list(among)
    from_files = stored_editions(as_of=as_of, among=wanted, actor=actor)
    from_ledgers = dict(_ledger_editions(as_of, actor, wanted)) if actor is not None else {}
    return {**from_files, **from_ledgers}


def _ledger_editions(
    as_of: date, actor: Actor, among: list[str] | None
) -> Iterator[tuple[str, LedgerEdition]]:
    for code, specification in all_layers().items():
        is_wanted = among is None or code in among
        if is_wanted and specification.store is Store.LEDGER and may_see(actor, specification):
            edition = edition_of(specification, actor=actor, as_of=as_of)
            if edition is not None:
                yield code, edition


def stored_editions(
    *, as_of: date, among: Iterable[str] | None = None, actor: Actor | None = None
) -> dict[str, Edition]:
    """The published edition of every layer that is kept in files; reviews read these. 文件版本。

    Without an actor all of them, whatever their security: a review must not pass because its
    reviewer may not see what the ground meets. One query.
    """
    found = Edition.objects.all() if actor is None else visible_to(actor)
    found = found.filter(status=EditionStatus.PUBLISHED)
    if among is not None:
        found = found.filter(layer__in=list(among))
    found = found.order_by()  # the choice among them looks at each
    by_layer: dict[str, list[Edition]] = defaultdict(list)
    for edition in found:
        by_layer[edition.layer].append(edition)
    chosen = {layer: edition_on(several, as_of) for layer, several in by_layer.items()}
    return {layer: edition for layer, edition in chosen.items() if edition is not None}


def reference_of(edition: AnyEdition) -> EditionReference:
    """How receipts and reports name an edition."""
    return EditionReference(
        layer=edition.layer,
        number=edition.number,
        sha256=edition.sha256,
        dated_on=edition.dated_on,
        source=edition.source,
        quality=Quality(edition.quality).label.zh,
        accuracy_m=edition.accuracy_m,
    )
