# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which editions there are, who may see them, and which one counts on a day. 版本查询。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Max, QuerySet

from kuangtu.accounts.actor import RANK, Actor, Role
from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.choices import EditionStatus, Quality, Security
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.editions import edition_on
from kuangtu.layers.models import Edition
from kuangtu.layers.queries.files import layers_folder
from kuangtu.layers.types import EditionReference


def edition_record(edition: Edition) -> dict[str, object]:
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
        "bbox": [edition.west, edition.south, edition.east, edition.north],
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


def visible_to(actor: Actor) -> QuerySet[Edition]:
    """The editions that the actor's role may see. 可见版本。"""
    levels = [level for level, role in VISIBLE.items() if RANK[actor.role] >= RANK[role]]
    return Edition.objects.filter(security__in=levels)


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


def current_edition(layer: str, *, as_of: date) -> Edition | None:
    """The published edition that shows a layer as of a day, None if there is none. 当日版本。"""
    return current_editions(as_of=as_of, among=[layer]).get(layer)


def current_editions(
    *, as_of: date, among: Iterable[str] | None = None, actor: Actor | None = None
) -> dict[str, Edition]:
    """The published edition of every layer that has one, in one query. 各图层当日版本。"""
    found = Edition.objects.all() if actor is None else visible_to(actor)
    found = found.filter(status=EditionStatus.PUBLISHED)
    if among is not None:
        found = found.filter(layer__in=list(among))
    by_layer: dict[str, list[Edition]] = defaultdict(list)
    for edition in found:
        by_layer[edition.layer].append(edition)
    chosen = {layer: edition_on(several, as_of) for layer, several in by_layer.items()}
    return {layer: edition for layer, edition in chosen.items() if edition is not None}


def reference_of(edition: Edition) -> EditionReference:
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
