# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Importing, publishing and withdrawing editions. 图层导入、发布、撤回。"""

import json
from datetime import date

import pyarrow.parquet as pq
import pytest
import shapely
from django.db import IntegrityError, transaction

from kuangtu.accounts.actor import Actor, OutsideArea, Role, RoleTooLow
from kuangtu.audit.models import Entry
from kuangtu.core.errors import Invalid, NotFound
from kuangtu.layers.choices import Quality, Security
from kuangtu.layers.errors import AlreadyWithdrawn, KeptInLedger, NotStaged
from kuangtu.layers.findings import ImportRefused
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import is_intact, layers_folder, manifest_of
from kuangtu.layers.services import publish_edition, withdraw_edition
from layers.layer_files import (
    ADMINISTRATOR,
    BESIDE,
    BOWTIE,
    DAY,
    REVIEWER,
    SEEN,
    SQUARE,
    VIEWER,
    a_feature,
    a_geojson,
    a_shapefile,
    an_import,
)

pytestmark = pytest.mark.django_db
NEIGHBOUR = Actor("officer:9", "丁", Role.ADMINISTRATOR, "652825")


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"
    return settings.KUANGTU_HOME


def everything_kept(home) -> list[str]:
    return sorted(str(p.relative_to(home)) for p in home.rglob("*") if p.is_file())


def test_an_import_keeps_data_manifest_source_row_and_trace(tmp_path, home):
    edition = an_import(a_geojson(tmp_path, a_feature(SQUARE, 名称="甲", 备用="x")))

    assert everything_kept(home) == [
        "layers/nature-reserve/1/data.parquet",
        "layers/nature-reserve/1/manifest.json",
        "layers/nature-reserve/1/source/a.geojson",
    ]
    assert (edition.number, edition.status, edition.feature_count) == (1, "STAGED", 1)
    assert (edition.crs_epsg, edition.security) == (4490, "INTERNAL")
    assert is_intact(edition)
    assert list(Entry.objects.values_list("action", "actor", "subject", "adcode")) == [
        ("layers.imported", "officer:2", "layers.Edition:nature-reserve/1", "652824")
    ]


def test_the_manifest_tells_everything_without_the_database(tmp_path):
    features = [a_feature(SQUARE, MC="甲"), a_feature(BOWTIE, MC="乙")]

    edition = an_import(a_geojson(tmp_path, *features), without_invalid=True)

    manifest = manifest_of(edition)
    assert manifest["counts"] == {"read": 2, "stored": 1, "left_out": 1}
    assert manifest["left_out"] == [2]
    assert manifest["columns"] == {"MC": "name"}
    assert [finding["kind"] for finding in manifest["findings"]] == [
        "geometry-invalid",
        "county-unchecked",
    ]
    assert manifest["finding_counts"] == {"geometry-invalid": 1, "county-unchecked": 1}
    assert manifest["files"]["data.parquet"]["sha256"] == edition.sha256
    assert manifest["original"]["sha256"] == edition.source_sha256
    assert (manifest["source"], manifest["dated_on"]) == ("若羌县林业和草原局", "2026-06-30")


def test_the_data_file_is_geoparquet_in_cgcs2000_with_a_covering(tmp_path):
    edition = an_import(a_geojson(tmp_path, a_feature(SQUARE, MC="甲"), a_feature(BESIDE, MC="乙")))

    table = pq.read_table(layers_folder() / edition.folder / "data.parquet")
    geo = json.loads(table.schema.metadata[b"geo"])
    assert table.column_names == ["feature_id", "name", "bbox", "geometry"]
    assert geo["version"] == "1.1.0"
    column = geo["columns"]["geometry"]
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 4490}
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    group = pq.ParquetFile(layers_folder() / edition.folder / "data.parquet").metadata.row_group(0)
    columns = [group.column(i) for i in range(group.num_columns)]
    codecs = {one.path_in_schema: one.compression for one in columns}
    assert (codecs["geometry"], codecs["name"], codecs["bbox.xmin"]) == ("LZ4", "ZSTD", "ZSTD")
    west = [box["xmin"] for box in table.column("bbox").to_pylist()]
    bounds = shapely.bounds(shapely.from_wkb(table.column("geometry").to_numpy()))
    assert west == bounds[:, 0].tolist()


