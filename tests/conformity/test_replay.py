# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of repeating a review: identical, or exactly what is missing or different."""

import copy
import json
from datetime import date

import pytest

from conformity.stored_plan import (
    GOAL,
    REVIEWER,
    RULES,
    a_loaded_plan,
    an_application_read,
)
from kuangtu.accounts.actor import SYSTEM
from kuangtu.conformity.errors import ReceiptUnreadable
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.replay import ReplayStatus, replay_receipt
from kuangtu.conformity.rule_sources import rules_sha256
from kuangtu.conformity.services import review
from kuangtu.core.canonical import sha256_of
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import data_path
from kuangtu.layers.services import import_layer, publish_edition
from kuangtu.plans.models import FolderEdition
from kuangtu.rights.services import register_right
from rights.right_builders import a_mine

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)


def a_receipt(**changes):
    receipt = review(an_application_read(**changes), judged_on=DAY, actor=REVIEWER)
    return receipt.exported()


NOT_STORED = "本库没有编号为“—”的存档，只能核对回执自身"


def rehashed(exported):
    """An exported receipt of nobody's database with a hash that fits its record."""
    return exported | {"number": None, "sha256": sha256_of(exported["receipt"])}


def a_published_railway(folder, name="a.geojson"):
    line = {"type": "LineString", "coordinates": [[88.0, 39.019], [88.4, 39.019]]}
    feature = {"type": "Feature", "properties": {"id": "L1", "name": "示例铁路"}, "geometry": line}
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    edition = import_layer(
        layer="railway",
        file=path,
        source="示例",
        imported_on=date(2022, 5, 2),
        dated_on=date(2022, 5, 1),
        actor=SYSTEM,
    )
    return publish_edition(edition=edition, published_on=date(2022, 5, 2), actor=SYSTEM)


def texts(answer):
    return [text.zh for text in answer.differences]


def test_a_receipt_replays_to_the_identical_answer(tmp_path):
    a_loaded_plan(tmp_path)
    exported = a_receipt()

    answer = replay_receipt(exported)

    assert (answer.status, answer.differences, answer.notes) == (ReplayStatus.IDENTICAL, (), ())


def test_a_receipt_replays_after_a_way_through_a_file(tmp_path):
    a_loaded_plan(tmp_path)
    exported = json.loads(json.dumps(a_receipt(), ensure_ascii=False, indent=2))

    assert replay_receipt(exported).status == ReplayStatus.IDENTICAL


def test_a_layer_that_was_published_later_does_not_change_an_old_receipt(tmp_path):
    a_loaded_plan(tmp_path)
    exported = a_receipt()

    a_published_railway(tmp_path)

    assert replay_receipt(exported).status == ReplayStatus.IDENTICAL


def test_a_review_with_a_layer_replays_with_the_same_edition(tmp_path):
    a_loaded_plan(tmp_path)
    edition = a_published_railway(tmp_path)
    exported = a_receipt()

    answer = replay_receipt(exported)

    (layer,) = exported["receipt"]["layers"]
    assert (layer["edition"]["sha256"], layer["hits"]) == (edition.sha256, 1)
    assert exported["receipt"]["conclusion_code"] == "DOES_NOT_CONFORM"
    assert answer.status == ReplayStatus.IDENTICAL


def test_an_absent_layer_edition_is_named(tmp_path):
    a_loaded_plan(tmp_path)
    edition = a_published_railway(tmp_path)
    exported = a_receipt()
    Edition.objects.all().delete()

    answer = replay_receipt(exported)

    assert answer.status == ReplayStatus.INCOMPLETE
    assert texts(answer) == [f"缺少图层“铁路”的第 {edition.number} 版（{edition.sha256}）"]


def test_a_damaged_layer_edition_is_named(tmp_path):
    a_loaded_plan(tmp_path)
    edition = a_published_railway(tmp_path)
    exported = a_receipt()
    data_path(edition).unlink()

    answer = replay_receipt(exported)

    assert (answer.status, answer.exit_code) == (ReplayStatus.INCOMPLETE, 3)
    assert len(answer.differences) == 1


def test_a_generic_rule_that_is_gone_is_named(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)
    exported = a_receipt()

    answer = replay_receipt(exported, rules={})

    assert answer.status == ReplayStatus.INCOMPLETE
    assert texts(answer) == [
        "规则 T-DOCUMENT 所用的通用规则“document-is-handed-in”在本版本中不存在"
    ]


def test_a_finding_that_is_no_longer_there_is_named(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)
    exported = copy.deepcopy(a_receipt())
    extra = exported["receipt"]["findings"][0] | {"rule": "T-GONE"}
    exported["receipt"]["findings"].append(extra)

    answer = replay_receipt(rehashed(exported))

    assert texts(answer) == [
        "规则 T-GONE：原为“符合：已提交“开采方案”，内容另行审查”，现为“没有此项”"
    ]


