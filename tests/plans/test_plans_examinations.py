# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Health checks that are kept, and what officers answer to them. 规划体检的存档与答复。"""

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from conformity.stored_plan import NEIGHBOUR, PLAN, REVIEWER, VIEWER, a_loaded_plan
from kuangtu.accounts.actor import RoleTooLow
from kuangtu.audit.models import Entry
from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.plans.choices import AnswerKind
from kuangtu.plans.errors import DocumentNotUsable, HealthAnswerNotUsable
from kuangtu.plans.examinations.documents import Upload, kept_document, plain_name
from kuangtu.plans.examinations.queries import health_notes, plan_health
from kuangtu.plans.health.answers import said_beside
from kuangtu.plans.health.checks import CHECKS
from kuangtu.plans.health.records import finding_from, finding_records, fingerprints
from kuangtu.plans.health.types import Finding, Grade, Kind, Where
from kuangtu.plans.models import HealthAnswer, HealthRun
from plans.examined_plan import (
    CLEAN,
    CODE,
    CORRECTED,
    DAY,
    SHARE,
    SUM,
    a_document,
    answered,
    checked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


@pytest.fixture
def edition(tmp_path):
    return a_loaded_plan(tmp_path)


def traces():
    return list(
        Entry.objects.filter(action__startswith="plans.health").values_list("action", "data")
    )


def known_by(health):
    return [(one.note.fingerprint, one.note.standing.zh) for one in health.items]


def test_a_check_keeps_what_was_read_and_found_with_one_trace(edition):
    upload = a_document()

    run = checked(upload)

    assert (run.folder, run.edition_sha256, run.adcode) == (CODE, edition.sha256, "652824")
    assert (run.document_name, run.document_sha256) == ("规划文本.txt", upload.sha256)
    assert run.examined == {
        "checks": len(CHECKS),
        "paragraphs": 4,
        "tables": 0,
        "has_outline": False,
    }
    assert [one["fingerprint"] for one in run.findings] == [SUM, SHARE]
    assert finding_records([finding_from(one) for one in run.findings]) == run.findings
    assert traces() == [
        (
            "plans.health-checked",
            {
                "edition": edition.sha256,
                "file": "规划文本.txt",
                "sha256": upload.sha256,
                "count": 2,
            },
        )
    ]


def test_the_document_is_kept_so_that_the_check_can_be_repeated(edition):
    run = checked(a_document())

    again = kept_document(run.document_sha256, run.document_name)

    assert hashlib.sha256(again.content).hexdigest() == run.document_sha256
    assert checked(again).findings == run.findings


def test_a_document_that_is_no_longer_in_the_home_is_told(edition):
    with pytest.raises(NotFound) as caught:
        kept_document("0" * 64, "规划文本.txt")

    assert caught.value.text.zh == "未找到 规划文本“规划文本.txt”"


def test_without_a_document_the_folder_alone_is_examined(edition):
    run = checked()

    assert (run.document_name, run.document_sha256, run.findings) == ("", "", [])


@pytest.mark.parametrize(
    ("upload", "code", "place"),
    [
        pytest.param(
            Upload("规划.doc", b"\xd0\xcf\x11\xe0"), "document-kind", "规划.doc", id="doc"
        ),
        pytest.param(Upload("规划.docx", b"PK"), "document-damaged", "规划.docx", id="damaged"),
        pytest.param(
            Upload("规划.txt", "一行\n若羌".encode("gbk")),
            "document-not-utf-8",
            "规划.txt:1",
            id="gbk",
        ),
        pytest.param(Upload("规划.md", b""), "document-empty", "规划.md", id="empty"),
        pytest.param(
            Upload("长.txt", f"{'一' * 499}\t{'二' * 500}\n".encode() * 501),
            "document-too-long",
            "长.txt",
            id="long",
        ),
        pytest.param(Upload("../.txt", b"a"), "document-kind", "", id="no-name"),
    ],
)
def test_a_file_that_is_no_document_leaves_nothing_behind(edition, settings, upload, code, place):
    with pytest.raises(DocumentNotUsable) as caught:
        checked(upload)

    assert [(one.code, str(one.place)) for one in caught.value.problems] == [
        (code, f"{place} document".strip())
    ]
    assert (HealthRun.objects.count(), traces()) == (0, [])
    assert not (settings.KUANGTU_HOME / "plan-documents").exists()


@pytest.mark.parametrize(
    ("actor", "error"),
    [
        pytest.param(VIEWER, RoleTooLow, id="viewer"),
        pytest.param(NEIGHBOUR, NotFound, id="of-another-county"),
    ],
)
def test_who_may_not_check_leaves_nothing_behind(edition, settings, actor, error):
    with pytest.raises(error):
        checked(a_document(), actor=actor)

    assert (HealthRun.objects.count(), traces()) == (0, [])
    assert not (settings.KUANGTU_HOME / "plan-documents").exists()


def test_a_name_is_taken_without_its_path():
    assert plain_name(r"C:\文件\规划.docx") == "规划.docx"
    assert [plain_name("a/.hidden"), plain_name("a\x00.txt")] == ["", ""]
    assert len(plain_name("长" * 300 + ".docx")) == 200


def test_an_answer_stands_beside_its_finding_with_one_trace(edition):
    checked(a_document())

    answered(AnswerKind.ACCEPTED, words=" 以印本为准 ")

    assert known_by(plan_health(CODE, actor=VIEWER)) == [
        (SUM, "未答复"),
        (SHARE, "按原文采用，以印本为准，审查员 2026-11-27"),
    ]
    assert traces()[1:] == [
        (
            "plans.health-answered",
            {"before": None, "value": "ACCEPTED", "reason": "以印本为准", "letter": ""},
        )
    ]


def test_an_answer_can_be_changed_and_what_was_said_stays(edition):
    checked(a_document())
    answered(AnswerKind.ACCEPTED)
    answered(AnswerKind.RAISED, letter_number="若自然资函〔2026〕8号", letter_on=date(2026, 11, 20))

    (_, one) = plan_health(CODE, actor=REVIEWER).items

    assert one.note.standing.zh == (
        "已报编制机关（若自然资函〔2026〕8号 2026-11-20），审查员 2026-11-27"
    )
    assert [answer.kind for answer in one.history] == [AnswerKind.RAISED, AnswerKind.ACCEPTED]


def test_the_same_answer_twice_is_kept_once(edition):
    checked(a_document())

    first, second = answered(AnswerKind.ACCEPTED), answered(AnswerKind.ACCEPTED)

    assert first.pk == second.pk
    assert len(traces()) == 2


def test_a_withdrawn_answer_opens_the_finding_again(edition):
    checked(a_document())
    answered(AnswerKind.ACCEPTED)

    answered(AnswerKind.WITHDRAWN, words="答错了条")

    assert known_by(plan_health(CODE, actor=REVIEWER))[1] == (SHARE, "未答复")
    assert HealthAnswer.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "words", "problems"),
    [
        (AnswerKind.CORRECTED, {"words": "  "}, [("words", "须写明更正了什么、为什么")]),
        (
            AnswerKind.RAISED,
            {},
            [("letter_number", "须写明文号"), ("letter_on", "须写明发文日期")],
        ),
        (
            AnswerKind.RAISED,
            {"letter_number": "1号", "letter_on": date(2026, 11, 28)},
            [("letter_on", "发文日期不能晚于今日")],
        ),
        (AnswerKind.ACCEPTED, {"words": "字" * 501}, [("words", "不超过 500 个字")]),
        (
            AnswerKind.RAISED,
            {"letter_number": "1" * 81, "letter_on": DAY},
            [("letter_number", "不超过 80 个字")],
        ),
        (AnswerKind.WITHDRAWN, {}, [("kind", "尚无答复，不必撤回")]),
    ],
)
def test_an_answer_that_lacks_something_is_not_kept(edition, kind, words, problems):
    checked(a_document())

    with pytest.raises(HealthAnswerNotUsable) as caught:
        answered(kind, **words)

    assert [(one.place.field, one.text.zh) for one in caught.value.problems] == problems
    assert (HealthAnswer.objects.count(), len(traces())) == (0, 1)


