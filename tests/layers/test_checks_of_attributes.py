# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers, dates, identifiers, areas and words that cannot be right. 属性检查。"""

from datetime import date

import pyarrow as pa
import pytest
import shapely

from kuangtu.core.text import same
from kuangtu.geo.area import area_m2, plane_area_m2
from kuangtu.geo.crs import ZONES_BY_EPSG, recognized
from kuangtu.layers.checking.areas import check_areas
from kuangtu.layers.checking.bounds import check_bounds
from kuangtu.layers.checking.garbled import check_garbled
from kuangtu.layers.checking.identifiers import (
    PublishedIdentifiers,
    check_changed_identifiers,
    check_identifiers,
)
from kuangtu.layers.checking.numbers import measured
from kuangtu.layers.choices import FieldType, GeometryKind, Severity
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification, layer
from layers.layer_files import BESIDE, SQUARE, facts, told

DAY = date(2026, 11, 27)
LONG_AGO, OF_2098 = date(968, 5, 1), date(2098, 10, 31)


def a_field(name, kind=FieldType.TEXT, **more):
    return FieldSpecification(name, same(name), kind, **more)


def a_layer(*fields, **more):
    return LayerSpecification(
        "a", same("层"), layer("railway").theme, GeometryKind.POLYGON, same("局"), fields, **more
    )


def kinds(several):
    return [(one.kind, one.feature) for one in told(several)]


def bounds(specification, **columns):
    return kinds(check_bounds(pa.table(columns), specification, day=DAY))


def test_numbers_beyond_their_bounds_are_told_and_the_bounds_themselves_are_not():
    field = a_field("share", FieldType.NUMBER, unit="%", lowest=0, highest=100)

    found = told(
        check_bounds(pa.table({"share": [0.0, 100.0, -0.5, None, 100.1]}), a_layer(field), day=DAY)
    )

    assert [(one.kind, one.feature) for one in found] == [
        ("value-out-of-range", 3),
        ("value-out-of-range", 5),
    ]
    assert found[0].text.zh == "“share”为 -0.5 %，应在 0 … 100 之内"
    assert found[0].severity is Severity.WARNING


def test_a_number_without_bounds_may_be_anything():
    assert bounds(a_layer(a_field("n", FieldType.INTEGER)), n=[-(10**12), 0]) == []


def test_impossible_years_and_days_to_come_are_told_apart():
    days = [LONG_AGO, date(1999, 1, 1), None, OF_2098, date(2027, 1, 1)]

    assert bounds(a_layer(a_field("day", FieldType.DATE)), day=days) == [
        ("date-out-of-range", 1),
        ("date-out-of-range", 4),
        ("date-in-future", 5),
    ]


def test_a_day_that_may_come_and_bounds_of_its_own():
    field = a_field("day", FieldType.DATE, may_be_future=True, earliest=date(2000, 1, 1))

    assert bounds(a_layer(field), day=[date(1999, 12, 31), date(2040, 1, 1)]) == [
        ("date-out-of-range", 1)
    ]


def test_days_in_a_column_that_the_dictionary_does_not_know_must_be_possible_too():
    assert bounds(a_layer(), GRANTED=[LONG_AGO, date(2030, 1, 1), OF_2098]) == [
        ("date-out-of-range", 1),
        ("date-out-of-range", 3),
    ]


def test_dates_in_the_wrong_order_are_told_with_both():
    fields = (
        a_field("valid_from", FieldType.DATE, may_be_future=True),
        a_field("valid_to", FieldType.DATE, may_be_future=True),
    )
    specification = a_layer(*fields, date_order=(("valid_from", "valid_to"),))
    table = pa.table(
        {
            "valid_from": [date(2020, 1, 1), date(2020, 1, 1), None],
            "valid_to": [date(2019, 1, 1), date(2020, 1, 1), date(2019, 1, 1)],
        }
    )

    [one] = told(check_bounds(table, specification, day=DAY))

    assert (one.kind, one.feature) == ("dates-out-of-order", 1)
    assert one.text.en == "valid_from (2020-01-01) is after valid_to (2019-01-01)"


def identifiers(specification, **columns):
    return kinds(check_identifiers(pa.table(columns), specification, county="652824"))


