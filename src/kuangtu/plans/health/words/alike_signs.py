# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Signs of technical words that are taken for one another by form or sound. 形近与音近字。"""

from __future__ import annotations

from functools import cache

from kuangtu.plans.health.reading.likeness import are_alike

GROUPS = """
膏羔糕 萤莹荧茔 墨黑默磨 棉绵锦 蛭蛙桎 铜桐 铅沿船 锌辛 锑梯锦 锂里理鲤 铍披被 铌泥尼 钽坦担
铷茹 铯铠色 铬络洛 钼沐 钨坞 锡踢惕 镍臬 钴沽估 钒矾帆 钛汰钦 锰猛 汞贡 铁轶帙 镁美 钾押钟 钠纳
硼棚朋 磷鳞嶙 硫流琉 砂沙纱 灰恢炭 岩盐延 页贞项 润闰涧 膨彭澎 岭领玲 硅桂洼 藻澡燥 珍诊 珠殊株
沸佛拂 英荚 滑猾 芒茫 硝销消 菱凌陵 辉挥晖 橄撖 榄揽缆 蜡腊 碱咸硷 母每毋 晶品 石右 土士 柱住注
充冲允 填添镇垫慎真 崩绷蹦 壁璧 浸侵寝 露路霜 天夭夫 查察 详祥 勘堪 探深 型形性 炭碳 氢轻 重童
顿吨盹炖盾 顷倾 束朿 期斯 砖砝 瓦瓧 陶淘 瓷资 饰蚀 筑箸 泉皋 长张 闪内 硬便 透秀 榴溜 蓝篮 线钱
刚钢 绿录 松讼 玛马 瑙脑 花化 岗冈 玄弦 武斌 凝疑 板版 麻痳 理里 方万
"""


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset((a, b) for group in GROUPS.split() for a in group for b in group if a != b)


@cache
def taken_for(sign: str) -> tuple[str, ...]:
    """What a sign may be written as by mistake.

    >>> taken_for("铅")
    ('沿', '船')
    """
    return tuple(sorted(other for one, other in _pairs() if one == sign))


def is_alike_but_one(word: str, known: str) -> bool:
    """As long, and other in one sign, which is easily taken for the right one.

    >>> is_alike_but_one("冲填", "充填"), is_alike_but_one("回填", "充填")
    (True, False)
    """
    apart = [(a, b) for a, b in zip(word, known, strict=False) if a != b]
    return (
        len(word) == len(known)
        and len(apart) == 1
        and (apart[0] in _pairs() or are_alike(*apart[0]))
    )
