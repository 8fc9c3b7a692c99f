# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The day the map shows, and the days on which a layer has something new. 地图日期。"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from kuangtu.accounts.actor import Actor
from kuangtu.core.errors import Place, invalid
from kuangtu.layers.dictionary import layers
from kuangtu.layers.queries import data_days
from kuangtu.web.language import say


def day_of(request: HttpRequest) -> date:
    """The day in the address, today without one. Raises: Invalid."""
    words = request.GET.get("day")
    if not words:
        return timezone.localdate()
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise invalid(
            "bad-day",
            "day 应为 2026-11-23 这样的日期，而不是“{words}”",
            "day is a date like 2026-11-23, not {words}",
            Place(field="day"),
            words=words,
        ) from None


def days_of_editions(actor: Actor) -> list[dict[str, Any]]:
    """Each published edition's day, as the time slider and the comparison list them."""
    known = layers()
    return [
        {"day": day.isoformat(), "layer": layer, "number": number, "name": say(known[layer].name)}
        for day, layer, number in data_days(actor=actor)
        if layer in known and known[layer].has_geometry
    ]
