# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A plan's text with one slip in it, and what the whole examination tells of it."""

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Kind


def told_of(folder, plan, old="", new="", *, kinds=tuple(Kind)):
    """The findings' Chinese messages; `old` stands once in the plan and `new` in its place."""
    assert not old or plan.count(old) == 1
    path = folder / "plan.txt"
    path.write_text(plan.replace(old, new) if old else plan, "utf-8")
    return [one.message.zh for one in examine(Case(read_document(path))) if one.kind in kinds]
