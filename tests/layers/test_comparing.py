# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How one table of features differs from another."""

import numpy as np
import pyarrow as pa
import pyogrio
import pytest
import shapely

from kuangtu.geo.area import area_m2
from kuangtu.layers.comparing import (
    ChangeKind,
    FieldChange,
    KeptUnreadable,
    TableRows,
    compare,
    read_kept,
    write_kept,
)
from kuangtu.layers.queries.difference_tables import remarks
from layers.layer_files import BESIDE, SQUARE, shared

FAR = shapely.box(89, 39, 89.1, 39.1)
NT = "tenements/nt_2013"


def rows(*features, **types):
    """A table of (code, geometry, name) or of (code, geometry)."""
    columns = {
        "feature_id": [str(at + 1) for at in range(len(features))],
        "code": pa.array([one[0] for one in features], types.get("code", pa.string())),
        "name": pa.array([one[2] if len(one) > 2 else "甲" for one in features]),
        "geometry": [None if one[1] is None else shapely.to_wkb(one[1]) for one in features],
    }
    return TableRows(pa.table(columns))


def compared(old, new, **said):
    """The summary and the changes as (kind, identifier)."""
    changes = []
    found = compare(old, new, **{"identifier": "code"} | said, keep=changes.extend)
    return found, changes


def fates(changes):
    return [(one.kind.value, one.identifier) for one in changes]


def shifted(geometry, degrees):
    return shapely.transform(geometry, lambda points: np.add(points, [degrees, 0]))


def test_equal_editions_do_not_differ():
    found, changes = compared(rows(("K1", SQUARE)), rows(("K1", SQUARE)))

    assert found.is_same
    assert (found.counts.unchanged, changes) == (1, [])


def test_each_fate_is_told_apart_and_the_counts_add_up():
    old = rows(("K1", SQUARE), ("K2", BESIDE), ("K3", FAR), ("K4", FAR, "乙"), ("K5", FAR))
    new = rows(("K6", FAR), ("K5", SQUARE, "丙"), ("K4", FAR, "丙"), ("K3", BESIDE), ("K1", SQUARE))

    found, changes = compared(old, new)

    assert fates(changes) == [
        ("ADDED", "K6"),
        ("REMOVED", "K2"),
        ("MOVED_AND_CHANGED", "K5"),
        ("CHANGED", "K4"),
        ("MOVED", "K3"),
    ]
    counts = found.counts
    assert counts.unchanged + counts.differences - counts.added == counts.old == 5
    assert changes[3].fields == (FieldChange("name", "乙", "丙"),)
    assert found.changed_fields == {"name": 2}


def test_what_only_one_shape_covers_is_measured_on_the_ellipsoid():
    half = shapely.box(88.0, 39.0, 88.0 + 1 / 120, 39.0 + 1 / 60)

    found, (change,) = compared(rows(("K1", SQUARE)), rows(("K1", half)))

    assert change.changed_size == pytest.approx(area_m2(SQUARE) - area_m2(half))
    assert change.share == pytest.approx(0.5)
    assert found.balance.changed == change.changed_size


@pytest.mark.parametrize(
    ("old", "new", "size_m", "moved_m"),
    [
        pytest.param(shapely.Point(88, 39), shapely.Point(88, 39.001), None, 111.3, id="points"),
        pytest.param(
            shapely.LineString([(88, 39), (88, 39.01)]),
            shapely.LineString([(88, 39), (88, 39.02)]),
            1110.156,
            1113.2,
            id="lines",
        ),
    ],
)
def test_points_are_measured_by_distance_and_lines_by_length(old, new, size_m, moved_m):
    _, (change,) = compared(rows(("K1", old)), rows(("K1", new)))

    assert change.kind is ChangeKind.MOVED
    assert change.moved_m == pytest.approx(moved_m, rel=0.001)
    assert change.changed_size == (size_m and pytest.approx(size_m, rel=1e-5))


