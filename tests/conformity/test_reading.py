# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of application files: what is read, and what is refused with which place."""

import json
from datetime import date
from decimal import Decimal

import pytest

from conformity.application_files import ORDINARY, problems_of, read, toml_of
from kuangtu.codes.choices import Act, ExplorationStage, GrantMode, MiningMethod, RightKind
from kuangtu.conformity.reading import from_stated, read_application, read_one
from kuangtu.conformity.reading.templates import SAMPLE_RANGE
from kuangtu.core.errors import Invalid
from kuangtu.core.quantity import Quantity


def test_a_toml_application_is_read_with_exact_numbers():
    text = toml_of(
        method="地下",
        capacity=Decimal("8.10"),
        capacity_unit="矿物万吨/年",
        recovery=Decimal("0.85"),
        stage="勘探",
        grant_mode="挂牌",
        other_minerals=["铜"],
        documents=["开采方案"],
        net_mine=True,
    )

    (application,) = read(text)

    assert (application.kind, application.act) == (RightKind.MINING, Act.NEW)
    assert (application.mineral.code, application.other_minerals[0].name) == ("63701", "铜")
    assert application.capacity == Quantity(Decimal("8.10"), "矿物万吨/年")
    assert (application.recovery, application.method) == (Decimal("0.85"), MiningMethod.UNDERGROUND)
    assert application.stage == ExplorationStage.DETAILED
    assert application.grant_mode == GrantMode.LISTING
    assert (application.documents, application.is_net_mine) == (frozenset({"开采方案"}), True)
    assert (application.ground.area_km2, application.applied_on) == (
        Decimal("0.9997"),
        date(2023, 6, 1),
    )


def test_what_was_handed_in_is_kept_to_the_letter_and_reads_again_the_same():
    (application,) = read(toml_of(capacity=Decimal("8.10"), capacity_unit="矿物万吨/年"))

    assert application.stated["capacity"] == "8.10"
    assert application.stated["range"] == SAMPLE_RANGE
    assert from_stated(application.stated) == application


def test_chinese_keys_and_json_say_the_same_as_toml():
    body = {"矿业权种类": "采矿权", "申请类型": "新立", "名称": "示例萤石矿", "申请人": "示例公司"}
    body |= {"矿种": "63701", "申请日期": "2023-06-01", "区域坐标": SAMPLE_RANGE}

    application = read_one(json.dumps(body, ensure_ascii=False).encode())

    assert (application,) == read(toml_of())


