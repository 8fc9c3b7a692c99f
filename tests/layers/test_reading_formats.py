# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The formats that other offices send, and what is refused of them. 各种格式的读取。"""

import json

import numpy as np
import pytest
import shapely

from kuangtu.core.errors import Invalid
from layers.format_files import a_geodatabase, a_kml, by_gdal
from layers.layer_files import (
    BESIDE,
    SQUARE,
    a_feature,
    a_geojson,
    a_shapefile,
    a_zip,
    read,
    refusal,
    shared,
)

VRT = """<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/http://127.0.0.1:9/a.csv
</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"""


def zipped_geodatabase(folder):
    path = a_geodatabase(folder)
    return a_zip(folder / "planning.gdb.zip", *sorted(path.iterdir()))


def in_its_folder(folder):
    import zipfile

    path = a_geodatabase(folder)
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for part in path.iterdir():
            archive.write(part, f"提交/planning.gdb/{part.name}")
    return folder / "a.zip"


@pytest.mark.parametrize(
    ("make", "name"),
    [
        pytest.param(a_geodatabase, "FileGDB", id="gdb"),
        pytest.param(zipped_geodatabase, "FileGDB", id="gdb-zip"),
        pytest.param(in_its_folder, "FileGDB", id="gdb-folder-in-zip"),
        pytest.param(lambda at: by_gdal(at / "a.fgb", "FlatGeobuf"), "FlatGeobuf", id="fgb"),
        pytest.param(
            lambda at: by_gdal(at / "a.tab", "MapInfo File", crs="EPSG:4326", encoding="CP936"),
            "MapInfo",
            id="tab",
        ),
        pytest.param(
            lambda at: by_gdal(
                at / "a.mif", "MapInfo File", crs="EPSG:4326", encoding="CP936",
                dataset_options={"FORMAT": "MIF"},
            ),
            "MapInfo",
            id="mif",
        ),
    ],
)  # fmt: skip
def test_the_same_squares_come_out_of_every_format(tmp_path, make, name):
    features = read(make(tmp_path), tmp_path)

    # An index may give them in another order.
    order = np.argsort([{"甲": 0, "乙": 1}[row["MC"]] for row in features.table.to_pylist()])
    assert features.source.format == name
    apart = shapely.symmetric_difference(features.geometries[order], [SQUARE, BESIDE])
    assert (shapely.area(apart) < 1e-7).all()


def test_layers_of_a_geodatabase_are_listed_with_their_counts(tmp_path):
    path = a_geodatabase(tmp_path, "已设矿权", "规划区块")

    assert refusal(path, tmp_path / "a") == ["layer.several-tables"]
    assert len(read(path, tmp_path / "b", table="规划区块")) == 2


def test_a_kml_folder_is_a_table_in_wgs84(tmp_path):
    features = read(a_kml(tmp_path), tmp_path)

    assert features.table.to_pylist() == [{"Name": "甲"}]
    assert (features.crs.epsg, features.source.format) == (4326, "KML")
    assert features.geometries[0].equals(shapely.Polygon([(88, 39), (88.1, 39), (88.1, 39.1)]))


def test_a_kmz_is_unpacked_and_its_doc_is_read(tmp_path):
    path = a_zip(tmp_path / "a.kmz", a_kml(tmp_path, name="doc.kml"), a_kml(tmp_path, name="b.kml"))

    assert len(read(path, tmp_path)) == 1


def test_a_gbk_kml_is_read(tmp_path):
    path = a_kml(tmp_path)
    text = path.read_text("utf-8").replace("UTF-8", "GBK")
    path.write_bytes(text.encode("gbk"))

    assert read(path, tmp_path).table.to_pylist()[0]["Name"] == "甲"


