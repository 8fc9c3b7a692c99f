# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The examination of a plan by every check. 体检。"""

from __future__ import annotations

from kuangtu.plans.health.checks import CHECKS
from kuangtu.plans.health.each_once import each_once, position
from kuangtu.plans.health.growth import plain_changes
from kuangtu.plans.health.plausible import MATCHED, is_of_one_number, may_be_meant
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.corroborated import is_corroborated
from kuangtu.plans.health.reading.other_readings import follows_otherwise
from kuangtu.plans.health.sayings import moves
from kuangtu.plans.health.shares import plain_shares
from kuangtu.plans.health.tables import folder_and_document, other_wholes, superlatives
from kuangtu.plans.health.types import Finding
from kuangtu.plans.health.words import other_script

# What these tell of is held against what the words name, whatever else gives the same number.
SURE = frozenset(
    {
        moves.moves_are_those_of_their_row,
        plain_changes.changes_right_behind_their_ends_fit,
        plain_shares.shares_are_of_what_stands_before_them,
        plain_shares.shares_of_goals_are_of_the_goal,
        superlatives.what_is_the_most_has_the_most,
    }
)


def examine(case: Case) -> tuple[Finding, ...]:
    """Every finding of every check: errors first, then by kind and place; each once.

    Pure: the same document, folder and outline give the same findings in the same order.
    """
    if (unread := other_script.other_script(case)) is not None:
        return (unread,)
    other = folder_and_document.another_plan(case)
    examined = case if other is None else Case(case.document)  # by itself
    found = [
        one
        for check in CHECKS
        for one in check(examined)
        if may_be_meant(one) and (check in SURE or not _is_right(examined, one))
    ]
    if other is not None:
        found.append(other)
    return tuple(sorted(each_once(found), key=position))


def _is_right(case: Case, one: Finding) -> bool:
    """What seems wrong is right by another reading, or is not of the table it is held against."""
    if one.kind in MATCHED and is_of_one_number(one):
        return False
    if follows_otherwise(case, one) or other_wholes.is_of_another_whole(case, one):
        return True
    return is_corroborated(case, one)