@pytest.mark.parametrize(
    "content",
    [toml_of().encode("gbk"), b"\xef\xbb\xbf" + toml_of().encode(), toml_of().encode("utf-16")],
    ids=["gbk", "utf-8-with-mark", "utf-16"],
)
def test_other_encodings_are_read(content):
    assert read(content)[0].name == "示例萤石矿"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"capacity": "8.0", "capacity_unit": "万吨/年"}, ("text-number", "a.toml:8:1 capacity")),
        ({"recovery": 85}, ("percent-for-share", "a.toml:8:1 recovery")),
        ({"recovery": 850}, ("share-out-of-bounds", "a.toml:8:1 recovery")),
        ({"recovery": 0}, ("not-positive", "a.toml:8:1 recovery")),
        ({"dilution": 1}, ("share-out-of-bounds", "a.toml:8:1 dilution")),
        ({"dilution": -1}, ("negative", "a.toml:8:1 dilution")),
        ({"area_km2": -1}, ("not-positive", "a.toml:8:1 area_km2")),
        ({"area_km2": True}, ("wrong-type", "a.toml:8:1 area_km2")),
        ({"area_km2": Decimal("1e999")}, ("number-out-of-bounds", "a.toml:8:1 area_km2")),
        ({"area_km2": Decimal("1e999999999")}, ("number-out-of-bounds", "a.toml:8:1 area_km2")),
        ({"area_km2": Decimal("0e999")}, ("number-out-of-bounds", "a.toml:8:1 area_km2")),
        ({"area_km2": Decimal("1e-99")}, ("number-out-of-bounds", "a.toml:8:1 area_km2")),
        ({"working_days": Decimal("300.5")}, ("days-out-of-bounds", "a.toml:8:1 working_days")),
        ({"kind": "采矿"}, ("unknown-word", "a.toml:1:1 kind")),
        ({"act": "新"}, ("unknown-word", "a.toml:2:1 act")),
        ({"name": 3}, ("wrong-type", "a.toml:3:1 name")),
        ({"name": "a\x01"}, ("control-character", "a.toml:3:1 name")),
        ({"name": "长" * 201}, ("text-too-long", "a.toml:3:1 name")),
        ({"mineral": "魔石"}, ("unknown-mineral", "a.toml:5:1 mineral")),
        ({"other_minerals": ["铜", "铜"]}, ("mineral-twice", "a.toml:8:1 other_minerals")),
        ({"other_minerals": True}, ("wrong-type", "a.toml:8:1 other_minerals")),
        ({"applied_on": "2023/06/01"}, ("not-a-date", "a.toml:6:1 applied_on")),
        ({"applied_on": "2023-02-30"}, ("not-a-date", "a.toml:6:1 applied_on")),
        ({"applied_on": "2023-W22-4"}, ("not-a-date", "a.toml:6:1 applied_on")),
        ({"applied_on": 45078}, ("not-a-date", "a.toml:6:1 applied_on")),
        ({"applied_on": date(1900, 1, 1)}, ("date-out-of-bounds", "a.toml:6:1 applied_on")),
        ({"net_mine": "也许"}, ("wrong-type", "a.toml:8:1 net_mine")),
        ({"crs": "EPSG:3857"}, ("unknown-crs", "a.toml:8:1 crs")),
        ({"crs": "网络墨卡托"}, ("unknown-crs", "a.toml:8:1 crs")),
        ({"capcity": 8}, ("unknown-key", "a.toml:8:1 capcity")),
        ({'"矿种"': "铜"}, ("field-twice", "a.toml:8:1 矿种")),
        ({"capacity": 8}, ("unit-missing", "a.toml:8:1 capacity")),
        ({"capacity_unit": "万吨/年"}, ("number-missing", "a.toml:8:1 capacity_unit")),
        ({"capacity": 8, "capacity_unit": "万吨"}, ("unit-not-yearly", "a.toml:9:1 capacity_unit")),
        ({"capacity": 8, "capacity_unit": "箱/年"}, ("unknown-unit", "a.toml:9:1 capacity_unit")),
        ({"capacity": 8, "capacity_unit": "亩/年"}, ("unit-of-area", "a.toml:9:1 capacity_unit")),
        (
            {"reserves": 8, "reserves_unit": "万吨/年"},
            ("unit-with-time", "a.toml:9:1 reserves_unit"),
        ),
        ({"applicant": None}, ("field-missing", "a.toml applicant")),
        ({"applicant": " "}, ("field-missing", "a.toml:4:1 applicant")),
        ({"range": None}, ("range-missing", "a.toml range")),
        ({"range": ""}, ("range-missing", "a.toml:7:1 range")),
        ({"range_file": "x.txt"}, ("range-twice", "a.toml:8:1 range_file")),
        ({"range": 3}, ("wrong-type", "a.toml:7:1 range")),
    ],
)
def test_each_mistake_is_named_at_its_place(changes, problem):
    assert problems_of(toml_of(**changes)) == [problem]


@pytest.mark.parametrize("word", ["nan", "inf", "-inf"])
def test_a_number_that_is_not_finite_is_refused(word):
    assert problems_of(toml_of() + f"area_km2 = {word}\n") == [
        ("not-a-number", "a.toml:8:1 area_km2")
    ]


def test_a_percentage_is_answered_with_the_share_it_may_mean():
    with pytest.raises(Invalid) as caught:
        read(toml_of(recovery=Decimal("85.5")))

    assert "请写 0.855" in caught.value.problems[0].text.zh


def test_all_mistakes_of_a_file_are_told_in_one_run():
    text = toml_of(kind="采矿", recovery=85, range="1,4,1,", applicant=None)

    codes = [code for code, _ in problems_of(text)]

    assert codes[:3] == ["unknown-word", "percent-for-share", "field-missing"]
    assert codes[3].startswith("range.") or len(codes) > 3


