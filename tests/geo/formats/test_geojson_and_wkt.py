# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""GeoJSON and WKT. GeoJSON 与 WKT。"""

import json

import pytest
import shapely

from geo.range_builders import SAMPLE, codes, refused, warnings
from kuangtu.geo.crs import DeclaredCrs, Helmert
from kuangtu.geo.formats import read_ground, write_geojson, write_wkt

SHELL = [[88.0, 39.0], [88.1, 39.0], [88.1, 39.1], [88.0, 39.1], [88.0, 39.0]]
HOLE = [[88.02, 39.02], [88.04, 39.02], [88.04, 39.04], [88.02, 39.04], [88.02, 39.02]]
OTHER = [[89.0, 39.0], [89.1, 39.0], [89.1, 39.1], [89.0, 39.0]]
EXPECTED = shapely.Polygon(SHELL, [HOLE])


def geojson(kind="Polygon", coordinates=None, **members):
    return json.dumps(
        {
            "type": kind,
            "coordinates": [SHELL, HOLE] if coordinates is None else coordinates,
            **members,
        }
    )


def feature(geometry=None, **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": json.loads(geometry or geojson()),
    }


def collection(*features, **members):
    return json.dumps({"type": "FeatureCollection", "features": list(features), **members})


@pytest.mark.parametrize(
    "text",
    [
        geojson(),
        geojson("MultiPolygon", [[SHELL, HOLE]]),
        geojson(coordinates=[SHELL[::-1], HOLE[::-1]]),
        json.dumps(feature()),
        collection(feature()),
        json.dumps({"type": "GeometryCollection", "geometries": [json.loads(geojson())]}),
        (
            "POLYGON ((88 39, 88.1 39, 88.1 39.1, 88 39.1, 88 39), "
            "(88.02 39.02, 88.04 39.02, 88.04 39.04, 88.02 39.04, 88.02 39.02))"
        ),
        (
            "srid=4490; multipolygon(((88 39,88.1 39,88.1 39.1,88 39.1,88 39),\n"
            "(88.02 39.02,88.04 39.02,88.04 39.04,88.02 39.04,88.02 39.02)));"
        ),
    ],
)
def test_a_polygon_with_a_hole_is_read_from_every_spelling(text):
    ground = read_ground(text)

    assert ground.geometry.equals(EXPECTED)
    assert (ground.crs.epsg, ground.warnings) == (4490, ())


def test_parts_of_a_multipolygon_become_rings_in_order():
    ground = read_ground(geojson("MultiPolygon", [[SHELL, HOLE], [OTHER]]))

    assert [ring.is_hole for ring in ground.rings] == [False, True, False]


def test_geojson_without_a_system_has_the_accuracy_of_wgs84():
    assert read_ground(geojson()).crs.accuracy_m == 1.0


@pytest.mark.parametrize(
    ("name", "epsg"),
    [
        ("urn:ogc:def:crs:EPSG::4490", 4490),
        ("EPSG:4490", 4490),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326),
    ],
)
def test_the_crs_member_is_followed(name, epsg):
    ground = read_ground(geojson(crs={"type": "name", "properties": {"name": name}}))

    assert ground.crs.epsg == epsg


def test_plane_coordinates_in_geojson_are_recognised_by_their_zone():
    plane = [
        [29600000.0, 4320000.0],
        [29601000.0, 4320000.0],
        [29601000.0, 4321000.0],
        [29600000.0, 4320000.0],
    ]

    assert read_ground(geojson(coordinates=[plane])).crs.epsg == 4517


def test_heights_and_notes_come_from_the_properties():
    ground = read_ground(json.dumps(feature(top_m=300, bottom_m=100.5, note="示例")))

    assert [(ring.top_m, ring.bottom_m, ring.note) for ring in ground.rings] == [
        (300.0, 100.5, "示例"),
        (None, None, ""),
    ]


def test_third_numbers_are_not_used_and_that_is_reported():
    high = [[*point, 1200.0] for point in SHELL]

    found = [
        warnings(read_ground(geojson(coordinates=[high]))),
        warnings(read_ground("POLYGON Z ((88 39 1, 88.1 39 1, 88.1 39.1 1, 88 39 1))")),
    ]

    assert found == [["geojson.heights-ignored"], ["wkt.heights-ignored"]]


@pytest.mark.parametrize(
    "text",
    [
        geojson(crs={"properties": {"name": "EPSG:4610"}}),
        "SRID=4610;POLYGON ((88 39, 88.1 39, 88.1 39.1, 88 39))",
    ],
)
def test_a_declared_system_goes_before_the_one_in_the_file_and_that_is_reported(text):
    ground = read_ground(text, declared=DeclaredCrs(epsg=4490))

    assert (ground.crs.epsg, warnings(ground)) == (4490, ["crs.declared-instead"])


