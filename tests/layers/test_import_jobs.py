# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Imports in the background: handed in, run by a worker, refused, cancelled."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kuangtu.accounts.actor import SYSTEM, RoleTooLow
from kuangtu.accounts.models import Officer
from kuangtu.audit.models import Entry
from kuangtu.core.errors import Invalid, NotFound
from kuangtu.layers.choices import EditionStatus, ImportStatus, ImportStep
from kuangtu.layers.errors import KeptInLedger
from kuangtu.layers.imports.queries import waiting_before
from kuangtu.layers.imports.services import (
    ImportEnded,
    cancel_import,
    request_import,
    run_import,
)
from kuangtu.layers.imports.uploads import uploads_folder
from kuangtu.layers.models import Edition, ImportJob
from kuangtu.layers.tasks import take_up_what_was_left
from layers.layer_files import BOWTIE, VIEWER, a_feature, a_geojson, a_shapefile

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LAYER = "nature-reserve"


def a_reviewer():
    officer = Officer.objects.create(username="reviewer", role="REVIEWER", area="652824")
    return officer.as_actor()


def upload_of(path, name=None):
    return SimpleUploadedFile(name or path.name, path.read_bytes())


def asked_for(tmp_path, *, uploads=None, actor=None, words=None, **changes):
    ordinary = {
        "layer": LAYER,
        "uploads": uploads if uploads is not None else [upload_of(a_geojson(tmp_path))],
        "words": {"source": "林草局来函", "dated_on": "2026-10-01"} | (words or {}),
        "requested_at": NOW,
        "actor": actor or a_reviewer(),
    }
    return request_import(**ordinary | changes)


def ran(job):
    return run_import(job.pk, clock=lambda: NOW + timedelta(minutes=1))


def waiting_files():
    return sorted(path.name for path in uploads_folder().rglob("*") if path.is_file())


def actions():
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def test_a_file_handed_in_becomes_a_staged_edition_and_its_upload_is_gone(tmp_path):
    job = ran(asked_for(tmp_path))

    edition = Edition.objects.get()
    assert (job.status, job.edition, job.step) == (
        ImportStatus.IMPORTED,
        edition,
        ImportStep.KEEPING,
    )
    assert (edition.status, edition.feature_count, edition.source) == (
        EditionStatus.STAGED,
        1,
        "林草局来函",
    )
    assert (edition.dated_on, edition.imported_by) == (date(2026, 10, 1), job.requested_by)
    assert waiting_files() == []
    assert actions() == ["layers.import-requested", "layers.imported"]


def test_the_parts_of_a_shapefile_are_handed_in_together(tmp_path):
    main = a_shapefile(tmp_path / "set")
    parts = [upload_of(path) for path in sorted(main.parent.iterdir())]

    job = ran(asked_for(tmp_path, uploads=parts))

    assert (job.status, job.file_name) == (ImportStatus.IMPORTED, "reserves.shp")
    assert job.edition.feature_count == 2


def test_a_problem_of_a_set_of_files_names_the_set(tmp_path):
    main = a_shapefile(tmp_path / "set")
    parts = [upload_of(path) for path in sorted(main.parent.iterdir()) if path.suffix != ".prj"]

    job = ran(asked_for(tmp_path, uploads=parts))

    assert [problem["file"] for problem in job.refusal["problems"]] == ["reserves"]


def test_a_refused_file_leaves_its_problems_with_their_features_and_no_edition(tmp_path):
    file = a_geojson(tmp_path, a_feature(BOWTIE, MC="甲"), a_feature(MC="乙"))

    job = ran(asked_for(tmp_path, uploads=[upload_of(file)]))

    assert job.status == ImportStatus.REFUSED
    assert job.refusal["problem_count"] == len(job.refusal["problems"]) == 1
    assert job.refusal["problems"][0]["message"]["zh"].startswith("第 1 个要素：")
    assert not Edition.objects.exists()
    assert waiting_files() == []
    assert actions() == ["layers.import-requested", "layers.import-refused"]


