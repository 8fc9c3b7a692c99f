# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How many towns of one kind a list names. 乡镇个数。"""

from __future__ import annotations

import re


def count_of_kind(listed: str, kind: str) -> int:
    """How many names of a list end in a word; where an office lies is none of them.

    >>> count_of_kind("白石镇、阿里乡、中和乡和水塘乡，县政府驻白石镇", "乡")
    3
    >>> count_of_kind("松垟、白岩、岭后镇，上畈、金竹乡", "镇")
    3
    """
    words = re.sub(r"\([^()]*\)|[，,][^，,、。]*(?:设在|驻|位于)[^，,、。]*", "", listed)
    return sum(_of_kind(part, kind) for part in re.split("[，,;；]", words.strip(" 。")))


def _of_kind(part: str, kind: str) -> int:
    """松垟、白岩、岭后镇 are three where the word stands behind the last alone."""
    alone = len(re.findall(rf"(?<=[一-鿿]){kind}(?=[、和及与]|$)", part))
    names = [one for one in part.split("、") if one]
    others = [one for one in names[:-1] if re.search("镇|乡|街道|苏木|嘎查|农场|村", one)]
    is_shared = alone == 1 and len(names) > 1 and not others and names[-1].endswith(kind)
    return len(names) + ("和" in names[-1][1:]) if is_shared else alone
