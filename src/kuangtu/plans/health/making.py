# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Writing a finding down. 体检结果的写法。"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kuangtu.core.text import Text
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading, Where


def error(  # noqa: PLR0917 - place, the sentence in two languages, what it rests on: read in order
    kind: Kind,
    where: Where,
    zh: str,
    en: str,
    /,
    readings: Iterable[Reading] = (),
    computed: str = "",
    **values: object,
) -> Finding:
    """A finding that cannot be right as it is printed."""
    return _finding(Grade.ERROR, kind, where, zh, en, readings, computed, values)


def doubt(  # noqa: PLR0917 - place, the sentence in two languages, what it rests on: read in order
    kind: Kind,
    where: Where,
    zh: str,
    en: str,
    /,
    readings: Iterable[Reading] = (),
    computed: str = "",
    **values: object,
) -> Finding:
    """A finding that somebody must judge."""
    return _finding(Grade.DOUBT, kind, where, zh, en, readings, computed, values)


def note(  # noqa: PLR0917 - place, the sentence in two languages, what it rests on: read in order
    kind: Kind,
    where: Where,
    zh: str,
    en: str,
    /,
    readings: Iterable[Reading] = (),
    computed: str = "",
    **values: object,
) -> Finding:
    """A finding worth knowing, such as a difference of rounding."""
    return _finding(Grade.NOTE, kind, where, zh, en, readings, computed, values)


def graded(  # noqa: PLR0917 - place, the sentence in two languages, what it rests on: read in order
    grade: Grade,
    kind: Kind,
    where: Where,
    zh: str,
    en: str,
    /,
    readings: Iterable[Reading] = (),
    computed: str = "",
    **values: object,
) -> Finding:
    return _finding(grade, kind, where, zh, en, readings, computed, values)


def _finding(  # noqa: PLR0917 - place, the sentence in two languages, what it rests on: read in order
    grade: Grade,
    kind: Kind,
    where: Where,
    zh: str,
    en: str,
    readings: Iterable[Reading],
    computed: str,
    values: dict[str, object],
) -> Finding:
    text = Text(zh, en)
    return Finding(
        grade, kind, where, text.format(**values) if values else text, tuple(readings), computed
    )


def shown(value: Decimal) -> str:
    """A number without an exponent and without zeros that say nothing.

    >>> shown(Decimal("1E+2")), shown(Decimal("30.60")), shown(Decimal("0"))
    ('100', '30.6', '0')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
