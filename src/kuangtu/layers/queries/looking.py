# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features for whoever looks at the map. 要素查询。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kuangtu.accounts.actor import Actor
from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.dictionary import layers as all_layers
from kuangtu.layers.errors import WithoutGeometry
from kuangtu.layers.features import Box, Feature, feature_with_id, features_in_box
from kuangtu.layers.hits import near_point
from kuangtu.layers.overview import overview
from kuangtu.layers.queries.catalogue import current_editions
from kuangtu.layers.queries.files import AnyEdition, opened

MOST_FEATURES = 5_000  # of one answer to the map


def features_geojson(
    edition: AnyEdition, *, bbox: Box | None = None, limit: int = MOST_FEATURES
) -> dict[str, object]:
    """Features in a box as GeoJSON; `truncated` says that there are more. 要素（GeoJSON）。

    CRS: EPSG:4490, longitude first, which maps take for WGS 84 (below a metre apart).
    """
    limit = min(limit, MOST_FEATURES)
    found = features_in_box(opened(edition), bbox, limit=limit + 1)
    return {
        "type": "FeatureCollection",
        "features": [feature.as_geojson() for feature in found[:limit]],
        "truncated": len(found) > limit,
    }


def map_geojson(edition: AnyEdition, *, bbox: Box | None = None) -> dict[str, object]:
    """What a map draws of a view: the features, or an overview where they are too many. 制图要素。

    `truncated` says that it is an overview, so that a closer view must be asked for anew;
    `feature_count` how many features the view holds. CRS: EPSG:4490, longitude first.
    Raises: WithoutGeometry for a table.
    """
    data = opened(edition)
    if not data.has_geometry:
        raise WithoutGeometry(layer=layer_named(edition.layer).name)
    found = overview(data, bbox, limit=MOST_FEATURES)
    drawn = [*(one.as_geojson() for one in found.features), *(c.as_geojson() for c in found.cells)]
    return {
        "type": "FeatureCollection",
        "features": drawn,
        "truncated": bool(found.cells),
        "feature_count": found.feature_count,
    }


def feature(edition: AnyEdition, feature_id: str) -> Feature:
    """One feature with its geometry. Raises: NotFound."""
    found = feature_with_id(opened(edition), feature_id)
    if found is None:
        what = Text("{edition}的要素 {id}", "feature {id} of {edition}")
        raise NotFound(what=what.format(edition=edition.label, id=feature_id))
    return found


@dataclass(frozen=True, slots=True)
class Identified:
    """A feature at a place, with the layer and the edition it is from. 识别结果。"""

    specification: LayerSpecification
    edition: AnyEdition
    feature: Feature
    distance_m: float

    @property
    def name(self) -> str:
        return str(self.feature.attributes.get(self.specification.name_field) or "")


def identify(
    longitude: float, latitude: float, *, as_of: date, actor: Actor, within_m: float = 100.0
) -> list[Identified]:
    """What lies at a place in the layers the actor may see, nearest first. 识别。

    Areas that contain the place are at distance 0; everything else within `within_m` counts.
    """
    found = [
        Identified(layer_named(code), edition, one, distance_m)
        for code, edition in current_editions(as_of=as_of, actor=actor).items()
        if code in all_layers()
        for one, distance_m in near_point(opened(edition), longitude, latitude, within_m)
    ]
    return sorted(found, key=lambda one: one.distance_m)