def test_network_links_of_a_kml_are_said_and_not_followed(tmp_path):
    link = "<NetworkLink><Link><href>http://127.0.0.1:9/a.kml</href></Link></NetworkLink>"

    features = read(a_kml(tmp_path, inside=link), tmp_path)

    assert len(features) == 1
    assert "network-link" in [finding.kind for finding in features.findings]


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("before", [BOMB, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_kml_that_defines_entities_is_refused(tmp_path, before, encoding):
    path = a_kml(tmp_path, before=before)
    path.write_bytes(path.read_text("utf-8").encode(encoding))

    assert refusal(path, tmp_path) == ["layer.xml-entities"]


@pytest.mark.parametrize("suffix", ["kml", "tab", "mif", "dxf", "fgb", "gpkg", "dbf", "geojson"])
@pytest.mark.parametrize("before", ["", "version 300\n", "<kml></kml>", "0\nSECTION\n"])
def test_a_description_that_points_elsewhere_is_never_opened(tmp_path, suffix, before):
    path = tmp_path / f"a.{suffix}"
    path.write_text(before + VRT, "utf-8")

    assert refusal(path, tmp_path) == ["layer.points-elsewhere"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.kml", "layer.not-kml"),
        ("a.tab", "layer.not-mapinfo"),
        ("a.mif", "layer.not-mapinfo"),
        ("a.dxf", "layer.not-dxf"),
        ("a.fgb", "layer.not-flatgeobuf"),
        ("a.parquet", "layer.not-geoparquet"),
        ("a.xlsx", "layer.workbook-damaged"),
        ("a.dbf", "layer.dbf-unreadable"),
        ("a.kmz", "archive.unreadable"),
        ("a.dwg", "layer.format-unknown"),
        ("a.xls", "layer.format-unknown"),
    ],
)
def test_a_file_with_a_wrong_suffix_is_refused_by_its_content(tmp_path, name, code):
    (tmp_path / name).write_bytes("这是一段文字\n".encode() * 40)

    assert refusal(tmp_path / name, tmp_path) == [code]


@pytest.mark.parametrize(
    ("driver", "suffix"), [("FlatGeobuf", "fgb"), ("OpenFileGDB", "gdb"), ("MapInfo File", "tab")]
)
def test_a_truncated_file_is_refused_and_not_read_in_part(tmp_path, driver, suffix):
    path = by_gdal(tmp_path / f"a.{suffix}", driver, crs="EPSG:4326")
    cut = path
    if suffix == "gdb":
        cut = max(path.glob("*.gdbtable"), key=lambda part: part.stat().st_mtime_ns)
        cut = path / "a00000009.gdbtable"
    if suffix == "tab":
        cut = path.with_suffix(".map")
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])

    assert refusal(path, tmp_path) in (
        ["layer.unreadable"],
        ["layer.features-lost"],
        ["layer.no-features"],
    )


@pytest.mark.parametrize(
    "kind", ["Type LINKED", "Type SEAMLESS", 'Type "RASTER"', 'Open Table "other" Hide']
)
def test_a_tab_that_names_other_files_is_refused(tmp_path, kind):
    for part in ("dat", "map", "id"):
        (tmp_path / f"a.{part}").write_bytes(b"")
    (tmp_path / "a.tab").write_text(f"!table\n!version 300\nDefinition Table\n  {kind}\n", "utf-8")

    assert refusal(tmp_path / "a.tab", tmp_path) == ["layer.tab-kind"]


def test_missing_parts_of_a_tab_are_all_told(tmp_path):
    path = by_gdal(tmp_path / "a.tab", "MapInfo File", crs="EPSG:4326")
    for part in (".map", ".id"):
        path.with_suffix(part).unlink()

    assert refusal(path, tmp_path) == ["layer.parts-missing", "layer.parts-missing"]


def test_a_mif_with_no_charset_is_guessed_and_a_declared_one_is_used(tmp_path):
    path = by_gdal(
        tmp_path / "a.mif", "MapInfo File", crs="EPSG:4326", encoding="CP936",
        dataset_options={"FORMAT": "MIF"},
    )  # fmt: skip
    text = path.read_bytes()
    path.write_bytes(text.replace(b"WindowsSimpChinese", b"Neutral"))

    guessed = read(path, tmp_path / "a")
    path.write_bytes(text.replace(b"WindowsSimpChinese", b"WindowsLatin1"))
    declared = read(path, tmp_path / "b", encoding="GBK")

    assert [row["MC"] for row in guessed.table.to_pylist()] == ["甲", "乙"]
    assert "encoding-guessed" in [finding.kind for finding in guessed.findings]
    assert [row["MC"] for row in declared.table.to_pylist()] == ["甲", "乙"]


@pytest.mark.parametrize("path", ["el_hold.dbf", "../snapshot_A_minerals/ten_hold.dbf"])
@pytest.mark.shared
def test_a_dbf_alone_is_a_table_of_attributes(tmp_path, path):
    path = shared("tenements/nt_2013/exploration_licences_shp") / path

    features = read(path, tmp_path, without_geometry=True)

    count = 5138 if path.name == "el_hold.dbf" else 6190
    assert (len(features), features.findings) == (count, ())
    assert set(features.geometries) == {None}
    assert features.table.column_names == ["TYPE_CODE", "TITLE_NO", "HOLDER", "PERCENT", "HOLDTYPE"]


def test_a_geometry_that_a_layer_of_attributes_does_not_take_is_said(tmp_path):
    path = a_shapefile(tmp_path / "in")
    path.with_suffix(".prj").unlink()

    features = read(path, tmp_path, without_geometry=True)

    assert [finding.kind for finding in features.findings] == ["geometry-left-out"]
    assert features.table.to_pylist() == [{"MC": "甲保护区"}, {"MC": "乙保护区"}]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("path", "count", "epsg", "declared"),
    [
        ("el_grnt.MIF", 1459, 4283, None),
        ("el_cess.MIF", 37, 4283, None),
        ("ten_appl.TAB", 806, 4283, 4283),
        ("alra_mora.TAB", 354, 4283, 4283),
    ],
)
def test_the_real_mapinfo_samples(tmp_path, path, count, epsg, declared):
    path = shared(f"tenements/nt_2013/mapinfo_samples/{path}")

    features = read(path, tmp_path, epsg=declared)

    assert (len(features), features.crs.epsg) == (count, epsg)
    assert not shapely.is_missing(features.geometries).any()


