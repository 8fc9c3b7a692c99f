# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Who may read what, and how that is told. 访问控制测试。"""

import pyogrio
import pytest

from kuangtu.accounts.actor import SYSTEM, Role
from kuangtu.audit.models import Entry
from kuangtu.codes.choices import Act
from kuangtu.layers.choices import Security
from kuangtu.layers.services import withdraw_edition
from kuangtu.rights.services import register_right
from ogc.ogc_builders import (
    DAY,
    ITEMS,
    PASSWORD,
    a_layer,
    a_staged_edition,
    an_officer,
    basic,
    get,
    names,
    square,
)
from rights.right_builders import a_mine

COLLECTIONS = "/ogc/collections"
DOWNLOAD = "/ogc/collections/nature-reserve/download/{}"
RECORDS = "/ogc/collections/catalogue/items"


def ids(answer, key):
    return [one["id"] for one in answer.json()[key]]


@pytest.fixture
def public(settings):
    settings.KUANGTU_OGC_PUBLIC = True


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/ogc", "/ogc/api", COLLECTIONS, ITEMS, RECORDS, "/ogc/nix"])
def test_nobody_reads_without_signing_in(client, folder, path):
    a_layer(folder, security=Security.PUBLIC)

    answer = get(client, path, status=401)

    assert answer.headers["WWW-Authenticate"].startswith("Basic ")
    assert answer.json()["code"] == "ogc.sign-in-needed"


@pytest.mark.django_db
def test_whoever_reads_pages_is_led_to_the_sign_in_page(client, folder):
    answer = client.get(f"{ITEMS}?limit=3", headers={"Accept": "text/html"})

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/login/?next=%2Fogc%2Fcollections%2Fnature-reserve%2Fitems%3Flimit%3D3",
    )


@pytest.mark.django_db
def test_a_program_signs_in_with_name_and_password(client, folder):
    an_officer()
    a_layer(folder)

    answers = [client.get(ITEMS, headers=basic()).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert client.get(ITEMS).status_code == 401


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent",
    [
        basic(password="wrong-password-1"),
        basic(name="nobody"),
        {"Authorization": "Basic !!!"},
        {"Authorization": "Basic cmVhZGVy"},
        {"Authorization": "Basic"},
    ],
)
def test_wrong_credentials_are_told_also_where_visitors_may_read(client, folder, public, sent):
    an_officer()
    a_layer(folder, security=Security.PUBLIC)

    assert client.get(ITEMS, headers=sent).status_code == 401


@pytest.mark.django_db
def test_a_password_that_was_proven_ends_with_the_account(client, folder):
    officer = an_officer()
    a_layer(folder)
    assert client.get(ITEMS, headers=basic()).status_code == 200

    officer.is_active = False
    officer.save()

    assert client.get(ITEMS, headers=basic()).status_code == 401


@pytest.mark.django_db
def test_a_password_that_was_proven_ends_when_it_is_changed(client, folder):
    officer = an_officer()
    a_layer(folder)
    assert client.get(ITEMS, headers=basic()).status_code == 200

    officer.set_password("another-password-8")
    officer.save()

    assert client.get(ITEMS, headers=basic()).status_code == 401
    assert client.get(ITEMS, headers=basic(password="another-password-8")).status_code == 200


@pytest.mark.django_db
def test_whoever_must_change_the_password_does_that_first(client, folder):
    officer = an_officer()
    officer.must_change_password = True
    officer.save()

    assert client.get(ITEMS, headers=basic()).status_code == 403


@pytest.mark.django_db
def test_too_many_wrong_passwords_lock_the_account(client, folder, settings):
    an_officer()
    for at in range(settings.KUANGTU_SIGN_IN_FAILURES):
        client.get("/ogc", headers=basic(password=f"wrong-password-{at}"))

    assert client.get("/ogc", headers=basic()).status_code == 403


def test_what_is_controlled_does_not_exist_for_a_viewer(reader, folder):
    a_layer(folder, security=Security.CONTROLLED)

    assert ids(get(reader, COLLECTIONS), "collections") == ["catalogue"]
    hidden = get(reader, ITEMS, status=404).json()
    absent = get(reader, ITEMS.replace("nature-reserve", "wetland"), status=404).json()
    assert hidden["title"].replace("nature-reserve", "wetland") == absent["title"]
    for path in ("/ogc/collections/nature-reserve", f"{ITEMS}/1"):
        get(reader, path, status=404)
    record = get(reader, f"{RECORDS}/nature-reserve").json()
    assert record["properties"]["kuangtu"]["state"] == "UNSEEN"
    assert "sha256" not in record["properties"]["kuangtu"]