def test_features_with_errors_are_left_out_when_the_importer_says_so(tmp_path):
    file = a_geojson(tmp_path, a_feature(BOWTIE, MC="甲"), a_feature(MC="乙"))

    job = ran(asked_for(tmp_path, uploads=[upload_of(file)], words={"without_invalid": "true"}))

    assert (job.edition.feature_count, job.edition.left_out_count) == (1, 1)


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ({"source": " "}, ["source"]),
        ({"dated_on": "昨天"}, ["dated_on"]),
        ({"dated_on": "2026-11-24"}, ["dated_on"]),
        ({"accuracy_m": "十米"}, ["accuracy_m"]),
        ({"accuracy_m": "-1"}, ["accuracy_m"]),
        ({"accuracy_m": "nan"}, ["accuracy_m"]),
        ({"quality": "优"}, ["quality"]),
        ({"crs": "EPSG:99999"}, ["crs"]),
        ({"crs": "四五一八"}, ["crs"]),
        ({"helmert": "1,2,3"}, ["helmert"]),
        ({"mapping": "MC"}, ["mapping"]),
        ({"source": "", "dated_on": "x", "crs": "1"}, ["dated_on", "crs"]),
    ],
)
def test_a_statement_that_cannot_be_read_is_refused_at_its_field_before_anything_is_kept(
    tmp_path, words, fields
):
    with pytest.raises(Invalid) as refused:
        asked_for(tmp_path, words=words)

    assert [problem.place.field for problem in refused.value.problems] == fields
    assert not ImportJob.objects.exists()
    assert waiting_files() == []


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ([], "请选择要导入的文件"),
        (["a.dwg"], "“a.dwg”的格式不支持"),
        (["a.geojson", "b.geojson"], "一次只能导入一个数据集"),
        (["a.shp", "A.SHP"], "“A.SHP”选了两次"),
        (["..\\..\\.bashrc"], "文件名“"),
    ],
)
def test_files_that_cannot_be_an_import_are_refused_by_name(tmp_path, names, says):
    uploads = [SimpleUploadedFile("x", b"{}") for _ in names]
    for upload, name in zip(uploads, names, strict=True):
        upload._name = name

    with pytest.raises(Invalid) as refused:
        asked_for(tmp_path, uploads=uploads)

    assert refused.value.problems[0].text.zh.startswith(says)
    assert waiting_files() == []


def test_files_above_the_limit_are_refused_with_both_sizes(tmp_path, settings):
    settings.KUANGTU_UPLOAD_LIMIT_BYTES = 2_000_000
    upload = SimpleUploadedFile("a.geojson", b" " * 2_500_000)

    with pytest.raises(Invalid) as refused:
        asked_for(tmp_path, uploads=[upload])

    assert refused.value.problems[0].text.en.startswith("the files have 2.5 MB, more than 2 MB")


def test_a_job_that_cannot_be_written_leaves_no_file_behind(tmp_path):
    # Times of the ledger have a zone; one without is a defect that tests make an error.
    with pytest.raises(RuntimeWarning, match="naive datetime"):
        asked_for(tmp_path, requested_at=NOW.replace(tzinfo=None))

    assert (ImportJob.objects.count(), waiting_files()) == (0, [])


def test_a_viewer_hands_nothing_in(tmp_path):
    with pytest.raises(RoleTooLow):
        asked_for(tmp_path, actor=VIEWER)

    assert (ImportJob.objects.count(), waiting_files()) == (0, [])


@pytest.mark.parametrize(("layer", "error"), [("mineral-right", KeptInLedger), ("x", NotFound)])
def test_a_layer_that_takes_no_file_is_refused(tmp_path, layer, error):
    with pytest.raises(error):
        asked_for(tmp_path, layer=layer)

    assert not ImportJob.objects.exists()


