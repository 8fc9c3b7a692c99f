# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the day of an application: none comes from the future."""

import json
from datetime import date

import pytest

from conformity.stored_plan import toml_of
from kuangtu.conformity.reading import from_stated, read_application, read_one
from kuangtu.conformity.reading.templates import SAMPLE_RANGE
from kuangtu.core.errors import Invalid

TODAY = date(2026, 11, 23)


def read_on(today, **changes):
    return read_application(toml_of(**changes).encode(), name="a.toml", today=today)


def test_an_application_dated_tomorrow_is_refused_at_its_place():
    with pytest.raises(Invalid) as refused:
        read_on(TODAY, applied_on="2026-11-24")

    assert [(one.code, str(one.place)) for one in refused.value.problems] == [
        ("date-in-the-future", "a.toml:6:1 applied_on")
    ]
    assert (
        refused.value.problems[0].text.zh == "申请日期 2026-11-24 晚于今天 2026-11-23；请核对日期"
    )


def test_an_application_of_today_is_read():
    (application,) = read_on(TODAY, applied_on="2026-11-23")

    assert application.applied_on == TODAY


def test_a_future_date_is_told_beside_every_other_mistake():
    with pytest.raises(Invalid) as refused:
        read_on(TODAY, applied_on="2030-01-01", recovery="85")

    codes = {one.code for one in refused.value.problems}
    assert codes == {"date-in-the-future", "percent-for-share"}


def test_a_request_from_the_future_is_refused():
    body = {
        "kind": "采矿权",
        "act": "新立",
        "name": "甲",
        "applicant": "示例公司",
        "mineral": "萤石",
        "applied_on": "2026-12-31",
        "range": SAMPLE_RANGE,
    }

    with pytest.raises(Invalid) as refused:
        read_one(json.dumps(body).encode(), today=TODAY)

    assert [one.code for one in refused.value.problems] == ["date-in-the-future"]


def test_what_a_receipt_keeps_is_read_whatever_the_day():
    (application,) = read_on(None, applied_on="2030-01-01")

    assert from_stated(application.stated).applied_on == date(2030, 1, 1)
