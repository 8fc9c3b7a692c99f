# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the map beside a review draws: the range, and where it overlaps what. 审查附图。"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import shapely
from shapely import MultiPolygon
from shapely.geometry import shape

from kuangtu.accounts.actor import Actor
from kuangtu.conformity.types import Outcome
from kuangtu.geo.depth import as_multipolygon
from kuangtu.layers.queries import features_geojson, visible_to
from kuangtu.rights.queries import rights_overlapping

RIGHTS_CHECK = "no-second-right-in-the-ground"
SILENT = {Outcome.PASS.value, Outcome.NOT_APPLICABLE.value}
Features = list[dict[str, Any]]


def collection(features: Features) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def feature(geometry: Any, role: str, **properties: object) -> dict[str, Any]:
    """A feature in EPSG:4490; its role says how it is drawn."""
    return {
        "type": "Feature",
        "geometry": json.loads(shapely.to_geojson(geometry)),
        "properties": {"role": role, **properties},
    }


def drawn(record: Mapping[str, Any], ground: MultiPolygon, *, actor: Actor) -> dict[str, Any]:
    """The range of a review that has been made, kept or not, and its overlaps.

    A review reads every layer; the shapes of those that the actor may not see are not drawn.
    """
    day = date.fromisoformat(record["judged_on"])
    return collection(
        [
            feature(ground, "range"),
            *rights_overlapped(record, ground, day),
            *layers_overlapped(record, ground, actor),
        ]
    )


def rights_overlapped(record: Mapping[str, Any], ground: MultiPolygon, day: date) -> Features:
    """The parts of the range that lie in rights the review counted."""
    rules = [one["rule"] for one in speaking(record) if one["check"] == RIGHTS_CHECK]
    if not rules or not record["rights"]:
        return []
    counted = {right["number"] for right in record["rights"]["overlapping"]}
    return [
        feature(part, "overlap", rule=rules[0], name=overlap.version.name)
        for overlap in rights_overlapping(ground, day)
        if overlap.version.right.number in counted
        if not (part := as_multipolygon(ground.intersection(overlap.ground.geometry))).is_empty
    ]


def layers_overlapped(record: Mapping[str, Any], ground: MultiPolygon, actor: Actor) -> Features:
    """The parts of the range that lie in features of the editions the findings read."""
    found: Features = []
    for finding in speaking(record):
        for layer in finding["layers"]:
            if layer["edition"] and layer["hits"]:
                found += in_edition(layer, ground, rule=finding["rule"], actor=actor)
    return found


def in_edition(
    layer: Mapping[str, Any], ground: MultiPolygon, *, rule: str, actor: Actor
) -> Features:
    read = {"layer": layer["layer"], "sha256": layer["edition"]["sha256"]}
    edition = visible_to(actor).filter(**read).first()
    if edition is None:
        return []
    answer: Any = features_geojson(edition, bbox=ground.bounds)
    common = (ground.intersection(shape(one["geometry"])) for one in answer["features"])
    parts = (as_multipolygon(geometry) for geometry in common)
    return [feature(part, "overlap", rule=rule) for part in parts if not part.is_empty]


def speaking(record: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """The findings that raise something; the others need no place on the map."""
    return [one for one in record["findings"] if one["outcome"] not in SILENT]


def drawn_rules(features: Mapping[str, Any]) -> set[str]:
    """The rules that have a place on the map."""
    return {
        one["properties"]["rule"] for one in features["features"] if "rule" in one["properties"]
    }