def test_a_waiting_import_is_cancelled_and_never_runs(tmp_path, django_capture_on_commit_callbacks):
    job = asked_for(tmp_path)

    with django_capture_on_commit_callbacks(execute=True):
        cancel_import(job=job, cancelled_at=NOW, actor=SYSTEM)

    assert ran(job).status == ImportStatus.CANCELLED
    assert not Edition.objects.exists()
    assert waiting_files() == []


def test_a_running_import_stops_at_its_next_step(tmp_path):
    job = asked_for(tmp_path)
    moments = iter([NOW, NOW])

    def clock():
        # The second look at the clock comes between claiming the job and its first step.
        at = next(moments)
        if ImportJob.objects.get(pk=job.pk).status == ImportStatus.RUNNING:
            cancel_import(job=job, cancelled_at=at, actor=SYSTEM)
        return at

    ended = run_import(job.pk, clock=clock)

    assert ended.status == ImportStatus.CANCELLED
    assert not Edition.objects.exists()
    assert waiting_files() == []


def test_an_import_that_has_ended_is_not_cancelled(tmp_path):
    job = ran(asked_for(tmp_path))

    with pytest.raises(ImportEnded) as refused:
        cancel_import(job=job, cancelled_at=NOW, actor=SYSTEM)

    assert refused.value.text.zh == "导入任务的状态是“已导入”，不能再取消"
    assert ImportJob.objects.get().status == ImportStatus.IMPORTED


def test_an_import_of_somebody_whose_account_was_closed_is_refused(tmp_path):
    job = asked_for(tmp_path)
    Officer.objects.update(is_active=False)

    ended = ran(job)

    assert (ended.status, ended.refusal["code"]) == (ImportStatus.REFUSED, "not-found")
    assert not Edition.objects.exists()


def test_an_import_that_dies_of_the_program_says_so_and_is_not_left_running(tmp_path, settings):
    job = asked_for(tmp_path)
    # A file stands where the layers' folder must be made.
    home = settings.KUANGTU_HOME / "layers"
    home.write_text("")

    with pytest.raises(OSError, match="layers"):
        ran(job)

    job.refresh_from_db()
    assert (job.status, job.refusal["message"]["en"][:33]) == (
        ImportStatus.REFUSED,
        "the import failed in the program ",
    )
    assert waiting_files() == []


def test_imports_wait_for_the_ones_before_them(tmp_path):
    actor = a_reviewer()
    first, second = (asked_for(tmp_path, actor=actor) for _ in range(2))

    assert (waiting_before(first), waiting_before(second)) == (0, 1)


def test_an_import_whose_worker_was_killed_is_ended_by_the_next_worker(tmp_path):
    job, later = asked_for(tmp_path), asked_for(tmp_path, actor=SYSTEM)
    at_work = {"status": ImportStatus.RUNNING, "started_at": NOW}
    ImportJob.objects.filter(pk=job.pk).update(**at_work)

    take_up_what_was_left(at=NOW + timedelta(hours=1), is_alone=False)
    job.refresh_from_db()
    assert job.status == ImportStatus.RUNNING

    take_up_what_was_left(at=NOW + timedelta(hours=1), is_alone=True)
    job.refresh_from_db()
    later.refresh_from_db()
    assert (job.status, job.refusal["code"], job.ended_at) == (
        ImportStatus.REFUSED,
        "layer.import-cut-short",
        NOW + timedelta(hours=1),
    )
    assert later.status == ImportStatus.WAITING
    assert len(waiting_files()) == 1


def test_an_import_that_another_worker_has_had_for_too_long_is_ended_too(tmp_path):
    job = asked_for(tmp_path)
    ImportJob.objects.filter(pk=job.pk).update(status=ImportStatus.INSPECTING, started_at=NOW)

    take_up_what_was_left(at=NOW + timedelta(hours=7), is_alone=False)

    job.refresh_from_db()
    assert job.status == ImportStatus.REFUSED
    assert actions()[-1] == "layers.import-refused"
