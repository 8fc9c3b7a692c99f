# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An edition goes out as a file, and comes in again."""

from datetime import UTC, datetime

import pyogrio
import pytest
import shapely
from click.testing import CliRunner

from kuangtu.accounts.actor import Actor, OutsideArea, Role
from kuangtu.audit.models import Entry
from kuangtu.cli.layer import layer
from kuangtu.core.errors import Invalid, NotFound
from kuangtu.layers.choices import Security
from kuangtu.layers.exporting import SUFFIXES, ExportFormat, TargetCrs
from kuangtu.layers.exports.services import export_edition
from kuangtu.layers.queries import features_geojson
from layers.layer_files import (
    BESIDE,
    REVIEWER,
    SQUARE,
    VIEWER,
    a_feature,
    a_geojson,
    a_published,
    an_import,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
NAMES = ["罗布泊“野骆驼”保护区", "乙保护区（二期），含缓冲区"]
# What an export adds, and the one name that ten bytes of UTF-8 cannot hold.
NUMBERS = {"id", "source_feature_id"}
RENAMED = {"protection": "protection_level"}


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def an_edition(folder, **changes):
    several = [
        a_feature(one, identifier=f"BHD{at}", name=name, protection_level="国家级")
        for at, (one, name) in enumerate(zip((SQUARE, BESIDE), NAMES, strict=True))
    ]
    return a_published(a_geojson(folder, *several), **changes)


def exported(edition, folder, form=ExportFormat.GPKG, **changes):
    ordinary = {
        "edition": edition,
        "file": folder / f"a{SUFFIXES[form]}",
        "form": form,
        "exported_at": NOW,
        "actor": REVIEWER,
        "crs": TargetCrs(),
    }
    return export_edition(**ordinary | changes)


def features(edition):
    """Attributes and shapes by identifier, whatever the order and the corner begun at."""
    return {
        one["properties"]["identifier"]: (
            {
                RENAMED.get(key, key): value
                for key, value in one["properties"].items()
                if key not in NUMBERS
            },
            shapely.normalize(shapely.from_geojson(str(one["geometry"]).replace("'", '"'))),
        )
        for one in features_geojson(edition)["features"]
    }


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (ExportFormat.GPKG, {}),
        (ExportFormat.SHP, {"encoding": "GBK"}),
        (ExportFormat.SHP, {"encoding": "UTF-8"}),
        (ExportFormat.GEOJSON, {}),
    ],
    ids=["gpkg", "shp-gbk", "shp-utf8", "geojson"],
)
def test_what_goes_out_comes_in_again_as_it_was(tmp_path, form, said):
    edition = an_edition(tmp_path)

    done = exported(edition, tmp_path, form, **said)
    again = an_import(done.path)

    assert features(again) == features(edition)


def test_an_export_leaves_a_trace_of_who_took_what(tmp_path):
    edition = an_edition(tmp_path)

    exported(edition, tmp_path, ExportFormat.SHP, crs=TargetCrs(4518), actor=VIEWER)

    entry = Entry.objects.get(action="layers.exported")
    assert (entry.actor, entry.subject) == ("officer:3", edition.subject)
    assert entry.data == {
        "layer": "nature-reserve",
        "number": 1,
        "sha256": edition.sha256,
        "format": "SHP",
        "epsg": 4518,
        "count": 2,
    }


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"actor": VIEWER}, NotFound),
        ({"actor": Actor("officer:9", "外", Role.REVIEWER, "652825")}, OutsideArea),
        ({"fields": ["nothing"]}, Invalid),
        ({"box": (10, 10, 11, 11)}, Invalid),
    ],
    ids=["controlled", "another-county", "unknown-field", "empty-box"],
)
def test_a_refused_export_leaves_no_file_and_no_trace(tmp_path, changes, error):
    edition = an_edition(tmp_path, security=Security.CONTROLLED)
    folder = tmp_path / "out"
    folder.mkdir()

    with pytest.raises(error):
        exported(edition, folder, **changes)

    assert list(folder.iterdir()) == []
    assert not Entry.objects.filter(action="layers.exported").exists()


def test_the_metadata_names_edition_licence_and_who_exported(tmp_path):
    edition = an_edition(tmp_path, licence="内部使用", authority="自治区人民政府")

    said = pyogrio.read_info(exported(edition, tmp_path).path)["layer_metadata"]

    assert (said["edition"], said["licence"], said["authority"]) == (
        "1", "内部使用", "自治区人民政府",
    )  # fmt: skip
    assert said["sha256"] == edition.sha256
    assert said["exported_by"] == "乙（officer:2）"
    assert said["quality"] == "参考 · reference only"


def run(*arguments):
    result = CliRunner().invoke(layer, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_exports_by_the_ending_of_the_name(tmp_path):
    an_edition(tmp_path)
    file = tmp_path / "保护地.shp.zip"

    told = run("export", "nature-reserve", file, "--crs", "4518", "--encoding", "GBK")

    assert told.startswith("已导出 2 个要素到")
    meta = pyogrio.read_info(file)
    assert (meta["crs"], meta["features"]) == ("EPSG:4518", 2)
    with pytest.raises(Invalid, match="已存在"):
        run("export", "nature-reserve", file)
    run("export", "nature-reserve", file, "--overwrite", "--edition", 1)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--bbox", "1,2,3"], "layer.bbox-option"),
        (["--bbox", "3,2,1,4"], "layer.bbox-option"),
        (["--crs", "3857"], "layer.export-crs"),
        (["--edition", "1", "--as-of", "2026-01-01"], "layer.edition-or-day"),
        (["--format", "shp", "--encoding", "Big5"], "layer.export-encoding"),
    ],
)
def test_options_that_mean_nothing_are_refused(tmp_path, more, code):
    an_edition(tmp_path)

    with pytest.raises(Invalid) as caught:
        run("export", "nature-reserve", tmp_path / "a.gpkg", *more)

    assert caught.value.problems[0].code == code


def test_a_layer_without_an_edition_is_not_exported(tmp_path):
    with pytest.raises(NotFound):
        run("export", "nature-reserve", tmp_path / "a.gpkg")
