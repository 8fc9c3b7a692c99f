# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The form: what is typed becomes an application, and comes back to the letter."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from kuangtu.conformity.reading import from_records
from kuangtu.conformity.reading.fields import FIELDS
from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import same
from kuangtu.web.application_form import FORM, RANGE_KEYS, SECTIONS, ApplicationForm
from web.page_builders import typed


def a_form(**changes):
    posted = QueryDict(mutable=True)
    for key, value in typed(**changes).items():
        posted.setlist(key, value if isinstance(value, list) else [value])
    return ApplicationForm.typed(posted)


def read(form):
    (application,) = from_records([form.record()], base_folder=None, file=FORM)
    return application


def test_every_field_of_an_application_is_asked_once():
    asked = [key for section in SECTIONS for key in section.keys]
    units = {field.unit_field for field in FIELDS if field.unit_field}
    every = {field.key for field in FIELDS} - units - {"documents", "range_file"}

    assert sorted([*asked, *RANGE_KEYS]) == sorted(every)


def test_what_is_typed_is_read_as_an_application():
    application = read(
        a_form(
            capacity="8.0",
            capacity_unit="矿物万吨/年",
            recovery="0.85",
            other_minerals="铜、金",
            net_mine="true",
        )
    )

    assert (application.capacity.value, application.recovery) == (Decimal("8.0"), Decimal("0.85"))
    assert [one.name for one in application.other_minerals] == ["铜", "金"]
    assert (application.is_net_mine, application.applied_on) == (True, date(2023, 6, 1))


@pytest.mark.parametrize(
    ("documents", "others", "read_as"),
    [
        ([], "", None),
        (["none"], "", frozenset()),
        (["开采方案"], "", {"开采方案"}),
        (["开采方案"], "评估报告、 开采方案", {"开采方案", "评估报告"}),
    ],
    ids=["nothing-said", "none-handed-in", "ticked", "ticked-and-written"],
)
def test_no_list_of_documents_is_told_from_an_empty_one(documents, others, read_as):
    application = read(a_form(documents=documents, other_documents=others))

    assert application.documents == read_as


def test_a_problem_stands_at_its_control_and_others_above():
    problems = [
        Problem("a", same(""), Place(FORM, field="capacity_unit")),
        Problem("b", same(""), Place(FORM, field="range[2:1] J3")),
        Problem("c", same(""), Place(FORM)),
    ]

    form = a_form().with_problems(problems)

    assert [one.code for one in form.other_problems] == ["c"]
    assert [one.code for one in form.range.problems] == ["b"]
    shown = {one.key: one.problems for _, inputs in form.sections for one in inputs}
    assert [one.code for one in shown["capacity"]] == ["a"]


def test_the_inputs_of_a_receipt_fill_the_form_again():
    application = read(a_form(capacity="8.0", capacity_unit="矿物万吨/年", net_mine="false"))

    form = ApplicationForm.stated(application.stated)

    assert read(form) == application