@pytest.mark.parametrize(
    ("actor", "fingerprint", "error"),
    [
        pytest.param(VIEWER, SHARE, RoleTooLow, id="viewer"),
        pytest.param(NEIGHBOUR, SHARE, NotFound, id="of-another-county"),
        pytest.param(REVIEWER, "0" * 16, NotFound, id="no-such-finding"),
    ],
)
def test_an_answer_that_may_not_be_given_is_not_kept(edition, actor, fingerprint, error):
    checked(a_document())

    with pytest.raises(error):
        answered(AnswerKind.ACCEPTED, fingerprint, actor=actor)

    assert (HealthAnswer.objects.count(), len(traces())) == (0, 1)


def test_an_answer_survives_another_check_and_a_new_edition_of_the_folder(edition, tmp_path):
    checked(a_document())
    answered(AnswerKind.ACCEPTED)

    newer = a_loaded_plan(tmp_path, plan=PLAN.replace("虚构", "虚构的示例"))
    checked(a_document("前言\n\n" + a_document().content.decode()))

    health = plan_health(CODE, actor=REVIEWER)
    assert health.run.edition_sha256 == newer.sha256 != edition.sha256
    assert known_by(health)[1] == (SHARE, "按原文采用，审查员 2026-11-27")


def test_an_answer_whose_finding_is_gone_is_told_apart(edition):
    checked(a_document())
    answered(AnswerKind.RAISED, letter_number="1号", letter_on=DAY)

    checked(a_document(CORRECTED))

    health = plan_health(CODE, actor=REVIEWER)
    assert [one.note.fingerprint for one in health.items] == [SUM]
    assert [(one.note.fingerprint, one.note.finding.computed) for one in health.gone] == [
        (SHARE, "30.6%")
    ]


