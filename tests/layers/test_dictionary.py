# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The layer dictionary. 图层字典。"""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kuangtu.core.errors import NotFound
from kuangtu.layers.choices import FieldType, GeometryKind, Store, Theme
from kuangtu.layers.dictionary import layer, layers
from kuangtu.layers.dictionary.loading import read_dictionary

ROOT = Path(__file__).parents[2]
LAYERS_OF_THE_PLAN = {
    "resource-base",
    "national-planning-area",
    "reserve-area",
    "key-exploration-area",
    "key-mining-area",
    "concentrated-mining-area",
    "development-base",
    "exploration-block",
    "mining-block",
    "restoration-area",
}
CONTROL_LINES = {
    "ecological-redline",
    "permanent-basic-farmland",
    "urban-development-boundary",
    "nature-reserve",
    "drinking-water-source",
    "cultural-relics",
    "military-zone",
    "railway",
    "highway",
    "oil-gas-pipeline",
}
BASE_LAYERS = {
    "county-boundary",
    "neighbouring-county",
    "settlement",
    "railway-station",
    "river",
    "lake",
    "map-sheets-of-projects",
}


def test_every_zone_control_line_and_base_layer_is_declared():
    assert (LAYERS_OF_THE_PLAN | CONTROL_LINES | BASE_LAYERS) - set(layers()) == set()


def test_every_layer_says_in_both_languages_what_it_is_and_who_supplies_it():
    silent = [
        code
        for code, one in layers().items()
        if not all((one.name.zh, one.name.en, one.provider.zh, one.provider.en))
    ]

    assert silent == []


def test_every_layer_that_a_law_protects_names_the_law():
    protected = (Theme.CONTROL, Theme.INFRASTRUCTURE, Theme.PLAN)

    assert [code for code, one in layers().items() if one.theme in protected and not one.laws] == []


def test_rights_and_reviews_are_kept_in_their_ledgers():
    assert [code for code, one in layers().items() if one.store is Store.LEDGER] == [
        "mineral-right",
        "reviewed-ground",
    ]


def test_a_source_may_write_a_field_by_name_label_or_short_name():
    farmland = layer("permanent-basic-farmland")

    written = [farmland.field_written(word) for word in ("parcel", "YJJBNTTBBH", " yjjbnttbbh ")]

    assert {field.name for field in written if field} == {"parcel"}
    assert farmland.field_written("无此字段") is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("名 称", "name"),
        ("名　　称", "name"),
        ("隐患点\n编号", "code"),
        ("*灾害类型", "kind"),
        ("隐患点编号 *", "code"),
        ("NA ME", None),
        ("名称 2", None),
    ],
)
def test_a_field_is_known_however_a_form_spreads_and_marks_its_name(written, name):
    found = layer("hazard-point").field_written(written)

    assert (found and found.name) == name


def test_an_unknown_layer_is_not_found():
    with pytest.raises(NotFound):
        layer("no-such-layer")


ORDINARY = """
theme = "CONTROL"
[[layer]]
code = "{code}"
zh = "线"
en = "line"
geometry = "{geometry}"
provider = {{ zh = "局", en = "bureau" }}
{more}
fields = [{fields}]
"""


def a_dictionary(folder, **changes):
    ordinary = {"code": "a-line", "geometry": "LINE", "more": "", "fields": ""}
    path = folder / "theme.toml"
    path.write_text(ORDINARY.format(**ordinary | changes), "utf-8")
    return read_dictionary([path])


def test_a_dictionary_file_is_read_with_its_defaults(tmp_path):
    fields = '{ name = "grade", zh = "等级", en = "grade", type = "INTEGER", required = true }'

    [specification] = a_dictionary(tmp_path, fields=fields).values()

    assert specification.geometry is GeometryKind.LINE
    assert specification.may_overlap
    assert [(f.name, f.type, f.is_required) for f in specification.fields] == [
        ("grade", FieldType.INTEGER, True)
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"code": "Bad_Code"}, "Bad_Code is not spelled", id="code"),
        pytest.param({"geometry": "BLOB"}, "BLOB is not one of", id="geometry"),
        pytest.param({"more": "colour = 'red'"}, "unknown keys", id="unknown-key"),
        pytest.param({"more": "name_field = 'name'"}, "there is no field name", id="name-field"),
        pytest.param(
            {"fields": '{ name = "bbox", zh = "框", en = "box" }'}, "may be called bbox", id="bbox"
        ),
        pytest.param(
            {
                "fields": '{ name = "one", zh = "甲", en = "a", aliases = ["MC"] },'
                '{ name = "two", zh = "乙", en = "b", aliases = ["mc"] }'
            },
            "mc means one and two",
            id="alias-twice",
        ),
    ],
)
def test_a_mistake_in_the_dictionary_names_the_file(tmp_path, changes, message):
    with pytest.raises(ValueError, match=f"theme.toml.*{message}"):
        a_dictionary(tmp_path, **changes)