def test_a_ledger_that_was_empty_then_is_noted(tmp_path):
    a_loaded_plan(tmp_path, goals=GOAL)
    exported = a_receipt()
    register_right(record=a_mine(), actor=REVIEWER)

    answer = replay_receipt(exported)

    assert answer.status == ReplayStatus.IDENTICAL
    assert [note.zh for note in answer.notes] == [
        "矿业权台账现在对 2023-06-01 的读数与当时不同：当时没有台账",
        "指标账户 MINE_COUNT：当时 无数据，现在读为 1",
    ]


def test_a_folder_that_changed_since_is_read_in_its_old_edition(tmp_path):
    a_loaded_plan(tmp_path)
    exported = a_receipt()

    a_loaded_plan(tmp_path, rules=RULES)

    assert replay_receipt(exported).status == ReplayStatus.IDENTICAL


def test_an_absent_folder_edition_is_named(tmp_path):
    edition = a_loaded_plan(tmp_path)
    exported = a_receipt()
    FolderEdition.objects.all().delete()
    # The process keeps editions by their hash; another process would not have this one.
    from kuangtu.plans.queries import edition_folder

    edition_folder.cache_clear()

    answer = replay_receipt(exported)

    assert answer.status == ReplayStatus.INCOMPLETE
    assert texts(answer) == [f"缺少规划或规范“示例规划”的版本 {edition.sha256}"]


def test_a_changed_record_is_found_out_by_its_hash(tmp_path):
    a_loaded_plan(tmp_path)
    exported = copy.deepcopy(a_receipt())
    exported["receipt"]["conclusion"] = "符合"

    answer = replay_receipt(exported)

    assert (answer.status, answer.exit_code) == (ReplayStatus.TAMPERED, 1)


def test_a_changed_record_with_a_fitting_hash_is_found_out_by_the_stored_one(tmp_path):
    a_loaded_plan(tmp_path)
    exported = copy.deepcopy(a_receipt())
    exported["receipt"]["conclusion"] = "符合"
    exported["sha256"] = sha256_of(exported["receipt"])

    answer = replay_receipt(exported)

    assert texts(answer) == [
        f"与库中存档的 {exported['number']} 不同（存档散列 {Receipt.objects.get().sha256}）"
    ]


def test_an_answer_that_no_longer_follows_is_told_rule_by_rule(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)
    exported = copy.deepcopy(a_receipt())
    exported["receipt"]["inputs"]["documents"] = []

    answer = replay_receipt(rehashed(exported))

    assert (answer.status, answer.exit_code) == (ReplayStatus.DIFFERENT, 1)
    assert texts(answer) == [
        (
            "规则 T-DOCUMENT：原为“符合：已提交“开采方案”，内容另行审查”，"
            "现为“不符合：申请材料中没有“开采方案””"
        ),
        "总结论 conclusion_code：原为“CONFORMS”，现为“DOES_NOT_CONFORM”",
    ]


def test_inputs_that_can_no_longer_be_read_are_named(tmp_path):
    a_loaded_plan(tmp_path)
    exported = copy.deepcopy(a_receipt())
    exported["receipt"]["inputs"]["mineral"] = "魔石"

    answer = replay_receipt(rehashed(exported))

    assert answer.status == ReplayStatus.INCOMPLETE
    assert texts(answer)[0].startswith("没有名为“魔石”的矿种")


def test_a_ledger_that_changed_since_is_noted_and_the_answer_stays(tmp_path):
    a_loaded_plan(tmp_path)
    register_right(record=a_mine(), actor=REVIEWER)
    exported = a_receipt(applicant='"示例公司"')
    later = a_mine("C6528242015067110000002", name="后来补登的矿")
    register_right(record=later, actor=REVIEWER)

    answer = replay_receipt(exported)

    assert answer.status == ReplayStatus.IDENTICAL
    assert [note.zh for note in answer.notes] == [
        "矿业权台账现在对 2023-06-01 的读数与当时不同：C6528242015067110000002"
    ]


def test_another_version_of_the_product_is_noted(tmp_path):
    a_loaded_plan(tmp_path)
    exported = copy.deepcopy(a_receipt())
    exported["receipt"]["product"]["version"] = "0.0.1"

    answer = replay_receipt(rehashed(exported))

    assert answer.status == ReplayStatus.IDENTICAL
    assert [note.zh[:13] for note in answer.notes] == [NOT_STORED[:13], "回执由 0.0.1 版作出"]


def test_other_rules_of_the_same_version_are_noted(tmp_path):
    a_loaded_plan(tmp_path)
    exported = copy.deepcopy(a_receipt())
    exported["receipt"]["product"]["rules_sha256"] = "0" * 64

    answer = replay_receipt(rehashed(exported))

    assert answer.status == ReplayStatus.IDENTICAL
    assert [note.zh for note in answer.notes] == [
        NOT_STORED,
        f"规则程序已变：当时 {'0' * 64}，现为 {rules_sha256()}",
    ]


