# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Programs that offices use read the layers: GDAL's driver and OWSLib. 客户端测试。"""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
import shapely
from django.core.signals import request_started
from owslib.ogcapi.features import Features
from owslib.ogcapi.records import Records
from owslib.util import Authentication
from pyproj import Transformer

from ogc.ogc_builders import PASSWORD, a_layer, an_officer, square

pytestmark = pytest.mark.django_db(transaction=True)
SQUARES = {f"区{at:02}": square(at % 10, at // 10) for at in range(25)}


# In a process of its own: GDAL holds the interpreter while it waits for the server, which would
# wait for the interpreter. It answers one question a line.
GDAL = """
import json, sys
import pyogrio

def answer(address, only_list, **asked):
    if only_list:
        return [name for name, _ in pyogrio.list_layers(address)]
    _, _, shapes, (names,) = pyogrio.raw.read(
        address, layer="nature-reserve", columns=["name"], **asked
    )
    return [[name, shape.hex()] for name, shape in zip(names, shapes)]

for line in sys.stdin:
    asked = json.loads(line)
    pyogrio.set_gdal_config_options(asked.pop("options"))
    if "bbox" in asked:
        asked["bbox"] = tuple(asked["bbox"])
    try:
        print(json.dumps(answer(**asked)), flush=True)
    except pyogrio.errors.DataSourceError as error:
        print(json.dumps(str(error)), flush=True)
"""


@pytest.fixture(scope="module")
def gdal():
    """What GDAL's driver says."""
    without_proxy = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    with subprocess.Popen(
        [sys.executable, "-c", GDAL],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=without_proxy,
    ) as process:

        def ask(address, *, password=PASSWORD, only_list=False, **asked):
            options = {"GDAL_HTTP_USERPWD": f"reader:{password}", "GDAL_HTTP_AUTH": "BASIC"}
            options |= {"GDAL_HTTP_TIMEOUT": "60"}
            asked |= {"address": f"OAPIF:{address}", "options": options, "only_list": only_list}
            print(json.dumps(asked), file=process.stdin, flush=True)
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


@pytest.fixture
def address(live_server, folder, monkeypatch):
    """A server with twenty-five squares, and an account."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    an_officer()
    a_layer(folder, SQUARES)
    return f"{live_server.url}/ogc"


@pytest.fixture
def read(address, gdal):
    """The features that GDAL's driver reads, longitude or easting first, by their names."""

    def features(*, page_size=7, crs="", **asked):
        options = {"PAGE_SIZE": str(page_size)} | ({"CRS": crs} if crs else {})
        found = gdal(address, **options, **asked)
        return {name: shapely.from_wkb(shape) for name, shape in found}

    return features


def test_gdal_lists_the_layers(address, gdal):
    assert sorted(gdal(address, only_list=True)) == ["catalogue", "nature-reserve"]


def test_gdal_reads_every_feature_over_several_pages(read):
    found = read()

    assert sorted(found) == sorted(SQUARES)
    assert [name for name, shape in found.items() if not shape.equals(SQUARES[name])] == []


def test_gdal_hands_a_box_on(read):
    found = read(bbox=(88.05, 39.05, 88.25, 39.15))

    assert sorted(found) == ["区11", "区12"]


def test_gdal_finds_by_a_filter(read):
    found = read(where="name = '区07' OR name = '区11'")

    assert sorted(found) == ["区07", "区11"]


def test_gdal_hands_an_equality_on(read):
    questions = []

    def heard(scope=None, environ=None, **_):
        said = environ["QUERY_STRING"] if environ else scope["query_string"].decode()
        questions.append(said)

    request_started.connect(heard)
    try:
        found = read(where="name = '区07'")
    finally:
        request_started.disconnect(heard)

    assert sorted(found) == ["区07"]
    assert any("name=" in one for one in questions)
    assert not any("offset=" in one for one in questions)  # no further page was needed


@pytest.mark.parametrize("epsg", [4490, 4326, 4517, 4518, 4519])
def test_gdal_reads_each_reference_system_with_its_axes(read, epsg):
    found = read(crs=f"EPSG:{epsg}")
    to_plane = Transformer.from_crs(4490, epsg, always_xy=True)

    for name, one in found.items():
        x, y = shapely.get_coordinates(SQUARES[name]).T
        expected = np.column_stack((x, y) if epsg == 4326 else to_plane.transform(x, y))
        difference = shapely.get_coordinates(one) - expected
        assert np.abs(difference).max() < 1e-6


def test_gdal_is_told_that_a_password_is_wrong(address, gdal):
    assert "401" in gdal(address, password="wrong-password", only_list=True)


def client_of(kind, address):
    return kind(f"{address}/", auth=Authentication("reader", PASSWORD))


def test_owslib_reads_collections_queryables_and_items(address):
    service = client_of(Features, address)

    assert service.feature_collections() == ["nature-reserve"]
    assert "name" in service.collection_queryables("nature-reserve")["properties"]
    page = service.collection_items("nature-reserve", limit=10, offset=20)
    assert (page["numberMatched"], page["numberReturned"]) == (25, 5)
    found = service.collection_items("nature-reserve", filter="name = '区03'")
    assert [one["properties"]["name"] for one in found["features"]] == ["区03"]
    one = service.collection_item("nature-reserve", page["features"][0]["id"])
    assert one["properties"] == page["features"][0]["properties"]


def test_owslib_reads_the_definition_and_what_is_declared(address):
    service = client_of(Features, address)

    assert service.api()["openapi"].startswith("3.0")
    assert (
        "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text" in service.conformance()["conformsTo"]
    )


def test_owslib_finds_records_of_the_catalogue(address):
    service = client_of(Records, address)

    assert service.records() == ["catalogue"]
    found = service.collection_items("catalogue", q="自然保护地")
    assert found["features"][0]["id"] == "nature-reserve"
    one = service.collection_item("catalogue", "nature-reserve")
    assert one["properties"]["kuangtu"]["state"] == "PRESENT"
