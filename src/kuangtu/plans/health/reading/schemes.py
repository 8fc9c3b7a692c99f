# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names that together leave nothing over: 大型、中型、小型; the years of a period. 分类的体系。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

YEARS = re.compile(r"(?:^|[^\d])(20\d\d)年?(?:(?:～|—+|–|-|至|到)(20\d\d)年)?")
PHASES = (
    ("近期", "前期", "第一阶段", "前一阶段", "一期"),
    ("远期", "后期", "第二阶段", "后一阶段", "二期"),
)
STAGES = (("勘探",), ("详查",), ("普查",))
SCHEMES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("大型",), ("中型",), ("小型",)),
    (("探明",), ("控制",), ("推断",)),
    STAGES,
    (("第一产业", "一产"), ("第二产业", "二产"), ("第三产业", "三产")),
    (("汉族",), ("少数民族",)),
    (("露天",), ("地下", "井工")),
    (("男",), ("女",)),
    (("已治理", "完成治理"), ("未治理", "待治理")),
    (("国家级", "部级"), ("自治区级", "省级"), ("州级", "市级", "地级"), ("县级",)),
    (("城镇", "城市"), ("农村", "乡村")),
    (("生产", "在产", "正常生产"), ("停产",)),
    (("在用",), ("停用", "闭库")),
    (("能源",), ("金属",), ("非金属",)),
    (("探矿权",), ("采矿权",)),
    (("北部",), ("中部",), ("南部",)),
    (("东部",), ("西部",)),
    PHASES,
    (("财政", "中央", "省级", "国家", "专项"), ("社会", "企业", "自筹")),
)
LEVELS = ("国家级", "部级", "自治区级", "省级", "州级", "市级", "地级", "县级", "乡级")
CLASS = 4  # signs of 国家级, 自治区级, 正常生产
REST = ("其他", "其它", "其余", "余下", "剩余", "其他类", "未利用")


def is_scheme(labels: Sequence[str]) -> bool:
    """The labels are all members of one scheme, each member once at least."""
    for scheme in SCHEMES:
        hits = [
            next(
                (n for n, words in enumerate(scheme) if any(says(label, one) for one in words)),
                None,
            )
            for label in labels
        ]
        if set(range(len(scheme))) <= set(hits):
            return True
    if _are_years_in_a_row(labels) or _is_one_the_others_want(labels):
        return True
    levels = {one for label in labels for one in LEVELS if one in label}
    if len(labels) >= 3 and len(levels) == len(labels):
        return True
    return bool(labels) and len(labels) > 1 and labels[-1].startswith(REST)


def schemes_of(label: str) -> frozenset[int]:
    """Which schemes a label is of: 大型矿山 of that of sizes; 矿山总数 of none."""
    return frozenset(
        number
        for number, scheme in enumerate(SCHEMES)
        if any(says(label, one) for words in scheme for one in words)
    )


def _is_one_the_others_want(labels: Sequence[str]) -> bool:
    """Two that leave nothing over: 已查明46种，未查明22种; 煤矿8家，非煤矿山38家.

    >>> _is_one_the_others_want(["已查明资源储量", "未查明"])
    True
    >>> _is_one_the_others_want(["煤矿企业", "非煤矿山企业"])
    True
    """
    if len(labels) != 2:
        return False
    if labels[1].startswith("非") and not labels[1].startswith("非金属"):
        return labels[0].startswith(labels[1][1:2])
    has, wants = labels[0].removeprefix("已"), labels[1]
    return len(wants) >= 3 and wants[0] in "未待" and has.startswith(wants[1:])


def _are_years_in_a_row(labels: Sequence[str]) -> bool:
    """Each begins when the one before has ended.

    >>> _are_years_in_a_row(["2021～2023年完成", "2024～2025年完成"])
    True
    >>> _are_years_in_a_row(["2015年", "2020年"])
    False
    """
    spans = [YEARS.search(label) for label in labels]
    if len(spans) < 2 or any(one is None for one in spans):
        return False
    years = [(int(one[1]), int(one[2] or one[1])) for one in spans if one is not None]
    is_short = len(years) == 2 and all(first == last for first, last in years)
    return not is_short and all(b[0] == a[1] + 1 for a, b in pairwise(years))


def is_within_one_scheme(labels: Sequence[str]) -> bool:
    """The labels are members of one scheme, none of them twice: 国家级 and 省级."""
    for scheme in SCHEMES:
        hits = [
            next(
                (n for n, words in enumerate(scheme) if any(says(label, one) for one in words)),
                None,
            )
            for label in labels
        ]
        if len(hits) > 1 and None not in hits and len(set(hits)) == len(hits):
            return True
    return False


def are_class_names(labels: Sequence[str]) -> bool:
    """Names of classes and no more: 停产, 正常生产; not 新建绿色矿山国家级."""
    return all(1 < len(label) <= CLASS for label in labels)


def is_class(label: str) -> bool:
    """The very name of one class: 停产, 大型, 国家级."""
    words = {one for scheme in SCHEMES if scheme is not PHASES for named in scheme for one in named}
    return label in words | set(LEVELS)


def says(label: str, word: str) -> bool:
    """The label is of the word: 非金属 is not 金属, 大中型 is not 中型."""
    if word == "金属":
        return "金属" in label and "非金属" not in label
    if word == "中型":
        return "中型" in label and "大中型" not in label
    return word in label


TOWN = re.compile("民族乡|镇|乡|街道|苏木")


def are_all_towns(text: str, ends: Sequence[int]) -> bool:
    """Whether each of some numbers, which end there, counts another kind of town.

    >>> are_all_towns("16个乡镇，其中9个镇、6个乡", [10, 14])
    True
    """
    kinds = [TOWN.match(text, end) for end in ends]
    return len({one[0] for one in kinds if one}) == len(kinds) > 1
