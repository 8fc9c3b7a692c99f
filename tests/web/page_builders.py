# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Signed-in browsers, a small plan and ordinary form data."""

import re

from django.test import Client

from conformity.stored_plan import RULES, a_loaded_plan
from kuangtu.accounts.actor import Role
from kuangtu.accounts.models import Officer
from kuangtu.conformity.reading.templates import SAMPLE_RANGE

__all__ = ["RULES", "SAMPLE_RANGE", "a_loaded_plan", "signed_in", "typed", "words_of"]


def signed_in(role=Role.REVIEWER, area="652824", **arguments):
    officer = Officer.objects.create(username=f"officer-{role}-{area}", role=role, area=area)
    client = Client(**arguments)
    client.force_login(officer)
    session = client.session
    session["seen"] = 10**9  # a minute far ahead: no request of a test stores the session anew
    session.save()
    return client


def typed(**changes):
    ordinary = {
        "kind": "MINING",
        "act": "NEW",
        "name": "示例萤石矿",
        "applicant": "示例公司",
        "mineral": "萤石",
        "applied_on": "2023-06-01",
        "documents": ["开采方案"],
        "range": SAMPLE_RANGE,
    }
    return ordinary | changes


def words_of(response):
    """What a page says, without its markup."""
    page = re.sub(r"<script.*?</script>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", page)
