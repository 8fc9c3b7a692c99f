# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A file is looked at, its reading confirmed, and only then imported. 待确认导入。"""

from datetime import timedelta

import numpy as np
import pytest
from django.core.management import call_command

from kuangtu.accounts.actor import SYSTEM, RoleTooLow
from kuangtu.audit.models import Entry
from kuangtu.core.errors import Invalid
from kuangtu.layers import tasks
from kuangtu.layers.choices import ImportStatus, ImportStep
from kuangtu.layers.imports.queries import may_be_confirmed
from kuangtu.layers.imports.services import (
    confirm_import,
    look_again,
    request_import,
    run_import,
    run_inspection,
)
from kuangtu.layers.imports.states import NothingToConfirm
from kuangtu.layers.imports.uploads import uploads_folder
from kuangtu.layers.inspecting import inspect_file
from kuangtu.layers.inspection_records import inspection_from, inspection_record
from kuangtu.layers.mapping import ColumnMeaning, SourceMapping
from kuangtu.layers.models import Edition, ImportJob, MappingProfile
from kuangtu.layers.profiles.content import ProfileContent
from kuangtu.layers.queries import manifest_of
from layers.layer_files import (
    BESIDE,
    SQUARE,
    VIEWER,
    a_feature,
    a_geojson,
    a_geopackage,
    a_shapefile,
    parts_of,
    shared,
)
from layers.test_import_jobs import NOW, a_reviewer, upload_of

pytestmark = pytest.mark.django_db
LAYER = "drinking-water-source"
WORDS = {"source": "环保局来函", "crs_confirmed": "true", "encoding_confirmed": "true"}
MAPPING = SourceMapping({"MC": ColumnMeaning("name"), "JB": ColumnMeaning("level")})


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def a_file(tmp_path, *levels, crs="EPSG::4490"):
    places = [SQUARE, BESIDE]
    features = [a_feature(places[i], MC=f"地{i}", JB=level) for i, level in enumerate(levels)]
    return a_geojson(tmp_path, *features, crs=crs)


def handed_in(*paths, layer=LAYER):
    return request_import(
        layer=layer,
        uploads=[upload_of(path) for path in paths],
        words={"source": "环保局来函"},
        requested_at=NOW,
        actor=a_reviewer(),
    )


def looked_at(*paths, layer=LAYER):
    return run_inspection(handed_in(*paths, layer=layer).pk, clock=lambda: NOW)


def confirmed(job, *, mapping=MAPPING, profile=None, **words):
    said = {key: word for key, word in (WORDS | words).items() if word}
    return confirm_import(
        job=job, words=said, mapping=mapping, confirmed_at=NOW, actor=SYSTEM, profile=profile
    )


def ran(job):
    return run_import(job.pk, clock=lambda: NOW)


def waiting_files():
    return sorted(path.name for path in uploads_folder().rglob("*") if path.is_file())


def fields_of(refused):
    return [problem.place.field for problem in refused.value.problems]


def test_a_file_is_looked_at_and_awaits_its_confirmation(tmp_path):
    job = looked_at(a_file(tmp_path, "一级"))

    [seen] = inspection_from(job.inspection).datasets
    assert (job.status, job.step, job.ended_at) == (
        ImportStatus.AWAITING,
        ImportStep.CONFIRMING,
        None,
    )
    assert (seen.crs.epsg, seen.feature_count) == (4490, 1)
    assert [(one.name, one.values) for one in seen.columns] == [
        ("MC", (("地0", 1),)),
        ("JB", (("一级", 1),)),
    ]
    assert waiting_files() == ["a.geojson"]


def test_what_was_seen_is_kept_to_the_letter(tmp_path):
    path = a_shapefile(tmp_path / "in", encoding="GBK")
    for suffix in (".prj", ".cpg"):
        path.with_suffix(suffix).unlink()
    seen = inspect_file(path, work=tmp_path / "work")

    assert inspection_from(inspection_record(seen)) == seen


def test_a_confirmed_file_becomes_an_edition_whose_manifest_says_how_it_was_read(tmp_path):
    job = looked_at(a_file(tmp_path, "甲类", "一级"))
    mapping = SourceMapping(MAPPING.columns, {"level": {"甲类": "LEVEL_2"}})

    ended = ran(confirmed(job, mapping=mapping))

    assert (ended.status, ended.edition.feature_count) == (ImportStatus.IMPORTED, 2)
    assert manifest_of(ended.edition)["mapping"] == mapping.as_json()
    assert waiting_files() == []
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == [
        "layers.import-requested",
        "layers.import-confirmed",
        "layers.imported",
    ]