def test_identifiers_must_be_there_and_be_there_once():
    specification = a_layer(a_field("identifier"), identifier_field="identifier")

    assert identifiers(specification, identifier=["1", "2", None, "1", "1"]) == [
        ("identifier-missing", 3),
        ("identifier-repeated", 4),
        ("identifier-repeated", 5),
    ]


def test_another_value_that_is_unique_is_told_by_the_first_that_has_it():
    specification = a_layer(a_field("number", is_unique=True))

    [one] = told(
        check_identifiers(pa.table({"number": ["a", "b", "b"]}), specification, county="652824")
    )

    assert (one.kind, one.feature) == ("value-repeated", 3)
    assert one.text.zh == "“number”的值“b”与第 2 个要素相同"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        pytest.param("652824", None, id="the-county"),
        pytest.param("652824100", None, id="a-township"),
        pytest.param("652825", "division-foreign", id="a-neighbour"),
        pytest.param("652899", "division-unknown", id="none"),
        pytest.param("若羌", "division-unknown", id="a-name"),
    ],
)
def test_division_codes_exist_and_are_the_countys(code, kind):
    specification = a_layer(a_field("adcode"), lies_in_county=True)

    assert identifiers(specification, adcode=[None, code]) == ([(kind, 2)] if kind else [])


def test_a_layer_that_reaches_further_may_have_codes_of_neighbours():
    assert identifiers(a_layer(a_field("adcode")), adcode=["652825", "000000"]) == [
        ("division-unknown", 2)
    ]


def test_a_licence_number_of_no_known_format_is_odd():
    numbers = ["C6500002019087110148436", "abc", None]

    assert identifiers(a_layer(a_field("license_number")), license_number=numbers) == [
        ("license-number-odd", 2)
    ]


def test_a_new_identifier_on_the_same_ground_is_told_with_the_old_one():
    before = PublishedIdentifiers(
        pa.array(["1", "2"]), pa.array(shapely.to_wkb([SQUARE, BESIDE]), pa.binary())
    )
    now = pa.chunked_array([["2", "9", None]])

    [one] = told(
        [check_changed_identifiers(facts(BESIDE, SQUARE, SQUARE), now, before, field="identifier")]
    )

    assert (one.kind, one.feature) == ("identifier-changed", 2)
    assert one.text.zh.startswith("图形与已发布版本的“1”相同，标识码却改为“9”")


def test_an_identifier_that_is_still_there_has_not_changed():
    before = PublishedIdentifiers(pa.array([1, 2]), pa.array(shapely.to_wkb([SQUARE, SQUARE])))
    now = pa.chunked_array([["1", "2", "3"]])

    changed = check_changed_identifiers(facts(SQUARE, SQUARE, SQUARE), now, before, field="i")

    assert told([changed]) == []


LEGAL_KM2 = area_m2(SQUARE) / 1e6
ZONE = ZONES_BY_EPSG[4518]  # central meridian 90°, two degrees off
PLANE_KM2 = plane_area_m2(list(SQUARE.exterior.coords)[:-1], ZONE) / 1e6


def areas(*stated, epsg=4490, unit="km²"):
    field = a_field("area", FieldType.NUMBER, unit=unit)
    table = pa.table({"area": pa.array(stated, pa.float64())})
    specification = a_layer(field, stated_area_field="area")
    shapes = facts(*[SQUARE] * len(stated))
    return told(check_areas(shapes, table, specification, recognized(epsg, same("x"))))


def test_areas_printed_to_four_decimals_are_those_of_the_outlines():
    assert areas(round(LEGAL_KM2, 4), round(LEGAL_KM2, 4)) == []
    assert areas(round(LEGAL_KM2 * 100, 2), unit="hm²") == []


def test_an_area_in_another_unit_than_the_others_differs():
    [one] = areas(round(LEGAL_KM2, 4), round(LEGAL_KM2 * 1500, 4))

    assert (one.kind, one.feature, one.field) == ("area-differs", 2, "area")
    assert f"登记面积 {round(LEGAL_KM2 * 1500, 4)} km²" in one.text.zh
    assert "（椭球面积），平面面积 " in one.text.zh


