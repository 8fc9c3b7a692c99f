# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether two names a sign apart are of two things. 名近而实异。"""

from __future__ import annotations

from kuangtu.plans.health.reading.likeness import are_alike

# What things of nature and settlements are called: 冷水河 is not 冷水沟.
GENERIC = frozenset(
    "河沟溪江湖海山岭岗梁坪坝塘湾口寨堡坡洼滩崖岩洞潭泉峰谷川原村庄屯店营桥庙寺井窑坑台"
    "峡涧坳垭冲畈港岔咀嘴埠渡关集场圩墟淖泡甸塬峁沱屿岛礁旗盟州镇乡县市区"
)


def are_two_things(one: str, other: str) -> bool:
    """The names differ in what the things are, or in how they are called, not by a slip.

    >>> are_two_things("冷水河", "冷水沟"), are_two_things("石坪", "石平")
    (True, False)
    """
    return (
        one[:-1] == other[:-1]
        and {one[-1], other[-1]} <= GENERIC
        and not are_alike(one[-1], other[-1])
    )


def is_by_a_town(town: str, other: str) -> bool:
    """What begins as a town does and is of nature is no slip of it.

    >>> is_by_a_town("白水铺", "白水河"), is_by_a_town("白水铺", "白水浦")
    (True, False)
    """
    is_same_stem = len(town) == len(other) and town[:-1] == other[:-1]
    return is_same_stem and other[-1] in GENERIC and not are_alike(town[-1], other[-1])


def is_a_slip(name: str, wrong: str) -> bool:
    """The one sign that is other is like the right one in sound or look, unless there are more.

    >>> is_a_slip("喀腊大湾", "喀腊达湾"), is_a_slip("石佛", "石岗"), is_a_slip("北大岭", "大北岭")
    (True, False, True)
    """
    odd = [(a, b) for a, b in zip(name, wrong, strict=False) if a != b]
    if are_two_things(name, wrong):
        return False
    return len(name) != len(wrong) or len(odd) != 1 or are_alike(*odd[0])
