# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every real set: in, published, seen on the map, and out again. 真实数据全程。"""

from collections import Counter
from datetime import UTC, datetime

import pytest
import shapely

from kuangtu.accounts.actor import SYSTEM
from kuangtu.core.errors import Invalid
from kuangtu.layers.dictionary import layer
from kuangtu.layers.exporting import SUFFIXES, TargetCrs
from kuangtu.layers.exports.services import export_edition
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import features_geojson, identify, map_geojson
from kuangtu.layers.queries.differences import comparison
from kuangtu.layers.queries.naming import named
from kuangtu.layers.services import publish_edition
from layers.layer_files import DAY, VIEWER, an_import, shared
from layers.real_sets import CSV, GEOJSON, GPKG, KML, PARQUET, SETS, SHP, XLSX, RealSet
from ogc.ogc_builders import an_officer

pytestmark = [pytest.mark.shared, pytest.mark.django_db]
# These keep every value in its type and under its name.
EXACT = (GPKG, PARQUET, GEOJSON)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def imported(one: RealSet) -> Edition:
    return an_import(
        shared(one.path), layer=one.layer, dated_on=None, without_invalid=True, **one.said
    )


def out_and_in_again(edition: Edition, one: RealSet, folder) -> Edition:
    """The edition that the exported file makes, with nothing declared."""
    said = {"encoding": one.encoding} if one.form is SHP else {}
    file = export_edition(
        edition=edition,
        file=folder / f"out{SUFFIXES[one.form]}",
        form=one.form,
        exported_at=datetime(2026, 11, 23, 4, 0, tzinfo=UTC),
        actor=SYSTEM,
        crs=TargetCrs(),
        **said,
    ).path
    return an_import(file, layer=one.layer, dated_on=None)


@pytest.mark.parametrize("one", SETS, ids=[f"{one.layer}-{one.name}" for one in SETS])
def test_a_real_set_goes_in_onto_the_map_and_out_again(tmp_path, one):
    edition = imported(one)
    published = publish_edition(edition=edition, published_on=DAY, actor=SYSTEM)

    assert (published.feature_count, published.left_out_count) == (one.count, one.left_out)
    if layer(one.layer).has_geometry:
        assert map_geojson(published)["feature_count"] == one.count
        first = features_geojson(published, limit=1)["features"][0]
        place = shapely.geometry.shape(first["geometry"]).representative_point()
        seen = identify(place.x, place.y, as_of=DAY, actor=VIEWER, within_m=1)
        assert first["id"] in {found.feature.feature_id for found in seen}

    again = out_and_in_again(published, one, tmp_path)

    counts = comparison(published, again).summary.counts
    assert (again.feature_count, again.left_out_count) == (one.count, 0)
    assert (counts.added, counts.removed, counts.moved) == (0, 0, 0)
    if one.form in EXACT:
        assert counts.changed == 0


def test_every_format_is_written_and_read_several_times():
    used = Counter(one.form for one in SETS)

    assert min(used[form] for form in (GPKG, PARQUET, SHP, XLSX, KML, GEOJSON, CSV)) >= 6


def set_of(path: str) -> RealSet:
    return next(one for one in SETS if one.path == path)


@pytest.mark.parametrize(
    ("name", "numbers", "changed_titles"),
    [
        pytest.param(
            "ten_grnt",
            {"added": 0, "removed": 1, "moved": 0, "changed": 27},
            {"REMOVED": ["MA22487"]},
            id="grants",
        ),
        # Six applications appear, one of which is invalid and left out; and one moves although
        # no grant does.
        pytest.param(
            "ten_appl",
            {"added": 5, "removed": 0, "moved": 1, "changed": 0},
            {
                "ADDED": ["EMP29872", "EMP29873", "EMP29874", "EMP29879", "EMP29880"],
                "MOVED": ["ML29855"],
            },
            id="applications",
        ),
    ],
)
def test_two_snapshots_of_a_cadastre_differ_as_they_do(name, numbers, changed_titles):
    old, new = (
        imported(set_of(f"tenements/nt_2013/snapshot_{which}_minerals/{name}.shp"))
        for which in "AB"
    )

    kept = comparison(old, new)

    assert {key: getattr(kept.summary.counts, key) for key in numbers} == numbers
    found: dict[str, list[str]] = {}
    for one in kept.changes():
        if one.kind.value != "CHANGED":
            found.setdefault(one.kind.value, []).append(one.identifier)
    assert {kind: sorted(titles) for kind, titles in found.items()} == changed_titles


