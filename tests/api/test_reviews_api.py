# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the JSON API: reviews, receipts, ranges, errors."""

import io
import json
from base64 import b64encode

import pytest
from django.http import HttpResponseServerError
from django.test import Client, RequestFactory
from docx import Document

from conformity.county_boundaries import a_published_boundary
from conformity.stored_plan import RULES, a_loaded_plan
from kuangtu.accounts.actor import Role
from kuangtu.accounts.models import Officer
from kuangtu.api.errors import JsonErrorMiddleware
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.reading.templates import SAMPLE_RANGE

pytestmark = pytest.mark.django_db
REVIEWS = "/api/v1/reviews"


def signed_in(role=Role.REVIEWER, area="652824", **arguments):
    officer = Officer.objects.create(username=f"officer-{role}-{area}", role=role, area=area)
    client = Client(**arguments)
    client.force_login(officer)
    return client


def a_body(**changes):
    ordinary = {
        "kind": "采矿权",
        "act": "新立",
        "name": "示例萤石矿",
        "applicant": "示例公司",
        "mineral": "萤石",
        "applied_on": "2023-06-01",
        "documents": ["开采方案"],
        "range": SAMPLE_RANGE,
    }
    return ordinary | changes


def post(client, address, body, **headers):
    content = body if isinstance(body, str) else json.dumps(body)
    return client.post(address, content, content_type="application/json", headers=headers)


def test_a_review_is_made_and_its_receipt_stored(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)

    answer = post(signed_in(), REVIEWS, a_body())

    body = answer.json()
    assert (answer.status_code, body["conclusion"]) == (201, "符合")
    assert body["receipt"] == Receipt.objects.get().number
    assert body["area_km2"] == 0.9997
    (finding,) = body["findings"]
    assert (finding["rule"], finding["outcome"]) == ("T-DOCUMENT", "PASS")
    assert set(finding["message"]) == {"zh", "en"}
    assert [one["clause"] for one in body["not_coded"]] == ["一3"]


def test_a_viewer_tries_a_review_and_nothing_is_stored(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)

    answer = post(signed_in(Role.VIEWER), f"{REVIEWS}?store=false", a_body())

    assert (answer.status_code, answer.json()["receipt"]) == (200, None)
    assert Receipt.objects.count() == 0


def test_a_viewer_may_not_store_a_review(tmp_path):
    answer = post(signed_in(Role.VIEWER), REVIEWS, a_body())

    assert (answer.status_code, answer.json()["code"]) == (403, "role-too-low")
    assert Receipt.objects.count() == 0


def test_as_of_judges_by_the_rules_of_another_day(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)

    body = post(signed_in(), f"{REVIEWS}?as_of=2026-11-23", a_body()).json()

    assert body["judged_on"] == "2026-11-23"
    assert body["conclusion_code"] == "CONDITIONAL_OR_REFER"


def test_every_mistake_of_a_request_is_told_with_its_place():
    body = json.dumps(a_body(recovery=85, capcity=8, area_km2="1.5"), indent=1)

    answer = post(signed_in(), REVIEWS, body)

    assert answer.status_code == 422
    assert [(one["code"], one["line"]) for one in answer.json()["problems"]] == [
        ("percent-for-share", 12),
        ("unknown-key", 13),
        ("text-number", 14),
    ]
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize("query", ["", "?store=false"])
def test_an_application_from_the_future_is_bad_input(query):
    answer = post(signed_in(), REVIEWS + query, a_body(applied_on="2199-01-01"))

    (problem,) = answer.json()["problems"]
    assert (answer.status_code, problem["code"]) == (422, "date-in-the-future")
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize("query", ["", "?store=false"])
def test_a_ground_outside_the_county_is_bad_input(tmp_path, settings, query):
    settings.KUANGTU_HOME = tmp_path / "home"
    a_loaded_plan(tmp_path, rules=RULES)
    a_published_boundary(tmp_path, 90.0)

    answer = post(signed_in(), REVIEWS + query, a_body())

    (problem,) = answer.json()["problems"]
    assert (answer.status_code, problem["code"]) == (422, "ground-outside-county")
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize("body", ["", "[]", "{", "[1, 2]", "null"])
def test_a_body_that_is_no_application_is_refused(body):
    answer = post(signed_in(), REVIEWS, body)

    assert (answer.status_code, len(answer.json()["problems"])) == (422, 1)


