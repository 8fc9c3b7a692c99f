# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Compiled writing of a number: the fewest digits that give the same number. 数字书写内核。

Up to fifteen digits are found by one multiplication and proven by one division: two decimals of
so few digits never stand for the same double. Sixteen and seventeen are cut from the fraction in
whole numbers, without rounding, until what is left lies nearer than half the distance to the
next double.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from kuangtu.geo.compiled.compiling import inner
from kuangtu.geo.overlap.types import Bytes

DECLINED: Final = -1

_TENS: Final = np.array([10**power for power in range(20)], np.uint64)
_TENS_AS_FLOATS: Final = np.array([10.0**power for power in range(18)])
_PAIRS: Final = np.frombuffer(b"".join(b"%02d" % pair for pair in range(100)), np.uint8)
_SURE: Final = 15  # digits that a double always holds
_ZERO, _MINUS, _DOT = ord("0"), ord("-"), ord(".")
_ONE, _TWO, _TEN, _HUNDRED = np.uint64(1), np.uint64(2), np.uint64(10), np.uint64(100)
_MANTISSA: Final = np.uint64(52)
_FRACTION_BITS: Final = np.uint64((1 << 52) - 1)
_EXPONENT_BITS: Final = np.uint64(0x7FF)
_SIGN_AT: Final = np.uint64(63)
_SMALLEST, _LARGEST = 0.01, 1e14


@inner
def _write_digits(out: Bytes, at: int, value: np.uint64, count: int) -> int:
    """A whole number as so many digits, zeros in front; the position behind it."""
    end = at + count
    while count >= 2:
        rest = value // _HUNDRED
        pair = 2 * np.int64(value - rest * _HUNDRED)
        out[at + count - 1] = _PAIRS[pair + 1]
        out[at + count - 2] = _PAIRS[pair]
        value = rest
        count -= 2
    if count:
        out[at] = _ZERO + np.int64(value)
    return end


@inner
def _digits_of(value: np.uint64) -> int:
    count = 1
    while value >= _TENS[count]:
        count += 1
    return count


@inner
def _cut(bits: np.uint64, decimals: int) -> tuple[np.uint64, int]:
    """The fraction of a double from 0.01 on as a whole number of 10**-decimals, or of a tenth."""
    exponent = np.int64((bits >> _MANTISSA) & _EXPONENT_BITS) - 1023
    places = np.uint64(52 - exponent)
    mask = (_ONE << places) - _ONE
    rest = ((bits & _FRACTION_BITS) | (_ONE << _MANTISSA)) & mask
    # As many digits at once as stay below 2**64.
    step = 4 if exponent >= 2 else (3 if exponent >= -2 else 1)
    fraction, left = np.uint64(0), decimals
    while left > 0:
        now = min(step, left)
        rest *= _TENS[now]
        fraction = fraction * _TENS[now] + (rest >> places)
        rest &= mask
        left -= now
    gap = min(rest, mask + _ONE - rest)
    if gap * _TWO >= _TENS[decimals]:
        rest *= _TEN
        fraction = fraction * _TEN + (rest >> places)
        rest &= mask
        decimals += 1
    half = _ONE << (places - _ONE)
    if rest > half or (rest == half and fraction & _ONE):
        fraction += _ONE
    return fraction, decimals


@inner
def write_number(out: Bytes, at: int, value: float, bits: np.uint64) -> int:
    """A number in digits, at least one behind the point; the position behind it, or −1.

    `bits` is the number as it is stored. Declined are what is no number, what is nearer to zero
    than 0.01 without being it, and what is larger than 10¹⁴.
    """
    if bits >> _SIGN_AT:
        out[at] = _MINUS
        at += 1
        value = -value
    if not (value == 0 or _SMALLEST <= value < _LARGEST):
        return DECLINED
    whole = np.uint64(value)
    decimals = _SURE - _digits_of(whole)
    if whole == 0:
        decimals = _SURE if value >= 0.1 else _SURE + 1
    scaled = np.rint(value * _TENS_AS_FLOATS[decimals])
    if scaled / _TENS_AS_FLOATS[decimals] == value:
        fraction = np.uint64(scaled)
        whole = fraction // _TENS[decimals]
        fraction -= whole * _TENS[decimals]
    else:
        fraction, decimals = _cut(bits, decimals + 1)
        if fraction >= _TENS[decimals]:
            fraction -= _TENS[decimals]
            whole += _ONE
    at = _write_digits(out, at, whole, _digits_of(whole))
    out[at] = _DOT
    at = _write_digits(out, at + 1, fraction, decimals)
    while out[at - 1] == _ZERO and out[at - 2] != _DOT:
        at -= 1
    return at