@pytest.mark.parametrize(
    ("path", "words", "names"),
    [
        ("settlement/geonames_places.geojson", "若羌", ["若羌镇"]),
        ("geology/himatibetmap_faults_folds.geojson", "altyn", ["Altyn Tagh Fault"]),
        ("tenements/nt_2013/snapshot_A_minerals/ten_grnt.shp", "MA22487", ["MA22487"]),
    ],
)
def test_a_feature_of_a_real_set_is_found_by_its_name_and_at_its_place(path, words, names):
    one = set_of(path)
    publish_edition(edition=imported(one), published_on=DAY, actor=SYSTEM)

    found = named(words, as_of=DAY, actor=VIEWER, limit=20)

    assert sorted({each.name for each in found}) == names
    place = found[0].feature.geometry.representative_point()
    seen = identify(place.x, place.y, as_of=DAY, actor=VIEWER, within_m=1)
    assert found[0].feature.feature_id in {each.feature.feature_id for each in seen}


@pytest.mark.parametrize(
    "path",
    [
        "settlement/geonames_places.geojson",
        "tenements/nt_2013/snapshot_A_minerals/ten_grnt.shp",
        "tenements/nt_2013/snapshot_A_minerals/ten_hold.dbf",
        "mining_rights_cn/mnr_exploration_register_2026-09.csv",
        "encoding_samples/nfgis_1to4M_GBK_no_cpg_no_prj_LDID00/hyd2_4l.shp",
    ],
)
def test_a_real_set_is_served_with_its_count(client, path):
    one = set_of(path)
    publish_edition(edition=imported(one), published_on=DAY, actor=SYSTEM)
    client.force_login(an_officer())

    body = client.get(f"/ogc/collections/{one.layer}/items", {"limit": 1, "f": "json"}).json()

    assert (body["numberMatched"], body["numberReturned"]) == (one.count, 1)


def test_a_shape_that_no_cell_holds_is_told_and_never_cut(tmp_path):
    edition = imported(set_of("boundary/xinjiang_650000_tianditu.geojson"))

    done = export_edition(
        edition=edition,
        file=tmp_path / "a.xlsx",
        form=XLSX,
        exported_at=datetime(2026, 11, 23, 4, 0, tzinfo=UTC),
        actor=SYSTEM,
        crs=TargetCrs(),
    )

    assert [note.zh.partition("，")[0] for note in done.notes] == [
        "1 个要素的图形文字超过 32767 个字符"
    ]
    # The set has columns lon and lat, which must not be taken for the shape.
    with pytest.raises(Invalid, match="第 1 个要素：第 2 行起：内容为空"):
        an_import(done.path, layer="province-boundary", dated_on=None)


def test_a_letter_that_gbk_lacks_is_named_and_nothing_is_written(tmp_path):
    edition = imported(set_of("mining_footprints/mining_polygons_combined_demo.gpkg"))

    with pytest.raises(Invalid, match="GBK 里没有的字“ô”（U\\+00F4）"):
        export_edition(
            edition=edition,
            file=tmp_path / "a.shp.zip",
            form=SHP,
            exported_at=datetime(2026, 11, 23, 4, 0, tzinfo=UTC),
            actor=SYSTEM,
            crs=TargetCrs(),
            encoding="GBK",
        )

    assert list(tmp_path.glob("a.*")) == []
