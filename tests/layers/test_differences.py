# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Two editions compared, and the comparison kept."""

import json

import openpyxl
import pytest
import shapely
from click.testing import CliRunner
from django_tasks import TaskResultStatus

from kuangtu.cli.layer import layer
from kuangtu.layers import tasks
from kuangtu.layers.accepting import NotAccepted
from kuangtu.layers.comparing import ChangeKind
from kuangtu.layers.queries.differences import (
    changes_geojson,
    comparison,
    comparison_path,
    kept_comparison,
)
from layers.layer_files import BESIDE, SQUARE, a_feature, a_geojson, an_import

pytestmark = pytest.mark.django_db
LAYER = "nature-reserve"
FAR = shapely.box(89, 39, 89.1, 39.1)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def two_editions(folder):
    """B1 is renamed, B2 removed, B3 moved, B4 added."""
    old = a_geojson(
        folder,
        a_feature(SQUARE, identifier="B1", name="甲"),
        a_feature(BESIDE, identifier="B2", name="乙"),
        a_feature(FAR, identifier="B3", name="丙"),
    )
    first = an_import(old)
    new = a_geojson(
        folder,
        a_feature(SQUARE, identifier="B1", name="甲保护区"),
        a_feature(shapely.box(89, 39, 89.2, 39.1), identifier="B3", name="丙"),
        a_feature(shapely.box(87, 39, 87.1, 39.1), identifier="B4", name="丁"),
        name="b",
    )
    return first, an_import(new)


def test_two_editions_are_compared_by_the_layers_identifier_and_the_answer_is_kept(tmp_path):
    old, new = two_editions(tmp_path)

    kept = comparison(old, new)

    fates = {one.kind.value: one.identifier for one in kept.changes()}
    assert fates == {"ADDED": "B4", "REMOVED": "B2", "CHANGED": "B1", "MOVED": "B3"}
    assert kept.summary.matched_by == "identifier"
    assert kept_comparison(old, new).summary == kept.summary
    assert kept_comparison(new, old) is None


def test_a_damaged_answer_is_computed_again(tmp_path):
    old, new = two_editions(tmp_path)
    expected = comparison(old, new).summary
    comparison_path(old, new).write_bytes(b"nothing")

    assert kept_comparison(old, new) is None
    assert comparison(old, new).summary == expected


def test_the_map_gets_the_role_of_each_shape(tmp_path):
    old, new = two_editions(tmp_path)

    drawn = changes_geojson(comparison(old, new), old, new)

    roles = [(one["properties"]["identifier"], one["properties"]["role"])
             for one in drawn["features"]]  # fmt: skip
    assert roles == [
        ("B4", "added"), ("B2", "removed"), ("B1", "changed"), ("B3", "before"), ("B3", "after"),
    ]  # fmt: skip
    assert drawn["truncated"] is False


def test_the_map_gets_a_bounded_part_and_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setattr("kuangtu.layers.queries.differences.MOST_DRAWN", 2)
    old, new = two_editions(tmp_path)
    kept = comparison(old, new)

    everywhere = changes_geojson(kept, old, new)
    there = changes_geojson(kept, old, new, box=(86.5, 38, 87.5, 40))
    moved = changes_geojson(kept, old, new, kind=ChangeKind.MOVED)

    assert (len(everywhere["features"]), everywhere["truncated"]) == (2, True)
    assert (len(there["features"]), there["truncated"]) == (1, False)
    assert (len(moved["features"]), moved["truncated"]) == (2, False)


def test_a_large_comparison_is_asked_for_once_and_made_by_a_worker(tmp_path):
    old, new = two_editions(tmp_path)

    first = tasks.ask_for_comparison(old, new)
    again = tasks.ask_for_comparison(old, new)
    tasks.compare_in_background.func(LAYER, old.number, new.number)

    assert (first, again) == (TaskResultStatus.READY, TaskResultStatus.READY)
    assert kept_comparison(old, new).summary.counts.differences == 4
    asked = comparison_path(old, new).with_suffix(".asked")
    assert asked.is_file()
    tasks.forget_comparison(old, new)
    assert not asked.exists()


def test_the_command_tells_the_difference_and_exits_with_one(tmp_path):
    two_editions(tmp_path)
    workbook, shapes = tmp_path / "d.xlsx", tmp_path / "d.geojson"
    files = ["--xlsx", str(workbook), "--geojson", str(shapes)]
    arguments = ["diff", LAYER, "1", "2"]

    told = CliRunner().invoke(layer, [*arguments, *files])
    record = CliRunner().invoke(layer, [*arguments, "--json"])
    same = CliRunner().invoke(layer, ["diff", LAYER, "1", "1"])

    assert (told.exit_code, record.exit_code, same.exit_code) == (1, 1, 0)
    assert "新增 1，移除 1，图形变化 1，属性变化 1" in told.stdout
    assert json.loads(record.stdout)["counts"]["changed"] == 1
    rows = list(openpyxl.load_workbook(workbook)["变化"].iter_rows(values_only=True))
    assert rows[3][7:10] == ("name", "甲", "甲保护区")
    assert len(json.loads(shapes.read_text("utf-8"))["features"]) == 5


def test_nothing_in_force_to_compare_with_is_told(tmp_path):
    two_editions(tmp_path)

    told = CliRunner().invoke(layer, ["diff", LAYER, "2"])

    assert told.exit_code != 0
    assert "现行版本" in str(told.exception)


def test_the_command_publishes_a_part_of_a_layer_only_when_told_so(tmp_path):
    several = [
        a_feature(shapely.box(87 + at / 5, 39, 87.1 + at / 5, 39.1), identifier=f"N{at}", name="丙")
        for at in range(4)
    ]
    said = ["--layer", LAYER, "--source", "林草局", "--publish", "--yes", "--dated-on"]
    whole = CliRunner().invoke(layer, ["import", str(a_geojson(tmp_path, *several)), *said,
                                       "2026-01-01"])  # fmt: skip
    part = a_geojson(tmp_path, several[0], name="b")

    refused = CliRunner().invoke(layer, ["import", str(part), *said, "2026-02-01"])
    published = CliRunner().invoke(layer, ["publish", LAYER, "2", "--confirm", "fewer"])

    assert whole.exit_code == 0
    assert isinstance(refused.exception, NotAccepted)
    assert "有风险未确认，无误时加 --confirm fewer · add it if it is meant\n" in refused.stderr
    assert "移除 3" in published.stderr
    assert "--confirm" not in published.stderr
    assert published.stdout == (
        "已发布 自然保护地 第 2 版\n现行 · in force: 自然保护地 第 2 版（数据日期 2026-02-01）\n"
    )
