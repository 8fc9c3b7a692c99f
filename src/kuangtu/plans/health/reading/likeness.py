# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Signs that are taken for each other: they sound alike, or look alike. 音近、形近的字。"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from kuangtu.plans.health.reading.edits import is_one_edit

# GB/T 2312 sorts its 3755 frequent signs by sound, tone by tone: those of one sound stand together.
NEAR = 8
FIRST_ROW, LAST_ROW, ROW = 0xB0, 0xD7, 94
LOOK_ALIKE = (
    "林材村杜|丰车东|没设役|州川洲|未末|己已巳|土士|人入|大太犬|干千于|天夫|日曰目|田由甲申|石右后|白百自|古吉|今令|沟构购"
    "|坪平评|岭领玲岑岺|洋垟羊样|塘糖溏|埠阜|侯候|薄簿|巨臣|休体|拔拨|免兔|析折|狠狼|乌鸟岛|衣农|刀力|午牛|间问|岗冈|勘堪|查察"
    "|峰锋烽|坡坂披波|坝贝|堡保|渠梁粱|汪江红|汤荡|泊柏拍|桦华|杨扬场|柳卯|梅海悔|桥侨娇|枫讽|漂票标|栗粟|宋宗|完宛"
    "|宁守|官宫|家冢|湾弯|渡度|淘陶|沙砂|洛络|浚俊峻竣|河何|涧润|源原|深探|铁轶|铜洞桐|铅船|锌辛|银很|锰猛|萤莹荧营"
    "|磷麟|锂理|修参|复夏|治冶|理埋|废发|采彩|矿扩旷|区匚|块快|重董|井并|集焦|中申|程呈|搏博|陵凌棱|陡徒|阳阴|除徐"
    "|盘盆|滩摊难|岩崖|崖涯|屯吨顿|寨塞|浦蒲铺埔|潭谭|岗刚钢|堂党|堤提|峪裕浴|砚观|柞祚|榆愉|岚风|岫袖|嵩高|嶂障漳"
    "|沧苍|渌绿|渭谓|湟皇|林岭|新兴星|民明|南兰|垄龙拢笼|坑抗炕|庙苗描|旗棋期|闷门们|崂劳|浏刘|淮准"
    "|陂坡波坂|清青情|晴睛|鱼渔|莲连|蓝监|荣荥|茂贸|苗笛|黄横|虎虏|象像|恢灰|规归|划画|勘斟"
)
_GROUPS = tuple(frozenset(group) for group in LOOK_ALIKE.split("|"))
# Signs of technical words that are written for one another.
OF_TECHNICAL_WORDS = """
膏羔糕 萤莹荧茔 墨黑默磨 棉绵锦 蛭蛙桎 铜桐 铅沿船 锌辛 锑梯锦 锂里理鲤 铍披被 铌泥尼 钽坦担
铷茹 铯铠色 铬络洛 钼沐 钨坞 锡踢惕 镍臬 钴沽估 钒矾帆 钛汰钦 锰猛 汞贡 铁轶帙 镁美 钾押钟 钠纳
硼棚朋 磷鳞嶙 硫流琉 砂沙纱 灰恢炭 岩盐延 页贞项 润闰涧 膨彭澎 岭领玲 硅桂洼 藻澡燥 珍诊 珠殊株
沸佛拂 英荚 滑猾 芒茫 硝销消 菱凌陵 辉挥晖 橄撖 榄揽缆 蜡腊 碱咸硷 母每毋 晶品 石右 土士 柱住注
充冲允 填添镇垫慎真 崩绷蹦 壁璧 浸侵寝 露路霜 天夭夫 查察 详祥 勘堪 探深 型形性 炭碳 氢轻 重童
顿吨盹炖盾 顷倾 束朿 期斯 砖砝 瓦瓧 陶淘 瓷资 饰蚀 筑箸 泉皋 长张 闪内 硬便 透秀 榴溜 蓝篮 线钱
刚钢 绿录 松讼 玛马 瑙脑 花化 岗冈 玄弦 武斌 凝疑 板版 麻痳 理里 方万
"""


def are_alike(one: str, other: str) -> bool:
    """The two signs sound or look alike.

    >>> are_alike("坪", "平"), are_alike("林", "材"), are_alike("石", "沙")
    (True, True, False)
    """
    return _sound_alike(one, other) or any(one in group and other in group for group in _GROUPS)


def _sound_alike(one: str, other: str) -> bool:
    """They stand near each other in the list that is sorted by sound.

    >>> _sound_alike("背", "贝"), _sound_alike("背", "书")
    (True, False)
    """
    places = [_place(one), _place(other)]
    return -1 not in places and abs(places[0] - places[1]) <= NEAR


def _place(sign: str) -> int:
    """Where a frequent sign stands in the list; -1 for a sign that is none."""
    try:
        row, cell = sign.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return -1
    return (row - FIRST_ROW) * ROW + cell if FIRST_ROW <= row <= LAST_ROW else -1


@cache
def _taken_for_each_other() -> frozenset[tuple[str, str]]:
    return frozenset(
        (a, b) for group in OF_TECHNICAL_WORDS.split() for a in group for b in group if a != b
    )


@lru_cache(maxsize=8_192)
def taken_for(sign: str) -> tuple[str, ...]:
    """What a sign may be written as by mistake.

    >>> taken_for("铅")
    ('沿', '船')
    """
    return tuple(sorted(other for one, other in _taken_for_each_other() if one == sign))


def is_alike_but_one(word: str, known: str) -> bool:
    """As long, and other in one sign, which is easily taken for the right one.

    >>> is_alike_but_one("冲填", "充填"), is_alike_but_one("回填", "充填")
    (True, False)
    """
    apart = [(a, b) for a, b in zip(word, known, strict=False) if a != b]
    return (
        len(word) == len(known)
        and len(apart) == 1
        and (apart[0] in _taken_for_each_other() or are_alike(*apart[0]))
    )


def slips_of(name: str, text: str) -> Iterator[tuple[int, str]]:
    """Where a text has the name with one sign other, missing or too many, and what it has.

    The first and the last sign are neither missing nor preceded or followed by one too many.

    >>> list(slips_of("铜矿开采区块", "划定桐矿开采区块、铜矿开区块和铜矿开采区块"))
    [(2, '桐矿开采区块'), (9, '铜矿开区块')]
    """
    half = len(name) // 2
    found = {*_after_a_head(name, half, text), *_before_a_tail(name, half, text)}
    yield from sorted(found)


def _after_a_head(name: str, half: int, text: str) -> Iterator[tuple[int, str]]:
    head, tail = name[:half], name[half:]
    start = text.find(head)
    while start >= 0:
        rest = text[start + half : start + len(name) + 1]
        if not rest.startswith(tail):
            for size in (len(tail), len(tail) - 1, len(tail) + 1):
                if is_one_edit(rest[:size], tail) and rest[size - 1 : size] == tail[-1]:
                    yield start, head + rest[:size]
            if is_one_edit(rest[: len(tail)], tail):
                yield start, head + rest[: len(tail)]
        start = text.find(head, start + 1)


def _before_a_tail(name: str, half: int, text: str) -> Iterator[tuple[int, str]]:
    head, tail = name[:half], name[half:]
    at = text.find(tail)
    while at >= 0:
        rest = text[max(0, at - half - 1) : at]
        if not rest.endswith(head):
            for size in (half, half - 1, half + 1):
                before = rest[len(rest) - size :] if 0 < size <= len(rest) else ""
                if is_one_edit(before, head) and (size == half or before[0] == head[0]):
                    yield at - size, before + tail
        at = text.find(tail, at + 1)