def test_a_query_parameter_that_cannot_be_read_is_refused():
    answer = post(signed_in(), f"{REVIEWS}?as_of=yesterday", a_body())

    assert (answer.status_code, answer.json()["problems"][0]["field"]) == (422, "as_of")


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("as-of=2026-01-01", ("unknown-parameter", "as-of")),
        ("as_of=2026-01-01&as_of=2026-01-02", ("parameter-twice", "as_of")),
        ("as_of=2026-13-01", ("not-a-date", "as_of")),
        ("as_of=0", ("not-a-date", "as_of")),
        ("as_of=1900-01-01", ("date-out-of-bounds", "as_of")),
        ("store=maybe", ("parameter", "store")),
    ],
)
def test_a_parameter_that_would_change_the_question_is_refused(query, problem):
    answer = post(signed_in(), f"{REVIEWS}?{query}", a_body())

    (told,) = answer.json()["problems"]
    assert (answer.status_code, (told["code"], told["field"])) == (422, problem)
    assert Receipt.objects.count() == 0


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("limit=0", "不得小于 1"),
        ("limit=501", "不得大于 500"),
        ("limit=x", "应为整数"),
        ("offset=-1", "不得小于 0"),
        ("page=2", "没有参数“page”；可用：limit, offset"),
    ],
)
def test_a_wrong_parameter_of_a_list_is_told_in_chinese(query, said):
    answer = signed_in().get(f"{REVIEWS}?{query}")

    assert [one["message"]["zh"] for one in answer.json()["problems"]] == [said]


@pytest.mark.parametrize("arguments", [{}, {"enforce_csrf_checks": True}])
def test_nobody_reviews_without_signing_in(arguments):
    answer = post(Client(**arguments), REVIEWS, a_body())

    assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")


def basic(username, password):
    return "Basic " + b64encode(f"{username}:{password}".encode()).decode()


def test_a_script_signs_in_with_account_and_password_and_needs_no_token(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)
    officer = Officer(username="script", role=Role.REVIEWER, area="652824")
    officer.set_password("luobupo-kuang-2026")
    officer.save()
    client = Client(enforce_csrf_checks=True)

    right, wrong = (
        post(client, REVIEWS, a_body(), Authorization=basic("script", password))
        for password in ("luobupo-kuang-2026", "luobupo-kuang-2025")
    )

    assert (right.status_code, wrong.status_code) == (201, 401)
    assert Receipt.objects.get().actor == f"officer:{officer.pk}"


def test_a_request_without_its_csrf_token_is_refused():
    answer = post(signed_in(enforce_csrf_checks=True), REVIEWS, a_body())

    assert (answer.status_code, answer.json()["code"]) == (403, "csrf-token")
    assert Receipt.objects.count() == 0


