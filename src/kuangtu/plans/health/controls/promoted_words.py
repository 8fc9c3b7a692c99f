# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Support or new rights, in whatever words, for a mineral that is held back. 对受限矿种的推进。

A clause that has the mineral's name, a word that sets going (鼓励, 加快, 新设, 投放) and one of
what is set going (开采, 采矿权, 产能), and nothing that turns it round, promotes the mineral.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kuangtu.plans.health.controls.stances import Control, Named, act_of
from kuangtu.plans.health.reading.case import Case, Sentence

CLAUSE = re.compile("[^，。；;]+(?:，(?:其中|即|分别[为是]|包括|依次[为是])[^，。；;]+)*")
GOING = re.compile(
    "鼓励|支持|推进|推动|加快|加大|优先|大力|做大|做强|做优|扩大|打造|引导|扶持|壮大|兼顾|重点(?:开|发展|建设|保障)"
)
GIVING = re.compile("新[设立增]|新建(?!成)|增设|投放|安排|出让|配置|规划建设|拟设")
WORK = re.compile(
    "(?<!促)开[采发](?!区)|采选|产业(?!政策)|产能|扩能|扩产|增产|扩建|达产|上产|设权|矿业开发|矿山发展|生产规模|建设规模"
)
RIGHT = re.compile(r"采矿权|矿山\s*\d|\d+[座宗个处]|开采区块|区块")
TURNED = re.compile(
    "不|未|无|禁|限制|停止|暂停|取缔|退出|关闭|替代|除|以外|治理|修复|整合|淘汰|压减|减少|尾矿|废石|利用|回收|伴生|绿色矿山"
    "|监测|保护|打击|非法|盗采|清理|整治|转型|接续|勘查|探矿权|注销|收回|控制|从严|严格|现有|已有|原有|延续|变更|规范|有序|加工|如|若|确需"
    "|违|无证|查处|监管|巡查|执法|整改|技术改造|节约|税|基金|收益|技术|工艺|装备|设备|采用|充填|安全|智能|生态|环境|复垦"
)
# What leads to more of it turns nothing round: 通过技术改造扩大产能.
GROWN = re.compile("通过[^，。;]{0,12}(?=扩大产能|扩能|增产|扩产)")
SINGLE_BEFORE = "、和及与对将把新设立展采发建让放强大快动励持进增优排投于为入的"
SINGLE_AFTER = "(?=矿(?![产业权种区])|、|和|资源|采选|开[采发]|列为|作为|实行|鼓励|优先|采矿权)"
# A kind of the mineral that has a code or a control of its own.
OF_A_KIND = "(?<![温蓝晶质型性高低轻重砂石泥褐无烟岩用])"


PROSPECTED = re.compile("勘查|找矿|勘探")
OF_PROSPECTING = re.compile("勘查|找矿|勘探|探矿权?|接续")


GREEN = re.compile("^[^。]{0,12}绿色矿山(?:建设)?[^一-鿿]")


def green_paragraphs(case: Case) -> frozenset[int]:
    """第一节 绿色矿山。新建17个：钨矿1个…: mines that are to be green, not mines to be opened."""
    return frozenset(one.paragraph for one in case.sentences if GREEN.search(one.text))


def promoted_though_held(case: Case, held: Mapping[str, Named]) -> Iterator[Named]:
    """推动砂金矿扩能增产, 新设煤、芒硝采矿权; `held` maps printed names to where they are held."""
    if not held:
        return
    pattern = re.compile("|".join(_form(name) for name in sorted(held, key=len, reverse=True)))
    green = green_paragraphs(case)
    for sentence in case.sentences:
        if sentence.paragraph in green:
            continue
        if GOING.search(sentence.text) or GIVING.search(sentence.text):
            yield from _in_sentence(sentence, pattern, held)


def _form(name: str) -> str:
    """How a name is looked for; a single sign must stand by itself."""
    if len(name) > 1:
        return OF_A_KIND + re.escape(name)
    return rf"(?:(?<![一-鿿])|(?<=[{SINGLE_BEFORE}])){name}{SINGLE_AFTER}"


def _in_sentence(
    sentence: Sentence, pattern: re.Pattern[str], held: Mapping[str, Named]
) -> Iterator[Named]:
    for clause in CLAUSE.finditer(sentence.text):
        is_as_well = clause[0].startswith("兼顾") and PROSPECTED.search(
            sentence.text[: clause.start()]
        )
        told = f"勘查{clause[0]}" if is_as_well else clause[0]
        control = _control_of(told)
        for found in pattern.finditer(clause[0]) if control is not None else ():
            named = held[found[0]]
            is_found = PROSPECTED.search(told) and GOING.search(told)
            if is_found and named.control is not Control.PROHIBITED:
                continue
            if control is not None and _may_be_against(named.control, control, clause[0]):
                where = sentence.where(clause.start(), clause.end())
                act = act_of(clause[0])
                yield Named(named.code, named.name, control, clause[0].strip(), where, act)


def _may_be_against(held: Control, said: Control, clause: str) -> bool:
    """No new rights leave the old ones free to grow; an industry is more than its mines."""
    if held is Control.CLOSED:
        return said is Control.GIVEN
    if held is Control.RESTRICTED:
        return said is Control.PROMOTED and "产业" not in clause
    return True


def _control_of(clause: str) -> Control | None:
    """What a clause does to the minerals in it.

    >>> [_control_of(one) for one in ("推动砂金矿扩能增产", "新设煤、芒硝采矿权", "不新设煤采矿权")]
    [<Control.PROMOTED: '重点'>, <Control.GIVEN: '新设'>, None]
    """
    if PROSPECTED.search(clause) and GOING.search(clause):
        # To look for what may not be mined; where anything else is said, it is left alone.
        is_turned = TURNED.search(OF_PROSPECTING.sub("", clause))
        return None if is_turned else Control.PROMOTED
    if TURNED.search(GROWN.sub("", clause)):
        return None
    if GIVING.search(clause) and RIGHT.search(clause):
        return Control.GIVEN
    return Control.PROMOTED if GOING.search(clause) and WORK.search(clause) else None
