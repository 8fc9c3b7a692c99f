# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What source columns and values mean: fields, units, codes, and what is left out. 字段对照。"""

from dataclasses import replace

import pyarrow as pa
import pytest

from kuangtu.core.errors import Invalid
from kuangtu.core.text import same
from kuangtu.layers.checking import fit_attributes
from kuangtu.layers.choices import FieldType, GeometryKind
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification, layer
from kuangtu.layers.inspecting import ColumnInspection
from kuangtu.layers.mapping import ColumnMeaning, SourceMapping, mapping_from, meaning_of_head
from kuangtu.layers.profiles.proposing import How, proposal
from layers.layer_files import told

LEVELS = {"NATIONAL": same("国家级"), "REGIONAL": same("自治区级")}
SPECIFICATION = LayerSpecification(
    "a-layer",
    same("层"),
    layer("railway").theme,
    GeometryKind.POLYGON,
    same("局"),
    fields=(
        FieldSpecification("name", same("名称"), FieldType.TEXT, aliases=("MC",)),
        FieldSpecification("area_m2", same("面积"), FieldType.NUMBER, unit="m²"),
        FieldSpecification("level", same("级别"), FieldType.TEXT, codes=LEVELS, is_required=True),
    ),
)


def fit(data, mapping=None, **meaning):
    return fit_attributes(
        pa.table(data),
        SPECIFICATION,
        mapping=mapping or {},
        file="a.gpkg",
        meaning=SourceMapping(**meaning),
    )


def test_a_unit_that_is_stated_is_converted_exactly_and_said():
    fitted = fit(
        {"MJ": [12.3, 0.1, None], "级别": ["国家级"] * 3},
        columns={"MJ": ColumnMeaning("area_m2", unit="公顷")},
    )

    assert fitted.table.column("area_m2").to_pylist() == [123000.0, 1000.0, None]
    assert [(one.kind, one.field) for one in told(fitted.findings)] == [
        ("unit-converted", "area_m2")
    ]
    assert told(fitted.findings)[0].text.zh == "字段“MJ”的单位是公顷，已换算为m²（乘以 10000）"


def test_a_number_written_as_words_is_converted_too():
    fitted = fit(
        {"MJ": ["1.5", "一亩"], "级别": ["国家级"] * 2},
        columns={"MJ": ColumnMeaning("area_m2", unit="亩")},
    )

    assert fitted.table.column("area_m2").to_pylist() == [1000.0, None]
    assert [(one.kind, one.feature) for one in told(fitted.findings)] == [
        ("value-type", 2),
        ("unit-converted", None),
    ]


def test_values_of_the_source_become_the_codes_that_somebody_said():
    fitted = fit(
        {"JB": ["国家级", "甲", " 乙 "]}, {"JB": "level"}, values=said(甲="NATIONAL", 乙="")
    )

    assert fitted.table.column("level").to_pylist() == ["NATIONAL", "NATIONAL", None]
    assert [(one.kind, one.feature) for one in told(fitted.findings)] == [
        ("value-taken-as-blank", None),
        ("value-missing", 3),
    ]


def said(**codes):
    return {"level": codes}


def test_an_unknown_value_is_listed_once_with_its_count_and_keeps_out_every_feature_that_has_it():
    fitted = fit({"级别": ["县级", "国家级", "县级", "村级", "县级"]})

    assert [(one.kind, one.feature) for one in told(fitted.findings)] == [
        ("value-not-in-list", 1),
        ("value-not-in-list", 4),
    ]
    assert told(fitted.findings)[0].text.zh == (
        "字段“级别”的值是“县级”，应为 国家级、自治区级（共 3 个要素）"
    )
    assert fitted.unfit_rows == {1, 3, 4, 5}


def test_a_column_is_left_out_for_a_reason_and_another_kept_although_a_field_is_written_so():
    fitted = fit(
        {"MC": ["甲"], "级别": ["国家级"], "SHAPE_Leng": [1.5]},
        columns={
            "MC": ColumnMeaning(),
            "SHAPE_Leng": ColumnMeaning(left_out_because="由图形计算"),
        },
    )

    assert fitted.table.to_pylist() == [{"level": "NATIONAL", "MC": "甲"}]
    assert [(one.kind, one.field) for one in told(fitted.findings)] == [
        ("field-left-out", "SHAPE_Leng")
    ]


def test_a_mapping_of_another_file_is_used_as_far_as_the_columns_go():
    fitted = fit({"级别": ["国家级"]}, columns={"没有这一列": ColumnMeaning("name")})

    assert fitted.mapping == {"级别": "level"}


