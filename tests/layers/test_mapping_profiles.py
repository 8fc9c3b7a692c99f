# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Mapping profiles: saved by version, proposed where they fit, passed on. 字段对照方案。"""

import pytest
from click.testing import CliRunner

from kuangtu.accounts.actor import RoleTooLow
from kuangtu.audit.models import Entry
from kuangtu.cli.layer import layer as layer_command
from kuangtu.cli.layer_profile import profile as command
from kuangtu.core.errors import Invalid, KuangtuError, NotFound
from kuangtu.layers.errors import KeptInLedger
from kuangtu.layers.findings import ImportRefused
from kuangtu.layers.mapping import ColumnMeaning, SourceMapping
from kuangtu.layers.models import Edition, MappingProfile
from kuangtu.layers.profiles.content import ProfileContent
from kuangtu.layers.profiles.files import FORMAT, profile_record, read_profile, toml_of
from kuangtu.layers.profiles.queries import (
    content_of,
    fitting_profiles,
    mapping_of,
    profile_named,
    profiles,
)
from kuangtu.layers.profiles.services import delete_profile, save_profile
from kuangtu.layers.queries import manifest_of
from layers.layer_files import DAY, REVIEWER, VIEWER, a_feature, a_geojson, a_shapefile

pytestmark = pytest.mark.django_db
LAYER = "drinking-water-source"
COLUMNS = ("SYDMC", "BHQJB", "MJ")
MAPPING = SourceMapping(
    {
        "SYDMC": ColumnMeaning("name"),
        "BHQJB": ColumnMeaning("level"),
        "MJ": ColumnMeaning(left_out_because="由图形计算"),
    },
    {"level": {"国家级": "LEVEL_1", "不详": ""}},
)


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def a_content(**changes):
    ordinary = {
        "name": "环保局水源地",
        "columns": COLUMNS,
        "mapping": MAPPING,
        "provider": "若羌县生态环境分局",
        "crs_epsg": 4518,
        "encoding": "GBK",
    }
    return ProfileContent(**ordinary | changes)


def saved(actor=REVIEWER, layer=LAYER, **changes):
    return save_profile(layer=layer, content=a_content(**changes), made_on=DAY, actor=actor)


def actions():
    return list(Entry.objects.order_by("pk").values_list("action", "subject"))


def test_a_profile_is_saved_and_a_changed_one_is_its_next_version():
    first, second = saved(), saved(encoding="UTF-8")

    assert [(one.version, one.encoding) for one in (first, second)] == [(1, "GBK"), (2, "UTF-8")]
    assert content_of(first) == a_content()
    assert [one.version for one in profiles(actor=REVIEWER)] == [2]
    assert actions() == [
        ("layers.profile-saved", f"layers.MappingProfile:{LAYER}/环保局水源地/1"),
        ("layers.profile-saved", f"layers.MappingProfile:{LAYER}/环保局水源地/2"),
    ]


def test_saying_the_same_again_makes_no_version():
    first = saved()

    again = saved(mapping=mapping_of(first))

    assert (again, MappingProfile.objects.count(), len(actions())) == (first, 1, 1)


def test_a_mapping_is_signed_with_the_version_that_it_comes_from():
    mapping = mapping_of(saved())

    assert (mapping.profile, mapping.version, mapping.fields) == (
        "环保局水源地",
        1,
        {"SYDMC": "name", "BHQJB": "level"},
    )


def test_a_deleted_profile_is_proposed_no_longer_and_its_name_goes_on_counting():
    saved()

    delete_profile(layer=LAYER, name="环保局水源地", deleted_on=DAY, actor=REVIEWER)

    assert fitting_profiles(LAYER, COLUMNS, actor=REVIEWER) == []
    with pytest.raises(NotFound):
        profile_named(LAYER, "环保局水源地", actor=REVIEWER)
    assert profile_named(LAYER, "环保局水源地", actor=REVIEWER, version=1).deleted_on == DAY
    assert saved().version == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "layer.profile-name"),
        ({"name": "长" * 81}, "layer.too-long"),
        ({"crs_epsg": 99999}, "layer.profile-crs"),
        ({"mapping": SourceMapping()}, "layer.profile-empty"),
        ({"mapping": SourceMapping({"MJ": ColumnMeaning("acres")})}, "layer.mapping-unknown"),
    ],
)
def test_a_profile_that_cannot_be_used_is_not_kept(changes, code):
    with pytest.raises(Invalid) as refused:
        saved(**changes)

    assert [problem.code for problem in refused.value.problems] == [code]
    assert (MappingProfile.objects.count(), actions()) == (0, [])


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"actor": VIEWER}, RoleTooLow),
        ({"layer": "mineral-right"}, KeptInLedger),
        ({"layer": "x"}, NotFound),
    ],
)
def test_a_profile_needs_a_reviewer_and_a_layer_that_takes_files(changes, error):
    with pytest.raises(error):
        saved(**changes)

    assert not MappingProfile.objects.exists()


def test_the_same_columns_come_first_then_the_greatest_overlap_and_strangers_not_at_all():
    saved(name="近", columns=(*COLUMNS, "BZ"))
    saved(name="同")
    saved(name="远", columns=("A", "B", "MJ"))

    found = fitting_profiles(LAYER, ["MJ", "BHQJB", "SYDMC"], actor=REVIEWER)

    assert [(one.profile.name, one.fit.is_exact) for one in found] == [("同", True), ("近", False)]
    assert found[1].fit.text.zh == "方案中有、文件没有：BZ"


