# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Administrative divisions. 行政区划。"""

import json
from pathlib import Path

import pytest

from kuangtu.codes.divisions import (
    DivisionLevel,
    below,
    chain,
    covers,
    division,
    division_named,
    divisions,
)
from kuangtu.core.errors import Invalid


def test_the_prefecture_has_nine_counties():
    assert [one.code for one in below("652800")] == [
        "652801", "652822", "652823", "652824", "652825", "652826", "652827", "652828", "652829",
    ]  # fmt: skip


def test_the_twelve_cities_of_the_region_stand_directly_below_it():
    cities = [one for one in below("650000") if one.code.startswith("659")]

    assert [one.code for one in cities] == [f"6590{number:02}" for number in range(1, 13)]
    assert {one.level for one in cities} == {DivisionLevel.COUNTY}


@pytest.mark.parametrize("words", ["若羌县", "若羌", "652824"])
def test_a_division_is_found_by_full_and_short_name_and_code(words):
    assert division_named(words).code == "652824"


def test_every_chain_ends_at_the_country():
    assert {chain(one.code)[-1].code for one in divisions()} == {"100000"}


def test_every_division_is_covered_by_itself_and_by_all_above_it():
    uncovered = [
        (above.code, one.code)
        for one in divisions()
        for above in chain(one.code)
        if not covers(above.code, one.code)
    ]

    assert uncovered == []


def test_a_city_of_the_region_is_not_covered_by_the_prefecture_around_it():
    assert covers("652800", "659006") is False


def test_every_full_name_in_the_region_leads_to_its_division():
    wrong = [one for one in divisions() if one.code[:2] == "65" and division_named(one.name) != one]

    assert wrong == []


def test_a_name_that_two_divisions_bear_is_a_question():
    with pytest.raises(Invalid) as refused:
        division_named("朝阳区")

    problem = refused.value.problems[0]
    assert problem.code == "ambiguous-division"
    assert "朝阳区 110105、朝阳区 220104" in problem.text.zh


def test_the_whole_country_is_known_down_to_counties():
    levels = [one.level for one in divisions()]

    assert [levels.count(level) for level in DivisionLevel] == [1, 34, 333, 2872]


@pytest.mark.parametrize("words", ["652899", "楼兰", ""])
def test_an_unknown_division_is_refused(words):
    with pytest.raises(Invalid) as refused:
        division_named(words)

    assert [problem.code for problem in refused.value.problems] == ["unknown-division"]


def test_an_unknown_code_has_no_chain():
    with pytest.raises(Invalid) as refused:
        chain("123456")

    assert [problem.code for problem in refused.value.problems] == ["unknown-division"]


@pytest.mark.shared
def test_every_county_that_touches_the_county_is_known():
    path = Path(__file__).parents[2] / "../shared/data/boundary"
    if not path.exists():
        pytest.skip("the real boundaries are not at hand")
    layer = json.loads((path / "counties_touching_ruoqiang_amap_wgs84.geojson").read_text("utf-8"))
    touching = [feature["properties"] for feature in layer["features"]]

    assert [(division(str(one["district_adcode"])).name) for one in touching] == [
        one["district_name"] for one in touching
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [("焉耆", "652826"), ("塔什库尔干", "653131"), ("伊犁", "654000"), ("巴音郭楞", "652800")],
)
def test_an_autonomous_division_is_found_by_its_usual_short_name(words, code):
    assert division_named(words).code == code


def test_an_invented_county_is_taken_by_its_code_and_lies_in_the_country():
    assert division_named("990203").code == "990203"
    assert [one.code for one in chain("990203")] == ["990203", "100000"]
    assert "990203" not in {one.code for one in divisions()}