def test_a_move_below_the_tolerance_is_counted_apart_and_no_change():
    new = rows(("K1", shifted(SQUARE, 1e-8)))  # a millimetre

    within, changes = compared(rows(("K1", SQUARE)), new)
    exact, (change,) = compared(rows(("K1", SQUARE)), new, tolerance_m=0)

    assert (within.is_same, within.counts.within_tolerance, changes) == (True, 1, [])
    assert (exact.counts.moved, exact.counts.within_tolerance) == (1, 0)
    assert change.moved_m == pytest.approx(0.000865, abs=2e-5)


def test_the_same_ring_begun_elsewhere_is_no_change():
    turned = shapely.Polygon([*SQUARE.exterior.coords[2:], *SQUARE.exterior.coords[1:3]])

    for said in ({"identifier": "code"}, {"identifier": ""}):
        found, _ = compared(rows(("K1", SQUARE)), rows(("K1", turned)), **said)
        assert (found.is_same, found.counts.within_tolerance) == (True, 0)


def test_a_repeated_identifier_pairs_what_is_the_same_and_guesses_nothing():
    old = rows(("K1", SQUARE), ("K1", BESIDE), ("K2", FAR))
    new = rows(("K1", FAR), ("K1", BESIDE), ("K1", shifted(FAR, 1)), ("K2", FAR))

    found, changes = compared(old, new)

    assert fates(changes) == [("ADDED", "K1"), ("ADDED", "K1"), ("REMOVED", "K1")]
    assert [one.is_repeated for one in changes] == [True, True, True]
    assert (found.counts.repeated_old, found.counts.repeated_new) == (2, 3)


def test_features_without_identifier_are_matched_by_their_ground():
    old = rows((None, SQUARE, "甲"), ("K1", FAR))
    new = rows((None, SQUARE, "乙"), ("K1", FAR))

    found, (change,) = compared(old, new)

    assert (change.kind, change.is_guess) == (ChangeKind.CHANGED, False)
    assert (found.counts.unidentified_old, found.counts.unidentified_new) == (1, 1)


def test_without_an_identifier_the_largest_overlap_is_a_guess():
    moved = shifted(SQUARE, 1 / 600)  # nine tenths in common
    old, new = rows(("K1", SQUARE), ("K2", FAR)), rows(("K9", moved), ("K8", BESIDE))

    found, changes = compared(old, new, identifier="")

    assert fates(changes) == [("ADDED", "2"), ("REMOVED", "2"), ("MOVED_AND_CHANGED", "1")]
    assert changes[2].is_guess
    assert changes[2].fields == (FieldChange("code", "K1", "K9"),)
    assert (found.matched_by, found.counts.guessed) == ("", 1)


def test_less_than_half_in_common_is_no_guess():
    moved = shifted(SQUARE, 1 / 60 * 0.6)

    _, changes = compared(rows(("K1", SQUARE)), rows(("K1", moved)), identifier="")

    assert fates(changes) == [("ADDED", "1"), ("REMOVED", "1")]


def test_a_new_number_on_the_same_ground_is_removed_added_and_remarked():
    found, changes = compared(rows(("K1", SQUARE)), rows(("K2", SQUARE)))

    assert fates(changes) == [("ADDED", "K2"), ("REMOVED", "K1")]
    assert found.counts.same_ground == 1


def test_a_field_of_another_type_is_compared_as_it_is_written_and_told():
    old, new = rows(("7", SQUARE)), rows((7, SQUARE), code=pa.int64())

    found, changes = compared(old, new)

    assert (changes, found.fields.retyped) == ([], ("code",))


def test_a_field_of_one_edition_only_is_a_difference_of_the_edition():
    fewer = TableRows(rows(("K1", SQUARE)).table.drop_columns(["name"]))

    found, changes = compared(fewer, rows(("K1", SQUARE)))

    assert (changes, found.fields.only_new, found.is_same) == ([], ("name",), False)


def test_tables_without_geometry_are_compared_by_their_identifier():
    old = TableRows(rows(("K1", None, "甲"), ("K2", None)).table.drop_columns(["geometry"]))
    new = TableRows(rows(("K1", None, "乙"), ("K3", None)).table.drop_columns(["geometry"]))

    found, changes = compared(old, new)

    assert fates(changes) == [("ADDED", "K3"), ("REMOVED", "K2"), ("CHANGED", "K1")]
    assert found.balance.geometry.value == "NONE"


