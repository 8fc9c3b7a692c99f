# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is found in features; nothing is repaired. 图层检查。"""

from datetime import date

import pyarrow as pa
import pytest
import shapely

from kuangtu.core.errors import Invalid
from kuangtu.core.text import same
from kuangtu.layers.checking import check_geometries, facts_of, fit_attributes
from kuangtu.layers.checking.repeats import check_repeats
from kuangtu.layers.choices import FieldType, GeometryKind, Severity
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification, layer
from layers.layer_files import BESIDE, BOWTIE, SQUARE, a_feature, a_geojson, read, told

HOLE_OUTSIDE = shapely.Polygon(
    [(88, 39), (88.1, 39), (88.1, 39.1), (88, 39.1)],
    [[(88.5, 39.5), (88.6, 39.5), (88.6, 39.6)]],
)


def found_in(folder, *geometries, kind=GeometryKind.POLYGON):
    features = read(a_geojson(folder, *[a_feature(one) for one in geometries]), folder)
    shapes = facts_of(features.geometries)
    several = (
        *features.findings,
        *told(check_geometries(shapes, kind)),
        *told(check_repeats(shapes, features.table)),
    )
    return [(f.kind, f.feature) for f in several]


@pytest.mark.parametrize(
    ("geometry", "kind"),
    [
        pytest.param(None, "geometry-missing", id="null"),
        pytest.param(shapely.Polygon(), "geometry-empty", id="empty"),
        pytest.param(BOWTIE, "geometry-invalid", id="crosses-itself"),
        pytest.param(HOLE_OUTSIDE, "geometry-invalid", id="hole-outside"),
        pytest.param(shapely.Point(88, 39), "geometry-type", id="a-point"),
        pytest.param(shapely.box(2.0, 48.0, 2.1, 48.1), "outside-china", id="abroad"),
        pytest.param(SQUARE, "geometry-repeated", id="twice"),
    ],
)
def test_each_fault_is_found_at_its_own_feature(tmp_path, geometry, kind):
    assert found_in(tmp_path, SQUARE, geometry, BESIDE) == [(kind, 2)]


def test_good_features_are_left_in_peace(tmp_path):
    assert found_in(tmp_path, SQUARE, BESIDE, shapely.MultiPolygon([SQUARE, BESIDE])) == []


def test_a_crossing_is_named_in_both_languages_with_its_place(tmp_path):
    features = read(a_geojson(tmp_path, a_feature(BOWTIE)), tmp_path)

    [finding] = told(check_geometries(facts_of(features.geometries), GeometryKind.POLYGON))

    assert finding.text.as_json() == {"zh": "边界自相交", "en": "self-intersection"}
    assert (round(finding.longitude, 6), round(finding.latitude, 6)) == (88.1, 39.1)


def test_an_edition_that_lies_abroad_altogether_is_said_once(tmp_path):
    paris, rome = shapely.box(2, 48, 3, 49), shapely.box(12, 41, 13, 42)

    assert found_in(tmp_path, paris, rome) == [("outside-china", None)]


def test_a_line_without_length_is_invalid(tmp_path):
    stroke = shapely.LineString([(88, 39), (88, 39)])

    assert found_in(tmp_path, stroke, kind=GeometryKind.LINE) == [("geometry-invalid", 1)]


FIELDS = (
    FieldSpecification("name", same("名称"), FieldType.TEXT, is_required=True, aliases=("MC",)),
    FieldSpecification("count", same("数量"), FieldType.INTEGER),
    FieldSpecification("area", same("面积"), FieldType.NUMBER),
    FieldSpecification("day", same("日期"), FieldType.DATE),
    FieldSpecification("is_core", same("核心区"), FieldType.YES_NO),
    FieldSpecification(
        "grade",
        same("等级"),
        FieldType.TEXT,
        codes={"NATIONAL": same("国道"), "COUNTY": same("县道")},
    ),
)