def test_the_same_file_gives_the_same_bytes_and_the_next_number(tmp_path):
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲"))

    first, second = an_import(path), an_import(path)

    assert (first.number, second.number) == (1, 2)
    assert first.sha256 == second.sha256


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        pytest.param({}, ImportRefused, id="features-with-errors"),
        pytest.param({"actor": VIEWER}, RoleTooLow, id="a-viewer"),
        pytest.param({"actor": NEIGHBOUR}, OutsideArea, id="another-county"),
        pytest.param({"layer": "no-such-layer"}, NotFound, id="unknown-layer"),
        pytest.param({"layer": "mineral-right"}, KeptInLedger, id="kept-in-a-ledger"),
        pytest.param({"layer": "drinking-water-source"}, Invalid, id="a-required-field-is-absent"),
        pytest.param({"layer": "railway", "without_invalid": True}, Invalid, id="nothing-left"),
        pytest.param({"source": " "}, Invalid, id="no-source"),
        pytest.param({"authority": "局" * 121}, Invalid, id="words-that-are-too-long"),
        pytest.param({"dated_on": date(2026, 11, 24)}, Invalid, id="dated-in-the-future"),
        pytest.param({"accuracy_m": float("nan")}, Invalid, id="an-accuracy-that-is-none"),
    ],
)
def test_a_refused_import_leaves_nothing_behind(tmp_path, home, changes, error):
    path = a_geojson(tmp_path, a_feature(SQUARE, MC="甲"), a_feature(BOWTIE, MC="乙"))

    with pytest.raises(error):
        an_import(path, **changes)

    assert everything_kept(home) == []
    assert not Edition.objects.exists()
    assert not Entry.objects.exists()


def test_a_refusal_carries_every_finding_and_a_problem_for_each_error(tmp_path):
    features = [
        a_feature(SQUARE, MC="甲", 多余=1),
        a_feature(BOWTIE, MC=""),
        a_feature(None, MC="丙"),
    ]

    with pytest.raises(ImportRefused) as caught:
        an_import(a_geojson(tmp_path, *features))

    assert [(f.kind, f.feature) for f in caught.value.findings] == [
        ("value-missing", 2),
        ("geometry-missing", 3),
        ("geometry-invalid", 2),
        ("field-unknown", None),
        ("county-unchecked", None),
    ]
    assert [problem.code for problem in caught.value.problems] == [
        "layer.value-missing",
        "layer.geometry-missing",
        "layer.geometry-invalid",
    ]
    assert caught.value.problems[2].text.zh == (
        "第 2 个要素：边界自相交（位置 88.100000, 39.100000）；请在源数据中改正后重新导出"
    )


def test_features_with_errors_are_left_out_only_when_told_to(tmp_path):
    path = a_geojson(tmp_path, a_feature(BOWTIE, MC="甲"), a_feature(SQUARE, MC="乙"))

    edition = an_import(path, without_invalid=True)

    table = pq.read_table(layers_folder() / edition.folder / "data.parquet")
    assert table.select(["feature_id", "name"]).to_pylist() == [{"feature_id": "2", "name": "乙"}]
    assert (edition.left_out_count, edition.finding_counts["geometry-invalid"]) == (1, 1)


def test_a_failure_of_the_disk_leaves_no_row_and_no_trace(tmp_path, home):
    in_the_way = home / "layers/nature-reserve/1"
    in_the_way.parent.mkdir(parents=True)
    in_the_way.write_text("a file where the folder should go")

    with pytest.raises(NotADirectoryError):
        an_import(a_geojson(tmp_path, a_feature(SQUARE, MC="甲")))

    assert everything_kept(home) == ["layers/nature-reserve/1"]
    assert not Edition.objects.exists()
    assert not Entry.objects.exists()


def test_a_folder_that_a_crash_left_keeps_its_number(tmp_path, home):
    (home / "layers/nature-reserve/1").mkdir(parents=True)

    assert an_import(a_geojson(tmp_path, a_feature(SQUARE, MC="甲"))).number == 2