def test_rows_of_a_table_without_identifier_are_one_only_where_all_of_them_is_the_same():
    old = rows(("K1", None, "甲"), ("K2", None, "乙"), ("K2", None, "乙"))
    new = rows(("K3", None, "丙"), ("K2", None, "乙"), ("K1", None, "丁"))
    tables = [TableRows(one.table.drop_columns(["geometry", "feature_id"])) for one in (old, new)]

    found, changes = compared(*tables, identifier="")

    assert fates(changes) == [("ADDED", "1"), ("ADDED", "3"), ("REMOVED", "1"), ("REMOVED", "3")]
    assert (found.counts.unchanged, found.counts.guessed, found.counts.same_ground) == (1, 0, 0)
    assert remarks(found)[0].zh.startswith("没有可用的标识字段：全部属性相同的行为同一行")


def test_a_feature_that_loses_its_geometry_has_changed_by_nobody_knows_how_much():
    _, (change,) = compared(rows(("K1", SQUARE)), rows(("K1", None)))

    assert (change.kind, change.changed_size, change.moved_m) == (ChangeKind.MOVED, None, None)


def test_nothing_compared_with_something_is_all_new():
    found, changes = compared(rows(), rows(("K1", SQUARE)))

    assert fates(changes) == [("ADDED", "K1")]
    assert (found.counts.old, found.counts.new) == (0, 1)


def test_a_comparison_is_kept_and_read_back_in_pages(tmp_path):
    old = rows(("K1", SQUARE), ("K2", BESIDE), ("K3", FAR, "乙"))
    new = rows(("K3", FAR, "丙"), ("K4", SQUARE), ("K5", FAR))
    found, changes = compared(old, new)
    path = tmp_path / "cache" / "one.parquet"

    write_kept(path, lambda keep: compare(old, new, identifier="code", keep=keep))
    kept = read_kept(path)

    assert kept.summary == found
    assert list(kept.changes()) == changes
    assert fates(kept.changes(kind=ChangeKind.REMOVED)) == [("REMOVED", "K1"), ("REMOVED", "K2")]
    assert fates(kept.changes(start=1, most=2)) == fates(changes)[1:3]
    assert fates(kept.changes(box=(88.05, 38, 88.2, 40))) == [("REMOVED", "K2")]
    assert [one.name for one in path.parent.iterdir()] == ["one.parquet"]


def test_a_damaged_comparison_is_known_as_such(tmp_path):
    path = tmp_path / "one.parquet"
    path.write_bytes(b"PAR1 nothing")

    with pytest.raises(KeptUnreadable):
        read_kept(path)


@pytest.mark.shared
@pytest.mark.parametrize("identifier", ["ID", ""])
def test_the_granted_titles_of_two_real_snapshots(identifier):
    old, new = (snapshot(which, "ten_grnt") for which in "AB")

    found, changes = compared(old, new, identifier=identifier)

    counts = found.counts
    assert (counts.old, counts.new, counts.unchanged) == (1994, 1993, 1966)
    assert (counts.added, counts.removed, counts.moved, counts.changed) == (0, 1, 0, 27)
    assert changes[0].kind is ChangeKind.REMOVED
    assert changes[0].identifier == ("MA22487" if identifier else "571")


@pytest.mark.shared
def test_the_applications_of_two_real_snapshots():
    old, new = (snapshot(which, "ten_appl") for which in "AB")

    found, changes = compared(old, new, identifier="ID")

    counts = found.counts
    assert (counts.old, counts.new) == (806, 812)
    assert (counts.added, counts.removed, counts.changed, counts.moved) == (6, 0, 0, 1)
    # One application was redrawn three minutes further south, under the same number.
    assert (changes[6].identifier, round(changes[6].share, 9)) == ("ML29855", 1.0)


def snapshot(which, name):
    path = shared(f"{NT}/snapshot_{which}_minerals/{name}.shp")
    _, table = pyogrio.raw.read_arrow(path)
    return TableRows(
        table.rename_columns(
            ["geometry" if one == "wkb_geometry" else one for one in table.column_names]
        )
    )