@pytest.mark.parametrize(
    ("meaning", "code"),
    [
        ({"columns": {"级别": ColumnMeaning("grade")}}, "layer.mapping-unknown"),
        ({"columns": {"x": ColumnMeaning("area_m2", unit="吨")}}, "layer.mapping-unit"),
        ({"columns": {"x": ColumnMeaning("name", unit="亩")}}, "layer.mapping-unit"),
        (
            {"columns": {"x": ColumnMeaning("name", left_out_because="无用")}},
            "layer.mapping-twice",
        ),
        ({"values": {"level": {"县级": "COUNTY"}}}, "layer.mapping-value"),
        ({"values": {"name": {"甲": "A"}}}, "layer.mapping-value"),
        ({"values": {"nothing": {"甲": "A"}}}, "layer.mapping-value"),
    ],
)
def test_a_mapping_that_does_not_fit_the_layer_is_refused(meaning, code):
    with pytest.raises(Invalid) as caught:
        fit({"级别": ["国家级"], "x": [1]}, **meaning)

    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_mapping_reads_back_as_it_was_written():
    mapping = SourceMapping(
        {"MJ": ColumnMeaning("area_m2", "亩"), "备注": ColumnMeaning()},
        said(甲="NATIONAL"),
        "林草局",
        2,
    )

    assert mapping_from(mapping.as_json()) == mapping


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("面积（亩）", "亩"),
        ("面积(公顷)", "公顷"),
        ("面积（单位：万亩）", "万亩"),
        ("面积[平方公里]", "km²"),
        ("面积_亩", "亩"),
        ("面积/ha", "公顷"),
        ("面积（㎡）", ""),
        (" 面积 (m²) ", ""),
    ],
)
def test_a_head_names_a_field_and_its_unit(head, unit):
    field, meaning = meaning_of_head(head, SPECIFICATION)

    assert (field.name, meaning) == ("area_m2", ColumnMeaning("area_m2", unit))


@pytest.mark.parametrize(
    "head", ["面积（吨）", "面积（甲）", "级别（亩）", "名称（亩）", "亩", "（亩）", "面积"]
)
def test_a_head_that_names_no_field_with_a_unit_is_not_read_as_one(head):
    assert meaning_of_head(head, SPECIFICATION) is None


def test_a_length_is_known_by_its_head_too():
    length = FieldSpecification("length_m", same("长度"), FieldType.NUMBER, unit="m")
    road = replace(SPECIFICATION, fields=(length,))

    assert meaning_of_head("长度（km）", road) == (length, ColumnMeaning("length_m", "km"))
    assert meaning_of_head("长度(KM)", road) == (length, ColumnMeaning("length_m", "km"))
    assert meaning_of_head("长度（米）", road) == (length, ColumnMeaning("length_m", ""))


def test_a_unit_in_a_head_is_proposed_and_never_converted_unseen():
    column = ColumnInspection("面积（亩）", FieldType.NUMBER, ("1.5",), 0)
    level = ColumnInspection("级别", FieldType.TEXT, ("NATIONAL",), 0)
    data = {"面积（亩）": [1.5], "级别": ["NATIONAL"]}

    proposed = proposal([column, level], SPECIFICATION)
    kept = fit(data)
    confirmed = fit(data, columns=proposed.mapping.columns)

    assert (proposed.columns[0].how, proposed.columns[0].meaning) == (
        How.HEAD,
        ColumnMeaning("area_m2", "亩"),
    )
    assert kept.table.column("面积（亩）").to_pylist() == [1.5]
    [unsaid] = told(kept.findings)
    assert unsaid.kind == "field-unit-unsaid"
    assert "“面积（亩）”像是字段“面积”（m²），单位为亩" in unsaid.text.zh
    assert confirmed.table.column("area_m2").to_pylist() == [1000.0]
    assert [one.kind for one in told(confirmed.findings)] == ["unit-converted"]


def test_a_head_in_the_fields_own_unit_is_the_field():
    found = fit({"面积（平方米）": [1.5], "级别": ["NATIONAL"]})

    assert found.table.column("area_m2").to_pylist() == [1.5]
    assert told(found.findings) == []


def test_a_second_column_of_one_field_is_said_to_be_that_and_not_unknown():
    words = [
        ColumnInspection(name, FieldType.TEXT, ("甲",), 0) for name in ("级别", "LEVEL", "说明")
    ]

    proposed = proposal(words, SPECIFICATION)

    assert [one.how for one in proposed.columns] == [How.NAME, How.TWICE, How.NONE]
