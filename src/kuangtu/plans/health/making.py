# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Writing a finding down. 体检结果的写法。"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import partial

from kuangtu.core.text import Text
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading, Where


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
    """A finding with its sentence in both languages, the readings and what they make."""
    text = Text(zh, en)
    return Finding(
        grade, kind, where, text.format(**values) if values else text, tuple(readings), computed
    )


error = partial(graded, Grade.ERROR)  # it cannot be right as it is printed
doubt = partial(graded, Grade.DOUBT)  # somebody must judge it
note = partial(graded, Grade.NOTE)  # worth knowing, such as a difference of rounding


def shown(value: Decimal) -> str:
    """A number without an exponent and without zeros that say nothing.

    >>> shown(Decimal("1E+2")), shown(Decimal("30.60")), shown(Decimal("0"))
    ('100', '30.6', '0')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
