# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How one run of signs or digits is another but for a slip. 一字之差。"""

from __future__ import annotations


def is_one_other(one: str, other: str) -> bool:
    """As long, and other in one sign.

    >>> is_one_other("房住", "房柱"), is_one_other("房柱", "房柱")
    (True, False)
    """
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def is_one_missing(one: str, other: str) -> bool:
    """One of them has a sign more, and is the other without it.

    >>> is_one_missing("石英砂", "石英砂岩"), is_one_missing("60.0", "160.0")
    (True, True)
    """
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(
        long[:n] + long[n + 1 :] == short for n in range(len(long))
    )


def is_one_edit(one: str, other: str) -> bool:
    """One sign is other, missing or too many."""
    return is_one_other(one, other) or is_one_missing(one, other)


def are_turned(one: str, other: str, *, most: int = 3) -> bool:
    """The same signs, at most so many of them in other places: 50.29 and 52.90.

    >>> are_turned("298", "289"), are_turned("298", "298"), are_turned("1234", "4321")
    (True, False, False)
    """
    odd = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) and 0 < odd <= most and sorted(one) == sorted(other)


def is_subsequence(short: str, long: str) -> bool:
    """The signs of one stand in the other in their order: 区调 in 区域地质调查.

    >>> is_subsequence("区调", "区域地质调查"), is_subsequence("调区", "区域地质调查")
    (True, False)
    """
    signs = iter(long)
    return all(sign in signs for sign in short)


def common_length(one: str, other: str) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for sign in one:
        diagonal = 0
        for place, sign_too in enumerate(other, 1):
            above = row[place]
            row[place] = diagonal + 1 if sign == sign_too else max(row[place], row[place - 1])
            diagonal = above
    return row[-1]