def test_what_is_controlled_is_read_by_reviewers_and_kept_by_no_program(reviewer, folder):
    a_layer(folder, security=Security.CONTROLLED)

    answer = get(reviewer, ITEMS)

    assert answer.json()["numberMatched"] == 5
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_an_older_edition_that_may_not_be_seen_is_not_found_by_its_number(reader, folder):
    a_layer(folder, security=Security.CONTROLLED)
    a_layer(folder, {"公开": square(7)})

    assert names(get(reader, ITEMS)) == ["公开"]
    hidden = get(reader, ITEMS, edition=1, status=404).json()
    absent = get(reader, ITEMS, edition=999, status=404).json()
    assert hidden["title"].replace("1", "999") == absent["title"]
    assert (hidden["code"], absent["code"]) == ("not-found", "not-found")


def test_a_number_that_no_edition_had_is_not_found(reader, folder):
    a_layer(folder)
    a_staged_edition(folder)

    staged = get(reader, ITEMS, edition=2, status=404).json()
    absent = get(reader, ITEMS, edition=999, status=404).json()

    assert staged["title"].replace("2", "999") == absent["title"]
    assert "第 999 版" in absent["title"]


@pytest.mark.parametrize("is_followed", [True, False])
def test_a_withdrawn_edition_is_told_to_whoever_could_have_read_it(reader, folder, is_followed):
    read = a_layer(folder, dated_on=None)
    if is_followed:
        a_layer(folder)
    withdraw_edition(edition=read, because="坐标有误", withdrawn_on=DAY, actor=SYSTEM)

    told = get(reader, ITEMS, edition=1, status=409).json()

    assert told["code"] == "ogc.edition-moved"
    get(reader, ITEMS, edition=2, status=200 if is_followed else 404)


def test_a_withdrawn_edition_that_was_controlled_is_told_to_nobody_else(reader, folder):
    secret = a_layer(folder, security=Security.CONTROLLED)
    a_layer(folder)
    withdraw_edition(edition=secret, because="坐标有误", withdrawn_on=DAY, actor=SYSTEM)

    hidden = get(reader, ITEMS, edition=1, status=404).json()
    absent = get(reader, ITEMS, edition=999, status=404).json()

    assert hidden["title"].replace("1", "999") == absent["title"]


def test_a_ledger_has_moved_from_a_number_that_it_had_and_never_had_a_later_one(reader):
    for record in (a_mine(), a_mine(effective_on=DAY, act=Act.RENAME, name="新名")):
        register_right(record=record, actor=SYSTEM)
    rights = "/ogc/collections/mineral-right/items"
    assert get(reader, rights, edition=2).json()["numberMatched"] == 1

    assert get(reader, rights, edition=1, status=409).json()["code"] == "ogc.edition-moved"
    assert get(reader, rights, edition=3, status=404).json()["code"] == "not-found"


@pytest.mark.django_db
def test_a_visitor_sees_what_is_public_and_nothing_else(client, folder, public):
    a_layer(folder, security=Security.INTERNAL)
    a_layer(folder, layer="wetland", security=Security.PUBLIC)

    assert ids(get(client, COLLECTIONS), "collections") == ["catalogue", "wetland"]
    assert get(client, ITEMS.replace("nature-reserve", "wetland")).json()["numberMatched"] == 5
    get(client, ITEMS, status=404)
    get(client, f"{ITEMS}/1", status=404)


@pytest.mark.django_db
def test_a_visitor_sees_the_public_edition_where_a_newer_one_is_internal(client, folder, public):
    a_layer(folder, {"旧": square(0)}, security=Security.PUBLIC, dated_on=None)
    a_layer(folder, {"新": square(1)}, security=Security.INTERNAL)

    assert names(get(client, ITEMS)) == ["旧"]
    get(client, ITEMS, edition=2, status=404)