def test_the_importer_states_quality_security_and_licence(tmp_path):
    edition = an_import(
        a_shapefile(tmp_path),
        quality=Quality.APPROVED,
        security=Security.CONTROLLED,
        authority="自治区人民政府",
        licence="内部使用",
        accuracy_m=0.5,
        mapping={"MC": "name"},
    )

    stored = Edition.objects.get(pk=edition.pk)
    assert (stored.quality, stored.security) == ("APPROVED", "CONTROLLED")
    assert (stored.authority, stored.licence, stored.accuracy_m) == (
        "自治区人民政府",
        "内部使用",
        0.5,
    )
    assert stored.source_format == "Shapefile"


def test_publishing_sets_status_day_and_one_trace(tmp_path):
    edition = an_import(a_shapefile(tmp_path))

    publish_edition(edition=edition, published_on=DAY, actor=ADMINISTRATOR, acceptance=SEEN)

    edition.refresh_from_db()
    assert (edition.status, edition.published_on, edition.published_by) == (
        "PUBLISHED",
        DAY,
        "officer:1",
    )
    assert [entry.action for entry in Entry.objects.all()] == [
        "layers.imported",
        "layers.published",
    ]


@pytest.mark.parametrize("act", [publish_edition, withdraw_edition], ids=["publish", "withdraw"])
def test_a_reviewer_may_neither_publish_nor_withdraw(tmp_path, act):
    edition = an_import(a_shapefile(tmp_path))
    days = {"published_on": DAY} if act is publish_edition else {"withdrawn_on": DAY, "because": ""}

    with pytest.raises(RoleTooLow):
        act(edition=edition, actor=REVIEWER, **days)

    edition.refresh_from_db()
    assert edition.status == "STAGED"
    assert Entry.objects.count() == 1


def test_only_a_staged_edition_is_published_and_nothing_is_withdrawn_twice(tmp_path):
    edition = an_import(a_shapefile(tmp_path))
    publish_edition(edition=edition, published_on=DAY, actor=ADMINISTRATOR, acceptance=SEEN)
    withdrawal = {"because": "来源有误", "withdrawn_on": DAY, "actor": ADMINISTRATOR}

    with pytest.raises(NotStaged):
        publish_edition(edition=edition, published_on=DAY, actor=ADMINISTRATOR, acceptance=SEEN)
    withdraw_edition(edition=edition, **withdrawal)
    with pytest.raises(AlreadyWithdrawn):
        withdraw_edition(edition=edition, **withdrawal)

    edition.refresh_from_db()
    assert (edition.status, edition.withdrawn_because) == ("WITHDRAWN", "来源有误")
    assert is_intact(edition)
    assert Entry.objects.count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"number": 0}, id="number"),
        pytest.param({"status": "GOOD"}, id="status"),
        pytest.param({"quality": "BEST"}, id="quality"),
        pytest.param({"status": "PUBLISHED", "published_on": None}, id="published-without-a-day"),
        pytest.param({"published_on": date(2026, 1, 1)}, id="staged-with-a-day"),
        pytest.param({"status": "WITHDRAWN"}, id="withdrawn-without-a-day"),
        pytest.param({"feature_count": 0}, id="empty"),
        pytest.param({"west": 90.0, "east": 80.0}, id="box"),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(tmp_path, wrong):
    edition = an_import(a_shapefile(tmp_path))
    for name, value in wrong.items():
        setattr(edition, name, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save()


@pytest.mark.parametrize("because", ["", "  ", "x" * 301], ids=["empty", "blank", "too-long"])
def test_a_withdrawal_needs_a_reason_that_can_be_kept(tmp_path, because):
    edition = an_import(a_geojson(tmp_path))

    with pytest.raises(Invalid) as caught:
        withdraw_edition(edition=edition, because=because, withdrawn_on=DAY, actor=ADMINISTRATOR)

    assert [problem.code for problem in caught.value.problems] == ["layer.reason"]
    edition.refresh_from_db()
    assert edition.status == "STAGED"


def test_of_very_many_errors_the_first_are_told_and_the_others_counted(tmp_path):
    path = a_geojson(tmp_path, *[a_feature(BOWTIE, MC="甲")] * 205)

    with pytest.raises(ImportRefused) as caught:
        an_import(path)

    problems = caught.value.problems
    assert len(problems) == 201
    assert (problems[-1].code, problems[-1].text.en) == (
        "layer.more-errors",
        "5 more errors are not listed (geometry-invalid × 5); kuangtu layer check gives the list",
    )
    assert sum(finding.is_error for finding in caught.value.findings) == 205
