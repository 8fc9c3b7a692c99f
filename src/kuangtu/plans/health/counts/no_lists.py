# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What stands before a count and is no list of what it counts. 非所计之列举。"""

from __future__ import annotations

import re

from kuangtu.codes.minerals import are_minerals

OF_SUCH = re.compile("^(?:位于|处于|存在|涉及|不)[^、]*的[一-鿿]{1,6}$")
# 落实省、市规划划定的重点开采区3处: by whom they are set.
SET_BY = re.compile("(?:划定|确定|设立|设置|批准|下达|部署|安排|认定|公布|规划)的[^、的]*$")
BY_WHOM = re.compile("由[^、]{1,8}(?:划定|设置|设立|安排|部署)")  # 玄武岩、砂由旗里划定3处
LEVEL = re.compile("[国部省市县州盟旗区](?:、[国部省市县州盟旗区])*")  # 部、省发证4个
DOING = re.compile("的[一-鿿]{2,4}(?:划定|设置|设立|部署|安排|布设|布置|划分|建设)[^、]{2,}$")
# 在甲镇、乙镇划定重点开采区2个: where it is done.
THERE = re.compile(
    "[镇乡县区市旗村](?:共|各|内|境内)?(?:划定|设置|设立|设|部署|安排|布设|布置|建设|新建)[^、]{2,}$"
)
# The next is counted too: 煤、铁2个、铜3个.
NEXT_COUNTED = re.compile(r"[^和及与、，。;\d]{0,4}、[一-鿿]{1,8}\d")
LIMIT = re.compile("以[内上下]|左右")


# 设3个…: what is done, not what is listed, stands before the count.
DONE = re.compile(
    "(?:[由从至到]|设|设置|设立|建|建设|建成|有|划定|安排|部署|投放|实施|布设|新增|新建|[增减]|减少|增加|关闭|注销|退出|名录|各|按|每|依次|分别|为)$"
)


def is_of_something_else(text: str, found: re.Match[str], listed: str) -> bool:
    """Deeds, levels, amounts, minerals of what is counted: 整合、注销采矿权3个."""
    end = text[found.end() : found.end() + 2]
    if found["unit"] == "大" and not LARGE.match(end):
        return True
    if found["unit"] == "级" and any(len(one) > 4 for one in listed.split("、")):
        return True
    if found["unit"] in {"镇", "乡"} or NEXT_COUNTED.match(text[found.end() :]):
        return True  # 五镇、三乡 are counts themselves
    if LIMIT.match(text[found.end() :]) or text.startswith("百分点", found.end()):
        return True  # 采矿权28个以内、绿色矿山21个以上; 各提高3个百分点
    first, _, last = listed.rpartition("、")
    if (
        LEVEL.fullmatch(first.removeprefix("其中"))
        or SET_BY.search(last)
        or (OF_SUCH.search(last) and "的" not in first)
    ):
        return True  # 手续不全、位于敏感区的砂场5个: what they are like
    if DOING.search(last) or THERE.search(last) or BY_WHOM.search(last) or last.endswith("所列"):
        return True  # 在资源集中、交通便利的地区划定重点开采区3个
    if are_only_minerals(listed.removeprefix("其中"), found["unit"]):
        return True  # 其中煤、金、膨润土4个由探矿权转采: rights of three minerals
    is_done = _are_deeds(first, last) or DONE.search(listed) is not None
    return is_done or AMOUNTS.search(listed) is not None or _is_of_minerals(first, last)


DEED = re.compile(
    "^(?:[一-鿿]{0,6})(?:整合|兼并|重组|注销|关闭|关停|退出|淘汰|取缔|新建|改建|扩建|改扩建|技改|新设|新立|"
    "延续|变更|转让|出让|投放|保留|调整|缩减|扩大)"
)
OF_THESE = re.compile("(?:矿山)?(?:企业|矿山|采矿权|探矿权|矿业权|加工厂|公司)$")


def _are_deeds(first: str, last: str) -> bool:
    """整合、注销采矿权3个: what is done to them."""
    return DEED.search(first) is not None and DEED.search(last) is not None


def _is_of_minerals(first: str, last: str) -> bool:
    """火山渣、浮石企业5家: those of two minerals, not the two.

    >>> _is_of_minerals("煤", "铁矿企业"), _is_of_minerals("甲公司", "乙企业")
    (True, False)
    """
    noun = OF_THESE.search(last)
    names = [*first.split("、"), last[: noun.start()]] if noun else []
    return bool(names) and all(map(are_minerals, names))


PIECES = frozenset("个处家座宗")


def are_only_minerals(listed: str, unit: str) -> bool:
    """高岭土、矿泉水和地热共4个; 矿区14个，涉及煤、铜、铅锌: of so many minerals, not those."""
    names = [one for one in re.split("[、和及与]", re.split("，", listed)[0]) if one]
    return unit in PIECES and len(names) > 1 and all(map(are_minerals, names))


LARGE = re.compile(
    "类|基地|园区|产业|体系|工程|板块|区域|任务|片区|集群|走廊|矿区|产区|举措|行动|项目|方面|领域|中心|支柱"
)
AMOUNTS = re.compile(r"\d\s*(?:[个处家座种万%吨亿项条片块幅宗区米亩元]|公顷|平方)|“|”")
