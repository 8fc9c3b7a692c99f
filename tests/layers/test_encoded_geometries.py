# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features that stay as bytes give the same findings and the same file as built ones."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
import shapely

from kuangtu.geo.overlap.decoding import WkbColumn
from kuangtu.layers.checking.facts import facts_of
from kuangtu.layers.checking.geometries import check_geometries
from kuangtu.layers.checking.outlines import check_outlines
from kuangtu.layers.checking.overlaps import check_overlaps
from kuangtu.layers.checking.repeats import check_repeats
from kuangtu.layers.choices import GeometryKind
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.reading.decoding import decoded
from kuangtu.layers.reading.encoded import EncodedGeometries, GrowingColumn, wkb_of
from kuangtu.layers.reading.gathering import Gathering
from kuangtu.layers.storing import write_geoparquet

METRE = 1 / 111_320
DAY = date(2026, 11, 27)


def a_field(west=88.0, south=39.0, size=0.01):
    return shapely.box(west, south, west + size, south + size)


# Everything odd that the checks know, and neighbours of each that are just in order.
SHAPES = {
    "a-field": a_field(),
    "a-star": shapely.Polygon([(88, 39), (88.01, 39), (88.002, 39.002), (88, 39.01)]),
    "a-field-with-a-hole": a_field(88.1).difference(a_field(88.103, 39.003, 0.002)),
    "two-fields": shapely.MultiPolygon([a_field(88.2), a_field(88.3)]),
    "a-bow-tie": shapely.Polygon([(88.4, 39), (88.41, 39.01), (88.41, 39), (88.4, 39.01)]),
    "a-strip": shapely.box(88.5, 39, 88.51, 39 + 0.4 * METRE),
    "just-no-strip": shapely.box(88.5, 39.1, 88.51, 39.1 + 0.6 * METRE),
    "a-speck": shapely.box(88.6, 39, 88.6 + METRE, 39 + METRE),
    "a-speck-beside-a-field": shapely.MultiPolygon(
        [a_field(88.65), shapely.box(88.7, 39, 88.7 + METRE, 39 + METRE)]
    ),
    "a-doubled-vertex": shapely.Polygon(
        [(88.8, 39), (88.81, 39), (88.81, 39 + 1e-9), (88.81, 39.01), (88.8, 39.01)]
    ),
    "a-spike": shapely.Polygon(
        [
            (88.9, 39),
            (88.91, 39),
            (88.91, 39.01),
            (88.90501, 39.01),
            (88.9051, 39.05),
            (88.905, 39.01),
            (88.9, 39.01),
        ]
    ),
    "a-repeat": a_field(),
    "the-same-from-another-vertex": shapely.Polygon(
        [(88.01, 39.0), (88.01, 39.01), (88.0, 39.01), (88.0, 39.0)]
    ),
    "nearly-the-same": shapely.transform(a_field(), lambda points: points + 2e-7),
    "an-overlap": a_field(88.005),
}


def encoded(geometries):
    found = EncodedGeometries.of(WkbColumn.of(shapely.to_wkb(geometries).tolist()))
    assert found is not None
    return found


def told(findings):
    """Every finding as it would be printed."""
    said = []
    for one in findings:
        flagged = (
            [one.describe(at) for at in range(len(one.rows))] if isinstance(one, Flagged) else [one]
        )
        said += [finding.as_json() for finding in flagged]
    return said


def all_findings(geometries):
    facts = facts_of(geometries)
    table = pa.table({"name": [f"图斑{row}" for row in range(len(geometries))]})
    return told(
        [
            *check_geometries(facts, GeometryKind.POLYGON),
            *check_repeats(facts, table),
            *check_outlines(facts),
            *check_overlaps(facts),
        ]
    )


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_judged_alike_as_bytes_and_as_an_object(name):
    geometries = np.array([SHAPES[name], a_field(89.5)], dtype=object)

    assert all_findings(encoded(geometries)) == all_findings(geometries)


def test_all_shapes_together_are_judged_alike():
    geometries = np.array(list(SHAPES.values()), dtype=object)

    by_bytes, by_objects = all_findings(encoded(geometries)), all_findings(geometries)

    assert by_bytes == by_objects
    assert {finding["kind"] for finding in by_bytes} == {
        "geometry-invalid",
        "geometry-repeated",
        "geometry-nearly-repeated",
        "part-sliver",
        "part-tiny",
        "vertices-repeated",
        "boundary-spike",
        "features-overlap",
    }