def test_a_request_above_the_size_limit_is_refused(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = post(signed_in(), REVIEWS, a_body())

    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_receipts_are_listed_newest_first_and_read_with_their_hash(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)
    client = signed_in()
    numbers = [post(client, REVIEWS, a_body(name=name)).json()["receipt"] for name in "甲乙丙"]

    listed = client.get(f"{REVIEWS}?limit=2").json()
    one = client.get(f"{REVIEWS}/{numbers[0]}").json()

    assert listed["count"] == 3
    assert [item["number"] for item in listed["items"]] == numbers[:0:-1]
    assert (one["number"], one["receipt"]["application"]["name"]) == (numbers[0], "甲")
    assert one["sha256"] == Receipt.objects.get(number=numbers[0]).sha256


def test_a_list_costs_the_same_queries_for_one_and_for_three(tmp_path, django_assert_num_queries):
    a_loaded_plan(tmp_path, rules=RULES)
    client = signed_in()
    for name in "甲乙丙":
        post(client, REVIEWS, a_body(name=name))

    for limit in (1, 3):
        with django_assert_num_queries(4):
            client.get(f"{REVIEWS}?limit={limit}")


def test_a_receipt_is_replayed_and_downloaded_as_an_opinion(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)
    client = signed_in()
    number = post(client, REVIEWS, a_body()).json()["receipt"]

    replayed = post(client, f"{REVIEWS}/{number}/replay", {})
    opinion = client.get(f"{REVIEWS}/{number}.docx")

    assert replayed.json()["status"] == "IDENTICAL"
    assert opinion.headers["Content-Disposition"] == f'attachment; filename="{number}.docx"'
    assert Document(io.BytesIO(opinion.content)).paragraphs[0].text == "规划符合性审查意见"


@pytest.mark.parametrize("suffix", ["", ".docx"])
def test_a_receipt_of_another_area_is_not_found(tmp_path, suffix):
    a_loaded_plan(tmp_path, rules=RULES)
    number = post(signed_in(), REVIEWS, a_body()).json()["receipt"]

    answer = signed_in(area="652825").get(f"{REVIEWS}/{number}{suffix}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_a_range_is_read_with_area_sheets_and_geometry():
    body = post(signed_in(Role.VIEWER), "/api/v1/ground", {"range": SAMPLE_RANGE}).json()

    assert (body["area_km2"], body["format"]) == (0.9997, "mining-range")
    assert (body["top_m"], body["bottom_m"], body["rings"]) == (1500, 1200, 1)
    assert body["sheets"] == ["J45E006017"]
    assert body["geometry"]["type"] == "MultiPolygon"


@pytest.mark.parametrize(
    "body", [{"range": "1,4,1,"}, {"range": ""}, {}, {"range": SAMPLE_RANGE, "crs": "EPSG:1"}]
)
def test_a_range_that_cannot_be_read_is_refused(body):
    answer = post(signed_in(Role.VIEWER), "/api/v1/ground", body)

    assert answer.status_code == 422
    assert answer.json()["problems"] != []


def test_a_reference_system_of_a_range_is_told_at_its_field():
    answers = [
        post(signed_in(Role.VIEWER, area), "/api/v1/ground", {"range": SAMPLE_RANGE, "crs": crs})
        for area, crs in (("652824", 4517.5), ("652825", ["EPSG:4517"]), ("652826", "4517"))
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 200]
    assert [answer.json()["problems"][0]["field"] for answer in answers[:2]] == ["crs", "crs"]


@pytest.mark.parametrize(
    ("body", "status", "problems"),
    [
        ({"range": SAMPLE_RANGE, "csr": 4517}, 422, [("parameter", "csr")]),
        ({}, 422, [("parameter", "range")]),
        ("{", 400, []),
    ],
)
def test_a_body_that_is_no_range_is_told_field_by_field(body, status, problems):
    answer = post(signed_in(Role.VIEWER), "/api/v1/ground", body)

    told = answer.json()
    assert answer.status_code == status
    assert [(one["code"], one["field"]) for one in told["problems"]] == problems
    assert told["message"]["zh"] in ("输入有误", "请求正文不是合法的 JSON")


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "no-such-call"),
        ("GET", "/api/v2/reviews", 404, "no-such-call"),
        ("PUT", REVIEWS, 405, "method-not-allowed"),
    ],
)
def test_what_is_no_call_is_answered_as_json(method, address, status, code):
    answer = signed_in().generic(method, address)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    allowed = set(answer.headers.get("Allow", "").split(", "))
    assert allowed == ({"GET", "POST"} if status == 405 else {""})


def test_a_page_that_is_missing_stays_a_page():
    answer = signed_in().get("/nothing")

    assert (answer.status_code, answer.headers["Content-Type"][:9]) == (404, "text/html")


def test_an_answer_is_readable_and_keeps_what_no_encoding_holds():
    answer = post(signed_in(), REVIEWS, '{"\\ud800": 1, "mineral": "魔石"}')

    text = answer.content.decode("utf-8")
    assert answer.status_code == 422
    assert "没有名为“魔石”的矿种" in text
    assert "ud800" in text


def test_the_documentation_loads_nothing_from_another_host():
    page = Client().get("/api/v1/docs")

    text = page.content.decode()
    assert page.status_code == 200
    assert [word for word in ("https://", "http://", "//cdn") if word in text] == []


def test_the_schema_shows_the_fields_of_an_application_file():
    schema = Client().get("/api/v1/openapi.json").json()

    body = schema["paths"]["/api/v1/reviews"]["post"]["requestBody"]
    application = body["content"]["application/json"]["schema"]
    assert application["properties"]["recovery"]["type"] == "number"
    assert application["required"] == [
        "kind",
        "act",
        "name",
        "applicant",
        "mineral",
        "applied_on",
        "range",
    ]


def test_a_defect_is_answered_as_json_too():
    broken = JsonErrorMiddleware(lambda request: HttpResponseServerError("<h1>500</h1>"))

    answer = broken(RequestFactory().post(REVIEWS))

    assert (answer.status_code, json.loads(answer.content)["code"]) == (500, "defect")
