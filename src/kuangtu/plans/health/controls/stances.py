# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a sentence says is to be done with a mineral: forbid, hold back, promote. 调控方向。

The words of control are families (禁止, 不再新设, 限制, 重点); the minerals stand after them as
a list, or before them as the subject of the clause (石煤一律不设采矿权), or in the clause before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kuangtu.plans.health.names.mineral_names import minerals_in
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import HAN_NUMBER
from kuangtu.plans.health.types import Where

Mineral = tuple[str, str]  # code and name
OF_A_CLASS = "*"  # in place of a code: all that stand under a control


class Control(StrEnum):
    PROHIBITED = "禁止"
    CLOSED = "不再新设"
    RESTRICTED = "限制"
    PROMOTED = "重点"
    GIVEN = "新设"  # a new right or block of it
    PLANNED = "计划"  # mines or an output at the end of the period


ACT = "(?:勘查|勘探|探矿|开采|采矿|开发|利用)"
GIVING = "(?:新[设立建增]|增设|设[立置]?|审批|批准|受理|出让|投放|办理|安排|核准|核发|配置)"
KIND = "(?:类|型)?(?:的)?(?:矿种|矿产)?"
VERBS = (
    (
        Control.CLOSED,
        rf"(?:不再|一律不|不得|停止|暂停|暂缓|暂不|不予|不准|禁止|严禁|不)再?{GIVING}(?:和|、|{GIVING})*|只减不增|只出不进",
    ),
    (
        Control.PROHIBITED,
        (
            rf"(?:(?:全面|完全)?(?:禁止|严禁)(?:类|{ACT}(?:和|与|、)?)*"
            rf"|(?:不得|不再|不准|停止|取缔)(?:{ACT}(?:和|与|、)?)+|(?:停止|取缔)(?=[一-鿿、]{{1,20}}开采)|禁采){KIND}"
        ),
    ),
    (
        Control.RESTRICTED,
        (
            rf"(?:(?<!不受)限制(?:类|{ACT}(?:和|与|、)?)*|(?:严格|从严)控制(?:{ACT}(?:和|与|、)?)*|控制{ACT}+|限采)"
            rf"(?:规模)?{KIND}"
        ),
    ),
    (
        Control.PROMOTED,
        (
            rf"(?:重点|鼓励|优先|支持|大力|积极)(?:和|、|重点|鼓励|优先)*"
            rf"(?:类|(?:{ACT}|发展|投放|出让|配置|设置|新设|受理|安排)(?:和|与|、)?)+{KIND}"
            rf"|做大做强|做强做大"
        ),
    ),
)
VERB = re.compile("|".join(f"(?P<{control.name}>{words})" for control, words in VERBS))
LIST = re.compile(
    rf"(?:(?:\d+|{HAN_NUMBER})[种个类]|包括|主要有|主要为|有|为|是|:|：)*(?P<list>[^。；;:]{{1,160}})"
)
# A zone of them, or the aims of a zone: no mineral follows.
OF_A_ZONE = re.compile("^(?:规划)?(?:区|地(?![热下]))")
# It is held back in an area, not everywhere.
AREA = re.compile(
    "其[他余](?:乡镇|区域|地区|地段)|(?<!县)(?<!市)(?<!旗)(?<!辖)(?:区|公园|保护地|红线|农田|耕地|草原|边界|河道|流域|岸线|水源|水库|城镇|铁路|公路|国道"
    "|[^县市旗州全]域|地带|[^界]线)[^，,。；;]{0,8}?(?:以内|以外|之外|内|外|范围|两侧|上)(?!资源)"
)
IN_A_CASE = re.compile(
    "(?:未|没有|无|不符合|不具备|达不到|不能|违反|凡|低于|高于|超过)[^。；;]{0,30}(?:的|前|时|者|情况下)[，,]?(?:一律|均)?$"
)
CONDITION = re.compile(
    r"^(?:可耕地|基本农田|耕地|自然保护区|保护区|城镇|河道|湿地|红线|煤与瓦斯|高硫|高灰|高砷|土法|零星|小型)"
)
SPLIT = re.compile("[、，,;；]|和|及|与|以及")
TAIL = re.compile(
    r"(?:等)?(?:(?:\d+|[两三四五六七八九十])[种个类](?=矿))?(?:特定|能源|金属|非金属|战略性|优势|特定保护性开采的?|保护性开采的?|重要)*"
    r"(?:矿产资源|矿产|资源|矿种|矿|类)*的?(?:新的)?(?:探矿权|采矿权|矿业权|矿山|项目)?(?:新立|出让|设置)?(?:申请)?"
    r"(?:(?:\d+|[两三四五六七八九十])[种个类](?:特定)?(?:矿产|矿种|资源)*)?(?:的?(?:开采|勘查|开发).*)?$"
)
BEFORE = re.compile(
    r"^(?:其中|同时|此外|但|并|对于|对|将|把|已将|县域?内的?|全县的?|本县的?|我县的?|规划期内?|今后|原则上)+"
)
BETWEEN = re.compile(
    r"(?:等?(?:矿产资源|矿产|矿种|矿|资源)?(?:\d+[种个类]|[两三四五六]种)?(?:矿产|矿种)?)"
    r"(?:一律|均|全部|原则上|规划期内?|今后|本轮规划|全县|县域内|统一|全面|坚决|继续|逐步|将|优势|矿种|也|都|则|已|仍|被|应|可|暂"
    r"|列为|作为|列入|纳入|归入|归为|属于|属|为|系|是|实行|确定为|定为|划为|调整为|转为|改为|国家|省级|:)*$"
)
OBJECT = re.compile(
    r"^(?:的|新的|这|上述|此|[两三四五六\d]+种|类|矿产|矿种|矿业权|采矿权|探矿权|矿山|规模|力度|强度|申请|出让|开采|名录|目录"
    r"|管理|之列|资源|权|区|\s)*$"
)
EXCEPT = re.compile("除[^，,。；;]{1,30}?外")
# 除集中开采区外不得新设: in those places it is.
EXCEPT_IN_PLACES = re.compile(
    "除[^，,。；;]{1,30}?(?:区|范围|地段|红线|条所列[^，,。；;]{1,10})(?:以|之)?外，?[^，,。；;]*"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A mineral named under a control. 调控所指的矿种。"""

    code: str
    name: str
    control: Control
    words: str
    where: Where
    act: str = ""  # 勘查 or 开采, where it is said of one alone


def act_of(words: str) -> str:
    """What alone is spoken of.

    >>> act_of("停止新设煤炭探矿权"), act_of("禁止开采石煤"), act_of("重点勘查开采")
    ('勘查', '开采', '')
    >>> act_of("不新建锑矿山")
    '开采'
    """
    is_mined = "采" in words.replace("探采", "") or "矿山" in words
    is_explored = bool(re.search("勘|探", words))
    return "" if is_mined == is_explored else "开采" if is_mined else "勘查"


def stances_of(case: Case, sentence: Sentence) -> Iterator[Named]:
    """Every mineral that the words of the sentence hold back or promote."""
    blank = sentence.text
    for exception in (EXCEPT_IN_PLACES, EXCEPT):
        blank = exception.sub(lambda one: "　" * len(one[0]), blank)
    for piece in re.finditer("[^。；;]+", blank):
        yield from _of_piece(case, sentence, piece.group(), piece.start())


def _of_piece(case: Case, sentence: Sentence, piece: str, offset: int) -> Iterator[Named]:
    """Verb by verb: its own list, else the subject before it, else what was named before that."""
    verbs = list(VERB.finditer(piece))
    last: list[tuple[Mineral, str]] = []
    if verbs:
        last = _leading(case, piece[: verbs[0].start()].rstrip("，,").rpartition("，")[2])
    done = 0
    for place, verb in enumerate(verbs):
        end = verbs[place + 1].start() if place + 1 < len(verbs) else len(piece)
        control = Control[str(verb.lastgroup)]
        after, before = piece[verb.end() : end], piece[done : verb.start()]
        listed, length = _listed(case, after)
        length = length if listed else 0
        if listed and place + 1 < len(verbs):
            listed, length = _without_the_next_subject(case, after, listed, length)
        words = piece[verb.start() : verb.end() + length]
        is_said_of = not _names_a_class(verb.group(), before)
        if not listed and is_said_of and OBJECT.match(re.split("[，,:]", after)[0]):
            listed = _subject(case, before, last)
        done = verb.end() + length
        last = listed or _class_of(control, verb.group()) or last
        if _is_of_an_area(control, after, piece[: verb.start()]):
            continue
        if _is_of_something_else(control, verb.group(), after):
            continue
        if control is Control.CLOSED and (right := RIGHT.match(after)):
            words = right[0]  # 不新设采矿权: prospecting may go on
        where = sentence.where(offset + verb.start(), offset + verb.end() + length)
        is_up_to = control is Control.RESTRICTED and UP_TO_AN_AMOUNT.search(after) is not None
        for (code, name), token in listed:
            if is_up_to and PROTECTED.search(name):
                continue  # 限制开采钨矿，实行总量控制: so much of it is mined, in zones of its own
            yield Named(code, name, control, f"{control.value}：{token}", where, _act_said(words))


RIGHT = re.compile("(?:的|新的)?(?:采矿权|探矿权)(?:[、和及](?:采矿权|探矿权))?")


def _act_said(words: str) -> str:
    """The act of the verb's own clause; where that names none, of all that it reaches.

    >>> _act_said("不新建锑矿山，锑矿勘查成果作为后备资源"), _act_said("重点矿种为金，只勘查")
    ('开采', '勘查')
    """
    own = re.split("[，,]", words)[0]
    return act_of(own if re.search("采|勘|探|矿山", own) else words)


def _names_a_class(verb: str, before: str) -> bool:
    """鼓励类优先投放，禁止类矿种不再新设: what is told of a class, not that anything is of it."""
    is_of = re.search("(?:[为是属]|属于|列[为入]|作为|划为|归入)$", before.rstrip())
    return verb.endswith(("矿种", "类")) and is_of is None


def _class_of(control: Control, verb: str) -> list[tuple[Mineral, str]]:
    """限制开采矿种…，规划期内不新设采矿权: all minerals under the control are meant."""
    return [((OF_A_CLASS + control.name, verb), verb)] if verb.endswith(("矿种", "类")) else []


def _listed(case: Case, after: str) -> tuple[list[tuple[Mineral, str]], int]:
    """The minerals of the list that follows a verb, and how far it reaches."""
    found = None if OF_A_ZONE.match(after) or after[:1] in "，, " else LIST.match(after)
    if found is None:
        return [], 0
    named = [
        (mineral, token)
        for token in tokens_of(found["list"])
        for mineral in minerals_in(case, token)
    ]
    return named, found.end()


def _without_the_next_subject(
    case: Case, after: str, listed: list[tuple[Mineral, str]], length: int
) -> tuple[list[tuple[Mineral, str]], int]:
    """重点开采铁、铜，金、银限制开采: 金 and 银 are the subject of what follows."""
    head, comma, tail = after.rpartition("，")
    own = _listed(case, head)[0] if comma else []
    return (own, len(head)) if own and _enumerated(case, tail) else (listed, length)


def _subject(case: Case, before: str, last: list[tuple[Mineral, str]]) -> list[tuple[Mineral, str]]:
    """石煤一律…: the list right before a verb; with nothing between, that of the clause before."""
    clause = re.split("[，,]", before)[-1]
    bare = BETWEEN.sub("", BEFORE.sub("", clause.strip()))
    return _enumerated(case, clause) if bare else last


def _enumerated(case: Case, clause: str) -> list[tuple[Mineral, str]]:
    """The minerals of words that are a list of minerals and nothing else.

    >>> # 钨、锑一律 -> 钨, 锑;  选矿废水 -> none
    """
    bare = BETWEEN.sub("", BEFORE.sub("", re.sub(r"\([^()]*\)", "", clause.strip())))
    named = []
    for token in re.split("[、和与及]", bare):
        found = minerals_in(case, TAIL.sub("", token) or token)
        if not found and CONDITION.match(token):
            continue  # 泥炭、可耕地砖瓦用黏土: the second only there
        if not found:
            return []
        named += [(mineral, token) for mineral in found]
    return named


LEADING = re.compile(
    "^(?P<list>[一-鿿、]{1,30}?)(?:实行|执行|坚持|只|应|要|以|已|须|作为|是|为|属|$)"
)


def _leading(case: Case, clause: str) -> list[tuple[Mineral, str]]:
    """The subject of a clause: 重晶石矿山以整合为主，…."""
    found = LEADING.match(clause.strip())
    return _enumerated(case, clause) or (_enumerated(case, found["list"]) if found else [])


def _is_of_an_area(control: Control, after: str, before: str) -> bool:
    """区外不再新设…, 未取得许可证的，不得开采…: said of an area or a case, not of the mineral.

    What is promoted somewhere is promoted all the same.
    """
    is_held = control is not Control.PROMOTED
    return is_held and bool(
        OF_A_ZONE.match(after) or AREA.search(before) or IN_A_CASE.search(before)
    )


NO_MINING = re.compile(
    "治理|修复|关闭|退出|整合|淘汰|监测|保护|压减|尾矿|废石|综合利用|回收|加工|替代|转型|整治|绿色矿山"
)
AMOUNT = re.compile("总量|产量|产能|规模|强度|指标|数量|秩序")
# 保护性开采的特定矿种: the State Council has had them mined up to a total since 1991.
PROTECTED = re.compile("钨|锡|锑|稀土")
UP_TO_AN_AMOUNT = re.compile(
    "^[^;。]{0,24}(?:实行|执行|按|落实)[^，。;]{0,10}总量(?:控制|管控|调控|指标)"
)
OF_A_SIZE = re.compile(r"露天|小型|小规模|以下|低于|小于|不足|\d+(?:\.\d+)?万")


def _is_of_something_else(control: Control, verb: str, after: str) -> bool:
    """Restoration promoted, an amount controlled, small mines not given anew.

    >>> _is_of_something_else(Control.PROMOTED, "优先安排", "煤、石灰岩矿山的生态修复，重点开采铁")
    True
    >>> _is_of_something_else(Control.RESTRICTED, "严格控制", "稀土开采总量")
    True
    """
    clause = re.split("[，,]", after)[0]
    if control is Control.PROMOTED:
        return NO_MINING.search(clause) is not None
    if "控制" in verb:
        return AMOUNT.search(clause) is not None
    return control is Control.CLOSED and OF_A_SIZE.search(clause) is not None


def tokens_of(listed: str) -> Iterator[str]:
    """The members of a list, as far as they are names; what sets a condition is left out."""
    flat = re.sub(r"\([^()]*\)", "", listed)
    for piece in SPLIT.split(flat):
        token = TAIL.sub("", piece.strip(" 。：:")) or piece
        if token and not CONDITION.match(token):
            yield token