def test_a_clean_document_has_no_findings(edition):
    checked(a_document(CLEAN))

    health = plan_health(CODE, actor=REVIEWER)

    assert (health.items, health.gone) == ((), ())


def test_notes_are_of_the_newest_check_of_each_plan(edition, django_assert_max_num_queries):
    checked(a_document())
    checked(a_document(CORRECTED))
    answered(AnswerKind.CORRECTED, SUM, words="表中小型改为8个")

    with django_assert_max_num_queries(3):
        (note,) = health_notes([CODE, "other"], actor=VIEWER)

    assert (note.fingerprint, note.clauses) == (SUM, frozenset({"一2"}))
    assert [note.concerns(CODE, clause) for clause in ("一2", "一2-1", "一20", "一1")] == [
        True,
        True,
        False,
        False,
    ]
    assert not note.concerns("other", "一2")
    assert health_notes([CODE], actor=NEIGHBOUR) == ()


def a_finding(words="0", **changes):
    where = Where(words, "四(二)1", 10, "专栏10", 4, 5)
    ordinary = Finding(Grade.DOUBT, Kind.CELL, where, Text("零值", "zero"))
    return replace(ordinary, **changes)


def test_a_fingerprint_does_not_depend_on_the_place_in_the_file():
    moved = a_finding(where=Where(" 0 ", "四(二)1-1", 99, "专栏10", 7, 5), grade=Grade.NOTE)

    assert fingerprints([a_finding()]) == fingerprints([moved])


def test_findings_that_are_alike_never_pass_their_fingerprints_on():
    one, two = a_finding(), a_finding(where=Where("0", "四(二)1", 20, "专栏10", 8, 5))
    three = replace(two, message=Text("另一零值", "another zero"))

    first, second, third = fingerprints([one, two, three])

    assert len({first, second, third}) == 3
    assert not {first, second, third} & set(fingerprints([two]))


def test_mere_notes_are_counted_beside_a_clause_and_doubts_are_told():
    answer = {"text": {"zh": "按原文采用，甲 2026-11-27", "en": "accepted, 甲 2026-11-27"}}

    def a_note(grade, said, given=None):
        return {"grade": grade, "message": {"zh": said, "en": said}, "answer": given}

    said = said_beside(
        [
            a_note("错误", "甲"),
            a_note("提示", "乙"),
            a_note("提示", "丙", answer),
            a_note("提示", "丁"),
        ]
    )

    assert said == Text(
        "本条有规划体检发现：甲（未答复）；丙（按原文采用，甲 2026-11-27）；提示 2 处",
        "plan health check: 甲 (not answered); 丙 (accepted, 甲 2026-11-27); "
        "notes of lesser weight: 2",
    )
    assert said_beside([]) is None