@pytest.mark.parametrize("lines", [1, 3])
def test_a_mistake_in_wkt_has_its_line_and_column(lines):
    text = "POLYGON ((88 39, 88.1 39,".replace(" ", "\n" * lines) + " 88.1 east, 88 39))"

    (problem,) = refused(text)

    assert (problem.place.line, problem.place.column) == (4 * lines + 1, 10)


@pytest.mark.parametrize(
    "text",
    [
        geojson(),
        json.dumps(json.loads(geojson()), indent=1),
        geojson().replace("88.1", "8.81e1"),
        geojson().replace(", ", ",\r\n"),
        geojson(coordinates=[SHELL[:-1]]),
        collection(feature(top_m=300.50, note="示例"), crs={"properties": {"name": "EPSG:4326"}}),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_geojson_is_written_again_to_the_letter(text, encoding):
    assert write_geojson(read_ground(text.encode(encoding))) == text


@pytest.mark.parametrize(
    "text",
    [
        "POLYGON ((88.00 39, 88.1 39, 88.1 39.10, 88.00 39))",
        "srid=4490 ;polygon z((88 39 1.50,88.1 39 1,\r\n88.1 39.1 1,88 39 1)) ;\r\n",
        "MULTIPOLYGON(((88 39, 88.1 39, 88.1 39.1)))",
    ],
)
def test_wkt_is_written_again_to_the_letter(text):
    assert write_wkt(read_ground(text)) == text


def test_open_rings_are_reported():
    found = [
        warnings(read_ground(geojson(coordinates=[SHELL[:-1]]))),
        warnings(read_ground("POLYGON ((88 39, 88.1 39, 88.1 39.1))")),
    ]

    assert found == [["ring.unclosed"], ["ring.unclosed"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(geojson()[:-9], ["geojson.syntax"], id="cut off"),
        pytest.param("{" * 100_000, ["geojson.syntax"], id="no JSON"),
        pytest.param(
            '{"a":' + "[" * 200_000 + "]" * 200_000 + "}", ["geojson.syntax"], id="too deep"
        ),
        pytest.param('{"a":' + "9" * 5000 + "}", ["geojson.syntax"], id="an endless number"),
        pytest.param("{}", ["geojson.type"], id="no type"),
        pytest.param(geojson("Point", [88, 39]), ["geojson.type"], id="a point"),
        pytest.param(
            collection({"type": "Feature", "geometry": None}),
            ["geojson.no-geometry"],
            id="no geometry",
        ),
        pytest.param(collection(), ["geojson.no-polygon"], id="no features"),
        pytest.param('{"type":"FeatureCollection"}', ["geojson.array"], id="no array of features"),
        pytest.param(geojson(coordinates=7), ["geojson.array"], id="no array"),
        pytest.param(geojson(coordinates=[7]), ["geojson.array"], id="no ring"),
        pytest.param(
            geojson(coordinates=[[[88, 39], [88.1], ["a", 2], 5]]),
            ["number.invalid"] * 3,
            id="no points",
        ),
        pytest.param(geojson().replace("88.04", "NaN"), ["number.invalid"] * 2, id="NaN"),
        pytest.param(geojson().replace("88.04", "1e400"), ["number.invalid"] * 2, id="infinite"),
        pytest.param(
            geojson().replace("88.04", "true"), ["number.invalid"] * 2, id="a truth value"
        ),
        pytest.param(
            json.dumps(feature(top_m="high")), ["ring.height-range"], id="a height in words"
        ),
        pytest.param(
            json.dumps(feature(top_m=1, bottom_m=2)), ["ring.top-below-bottom"], id="upside down"
        ),
        pytest.param(
            geojson(crs={"properties": {"name": "EPSG:32645"}}), ["crs.unsupported"], id="UTM"
        ),
        pytest.param(
            geojson(crs={"properties": {"name": "local"}}), ["crs.unsupported"], id="a local name"
        ),
        pytest.param(geojson(crs=7), ["crs.unsupported"], id="a number for a system"),
        pytest.param(
            geojson(coordinates=[[[y, x] for x, y in SHELL]]), ["axes.swapped"], id="latitude first"
        ),
        pytest.param(
            geojson(coordinates=[[*SHELL[:3], [29600000.0, 4320000.0]]]),
            ["point.mixed-units"],
            id="mixed units",
        ),
        pytest.param("POLYGON ((88 39, 88.1 39, 88.1", ["wkt.syntax"], id="WKT cut off in a point"),
        pytest.param("POLYGON ((88 39, 88.1 39, 88.1 39.1)", ["wkt.syntax"], id="WKT cut off"),
        pytest.param(
            "POLYGON ((88 39, 88.1 39, 88.1 39.1)) x", ["wkt.syntax"], id="WKT with a tail"
        ),
        pytest.param(
            "POLYGON ((88 39, 88.1 39 (88.1 39.1)))", ["wkt.syntax"], id="a bracket too many"
        ),
        pytest.param("POLYGON ((88 39, 88.1 nan, 88.1 39.1))", ["number.invalid"], id="WKT NaN"),
        pytest.param("POLYGON EMPTY", ["wkt.type"], id="empty"),
        pytest.param("MULTIPOLYGON (EMPTY)", ["wkt.syntax"], id="an empty part"),
        pytest.param("POLYGON (())", ["wkt.syntax"], id="an empty ring"),
        pytest.param(
            "POLYGON Z ((88 39 x, 88.1 39 1, 88.1 39.1 1, 88 39 1))", ["number.invalid"], id="WKT z"
        ),
        pytest.param(
            "POLYGON ((88 39 1 2 3, 88.1 39, 88.1 39.1, 88 39))", ["wkt.syntax"], id="five numbers"
        ),
        pytest.param(json.dumps([SHELL]), ["geojson.type"], id="bare coordinates"),
        pytest.param(geojson(coordinates=[]), ["geojson.no-polygon"], id="no rings"),
        pytest.param(geojson(coordinates=[SHELL, []]), ["ring.too-few-points"], id="an empty hole"),
        pytest.param(
            geojson("MultiPolygon", [[SHELL], []]), ["geojson.no-polygon"], id="one part is empty"
        ),
        pytest.param(
            collection(feature(), {"type": "Feature", "geometry": None}),
            ["geojson.no-geometry"],
            id="one feature without a geometry",
        ),
        pytest.param(
            collection(feature(geojson(crs={"properties": {"name": "EPSG:4610"}}))),
            ["crs.not-at-the-top"],
            id="a system inside",
        ),
        pytest.param(
            geojson(coordinates=[[[*point, "high"] for point in SHELL]]),
            ["number.invalid"] * len(SHELL),
            id="a third coordinate in words",
        ),
        pytest.param("LINESTRING (88 39, 88.1 39)", ["wkt.type"], id="a line"),
        pytest.param(
            "SRID=32645;POLYGON ((88 39, 88.1 39, 88.1 39.1, 88 39))",
            ["crs.unsupported"],
            id="SRID",
        ),
        pytest.param(
            "SRID=4517;POLYGON ((88 39, 88.1 39, 88.1 39.1, 88 39))",
            ["crs.unsupported"],
            id="degrees in a zone",
        ),
    ],
)
def test_broken_geojson_and_wkt_are_refused_with_their_reasons(text, expected):
    assert codes(text) == expected


def test_a_wrong_coordinate_has_its_path():
    (problem,) = refused(geojson(coordinates=[SHELL, [*HOLE[:2], [88.04], *HOLE[3:]]]))

    assert problem.place.field == "$.coordinates[1][2]"


def test_a_wrong_bracket_has_its_line_and_column():
    (problem,) = refused("POLYGON ((88 39,\n 88.1 39, 88.1 39.1 (")

    assert (problem.place.line, problem.place.column) == (2, 21)


def test_exchanged_axes_can_be_declared():
    exchanged = geojson(coordinates=[[[y, x] for x, y in SHELL]])

    ground = read_ground(exchanged, declared=DeclaredCrs(axes="north-east"))

    assert ground.geometry.equals(shapely.Polygon(SHELL))


def test_an_old_datum_in_degrees_is_read_with_parameters():
    declared = DeclaredCrs(helmert=Helmert(1.0, 1.0, 1.0, 0.5, "某测绘院"))

    ground = read_ground(
        "SRID=4610;POLYGON ((88 39, 88.1 39, 88.1 39.1, 88 39))", declared=declared
    )

    assert (ground.crs.epsg, ground.crs.accuracy_m) == (4610, 0.5)


def test_what_was_read_is_written_to_the_letter():
    texts = [geojson() + "\n", "POLYGON((88 39,88.1 39,88.1 39.1,88 39))"]

    assert [write_geojson(read_ground(texts[0])), write_wkt(read_ground(texts[1]))] == texts


def test_heights_survive_geojson_but_not_wkt():
    ground = read_ground(SAMPLE)

    assert read_ground(write_geojson(ground)).rings == ground.rings
    assert read_ground(write_wkt(ground)).rings[0].points == ground.rings[0].points
    assert read_ground(write_wkt(ground)).top_m is None
