# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Real sets in, out and in again; and what two real snapshots differ in. 真实数据的导出与比对。"""

from datetime import UTC, date, datetime

import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from kuangtu.geo.crs import DeclaredCrs
from kuangtu.layers.exporting import SUFFIXES, ExportFormat, TargetCrs
from kuangtu.layers.exports.services import export_edition
from kuangtu.layers.queries import data_path
from kuangtu.layers.queries.differences import comparison
from layers.layer_files import REVIEWER, an_import, shared

pytestmark = [pytest.mark.shared, pytest.mark.django_db]
AS_WGS84 = DeclaredCrs(epsg=4326)
NFGIS = "encoding_samples/nfgis_1to4M_GBK_no_cpg_no_prj_LDID00/res2_4m.shp"
NT = "tenements/nt_2013"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def exported(edition, folder, form, **said):
    return export_edition(
        edition=edition,
        file=folder / f"a{SUFFIXES[form]}",
        form=form,
        exported_at=datetime(2026, 11, 23, 4, 0, tzinfo=UTC),
        actor=REVIEWER,
        crs=TargetCrs(),
        **said,
    ).path


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (ExportFormat.SHP, {"encoding": "GBK"}),
        (ExportFormat.SHP, {"encoding": "UTF-8"}),
        (ExportFormat.GPKG, {}),
        (ExportFormat.GEOJSON, {}),
    ],
    ids=["gbk", "utf-8", "gpkg", "geojson"],
)
def test_settlements_in_chinese_keep_name_and_place_in_every_file(tmp_path, form, said):
    edition = an_import(shared(NFGIS), layer="settlement", dated_on=None, declared_crs=AS_WGS84)
    stored = pq.read_table(data_path(edition))

    meta, _, shapes, columns = pyogrio.raw.read(exported(edition, tmp_path, form, **said))

    read = dict(zip(meta["fields"], columns, strict=True))
    assert list(read["name"]) == stored.column("name").to_pylist()
    places = shapely.from_wkb(np.array(stored.column("geometry").to_pylist(), dtype=object))
    assert shapely.equals_exact(shapely.from_wkb(shapes), places, tolerance=0).all()


def test_a_cadastre_goes_out_with_every_title(tmp_path):
    edition = titles("A")
    stored = pq.read_table(data_path(edition))

    file = exported(edition, tmp_path, ExportFormat.SHP)

    meta, _, shapes, columns = pyogrio.raw.read(file)
    read = dict(zip(meta["fields"], columns, strict=True))
    assert list(read["ID"]) == stored.column("ID").to_pylist()
    drawn = shapely.from_wkb(np.array(stored.column("geometry").to_pylist(), dtype=object))
    found = shapely.normalize(shapely.from_wkb(shapes))
    assert shapely.equals_exact(found, shapely.normalize(drawn), tolerance=0).all()


def titles(which):
    return an_import(
        shared(f"{NT}/snapshot_{which}_minerals/ten_grnt.shp"),
        layer="reference-area",
        dated_on=date(2013, 3, 1),
        declared_crs=AS_WGS84,
        without_invalid=True,
    )


def test_two_snapshots_of_a_cadastre_differ_in_one_title_and_27_descriptions():
    counts = comparison(titles("A"), titles("B")).summary.counts

    # Eleven invalid titles were left out of each.
    assert (counts.old, counts.new, counts.unchanged) == (1983, 1982, 1955)
    assert (counts.added, counts.removed, counts.moved, counts.changed) == (0, 1, 0, 27)