def bindings_that_read_layers() -> list[tuple[str, dict]]:
    files = [*(ROOT / "norms").glob("*/rules.toml"), *(ROOT / "plans").glob("*/rules.toml")]
    documents = [(path.parent.name, tomllib.loads(path.read_text("utf-8"))) for path in files]
    return [
        (folder, rule)
        for folder, document in documents
        for rule in tables_of(document)
        if "layer" in rule
    ]


def tables_of(document: dict) -> Iterator[dict]:
    """Every table of a document, whatever it is called."""
    yield document
    for value in document.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from tables_of(one)


def plain(parameter):
    return parameter["value"] if isinstance(parameter, dict) and "value" in parameter else parameter


def test_every_layer_attribute_and_class_that_a_rule_names_is_in_the_dictionary():
    unknown = []
    for folder, rule in bindings_that_read_layers():
        specification = layers().get(plain(rule["layer"]))
        names = [plain(rule[key]) for key in ("attribute", "core_attribute") if key in rule]
        if specification is None or any(specification.field(name) is None for name in names):
            unknown.append((folder, plain(rule["layer"]), names))
            continue
        written = {*plain(rule.get("values", [])), *plain(rule.get("distances_m", {}))}
        for name in names[:1]:
            field = specification.field(name)
            known = set(field.codes) or {"是", "否"}
            unknown += [(folder, name, word) for word in sorted(written - known)]

    assert len(bindings_that_read_layers()) > 20
    assert unknown == []


FIELDS_THAT_A_KEY_NAMES = '{ name = "area", zh = "面积", en = "area", type = "NUMBER" }'


def test_bounds_identifiers_areas_and_sheets_are_read(tmp_path):
    fields = (
        '{ name = "code", zh = "编号", en = "code", is_unique = true },'
        '{ name = "area", zh = "面积", en = "area", type = "NUMBER", unit = "km²", lowest = 0 },'
        '{ name = "until", zh = "止", en = "until", type = "DATE", earliest = 1949-10-01,'
        " latest = 2100-01-01, may_be_future = true }"
    )
    more = (
        'identifier_field = "code"\nstated_area_field = "area"\nsheet_field = "code"\n'
        "may_have_gaps = false"
    )

    [specification] = a_dictionary(tmp_path, fields=fields, more=more).values()

    assert specification.identifier_field == "code"
    assert specification.stated_area_field == "area"
    assert specification.sheet_field == "code"
    assert not specification.may_have_gaps
    code, area, until = specification.fields
    assert code.is_unique
    assert (area.lowest, area.highest) == (0, None)
    assert (until.earliest, until.latest, until.may_be_future) == (
        date(1949, 10, 1),
        date(2100, 1, 1),
        True,
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param(
            {"more": 'identifier_field = "code"'}, "there is no field code", id="identifier"
        ),
        pytest.param(
            {"more": 'sheet_field = "area"', "fields": FIELDS_THAT_A_KEY_NAMES},
            "sheet_field cannot be area, which is NUMBER",
            id="sheet-is-a-number",
        ),
        pytest.param(
            {"more": 'stated_area_field = "area"', "fields": FIELDS_THAT_A_KEY_NAMES},
            "area states an area in no unit",
            id="area-without-unit",
        ),
        pytest.param(
            {"fields": '{ name = "n", zh = "数", en = "n", lowest = 0 }'},
            "only a number has",
            id="words-with-bounds",
        ),
        pytest.param(
            {"fields": '{ name = "n", zh = "数", en = "n", may_be_future = true }'},
            "only a date has",
            id="words-in-the-future",
        ),
        pytest.param(
            {
                "fields": '{ name = "n", zh = "数", en = "n", type = "NUMBER", lowest = 2,'
                " highest = 1 }"
            },
            "the lower bound is above the upper",
            id="crossed",
        ),
    ],
)
def test_a_bound_or_named_field_that_does_not_fit_names_the_file(tmp_path, changes, message):
    with pytest.raises(ValueError, match=f"theme.toml.*{message}"):
        a_dictionary(tmp_path, **changes)


def test_the_layers_cover_every_theme():
    assert {one.theme for one in layers().values()} == set(Theme)


def test_a_layer_that_rules_read_lies_somewhere():
    read = {plain(rule["layer"]) for _, rule in bindings_that_read_layers()}

    assert [code for code in sorted(read) if not layer(code).has_geometry] == []


def test_every_kind_of_zone_in_the_plan_has_its_layer():
    zones = (ROOT / "plans" / "652824-2021" / "zones.csv").read_text("utf-8").splitlines()[1:]
    names = {one.name.zh: code for code, one in layers().items()}
    kinds = {line.split(",")[1] for line in zones}

    assert {kind: names.get(kind) or names.get(f"矿山地质环境{kind}") for kind in kinds} == {
        "能源资源基地": "resource-base",
        "国家规划矿区": "national-planning-area",
        "战略性矿产资源储备区": "reserve-area",
        "重点勘查区": "key-exploration-area",
        "重点开采区": "key-mining-area",
        "砂石黏土集中开采区": "concentrated-mining-area",
        "勘查开发基地": "development-base",
        "勘查规划区块": "exploration-block",
        "开采规划区块": "mining-block",
        "重点治理区": "restoration-area",
    }
