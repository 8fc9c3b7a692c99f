# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Parameters in the browser: found, verified, set, restored; reviews go by them. 参数页面。"""

import re
from datetime import date

import pytest
from django.db import transaction

from conformity.stored_plan import an_application_read
from kuangtu.accounts.actor import SYSTEM, Actor, Role
from kuangtu.audit.models import Entry
from kuangtu.conformity.replay import ReplayStatus, replay_receipt
from kuangtu.conformity.services import review
from kuangtu.plans.models import ParameterOverride
from kuangtu.plans.services import load_all
from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db

REVIEWER = Actor("officer:1", "审查员", Role.REVIEWER, "652824")
# How far the county line may be wrong: general knowledge, marked G.
FIGURE = "/system/parameters/RQ-COUNTY/uncertainty_m/"
SET = {"act": "set", "value": "1500", "starts_on": "2024-01-01", "reason": "局务会纪要 3 号"}
VERIFY = {
    "act": "verify",
    "source": "勘界成果说明第2条",
    "read_on": "2026-11-20",
    "verified_from": "2021-01-01",
}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Loaded once for the tests of this file, each of which is undone down to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_all(actor=SYSTEM, loaded_on=date(2026, 11, 23))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shipped(loaded):
    """The plan and the norms as they are shipped."""


@pytest.fixture
def client():
    return signed_in(Role.ADMINISTRATOR)


def rows(client, query=""):
    page = client.get(f"/system/parameters/?{query}").text
    return re.findall(r'<a href="/system/parameters/([^"]+)/">', page)


def beside(page, field):
    told = re.findall(rf'id="id_{field}-error.*?</p>', page.text, re.S)
    return re.sub(r"<[^>]+>", "", " ".join(told))


def test_unverified_figures_are_marked_counted_and_found(shipped, client):
    page = words_of(client.get("/system/parameters/"))
    assert re.search(r"\d+ 个数值、\d+ 项文字或清单未核实（V\*、G）", page)

    unverified = rows(client, "state=unverified&kind=all")

    assert "RQ-COUNTY/uncertainty_m" in unverified
    assert "RAIL-34/distance_m" not in unverified
    assert "RAIL-34/distance_m" in rows(client, "state=verified&q=RAIL-34")
    rates = rows(client, "state=unverified&folder=three-rate-minima")
    assert {one.partition(":")[0] for one in rates} == {"three-rate-minima/three_rates"}


def test_the_list_is_filtered_by_words_folder_and_kind(shipped, client):
    assert rows(client, "q=uncertainty") == ["RQ-COUNTY/uncertainty_m"]
    assert rows(client, "q=RQ-COUNTY") == ["RQ-COUNTY/search_m", "RQ-COUNTY/uncertainty_m"]
    assert "RELICS-CONTROL/consent" not in rows(client, "folder=cultural-relics-2002")
    assert "RELICS-CONTROL/consent" in rows(client, "folder=cultural-relics-2002&kind=words")


def test_norms_of_another_time_are_listed_for_their_day(shipped, client):
    assert rows(client, "q=ML24-TERM") != []
    assert rows(client, "q=ML24-TERM&on=2024-01-01") == []


def test_a_day_that_is_none_is_told(shipped, client):
    page = client.get("/system/parameters/?on=tomorrow")

    assert (page.status_code, "不是日期" in words_of(page)) == (200, True)


def test_everybody_may_read_and_only_an_administrator_may_act(shipped):
    viewer = signed_in(Role.VIEWER)

    page = viewer.get(FIGURE)
    refused = [viewer.post(FIGURE, {"act": act}).status_code for act in ("verify", "set")]

    assert (page.status_code, 'name="act"' in page.text, refused) == (200, False, [403, 403])
    assert ParameterOverride.objects.count() == 0


def test_a_figure_read_in_the_text_offers_nothing_to_do(shipped, client):
    page = client.get("/system/parameters/RAIL-34/distance_m/")

    assert 'name="act"' not in page.text
    assert "条文修改时装载新版本的文件夹" in words_of(page)
    assert client.post("/system/parameters/RAIL-34/distance_m/", SET).status_code == 409
    assert ParameterOverride.objects.count() == 0


@pytest.mark.parametrize(
    "address",
    ["/system/parameters/RQ-COUNTY/nothing/", "/system/parameters/three-rate-minima/x:1/"],
)
def test_an_unknown_figure_is_not_found(shipped, client, address):
    assert client.get(address).status_code == 404
    assert client.post(address, SET).status_code == 404


def test_setting_a_figure_shows_both_values_by_their_day(shipped, client):
    answer = client.post(FIGURE, SET)

    assert (answer.status_code, answer["Location"]) == (302, FIGURE)
    now, before = (
        words_of(client.get(f"{FIGURE}?on={day}")) for day in ("2026-11-27", "2023-12-31")
    )
    assert "2026-11-27 的取值 1,500 m" in now
    assert "装载的原值（未核实） 1,000 m" in now
    assert "2023-12-31 的取值 1,000 m" in before
    assert "局务会纪要 3 号" in now