def test_random_stars_are_judged_alike():
    random = np.random.default_rng(7)
    turns = np.linspace(0, 2 * np.pi, 13)[:-1]
    radii = random.uniform(0.0, 0.01, (300, 12)) * random.choice([1, 1e-4, -1], (300, 1))
    middles = random.uniform((87, 37), (92, 41), (300, 2))
    corners = np.stack(
        [middles[:, :1] + radii * np.cos(turns), middles[:, 1:] + radii * np.sin(turns)], axis=2
    )
    shuffled = corners[
        np.arange(300)[:, None], random.permuted(np.tile(np.arange(12), (300, 1)), axis=1)
    ]
    geometries = shapely.polygons(np.concatenate([corners, shuffled]))

    assert all_findings(encoded(geometries)) == all_findings(geometries)


def test_lines_and_points_are_kept_too():
    geometries = np.array(
        [shapely.Point(88, 39), shapely.LineString([(88, 39), (89, 40)])], dtype=object
    )

    kept = encoded(geometries)

    assert (kept.types.tolist(), [one.wkt for one in kept[:]]) == (
        [0, 1],
        ["POINT (88 39)", "LINESTRING (88 39, 89 40)"],
    )


@pytest.mark.parametrize(
    "geometry",
    [
        pytest.param(None, id="none"),
        pytest.param(shapely.Point(88, 39, 1200), id="with-a-height"),
        pytest.param(shapely.Polygon(), id="empty"),
        pytest.param(shapely.Point(np.nan, 39), id="not-a-number"),
        pytest.param(shapely.GeometryCollection([shapely.Point(88, 39)]), id="a-collection"),
    ],
)
def test_what_needs_words_is_not_kept_as_bytes(geometry):
    column = wkb_of(pa.array(shapely.to_wkb([a_field(), geometry]).tolist(), pa.binary()))

    assert (column and EncodedGeometries.of(column)) is None


def test_rows_are_read_by_number_slice_and_truth():
    kept = encoded(np.array([a_field(88.0), a_field(88.1), a_field(88.2)], dtype=object))

    assert kept[1].equals(a_field(88.1))
    assert [one.bounds[0] for one in kept[1:]] == [88.1, 88.2]
    assert [one.bounds[0] for one in kept[np.array([True, False, True])]] == [88.0, 88.2]
    assert [one.bounds[0] for one in kept.taken(np.array([2, 0]))[:]] == [88.2, 88.0]
    assert len(shapely.bounds(kept)) == 3


def test_columns_one_after_the_other_are_one():
    fields = [a_field(88.0), a_field(88.1)]
    growing = GrowingColumn()

    for one in fields:
        growing.add(WkbColumn.of([one.wkb]))

    joined = EncodedGeometries.of(growing.column())
    assert len(growing) == 2

    assert [one.bounds[0] for one in joined[:]] == [88.0, 88.1]


def test_the_same_features_give_the_same_file_as_bytes_and_as_objects(tmp_path):
    geometries = np.array([a_field(88 + n / 100) for n in range(50)], dtype=object)
    table = pa.table({"name": [f"图斑{n}" for n in range(50)]})
    ids = list(range(1, 51))

    counted = [
        write_geoparquet(tmp_path / name, feature_ids=ids, geometries=each, attributes=table)
        for name, each in (("bytes", encoded(geometries)), ("objects", geometries))
    ]

    assert counted[0] == counted[1]
    assert (tmp_path / "bytes").read_bytes() == (tmp_path / "objects").read_bytes()


def gathered(*batches):
    gathering = Gathering(lambda column, drawn, before: decoded(column, drawn, before=before))
    before = 0
    for batch in batches:
        gathering.add(pa.array(batch, pa.binary()), None, before=before)
        before += len(batch)
    return gathering.done()


def test_from_the_first_odd_value_on_all_are_built_and_none_is_lost():
    broken = a_field(88.2).wkb[:-8]

    geometries, findings = gathered([a_field(88.0).wkb], [a_field(88.1).wkb, broken], [None])

    assert [one and one.bounds[0] for one in geometries] == [88.0, 88.1, None, None]
    assert [(one.kind, one.feature) for one in findings] == [("geometry-unreadable", 3)]