@pytest.mark.shared
def test_a_tab_that_names_an_ellipsoid_only_must_be_declared(tmp_path):
    path = shared("tenements/nt_2013/mapinfo_samples/ten_appl.TAB")

    assert refusal(path, tmp_path) == ["crs.unknown-datum"]


def test_a_kml_of_links_alone_is_refused_as_such(tmp_path):
    path = tmp_path / "a.kml"
    path.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link>'
        "<href>http://127.0.0.1:9/a.kml</href></Link></NetworkLink></Document></kml>",
        "utf-8",
    )

    assert refusal(path, tmp_path) == ["layer.only-links"]


@pytest.mark.parametrize("suffix", [".geojson", ".shp", ".zip", ".xlsx", ".kmz", ".csv"])
def test_an_empty_file_is_called_empty_whatever_it_would_be(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    path.touch()

    assert refusal(path, tmp_path) == ["layer.file-empty"]


def test_degrees_under_a_plane_system_of_another_country_are_refused(tmp_path):
    path = a_shapefile(tmp_path / "in", crs="EPSG:32645")

    assert refusal(path, tmp_path) == ["layer.not-of-system"]


def test_chinese_names_of_extended_data_are_kept(tmp_path):
    path = a_kml(tmp_path)
    said = (
        '<ExtendedData><Data name="类型"><value>水源</value></Data>'
        '<Data name="面积"><value>3</value></Data></ExtendedData><Polygon>'
    )
    path.write_text(path.read_text("utf-8").replace("<Polygon>", said), "utf-8")

    [row] = read(path, tmp_path).table.to_pylist()

    assert (row["类型"], row["面积"]) == ("水源", "3")


PICTURE = (
    "<GroundOverlay><name>影像</name><Icon><href>a.png</href></Icon><LatLonBox><north>39</north>"
    "<south>38</south><east>89</east><west>88</west></LatLonBox></GroundOverlay>"
)


def test_the_frame_of_a_picture_in_a_kml_becomes_no_area(tmp_path):
    path = a_kml(tmp_path)
    name = "<name>矿区</name>"
    path.write_text(path.read_text("utf-8").replace(name, name + PICTURE), "utf-8")

    found = read(path, tmp_path)

    assert found.table.to_pylist() == [{"Name": "甲"}]
    assert len(found.geometries) == 1
    assert "geometry-left-out" in [one.kind for one in found.findings]


def test_a_kml_of_pictures_alone_is_refused_as_such(tmp_path):
    path = tmp_path / "a.kml"
    path.write_text(f"<kml><Document>{PICTURE}</Document></kml>", "utf-8")

    assert refusal(path, tmp_path) == ["layer.only-pictures"]


@pytest.mark.parametrize("name", ["a.geojson", "a.geojsonl", "a.ndjson", "a.json"])
@pytest.mark.parametrize("mark", ["", "\x1e"])
def test_a_feature_on_each_line_is_read_as_a_collection(tmp_path, name, mark):
    lines = [json.dumps(a_feature(SQUARE, MC="甲")), json.dumps(a_feature(BESIDE, MC="乙"))]
    path = tmp_path / name
    path.write_text("".join(f"{mark}{line}\r\n" for line in lines), "utf-8", newline="")

    found = read(path, tmp_path)

    assert found.table.column("MC").to_pylist() == ["甲", "乙"]
    assert shapely.equals(found.geometries, [SQUARE, BESIDE]).all()


def test_a_line_that_is_no_feature_is_told_with_its_line(tmp_path):
    path = tmp_path / "a.geojsonl"
    path.write_text(f"{json.dumps(a_feature(SQUARE))}\n{{'a': 1}}\n", "utf-8")

    with pytest.raises(Invalid) as caught:
        read(path, tmp_path)

    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == ("layer.json-invalid", 2)


def test_attributes_of_a_kml_called_as_what_a_placemark_is_shown_by_are_not_lost(tmp_path):
    path = a_kml(tmp_path)
    data = "".join(
        f"<Data name='{name}'><value>{value}</value></Data>"
        for name, value in (("begin", "上半年"), ("Icon", "采场"), ("name", "真名"))
    )
    named = f"<name>甲</name><ExtendedData>{data}</ExtendedData>"
    path.write_text(path.read_text("utf-8").replace("<name>甲</name>", named), "utf-8")

    found = read(path, tmp_path)

    assert found.table.to_pylist() == [{"Name": "真名", "begin_1": "上半年", "Icon_1": "采场"}]


def test_members_of_a_geojson_that_do_not_say_they_are_features_are_named(tmp_path):
    untyped = {key: value for key, value in a_feature(SQUARE).items() if key != "type"}
    path = a_geojson(tmp_path, a_feature(BESIDE), untyped, {"type": "feature"})

    with pytest.raises(Invalid) as caught:
        read(path, tmp_path)

    (problem,) = caught.value.problems
    assert problem.code == "layer.features-lost"
    assert problem.text.zh.startswith("第 2、3 个要素没有写明")
