# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names of divisions, also of those the code list does not know. 政区名称。"""

from __future__ import annotations

from kuangtu.codes.divisions import find_division
from kuangtu.core.text import Text, same


def division_name(code: str) -> Text:
    """The name of a division; its code where the list does not hold it.

    >>> division_name("652824").zh, division_name("123456").en
    ('若羌县', '123456')
    """
    division = find_division(code)
    if division is None:
        return same(code)
    return same(division.name)