def a_specification() -> LayerSpecification:
    railway = layer("railway")
    return LayerSpecification(
        "a-layer", same("层"), railway.theme, GeometryKind.LINE, same("局"), fields=FIELDS
    )


def fit(columns: dict, **mapping: str):
    return fit_attributes(pa.table(columns), a_specification(), mapping=mapping, file="a.gpkg")


def test_columns_are_matched_by_name_label_and_short_name():
    fitted = fit({"MC": ["甲"], "数量": ["3"], "AREA": [2], "day": ["2021/3/5"], "等级": ["国道"]})

    assert fitted.mapping == {
        "MC": "name",
        "数量": "count",
        "AREA": "area",
        "day": "day",
        "等级": "grade",
    }
    assert fitted.table.to_pylist() == [
        {"name": "甲", "count": 3, "area": 2.0, "day": date(2021, 3, 5), "grade": "NATIONAL"}
    ]
    assert fitted.findings == ()


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        pytest.param("count", "十二", "value-type", id="integer-in-words"),
        pytest.param("count", "12.5", "value-type", id="integer-with-a-fraction"),
        pytest.param("area", "nan", "value-type", id="not-a-number"),
        pytest.param("area", "12 亩", "value-type", id="number-with-a-unit"),
        pytest.param("day", "05/03/2021", "value-type", id="day-of-unclear-order"),
        pytest.param("day", "2021-02-30", "value-type", id="day-that-is-none"),
        pytest.param("is_core", "也许", "value-type", id="neither-yes-nor-no"),
        pytest.param("grade", "村道", "value-not-in-list", id="not-in-the-list"),
    ],
)
def test_a_value_that_does_not_fit_is_found_and_not_stored(column, value, kind):
    fitted = fit({"name": ["甲", "乙"], column: ["", value]})

    assert [(f.kind, f.feature, f.field) for f in told(fitted.findings)] == [(kind, 2, column)]
    assert fitted.table.column(column).to_pylist() == [None, None]


@pytest.mark.parametrize("column", ["count", "area", "day", "is_core"])
@pytest.mark.parametrize("dash", ["/", "—", "-", " ／ "])
def test_a_dash_where_a_number_a_day_or_a_yes_belongs_is_no_value_and_is_told(column, dash):
    fitted = fit({"name": ["甲", "乙", "丙"], column: ["", dash, dash]})

    (note,) = fitted.findings
    assert (note.kind, note.severity, note.field) == ("value-taken-as-blank", Severity.NOTE, column)
    assert note.text.zh.endswith("，作空值（共 2 个要素）")
    assert fitted.table.column(column).to_pylist() == [None, None, None]


def test_a_dash_is_a_word_where_words_belong_and_is_missing_where_a_value_is_required():
    assert fit({"name": ["/"]}).table.to_pylist() == [{"name": "/"}]

    day = LayerSpecification(
        "b", same("层"), layer("railway").theme, GeometryKind.LINE, same("局"),
        fields=(FieldSpecification("day", same("日期"), FieldType.DATE, is_required=True),),
    )  # fmt: skip
    found = fit_attributes(pa.table({"day": ["/"]}), day, mapping={}, file="a.gpkg").findings

    assert [one.kind for one in told(found)] == ["value-taken-as-blank", "value-missing"]


def test_a_day_that_is_none_is_told_with_how_a_day_is_written():
    (found,) = told(fit({"name": ["甲"], "day": ["45356"]}).findings)

    assert found.text.zh == (
        "字段“day”的值是“45356”，不是日期（应写作 2024-03-05 或 2024年3月5日）"
    )


def test_a_float_that_is_none_is_found():
    fitted = fit({"name": ["甲"], "area": [float("nan")]})

    assert [(f.kind, f.feature) for f in told(fitted.findings)] == [("value-type", 1)]