def test_a_profile_of_another_layer_is_not_proposed():
    saved(layer="cultural-relics", mapping=SourceMapping({"SYDMC": ColumnMeaning("name")}))

    assert fitting_profiles(LAYER, COLUMNS, actor=REVIEWER) == []


@pytest.mark.parametrize("suffix", ["toml", "json"])
def test_a_profile_goes_out_as_a_file_and_comes_back_the_same(tmp_path, suffix):
    saved()
    file = tmp_path / f"水源地.{suffix}"

    run("export", LAYER, "环保局水源地", "--to", file)
    run("delete", LAYER, "环保局水源地")
    told = run("import", file)

    assert told == f"已保存 环保局水源地（第 2 版），图层 {LAYER}\n"
    assert content_of(MappingProfile.objects.get(version=2)) == a_content()


def run(*arguments):
    result = CliRunner().invoke(command, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_odd_names_survive_a_toml_file():
    odd = {
        '引"号.点\\': ColumnMeaning("name"),
        "空 格\n行": ColumnMeaning(),
        "\x7f": ColumnMeaning(),
    }
    content = a_content(mapping=SourceMapping(odd), columns=tuple(odd))

    layer, back = read_profile(toml_of(profile_record(LAYER, content)).encode(), file="a.toml")

    assert (layer, back) == (LAYER, content)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("name = ", [""]),
        ('format = "x"', [""]),
        ("[1]", [""]),
        ('{"format": "PROFILE", "a": 1, "name": 2}', ["a", "name"]),
        (
            '{"format": "PROFILE", "crs_epsg": "x", "columns": {"A": 1}}',
            ["crs_epsg", "columns.A"],
        ),
        (
            '{"format": "PROFILE", "columns": {"A": {"feld": ""}}, "values": {"level": {"一": 1}}}',
            ["columns.A.feld", "values.level.一"],
        ),
        ('{"format": "PROFILE", "columns": []}', ["columns"]),
    ],
)
def test_a_file_that_is_no_profile_says_where(text, fields):
    with pytest.raises(Invalid) as refused:
        read_profile(text.replace("PROFILE", FORMAT).encode(), file="a.toml")

    assert [problem.code for problem in refused.value.problems] == ["layer.profile-file"] * len(
        fields
    )
    assert [problem.place.field for problem in refused.value.problems] == fields


def test_the_commands_show_and_list_what_each_column_means():
    saved()

    shown, listed = run("show", LAYER, "环保局水源地"), run("list", "--layer", LAYER)

    assert "由图形计算" in shown
    assert "国家级" in shown
    assert "环保局水源地" in listed
    assert run("list", "--layer", "railway", "--json") == "[]\n"


def test_a_profile_that_is_not_there_is_not_found():
    for words in (("show", LAYER, "无"), ("delete", LAYER, "无"), ("import", "无.toml")):
        with pytest.raises(KuangtuError):
            run(*words)


def test_an_import_by_a_profile_reads_the_file_as_it_says_and_shows_it_first(tmp_path):
    saved(columns=("SYDMC", "BHQJB"), mapping=SourceMapping(MAPPING.columns, MAPPING.values))
    feature = a_feature(SYDMC="甲", BHQJB="国家级")
    file = a_geojson(tmp_path, feature)

    told = imported(file, "--profile", "环保局水源地")

    edition = Edition.objects.get()
    assert "坐标系：EPSG:4490 China Geodetic Coordinate System 2000，由文件中的 crs 写明\n" in told
    assert (edition.feature_count, edition.crs_epsg) == (1, 4490)
    manifest = manifest_of(edition)["mapping"]
    assert (manifest["profile"], manifest["version"]) == ("环保局水源地", 1)


def test_a_profile_declares_the_system_that_neither_file_nor_command_says(tmp_path):
    columns = {"MC": ColumnMeaning("name")}
    content = a_content(name="保护地", mapping=SourceMapping(columns), crs_epsg=4490)
    save_profile(layer="nature-reserve", content=content, made_on=DAY, actor=REVIEWER)
    path = a_shapefile(tmp_path / "in")
    path.with_suffix(".prj").unlink()

    imported(path, "--profile", "保护地", layer="nature-reserve")

    assert Edition.objects.get().crs_epsg == 4490


def test_an_import_names_the_profile_that_fits_and_the_values_that_nobody_knows(tmp_path):
    saved(columns=("SYDMC", "BHQJB"))
    file = a_geojson(tmp_path, a_feature(SYDMC="甲", BHQJB="国家级"))

    with pytest.raises(ImportRefused):
        imported(file, "--map", "SYDMC=name", told=(told := []))

    assert "可用方案 环保局水源地（第 1 版）：字段与方案完全一致" in told[0]
    assert "未对照的取值：保护区级别（level）：国家级 × 1" in told[0]


def imported(file, *more, layer=LAYER, told=None):
    words = ["import", str(file), "--layer", layer, "--source", "环保局", *more]
    result = CliRunner().invoke(layer_command, words)
    if told is not None:
        told.append(result.output)
    if result.exception is not None:
        raise result.exception
    return result.output