def test_verifying_and_restoring_a_figure(shipped, client):
    client.post(FIGURE, VERIFY)
    assert "RQ-COUNTY/uncertainty_m" in rows(client, "state=verified-here")
    assert "勘界成果说明第2条（2026-11-20 核对）" in words_of(client.get(FIGURE))

    client.post(FIGURE, {"act": "restore", "starts_on": "2026-11-21", "reason": "有误"})

    assert "RQ-COUNTY/uncertainty_m" in rows(client, "state=unverified")
    actions = Entry.objects.filter(action__startswith="plans.parameter").order_by("id")
    assert list(actions.values_list("action", flat=True)) == [
        "plans.parameter-verified",
        "plans.parameter-restored",
    ]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        (SET | {"value": "1,500"}, "value", "不是数字"),
        (SET | {"value": "1e999"}, "value", "不是数字"),
        (SET | {"value": "-5"}, "value", "不能为负数"),
        (SET | {"value": ""}, "value", "请填写"),
        (SET | {"starts_on": "2020-12-31"}, "starts_on", "自 2021-01-01 起施行"),
        (SET | {"starts_on": "31.12.2026"}, "starts_on", "不是日期"),
        (SET | {"reason": " "}, "reason", "须写明理由"),
        (VERIFY | {"source": ""}, "source", "须写明核对的原文"),
        (VERIFY | {"read_on": "2999-01-01"}, "read_on", "不能晚于今日"),
    ],
)
def test_a_refusal_is_told_beside_the_field_and_keeps_what_was_typed(
    shipped, client, typed, field, words
):
    page = client.post(FIGURE, typed)

    assert page.status_code == 422
    assert words in beside(page, field)
    for key in ("reason", "source"):
        assert typed.get(key, "").strip() in page.text
    assert ParameterOverride.objects.count() == 0


def test_a_list_is_set_only_to_words_that_the_rule_can_use(shipped, client):
    address = "/system/parameters/RQ-SAND-FLOOR/minerals/"

    wrong = client.post(address, SET | {"value": "建筑用砂、月岩"})
    right = client.post(address, SET | {"value": "建筑用砂、砖瓦用砂、建筑石料用灰岩"})

    assert (wrong.status_code, "月岩" in beside(wrong, "value")) == (422, True)
    assert right.status_code == 302
    assert ParameterOverride.objects.get().value == ["建筑用砂", "砖瓦用砂", "建筑石料用灰岩"]


def test_a_row_of_a_table_has_a_field_for_each_of_its_figures(shipped, client):
    (address,) = [
        one for one in rows(client, "folder=size-classes-2004&q=萤石") if "size_classes:" in one
    ]
    page = client.get(f"/system/parameters/{address}/").text
    fields = re.findall(r'name="(value\.\w+)"', page)
    typed = {name: str(number) for number, name in enumerate(fields, 7)}

    client.post(f"/system/parameters/{address}/", SET | typed)

    assert fields[:2] == ["value.large_from", "value.medium_from"]
    assert ParameterOverride.objects.get().value == {
        name.removeprefix("value."): {"$decimal": words} for name, words in typed.items()
    }


def test_an_unverified_figure_of_a_table_refers_and_a_verified_one_refuses(shipped, client):
    def outcome():
        copper = {"mineral": '"铜"', "method": '"地下"', "recovery": "0.5"}
        receipt = review(an_application_read(**copper), judged_on=date(2023, 6, 1), actor=REVIEWER)
        (found,) = [one for one in receipt.record["findings"] if one["rule"] == "RATES-RECOVERY"]
        return found["outcome"], receipt

    before, _ = outcome()
    addresses = rows(client, "folder=three-rate-minima&q=铜 · 地下 · 开采回采率")
    for address in addresses:
        client.post(f"/system/parameters/{address}/", VERIFY | {"verified_from": "2012-01-01"})
    after, receipt = outcome()

    assert len(addresses) > 1
    assert (before, after) == ("REFER", "FAIL")
    (folder,) = [one for one in receipt.record["folders"] if one["code"] == "three-rate-minima"]
    assert {one["kind"] for one in folder["overrides"]} == {"VERIFIED"}
    assert folder["overrides"][0]["row"]["minerals"] == "铜"
    assert replay_receipt(receipt.exported()).status is ReplayStatus.IDENTICAL


def test_lists_and_pages_take_the_same_number_of_queries_whatever_was_set(
    shipped, client, django_assert_num_queries
):
    def counted(address, queries):
        with django_assert_num_queries(queries):
            client.get(address)

    client.post(FIGURE, VERIFY)
    client.get("/system/parameters/")
    counted("/system/parameters/", 5)
    counted(FIGURE, 11)
    for number in range(8):
        client.post(FIGURE, SET | {"value": str(1000 + number)})

    counted("/system/parameters/", 5)
    counted(FIGURE, 11)


def test_the_list_is_exported_with_its_filters(shipped, client):
    csv = client.get("/system/parameters/?q=RQ-COUNTY&format=csv").content.decode("utf-8-sig")

    head, *lines = csv.splitlines()
    assert head == "状态,规则或数据表,代码,参数,取值与单位,条款,来源,期间,核实程度"
    assert [line.split(",")[:4] for line in lines] == [
        ["已核实", "范围在若羌县域内", "RQ-COUNTY", "查找距离"],
        ["未核实", "范围在若羌县域内", "RQ-COUNTY", "界线可能偏差"],
    ]


def test_the_pages_speak_english(shipped, client):
    client.cookies["django_language"] = "en"

    assert "unverified (V*, G)" in words_of(client.get("/system/parameters/"))
    page = words_of(client.get(FIGURE))
    assert "Verify: the source says so" in page
    assert "Set another value from a day on" in page


def test_the_workbench_leads_to_what_is_unverified(shipped, client):
    page = client.get("/").text

    assert "/system/parameters/?state=unverified&amp;kind=all" in page
