# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The small closed lists every module shares. 公共代码（封闭枚举）。

A stored value is upper-case ASCII; `label` carries both languages; `words` are the Chinese
words an application or a register may use for it.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Self

from kuangtu.core.text import Text


class Choice(StrEnum):
    """A code with its label and the words people write for it."""

    label: Text
    words: tuple[str, ...]

    def __new__(cls, value: str, zh: str = "", en: str = "", *aliases: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(zh, en)
        member.words = (zh, *aliases)
        return member

    @classmethod
    def from_words(cls, words: str) -> Self | None:
        """The member that is written so, by code, Chinese or English word; None if there is none.

        >>> MiningMethod.from_words("露天").value
        'OPENCAST'
        >>> MiningMethod.from_words("空中") is None
        True
        """
        found = _members_by_word(cls).get(words.strip().casefold())
        return found if isinstance(found, cls) else None


@cache
def _members_by_word(choices: type[Choice]) -> dict[str, Choice]:
    """Each member under every word written for it; asked once per rule, so kept."""
    return {
        word.casefold(): member
        for member in reversed(list(choices))
        for word in (member.value, member.label.en, *member.words)
    }


class RightKind(Choice):
    """矿业权种类。"""

    EXPLORATION = ("EXPLORATION", "探矿权", "exploration right", "勘查")
    MINING = ("MINING", "采矿权", "mining right", "开采")


class Act(Choice):
    """What is applied for. 申请类型。"""

    NEW = ("NEW", "新立", "new grant", "新设", "首次登记")
    EXTEND = ("EXTEND", "延续", "extension", "延续登记")
    AMEND = ("AMEND", "变更", "amendment", "变更登记")
    ENLARGE_GROUND = ("ENLARGE_GROUND", "扩大范围", "enlargement of the ground", "变更-扩大范围")
    REDUCE_GROUND = ("REDUCE_GROUND", "缩小范围", "reduction of the ground", "变更-缩小范围")
    CHANGE_MINERAL = ("CHANGE_MINERAL", "变更矿种", "change of mineral", "变更开采矿种")
    CHANGE_METHOD = ("CHANGE_METHOD", "变更开采方式", "change of mining method")
    EXPAND_CAPACITY = (
        "EXPAND_CAPACITY",
        "改扩建",
        "capacity expansion",
        "变更生产规模",
        "扩建",
        "改建",
    )
    RENAME = ("RENAME", "变更名称", "change of name", "变更采矿权人名称")
    TRANSFER = ("TRANSFER", "转让", "transfer", "转移登记")
    RETAIN = ("RETAIN", "保留", "retention", "探矿权保留")
    CANCEL = ("CANCEL", "注销", "cancellation")


class MiningMethod(Choice):
    """开采方式 (registry codes 26001, 26002, 26003)。"""

    OPENCAST = ("OPENCAST", "露天", "opencast", "露天开采", "26001")
    UNDERGROUND = ("UNDERGROUND", "地下", "underground", "地下开采", "井工", "26002")
    BOTH = ("BOTH", "露天/地下", "opencast and underground", "露天地下", "地下/露天", "26003")


class ExplorationStage(Choice):
    """勘查阶段 (GB/T 17766-2020; 预查 only in old licences)。"""

    RECONNAISSANCE = ("RECONNAISSANCE", "预查", "reconnaissance (legacy)")
    PROSPECTING = ("PROSPECTING", "普查", "prospecting")
    GENERAL = ("GENERAL", "详查", "general exploration")
    DETAILED = ("DETAILED", "勘探", "detailed exploration")


class GrantMode(Choice):
    """出让方式。"""

    TENDER = ("TENDER", "招标", "tender")
    AUCTION = ("AUCTION", "拍卖", "auction")
    LISTING = ("LISTING", "挂牌", "listing")
    AGREEMENT = ("AGREEMENT", "协议", "agreement", "协议出让")
    FIRST_COME = ("FIRST_COME", "申请在先", "first come", "申请授予")
    CONVERSION = ("CONVERSION", "探转采", "conversion of an exploration right", "探矿权转采矿权")


class SizeClass(Choice):
    """矿山规模等级。小矿: output below a tenth of the small class's upper bound."""

    LARGE = ("LARGE", "大型", "large", "大")
    MEDIUM = ("MEDIUM", "中型", "medium", "中")
    SMALL = ("SMALL", "小型", "small", "小")
    TINY = ("TINY", "小矿", "tiny")


class RightStatus(Choice):
    """矿业权状态。"""

    IN_FORCE = ("IN_FORCE", "有效", "in force")
    EXPIRED = ("EXPIRED", "过期", "expired", "已过期")
    CANCELED = ("CANCELED", "注销", "canceled", "已注销")
    REVOKED = ("REVOKED", "吊销", "revoked", "已吊销")
    LAPSED = ("LAPSED", "自行废止", "lapsed", "废止")


class MineStatus(Choice):
    """矿山生产状态。"""

    PRODUCING = ("PRODUCING", "生产", "producing", "在产")
    STOPPED = ("STOPPED", "停产", "stopped")
    BUILDING = ("BUILDING", "筹建", "under construction", "在建")
    CLOSED = ("CLOSED", "关闭", "closed", "闭坑")
