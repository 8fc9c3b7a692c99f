# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How one printed number comes to be another: a slip of the hand. 笔误。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from enum import IntEnum

from kuangtu.plans.health.reading.edits import is_one_missing, is_one_other
from kuangtu.plans.health.reading.quantities import Dimension, Figure

FEWEST = 3  # digits below which any two numbers are alike


class Slip(IntEnum):
    """How much like a slip two numbers are: the more, the less by chance. 笔误的可能。"""

    NONE = 0
    WEAK = 1  # one digit is another in a number of few digits
    FAIR = 2  # two digits have changed places
    STRONG = 3  # either, or a digit missing, in numbers of four digits and more that say something


def slip_between(one: Decimal, other: Decimal) -> Slip:
    """Two digits have changed places, one is another, or one is missing.

    >>> slip_between(Decimal("14.59"), Decimal("15.49"))
    <Slip.STRONG: 3>
    >>> slip_between(Decimal("320"), Decimal("230")), slip_between(Decimal("190"), Decimal("180"))
    (<Slip.FAIR: 2>, <Slip.WEAK: 1>)
    >>> slip_between(Decimal("12"), Decimal("21"))
    <Slip.NONE: 0>
    """
    first, second = _digits(one, other)
    if first == second or min(len(first), len(second)) < FEWEST:
        return Slip.NONE
    many = min(count_of_digits(one), count_of_digits(other))
    if len(first) != len(second):
        is_long = many > FEWEST
        return Slip.STRONG if is_long and is_one_missing(first, second) else Slip.NONE
    is_turned = _has_changed_places(first, second)
    if not is_turned and not is_one_other(first, second):
        return Slip.NONE
    if many > FEWEST:
        return Slip.STRONG
    return Slip.FAIR if is_turned else Slip.WEAK


def is_point_moved(one: Decimal, other: Decimal) -> bool:
    """The same digits, the point elsewhere: 13.2 and 1.32.

    >>> is_point_moved(Decimal("13.2"), Decimal("1.32")), is_point_moved(Decimal(15), Decimal(150))
    (True, False)
    """
    is_long = min(count_of_digits(one), count_of_digits(other)) >= FEWEST
    first, second = _digits(one, other)
    return is_long and first != second and first.strip("0") == second.strip("0")


def is_turned(one: Decimal, other: Decimal) -> bool:
    """Two digits have changed places in numbers of many: 373.6 and 376.3.

    >>> is_turned(Decimal("373.6"), Decimal("376.3")), is_turned(Decimal("320"), Decimal("230"))
    (True, False)
    """
    first, second = _digits(one, other)
    is_long = min(count_of_digits(one), count_of_digits(other)) > FEWEST
    return is_long and len(first) == len(second) and _has_changed_places(first, second)


def count_of_digits(value: Decimal) -> int:
    """How many digits say something: leading and closing zeros do not.

    >>> [count_of_digits(Decimal(words)) for words in ("1500", "0.50", "41865.30", "0")]
    [2, 1, 6, 0]
    """
    return len("".join(map(str, value.as_tuple().digits)).strip("0"))


def _digits(one: Decimal, other: Decimal) -> tuple[str, str]:
    """The digits of both, to the same decimal place."""
    places = max(-_exponent(one), -_exponent(other), 0)
    first, second = (f"{value:.{places}f}".replace(".", "") for value in (one, other))
    return first, second


def _exponent(value: Decimal) -> int:
    return min(int(value.as_tuple().exponent), 0)


def _has_changed_places(one: str, other: str) -> bool:
    places = [n for n in range(len(one)) if one[n] != other[n]]
    if len(places) != 2 or places[1] - places[0] > 2:
        return False
    first, second = places
    return one[first] == other[second] and one[second] == other[first]


class Slips:
    """Amounts, to be asked which of them a figure may be a slip of. 笔误索引。

    Whether it is, `slip_between` says: what is near has a form in common, so that each figure is
    held against few of them.
    """

    def __init__(self, amounts: Sequence[tuple[Dimension, Decimal]]) -> None:
        self._amounts = amounts
        self._numbers: dict[tuple[Dimension, Decimal], dict[str, list[int]]] = {}

    def near(self, figure: Figure) -> list[int]:
        """The numbers of those that may be, in their order.

        >>> from kuangtu.plans.health.reading.quantities import all_figures
        >>> amounts = [(Dimension.COUNT, Decimal(words)) for words in ("320", "231", "550", "1230")]
        >>> Slips(amounts).near(all_figures("矿山230个")[0])
        [0, 1, 3]
        """
        key = figure.dimension, figure.factor
        if key not in self._numbers:
            self._numbers[key] = self._by_form(*key)
        known = self._numbers[key]
        return sorted({n for form in _forms(figure.value) for n in known.get(form, ())})

    def _by_form(self, dimension: Dimension, factor: Decimal) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, (of, amount) in enumerate(self._amounts):
            for form in _forms(amount / factor) if of is dimension else ():
                found[form].append(number)
        return found


def _forms(value: Decimal) -> set[str]:
    """The digits, without one of them, and sorted: zeros at the end say nothing of the place."""
    digits = f"{value:f}".replace(".", "").rstrip("0")
    shorter = (digits[:n] + digits[n + 1 :] for n in range(len(digits)))
    turned = "".join(sorted(digits.replace("0", "")))
    return {digits, f"={turned}", *(one.rstrip("0") for one in shorter)}
