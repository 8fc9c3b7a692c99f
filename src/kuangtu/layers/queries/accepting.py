# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is in force, what would be, and what must be confirmed. 发布查询。"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from kuangtu.core.text import Text
from kuangtu.layers.accepting import Risk, in_force_after, risks_of, warning_count
from kuangtu.layers.choices import EditionStatus
from kuangtu.layers.models import Edition
from kuangtu.layers.queries.files import manifest_of

WILL_BE_MISSING = Text(
    "撤回后此图层没有可用的版本，状态变为“缺”：有关审查将回答“缺数据”",
    "then no edition of the layer is left and it is missing: reviews that need it answer 缺数据",
)
AGAIN = Text(
    "撤回后第 {number} 版（数据日期 {day}）重新生效",
    "then edition {number} (data date {day}) is in force again",
)
UNCHANGED = Text(
    "撤回不影响现行版本（第 {number} 版）", "edition {number} in force is not affected"
)
STAYS_MISSING = Text(
    "撤回不影响现行版本：此图层目前没有已发布的版本",
    "nothing in force is affected: no edition of the layer is published",
)


def published(layer: str) -> QuerySet[Edition]:
    """The published editions of a layer, whoever may see them."""
    return Edition.objects.filter(layer=layer, status=EditionStatus.PUBLISHED)


def in_force(layer: str, *, day: date) -> Edition | None:
    """The edition that holds on a day. 现行版本。"""
    return in_force_after(published(layer), day)


def risks_of_publishing(edition: Edition, *, day: date) -> list[tuple[Risk, Text]]:
    """What must be confirmed before the edition is published, each with its sentence."""
    return risks_of(edition, published(edition.layer), day=day)


def warnings_of(edition: Edition) -> int:
    """How many warnings its import found. Raises: EditionDamaged."""
    return warning_count(manifest_of(edition), edition.finding_counts)


def after_withdrawing(edition: Edition, *, day: date) -> Text:
    """What will be in force once an edition is withdrawn, in a sentence. 撤回后果。"""
    now = in_force(edition.layer, day=day)
    then = in_force_after(published(edition.layer).exclude(pk=edition.pk), day)
    if now is None:
        return STAYS_MISSING
    if now.pk != edition.pk:
        return UNCHANGED.format(number=now.number)
    if then is None:
        return WILL_BE_MISSING
    return AGAIN.format(number=then.number, day=then.dated_on or Text("不明", "unknown"))