def test_a_required_value_that_is_blank_is_found():
    fitted = fit({"name": ["甲", " ", None]})

    assert [(f.kind, f.feature) for f in told(fitted.findings)] == [
        ("value-missing", 2),
        ("value-missing", 3),
    ]


def test_an_unknown_column_is_kept_and_reported():
    fitted = fit({"name": ["甲"], "备注": ["某"], "bbox": ["x"]})

    assert fitted.table.to_pylist() == [{"name": "甲", "备注": "某", "source_bbox": "x"}]
    assert [(f.kind, f.field) for f in told(fitted.findings)] == [
        ("field-unknown", "备注"),
        ("field-unknown", "bbox"),
    ]


def test_a_mapping_goes_before_the_names():
    fitted = fit({"name": ["Jia"], "别名": ["甲"]}, 别名="name")

    assert fitted.table.to_pylist() == [{"name": "甲", "source_name": "Jia"}]


@pytest.mark.parametrize(
    ("columns", "mapping", "code"),
    [
        pytest.param({"count": [1]}, {}, "layer.field-missing", id="required-field"),
        pytest.param({"name": ["甲"], "MC": ["乙"]}, {}, "layer.field-twice", id="two-columns"),
        pytest.param(
            {"name": ["甲"]}, {"无": "count"}, "layer.mapping-unknown", id="unknown-column"
        ),
        pytest.param(
            {"name": ["甲"], "x": [1]}, {"x": "无"}, "layer.mapping-unknown", id="unknown-field"
        ),
    ],
)
def test_columns_that_cannot_be_matched_are_refused(columns, mapping, code):
    with pytest.raises(Invalid) as caught:
        fit(columns, **mapping)

    assert [problem.code for problem in caught.value.problems] == [code]


def test_values_of_several_json_types_in_one_column_are_read(tmp_path):
    both = (a_feature(SQUARE, name=1, 备注={"a": [1]}), a_feature(BESIDE, name="x", 备注=2))
    path = a_geojson(tmp_path, *both)

    features = read(path, tmp_path)
    fitted = fit_attributes(features.table, layer("nature-reserve"), mapping={}, file="a.geojson")

    assert fitted.table.column("name").to_pylist() == ["1", "x"]


def test_the_number_that_an_export_adds_is_left_out_with_a_note():
    table = pa.table({"MC": ["甲", "乙"], "feature_id": ["1", "2"]})

    fitted = fit_attributes(table, layer("nature-reserve"), mapping={}, file="a.gpkg")

    assert fitted.table.to_pylist() == [{"name": "甲"}, {"name": "乙"}]
    assert [(one.kind, one.field) for one in told(fitted.findings)] == [
        ("field-left-out", "feature_id")
    ]


def test_a_column_of_that_name_that_numbers_nothing_is_kept():
    table = pa.table({"MC": ["甲", "乙"], "feature_id": ["A", "A"]})

    fitted = fit_attributes(table, layer("nature-reserve"), mapping={}, file="a.gpkg")

    assert fitted.table.column("source_feature_id").to_pylist() == ["A", "A"]


def test_faults_of_very_many_rows_are_counted_and_told_only_when_asked():
    values = pa.array(["十二"] * 300_000)

    (one,) = fit({"MC": values, "数量": values}).findings

    assert (one.kind, len(one.rows)) == ("value-type", 300_000)
    assert one.describe(299_999).feature == 300_000


def test_a_column_whose_name_is_in_use_is_kept_under_another_and_says_so():
    table = pa.table({"MC": ["甲"], "geometry": ["x"], "source_geometry": ["y"]})

    fitted = fit_attributes(table, layer("nature-reserve"), mapping={}, file="a.gpkg")

    kept = fitted.table.to_pylist()[0]
    assert kept == {"name": "甲", "source_source_geometry": "x", "source_geometry": "y"}
    assert [one.text.en.split("it is kept ")[1] for one in told(fitted.findings)] == [
        "as source_source_geometry",
        "under its own name",
    ]