def test_a_mapping_is_saved_as_a_profile_and_the_manifest_names_its_version(tmp_path):
    job = looked_at(a_file(tmp_path, "一级"))
    content = ProfileContent("水源地", ("MC", "JB"), MAPPING)

    ended = ran(confirmed(job, profile=content))

    saved = MappingProfile.objects.get()
    assert (saved.name, saved.version, saved.made_by) == ("水源地", 1, SYSTEM.key)
    manifest = manifest_of(ended.edition)["mapping"]
    assert (manifest["profile"], manifest["version"]) == ("水源地", 1)


def test_a_system_that_the_file_does_not_say_must_be_chosen(tmp_path):
    path = a_shapefile(tmp_path / "in")
    path.with_suffix(".prj").unlink()
    job = looked_at(*parts_of(path), layer="nature-reserve")
    [seen] = inspection_from(job.inspection).datasets

    with pytest.raises(Invalid) as refused:
        confirmed(job, mapping=SourceMapping())
    ended = ran(confirmed(job, mapping=SourceMapping(), crs="EPSG:4490"))

    assert (seen.crs, [one.epsg for one in seen.crs_candidates]) == (None, [4490, 4326])
    assert [problem.code for problem in refused.value.problems] == ["layer.confirm.crs-unknown"]
    assert (ended.status, ended.edition.crs_epsg) == (ImportStatus.IMPORTED, 4490)


def test_a_system_that_was_found_must_be_confirmed_too(tmp_path):
    job = looked_at(a_file(tmp_path, "一级"))

    with pytest.raises(Invalid) as refused:
        confirmed(job, crs_confirmed="")

    assert fields_of(refused) == ["crs_choice"]
    assert (ImportJob.objects.get().status, Edition.objects.count()) == (ImportStatus.AWAITING, 0)


def test_an_old_datum_needs_its_parameters_before_anything_runs(tmp_path):
    job = looked_at(a_file(tmp_path, "一级", crs="EPSG::4610"))

    with pytest.raises(Invalid) as refused:
        confirmed(job)

    assert fields_of(refused) == ["helmert"]


def test_words_of_a_guessed_encoding_must_be_confirmed(tmp_path):
    names = [np.array(["甲保护区", "乙保护区"], dtype=object)]
    path = a_shapefile(tmp_path / "in", encoding="GBK", field_data=names)
    path.with_suffix(".cpg").unlink()
    path.with_suffix(".dbf").write_bytes(without_language(path.with_suffix(".dbf").read_bytes()))
    job = looked_at(*parts_of(path), layer="nature-reserve")

    with pytest.raises(Invalid) as refused:
        confirmed(job, mapping=SourceMapping(), encoding_confirmed="")

    assert fields_of(refused) == ["encoding_confirmed"]


def without_language(dbf):
    return dbf[:29] + b"\x00" + dbf[30:]


def test_one_of_several_tables_must_be_chosen(tmp_path):
    path = a_geopackage(tmp_path, table="one")
    a_geopackage(tmp_path, table="two", append=True)
    job = looked_at(path, layer="nature-reserve")

    with pytest.raises(Invalid) as refused:
        confirmed(job, mapping=SourceMapping())
    ended = ran(confirmed(job, mapping=SourceMapping(), table="two"))

    assert fields_of(refused) == ["chosen"]
    assert (ended.status, ended.edition.feature_count) == (ImportStatus.IMPORTED, 1)


def a_long_file(tmp_path, last_level):
    """The last of its features is beyond what is looked at."""
    features = [a_feature(BESIDE, MC="地", JB="一级")] * 1000
    return a_geojson(tmp_path, *features, a_feature(SQUARE, MC="末", JB=last_level))


def test_a_refused_import_keeps_its_file_and_its_unknown_values_to_be_mapped_without_a_new_upload(
    tmp_path,
):
    job = looked_at(a_long_file(tmp_path, "特级"))
    refused = ran(confirmed(job))
    assert (refused.status, may_be_confirmed(refused)) == (ImportStatus.REFUSED, True)
    assert refused.refusal["unknown_values"] == {"level": {"特级": 1}}
    assert waiting_files() == ["a.geojson"]
    with pytest.raises(Invalid) as again:
        confirmed(refused)
    assert [problem.code for problem in again.value.problems] == ["layer.confirm.values"]

    mapping = SourceMapping(MAPPING.columns, {"level": {"特级": "LEVEL_1"}})
    ended = ran(confirmed(refused, mapping=mapping, without_invalid="true"))

    assert (ended.status, ended.refusal, waiting_files()) == (ImportStatus.IMPORTED, None, [])
    assert ended.edition.feature_count == 1001