@pytest.mark.django_db
def test_the_records_of_a_visitor_hold_nothing_of_what_is_internal(client, folder, public):
    a_layer(folder, security=Security.INTERNAL)
    a_layer(folder, layer="wetland", security=Security.PUBLIC)

    found = get(client, RECORDS, limit=1000)

    assert "nature-reserve" not in ids(found, "features")
    with_edition = [
        one["id"] for one in found.json()["features"] if one["properties"]["kuangtu"].get("edition")
    ]
    assert with_edition == ["wetland"]


def test_reading_a_page_leaves_no_trace_and_a_failed_sign_in_does(reader, folder):
    a_layer(folder)
    before = Entry.objects.count()

    get(reader, ITEMS)
    assert Entry.objects.count() == before

    reader.get(ITEMS, headers=basic(password="wrong-password-1"))
    assert Entry.objects.last().action == "accounts.sign-in-failed"


def test_pages_of_other_origins_read_only_where_they_are_named(reader, folder, settings):
    a_layer(folder)
    origin = {"Origin": "https://map.example"}

    assert "Access-Control-Allow-Origin" not in reader.get(ITEMS, headers=origin).headers
    settings.KUANGTU_OGC_ORIGINS = ["https://map.example"]
    allowed = reader.get(ITEMS, headers=origin).headers
    assert allowed["Access-Control-Allow-Origin"] == "https://map.example"
    other = reader.get(ITEMS, headers={"Origin": "https://other.example"}).headers
    assert "Access-Control-Allow-Origin" not in other
    assert reader.options(ITEMS, headers=origin).status_code == 204


@pytest.mark.django_db
def test_officers_of_every_role_have_an_account_of_their_own(client, folder):
    a_layer(folder, security=Security.CONTROLLED)
    an_officer("second", Role.REVIEWER)

    assert client.get(ITEMS, headers=basic("second", PASSWORD)).status_code == 200


def test_a_download_is_linked_and_leaves_a_trace(reader, folder):
    a_layer(folder)
    listed = get(reader, "/ogc/collections/nature-reserve").json()["links"]
    (packed,) = [one for one in listed if one["href"].endswith("/download/GPKG")]

    answer = get(reader, packed["href"])

    assert packed["rel"] == "enclosure"
    assert b"".join(answer).startswith(b"SQLite format 3")
    assert answer.headers["Content-Type"] == packed["type"]
    assert Entry.objects.last().action == "layers.exported"
    get(reader, packed["href"].replace("GPKG", "DWG"), status=404)


@pytest.mark.parametrize(
    ("crs", "epsg"),
    [
        ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4326),
        ("http://www.opengis.net/def/crs/EPSG/0/4490", 4490),
        ("http://www.opengis.net/def/crs/EPSG/0/4518", 4518),
    ],
)
def test_a_download_is_in_the_system_that_is_asked_for(reader, folder, tmp_path, crs, epsg):
    a_layer(folder)

    answer = get(reader, DOWNLOAD.format("GPKG"), crs=crs)

    path = tmp_path / "a.gpkg"
    path.write_bytes(b"".join(answer))
    found = pyogrio.read_info(path)
    west, south = found["total_bounds"][:2]
    expected = (30326740, 4319707) if epsg == 4518 else (88, 39)
    assert (found["crs"], (round(west), round(south))) == (f"EPSG:{epsg}", expected)
    assert Entry.objects.last().data["epsg"] == epsg


def test_a_format_without_planes_and_an_unknown_system_are_told_and_leave_no_trace(reader, folder):
    a_layer(folder)
    plane = "http://www.opengis.net/def/crs/EPSG/0/4518"

    kml = get(reader, DOWNLOAD.format("KML"), crs=plane, status=400).json()
    unknown = get(reader, DOWNLOAD.format("GPKG"), crs="EPSG:4518", status=400).json()

    assert [one["code"] for one in kml["problems"]] == ["layer.export-crs"]
    assert [one["code"] for one in unknown["problems"]] == ["ogc.unknown-crs"]
    assert not Entry.objects.filter(action="layers.exported").exists()


@pytest.mark.django_db
def test_a_visitor_downloads_nothing(client, folder, public):
    a_layer(folder, security=Security.PUBLIC)

    listed = get(client, "/ogc/collections/nature-reserve").json()["links"]

    assert [one for one in listed if one["rel"] == "enclosure"] == []
    get(client, "/ogc/collections/nature-reserve/download/GPKG", status=401)
    assert not Entry.objects.filter(action="layers.exported").exists()