def test_a_file_that_states_plane_areas_is_told_so_once():
    stated = round(PLANE_KM2, 4)
    assert stated != round(LEGAL_KM2, 4)

    [one] = areas(stated, stated, epsg=4518)

    assert (one.kind, one.feature) == ("area-is-plane", None)
    assert f"平面 {PLANE_KM2:.6g}，椭球 {LEGAL_KM2:.6g}" in one.text.zh


def test_areas_that_are_not_stated_are_counted():
    [one] = areas(None, round(LEGAL_KM2, 4), float("nan"))

    assert (one.kind, one.text.en) == (
        "area-missing",
        "2 features state no area and were not compared",
    )


def test_a_layer_that_states_no_area_is_not_asked():
    crs = recognized(4490, same("x"))
    table = pa.table({"x": [1.0]})

    assert list(check_areas(facts(SQUARE), table, a_layer(), crs)) == []


@pytest.mark.parametrize(
    ("words", "guess"),
    [
        pytest.param("若羌县".encode("gbk").decode("latin-1"), "若羌县", id="gbk-as-latin"),
        pytest.param("若羌县".encode().decode("cp1252", "replace"), "", id="utf8-as-latin-lost"),
        pytest.param("若羌".encode().decode("gbk"), "若羌", id="utf8-as-gbk"),
        pytest.param("铁矿�", "", id="replaced"),
        pytest.param("锟斤拷锟斤拷", "", id="replaced-twice"),
    ],
)
def test_garbled_words_are_told_with_what_they_may_mean(words, guess):
    [one] = told(check_garbled(pa.table({"MC": ["若羌县", None, words], "n": [1, 2, 3]})))

    assert (one.kind, one.feature, one.field) == ("encoding-suspect", 3, "MC")
    assert one.text.zh.endswith(f"可能是“{guess}”") is bool(guess)


@pytest.mark.parametrize(
    "words", ["阿尔金山国家级自然保护区", "Ayakkum Köli", "Réserve naturelle", "ÄÖÜ", "若羌河 No.1"]
)
def test_names_of_any_language_are_not_garbled(words):
    assert told(check_garbled(pa.table({"MC": [words]}))) == []


MU = LEGAL_KM2 * 1500


@pytest.mark.parametrize(
    ("unit", "stated", "likely", "legal"),
    [
        pytest.param("m²", round(MU, 2), "亩", f"{LEGAL_KM2 * 1e6:.2f} m²", id="mu"),
        pytest.param(
            "公顷", round(MU, 2), "亩", f"{LEGAL_KM2 * 100:.6g} 公顷", id="mu-for-hectares"
        ),
        pytest.param("m²", round(LEGAL_KM2 * 100, 4), "公顷", f"{LEGAL_KM2 * 1e6:.2f} m²", id="ha"),
        pytest.param("km²", round(LEGAL_KM2 * 1e6), "m²", f"{LEGAL_KM2:.6g} km²", id="metres"),
    ],
)
def test_areas_in_another_unit_are_told_once_with_the_unit_they_look_like(
    unit, stated, likely, legal
):
    one, other = areas(stated, stated, stated * 1.5, unit=unit)

    assert (one.kind, one.feature, one.field) == ("area-unit", None, "area")
    assert (
        f"像是“{likely}”而不是“{unit}”：共核对 3 个要素，按{likely}有 2 个与图形相符" in one.text.zh
    )
    assert f"图形为 {legal}，即 " in one.text.zh
    assert (other.kind, other.feature) == ("area-differs", 3)


def test_areas_of_too_few_digits_look_like_no_unit():
    assert [one.kind for one in areas(0.0, 0.0, unit="m²")] == ["area-differs", "area-differs"]


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        ("satellite-spot", "before_on", "after_on"),
        ("right-of-neighbour", "valid_from", "valid_to"),
        ("restoration-project", "started_on", "finished_on"),
        ("green-mine", "listed_on", "removed_on"),
    ],
)
def test_pairs_of_days_of_the_dictionary_are_held_in_their_order(code, first, second):
    assert (first, second) in layer(code).date_order


def test_areas_are_told_without_a_power_of_ten():
    assert [measured(value) for value in (2671043.7431, 267.10437, 0.0267104312, 3.0)] == [
        "2671043.74",
        "267.104",
        "0.0267104",
        "3",
    ]