def test_a_required_field_without_a_column_and_two_columns_of_one_field_are_told_before_it_runs(
    tmp_path,
):
    job = looked_at(a_file(tmp_path, "一级"))
    twice = {"MC": ColumnMeaning("name"), "JB": ColumnMeaning("name")}

    with pytest.raises(Invalid) as refused:
        confirmed(job, mapping=SourceMapping(twice))

    assert [problem.code for problem in refused.value.problems] == [
        "layer.confirm.field-missing",
        "layer.confirm.field-twice",
    ]


def test_what_is_refused_leaves_the_job_as_it_was(tmp_path):
    job = looked_at(a_file(tmp_path, "一级"))
    before = ImportJob.objects.values().get()
    wrong = SourceMapping({"MC": ColumnMeaning("nothing")})

    with pytest.raises(Invalid) as refused:
        confirmed(job, mapping=wrong, source="", profile=ProfileContent("", ("MC",), MAPPING))

    assert [problem.code for problem in refused.value.problems] == [
        "layer.source-missing",
        "layer.mapping-unknown",
        "layer.confirm.field-missing",
        "layer.profile-name",
    ]
    assert ImportJob.objects.values().get() == before
    assert not MappingProfile.objects.exists()


def test_a_file_is_looked_at_again_in_another_encoding_and_nothing_typed_is_lost(tmp_path):
    path = a_shapefile(tmp_path / "in", encoding="GBK")
    job = looked_at(*parts_of(path), layer="nature-reserve")

    again = look_again(job=job, words=WORDS | {"encoding": "BIG5"}, mapping=MAPPING, actor=SYSTEM)
    seen = run_inspection(again.pk, clock=lambda: NOW)

    assert (seen.status, seen.said["source"], seen.mapping) == (
        ImportStatus.AWAITING,
        "环保局来函",
        MAPPING.as_json(),
    )
    [data] = inspection_from(seen.inspection).datasets
    assert data.encoding is None or data.encoding.name == "cp950"


def test_what_cannot_be_declared_is_not_looked_at_again(tmp_path):
    job = looked_at(a_file(tmp_path, "一级"))

    with pytest.raises(Invalid) as refused:
        look_again(job=job, words={"crs": "四五一八"}, mapping=MAPPING, actor=SYSTEM)

    assert fields_of(refused) == ["crs"]
    assert ImportJob.objects.get().status == ImportStatus.AWAITING


def test_a_file_that_cannot_be_opened_refuses_the_job_and_is_gone(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"not a zip at all")

    job = looked_at(path)

    assert (job.status, may_be_confirmed(job), waiting_files()) == (
        ImportStatus.REFUSED,
        False,
        [],
    )


def test_an_import_that_is_done_cannot_be_confirmed_again(tmp_path):
    job = ran(confirmed(looked_at(a_file(tmp_path, "一级"))))

    with pytest.raises(NothingToConfirm) as refused:
        confirmed(job)

    assert refused.value.text.zh.startswith("导入任务的状态是“已导入”")


def test_a_viewer_confirms_nothing(tmp_path):
    job = looked_at(a_file(tmp_path, "一级"))

    with pytest.raises(RoleTooLow):
        confirm_import(job=job, words=WORDS, mapping=MAPPING, confirmed_at=NOW, actor=VIEWER)

    assert ImportJob.objects.get().status == ImportStatus.AWAITING


@pytest.mark.shared
def test_a_real_shapefile_in_gbk_without_system_is_offered_the_systems_of_its_numbers(tmp_path):
    folder = "encoding_samples/nfgis_1to4M_GBK_no_cpg_no_prj_LDID00"
    parts = [shared(f"{folder}/res2_4m{suffix}") for suffix in (".shp", ".shx", ".dbf")]

    job = looked_at(*parts, layer="settlement")

    [seen] = inspection_from(job.inspection).datasets
    assert (seen.feature_count, seen.encoding.name, seen.encoding.is_guess) == (
        331,
        "gb18030",
        True,
    )
    assert [one.epsg for one in seen.crs_candidates] == [4490, 4326]


@pytest.mark.django_db(transaction=True)
def test_a_worker_looks_and_after_the_confirmation_imports(tmp_path):
    path = a_file(tmp_path, "一级")
    job = tasks.hand_in(
        layer=LAYER,
        uploads=[upload_of(path)],
        words={"source": "环保局来函"},
        requested_at=NOW + timedelta(days=365),
        actor=a_reviewer(),
    )
    call_command("db_worker", verbosity=0, batch=True, interval=0, startup_delay=False)
    job.refresh_from_db()

    tasks.confirm(job=job, words=WORDS, mapping=MAPPING, confirmed_at=NOW, actor=SYSTEM)
    call_command("db_worker", verbosity=0, batch=True, interval=0, startup_delay=False)

    job.refresh_from_db()
    assert job.status == ImportStatus.IMPORTED