def test_a_receipt_from_before_rules_were_hashed_is_still_repeated(tmp_path):
    a_loaded_plan(tmp_path)
    exported = copy.deepcopy(a_receipt())
    del exported["receipt"]["product"]["rules_sha256"]

    answer = replay_receipt(rehashed(exported))

    assert answer.status == ReplayStatus.IDENTICAL
    assert [note.zh[:13] for note in answer.notes] == [
        NOT_STORED[:13],
        "回执没有记录规则程序的散列",
    ]


def test_a_measured_value_that_differs_is_named_with_both_values(tmp_path):
    a_loaded_plan(tmp_path)
    a_published_railway(tmp_path)
    exported = copy.deepcopy(a_receipt())
    finding = next(one for one in exported["receipt"]["findings"] if one["rule"] == "T-RAILWAY")
    measured = finding["measured"]
    name = next(key for key, value in measured.items() if isinstance(value, float))
    now, measured[name] = measured[name], -1.5

    answer = replay_receipt(rehashed(exported))

    assert texts(answer) == [f"规则 T-RAILWAY 的数值 measured.{name}：原为“-1.5”，现为“{now}”"]


@pytest.mark.parametrize("number", [None, "KT-2026-999999"])
def test_a_conclusion_rewritten_in_words_is_found_out_without_the_stored_one(tmp_path, number):
    a_loaded_plan(tmp_path)
    exported = copy.deepcopy(a_receipt())
    written, exported["receipt"]["conclusion"] = exported["receipt"]["conclusion"], "准予登记"

    answer = replay_receipt(rehashed(exported) | {"number": number})

    assert answer.status == ReplayStatus.DIFFERENT
    assert texts(answer) == [f"总结论 conclusion：原为“准予登记”，现为“{written}”"]


def test_a_second_finding_of_the_same_rule_is_found_out(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)
    exported = copy.deepcopy(a_receipt())
    findings = exported["receipt"]["findings"]
    findings.insert(0, findings[0] | {"message": {"zh": "符合", "en": "conforms"}})

    answer = replay_receipt(rehashed(exported))

    assert answer.status == ReplayStatus.DIFFERENT
    assert [text.split("：")[0] for text in texts(answer)] == ["各项意见的次序或条数"]


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("inputs", [], "缺少或不是应有的类型"),
        ("layers", "abc", "缺少或不是应有的类型"),
        ("is_demo", None, "缺少或不是应有的类型"),
        ("judged_on", "2023-13-01", "不合格式：ValueError"),
        ("folders", [{"code": "X"}], "不合格式：KeyError"),
        ("layers", [3], "不合格式：TypeError"),
        ("rights", {"dated_on": "2023-01-01"}, "不合格式：KeyError"),
        ("accounts", [{"account": "NO"}], "不合格式：ValueError"),
        ("tolerances", {"overlap_tolerance_m2": "one"}, "不合格式：ValueError"),
        ("findings", [{}], "不合格式：KeyError"),
    ],
)
def test_a_part_that_is_not_as_a_receipt_writes_it_is_named(tmp_path, part, value, said):
    a_loaded_plan(tmp_path)
    exported = copy.deepcopy(a_receipt())
    exported["receipt"][part] = value

    with pytest.raises(ReceiptUnreadable) as caught:
        replay_receipt(rehashed(exported))

    (problem,) = caught.value.problems
    assert (problem.place.field, said in problem.text.zh) == (part, True)


def test_every_part_that_a_receipt_lacks_is_named_at_once():
    with pytest.raises(ReceiptUnreadable) as caught:
        replay_receipt({"receipt": {"format": "kuangtu-receipt/1", "judged_on": 3}})

    parts = [problem.place.field for problem in caught.value.problems]
    assert (parts[:2], len(parts)) == (["product", "judged_on"], 17)


def test_a_number_that_json_does_not_know_is_refused(tmp_path):
    a_loaded_plan(tmp_path)
    exported = copy.deepcopy(a_receipt())
    exported["receipt"]["tolerances"]["overlap_tolerance_m2"] = float("nan")

    with pytest.raises(ReceiptUnreadable):
        replay_receipt(exported)


@pytest.mark.parametrize("record", [{}, {"receipt": 3}, {"receipt": {"format": "other"}}], ids=str)
def test_what_is_no_receipt_is_refused(record):
    with pytest.raises(ReceiptUnreadable):
        replay_receipt(record)


def test_the_rights_and_quotas_of_a_receipt_are_read_back_as_they_were(tmp_path):
    a_loaded_plan(tmp_path)
    register_right(record=a_mine(ground=an_application_read().ground), actor=REVIEWER)
    exported = a_receipt(license_number='"C6528242015067110000001"')

    assert exported["receipt"]["rights"]["own"]["overlap_m2"] > 0
    assert replay_receipt(exported).status == ReplayStatus.IDENTICAL
