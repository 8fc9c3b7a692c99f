# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A changed, broken or absent data file is never read, and is named. 版本损坏。"""

import os
from datetime import date
from hashlib import sha256

import pyarrow.parquet as pq
import pytest
import shapely
from shapely import MultiPolygon

from conformity.stored_plan import REVIEWER as EXAMINER
from conformity.stored_plan import a_loaded_plan, an_application_read, toml_of
from kuangtu.cli import main
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.replay import ReplayStatus, replay_receipt
from kuangtu.conformity.services import review
from kuangtu.layers.errors import EditionDamaged
from kuangtu.layers.queries import (
    data_path,
    feature,
    features_geojson,
    identify,
    manifest_of,
    read_layers,
)
from kuangtu.layers.storing import MANIFEST_FILE
from kuangtu.layers.verifying import FileHashes
from layers.layer_files import ADMINISTRATOR, DAY, SQUARE, a_feature, a_geojson, a_published

pytestmark = pytest.mark.django_db
GROUND = MultiPolygon([SQUARE])


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"
    settings.KUANGTU_BASE_DATA = tmp_path / "absent"
    return settings.KUANGTU_HOME


def a_reserve(folder):
    return a_published(a_geojson(folder, a_feature(SQUARE, MC="甲")))


def a_railway_published(folder):
    line = shapely.LineString([(88.0, 39.019), (88.4, 39.019)])
    path = a_geojson(folder, a_feature(line, id="L1", name="示例铁路"))
    return a_published(path, layer="railway", dated_on=date(2022, 5, 1))


def moved_elsewhere(path):
    """The same features a degree to the east, in a file that is whole."""
    table = pq.read_table(path)
    column = table.column_names.index("geometry")
    east = [
        shapely.to_wkb(shapely.transform(shapely.from_wkb(one.as_py()), lambda xy: xy + 1))
        for one in table["geometry"]
    ]
    moved = table.set_column(column, table.schema.field(column), [east])
    pq.write_table(moved, path)


def a_broken_footer(path):
    path.write_bytes(path.read_bytes()[:-20])


def no_file(path):
    path.unlink()


def a_folder_in_its_place(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (moved_elsewhere, "登记的 sha256 为"),
        (a_broken_footer, "登记的 sha256 为"),
        (no_file, "文件不存在"),
        (a_folder_in_its_place, "文件无法读取"),
    ],
)
def test_a_damaged_file_is_refused_with_its_name_and_what_to_do(tmp_path, damage, found):
    edition = a_reserve(tmp_path)
    read_layers(distances_m={"nature-reserve": 0.0}, geometry=GROUND, day=DAY)

    damage(data_path(edition))

    with pytest.raises(EditionDamaged) as caught:
        read_layers(distances_m={"nature-reserve": 0.0}, geometry=GROUND, day=DAY)
    file = "layers/nature-reserve/1/data.parquet"
    assert str(caught.value.place) == file
    assert f"第 1 版 的文件 {file} 已损坏或缺失" in caught.value.text.zh
    assert "layer withdraw nature-reserve 1" in caught.value.text.zh
    [problem] = caught.value.problems
    assert (problem.code, found in problem.text.zh) == ("layer.edition-damaged", True)


@pytest.mark.parametrize(
    "read",
    [
        features_geojson,
        lambda edition: feature(edition, "1"),
        lambda _: identify(88.01, 39.01, as_of=DAY, actor=ADMINISTRATOR),
    ],
)
def test_the_map_does_not_show_a_damaged_file_either(tmp_path, read):
    edition = a_reserve(tmp_path)

    moved_elsewhere(data_path(edition))

    with pytest.raises(EditionDamaged):
        read(edition)


def test_a_change_under_the_old_modification_time_is_noticed(tmp_path):
    edition = a_reserve(tmp_path)
    path = data_path(edition)
    before, content = path.stat(), bytearray(path.read_bytes())

    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    with pytest.raises(EditionDamaged):
        features_geojson(edition)


def test_a_file_restored_from_a_backup_is_read_again(tmp_path):
    edition = a_reserve(tmp_path)
    path = data_path(edition)
    content = path.read_bytes()
    moved_elsewhere(path)
    with pytest.raises(EditionDamaged):
        features_geojson(edition)

    path.write_bytes(content)

    [one] = features_geojson(edition)["features"]
    assert one["properties"]["name"] == "甲"


def test_a_file_is_hashed_once_for_each_of_its_states(tmp_path):
    path = tmp_path / "data.parquet"
    path.write_bytes(b"one")
    hashes = FileHashes()

    first, again = hashes.state_and_sha256(path), hashes.state_and_sha256(path)
    path.write_bytes(b"two")
    changed = hashes.state_and_sha256(path)

    assert again is first
    assert (first[1], changed[1]) == (sha256(b"one").hexdigest(), sha256(b"two").hexdigest())


def test_a_changed_manifest_is_refused(tmp_path, home):
    edition = a_reserve(tmp_path)
    path = home / "layers" / edition.folder / MANIFEST_FILE
    path.write_text(path.read_text("utf-8") + " ", "utf-8")

    with pytest.raises(EditionDamaged):
        manifest_of(edition)


def test_the_check_command_exits_with_2_and_keeps_no_receipt(tmp_path, settings, capsys):
    settings.KUANGTU_PLANS = settings.KUANGTU_NORMS = tmp_path / "none"
    a_loaded_plan(tmp_path)
    edition = a_railway_published(tmp_path)
    a_broken_footer(data_path(edition))
    file = tmp_path / "application.toml"
    file.write_text(toml_of(), "utf-8")

    with pytest.raises(SystemExit) as ended:
        main(["check", str(file)])

    assert ended.value.code == 2
    assert "layers/railway/1/data.parquet 已损坏或缺失" in capsys.readouterr().err
    assert Receipt.objects.count() == 0


def test_a_replay_names_the_damaged_file(tmp_path):
    a_loaded_plan(tmp_path)
    edition = a_railway_published(tmp_path)
    receipt = review(an_application_read(), judged_on=date(2023, 6, 1), actor=EXAMINER)

    moved_elsewhere(data_path(edition))
    answer = replay_receipt(receipt.exported())

    assert answer.status == ReplayStatus.INCOMPLETE
    assert "layers/railway/1/data.parquet 已损坏" in "".join(one.zh for one in answer.differences)