def test_a_mistake_in_an_inline_range_keeps_its_column_inside_the_range():
    (first, *_) = problems_of(toml_of(range=SAMPLE_RANGE[:60]))

    assert first[1].startswith("a.toml:7:1 range[")


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("8,000", "写成 8000"),
        ("\uff18.0", "写成 8.0"),
        ("8.0", "写成 8.0"),
        ("8万吨", "写在单位字段里"),
    ],
)
def test_a_number_in_quotes_is_answered_with_the_number_it_may_mean(written, advice):
    with pytest.raises(Invalid) as caught:
        read(toml_of(area_km2=written))

    assert advice in caught.value.problems[0].text.zh


def test_a_range_file_beside_the_application_is_read_and_kept(tmp_path):
    (tmp_path / "x.txt").write_bytes(SAMPLE_RANGE.encode("gbk"))
    path = tmp_path / "a.toml"
    path.write_text(toml_of(range=None, range_file="x.txt"), "utf-8")

    (application,) = read_application(path)

    assert (application.stated["range"], application.stated["range_file"]) == (
        SAMPLE_RANGE,
        "x.txt",
    )
    assert from_stated(application.stated) == application


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../x.txt", "range-file-outside"),
        ("/etc/hostname", "range-file-outside"),
        ("link.txt", "range-file-outside"),
        (".", "range-file-outside"),
        ("nothing.txt", "range-file-missing"),
        ("folder", "range-file-missing"),
    ],
)
def test_a_range_file_outside_the_folder_is_never_opened(tmp_path, name, code):
    (tmp_path / "x.txt").write_text(SAMPLE_RANGE)
    folder = tmp_path / "in"
    (folder / "folder").mkdir(parents=True)
    (folder / "link.txt").symlink_to(tmp_path / "x.txt")

    problems = problems_of(toml_of(range=None, range_file=name), base_folder=folder)

    assert problems == [(code, "a.toml:7:1 range_file")]


def test_a_file_cannot_be_named_in_a_request():
    body = ORDINARY | {"applied_on": "2023-06-01", "range_file": "x.txt"}
    del body["range"]

    with pytest.raises(Invalid) as caught:
        read_one(json.dumps(body).encode())

    assert [problem.code for problem in caught.value.problems] == ["range-file-not-here"]


def test_several_applications_stand_in_one_json_file_but_not_in_one_request():
    body = json.dumps([ORDINARY | {"applied_on": "2023-06-01"}] * 2).encode()

    with pytest.raises(Invalid) as caught:
        read_one(body)

    assert len(read(body, "a.json")) == 2
    assert [problem.code for problem in caught.value.problems] == ["several-applications"]


def test_coordinates_of_an_old_datum_need_the_operators_parameters():
    text = toml_of(
        range="1,4,1,4321375.70,601325.83,2,4321375.70,602325.83,"
        "3,4320375.70,602325.83,4,4320375.70,601325.83,1500,1200,,1,"
    )
    helmert = "{dx_m = 1.5, dy_m = 2, dz_m = 3, accuracy_m = 0.5, source = '示例'}"

    refused = problems_of(text + 'crs = {datum = "西安80", central_meridian = 87}\n')
    (application,) = read(
        text + f'crs = {{datum = "西安80", central_meridian = 87, helmert = {helmert}}}\n'
    )

    assert len(refused) == 1
    assert application.ground.crs.helmert.dx_m == 1.5
    assert from_stated(application.stated) == application


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("{meridian = 87}", "unknown-key"),
        ('{datum = "月球"}', "unknown-word"),
        ('{axes = "up"}', "unknown-word"),
        ("{central_meridian = 87.5}", "wrong-type"),
        ("{epsg = 3857}", "unknown-crs"),
        ("{helmert = 3}", "wrong-type"),
        ("{helmert = {dx_m = 1}}", "helmert-incomplete"),
        ("{helmert = {dq_m = 1}}", "unknown-key"),
        ('{helmert = {convention = "both"}}', "unknown-word"),
    ],
)
def test_a_declaration_of_a_reference_system_is_read_strictly(words, code):
    assert problems_of(toml_of() + f"crs = {words}\n") == [(code, "a.toml:8:1 crs")]


def test_a_range_file_whose_name_is_too_long_for_one_is_missing(tmp_path):
    name = "长" * 190 + ".txt"

    problems = problems_of(toml_of(range=None, range_file=name), base_folder=tmp_path)

    assert [code for code, _ in problems] == ["range-file-missing"]
