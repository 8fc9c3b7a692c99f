# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The trail. 留痕。"""

import pytest
from django.db import transaction

from kuangtu.audit.models import Entry
from kuangtu.audit.services import record

pytestmark = pytest.mark.django_db


def leave_a_trace(**changes) -> Entry:
    ordinary = {
        "action": "rights.imported",
        "actor": "officer:7",
        "subject": "rights.MineralRight:C1",
        "adcode": "652824",
        "data": {"rows": 3},
    }
    return record(**ordinary | changes)


def test_a_trace_says_who_did_what_to_what_and_the_database_says_when():
    entry = leave_a_trace()

    entry.refresh_from_db()
    assert str(entry) == "rights.imported rights.MineralRight:C1 officer:7"
    assert (entry.adcode, entry.data) == ("652824", {"rows": 3})
    assert entry.at.tzinfo is not None


def test_an_act_that_fails_leaves_no_trace():
    def an_act_that_fails():
        with transaction.atomic():
            leave_a_trace()
            raise RuntimeError("the act failed after its trace")

    with pytest.raises(RuntimeError, match="after its trace"):
        an_act_that_fails()

    assert Entry.objects.count() == 0


def test_traces_are_read_in_the_order_they_were_left():
    names = ["rights.imported", "layers.published", "accounts.added"]

    for name in names:
        leave_a_trace(action=name)

    assert list(Entry.objects.values_list("action", flat=True)) == names
