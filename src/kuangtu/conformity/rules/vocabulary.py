# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the value of each parameter may be. 参数取值。

`kuangtu plan check` asks here, so that a word of the wrong list is named in its file and does
not leave a rule silent, or broken, on the day of a review.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from kuangtu.codes.choices import Act, Choice, ExplorationStage, GrantMode, MiningMethod, RightKind
from kuangtu.codes.units import find_unit
from kuangtu.conformity.rules.parameters import (
    choice,
    choice_of,
    choices,
    flag,
    mineral_codes,
    number,
    numbers,
    text,
    value,
    word,
    words,
)
from kuangtu.core.errors import Invalid
from kuangtu.core.text import Text
from kuangtu.layers.dictionary import layers
from kuangtu.plans.types import Account, ListKind, RuleBinding, ZoneKind

Reader = Callable[[RuleBinding, str], object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a value is read, and what is said of one that cannot be. 应有的值。"""

    read: Reader
    said: Text


def _list_of(kind: type[Choice]) -> Wanted:
    return Wanted(
        partial(choices, kind=kind),
        Text("应为列表，取自：{known}", "should be a list out of: {known}").format(
            known=_known(kind)
        ),
    )


def _one_of(kind: type[Choice]) -> Wanted:
    return Wanted(
        partial(choice, kind=kind),
        Text("应为其中之一：{known}", "should be one of: {known}").format(known=_known(kind)),
    )


def _known(kind: Iterable[Choice]) -> str:
    return "、".join(one.label.zh for one in kind)


def _layer(binding: RuleBinding, name: str) -> str:
    code = word(binding, name)
    if code not in layers():
        raise ValueError(code)
    return code


def _scale(binding: RuleBinding, name: str) -> object:
    """A capacity: a number whose unit can be compared with that of an application."""
    if find_unit(binding.parameters[name].unit) is None:
        raise ValueError(binding.parameters[name].unit)
    return number(binding, name)


def _by_method(binding: RuleBinding, name: str) -> object:
    found = numbers(binding, name)
    if not all(MiningMethod.from_words(one) for one in found):
        raise ValueError(list(found))
    return found


def _number_or_numbers(binding: RuleBinding, name: str) -> object:
    found = value(binding, name)
    return numbers(binding, name) if isinstance(found, Mapping) else number(binding, name)


NUMBER = Wanted(number, Text("应为数字", "should be a number"))
NUMBERS = Wanted(numbers, Text("应为“词 = 数字”的表", "should be a table of words and numbers"))
WORD = Wanted(word, Text("应为一个词", "should be a word"))
WORDS = Wanted(words, Text("应为词的列表", "should be a list of words"))
FLAG = Wanted(flag, Text("应为 true 或 false", "should be true or false"))
BILINGUAL = Wanted(text, Text("应有 zh 和 en 两种文字", "should have zh and en"))
LAYER = Wanted(_layer, Text("图层字典里没有这个图层", "is no layer of the dictionary"))
MINERALS = Wanted(
    mineral_codes,
    Text("应为矿种名称、代码或矿种类名的列表", "should be a list of minerals or groups of them"),
)
ACCOUNT = Wanted(
    partial(choice_of, kind=Account),
    Text("应为其中之一：{known}", "should be one of: {known}").format(known="、".join(Account)),
)
SCALE = Wanted(
    _scale, Text("应为数字，单位为生产规模的单位", "should be a number with a unit of capacity")
)
BY_METHOD = Wanted(
    _by_method, Text("应为“开采方式 = 数字”的表", "should be a table of methods and numbers")
)
NUMBER_OR_NUMBERS = Wanted(
    _number_or_numbers,
    Text("应为数字，或“词 = 数字”的表", "should be a number, or a table of words and numbers"),
)

WANTED: Mapping[str, Wanted] = {
    "account": ACCOUNT,
    "acts": _list_of(Act),
    "any_of": WORDS,
    "attribute": WORD,
    "consent": BILINGUAL,
    "core_attribute": WORD,
    "days_before": NUMBER,
    "deposit_table": WORD,
    "distance_m": NUMBER,
    "distances_m": NUMBERS,
    "except_minerals": MINERALS,
    "failing_gap_classes": NUMBER,
    "floor": SCALE,
    "floors": BY_METHOD,
    "gas_outburst": FLAG,
    "granted_above": MINERALS,
    "judge": BILINGUAL,
    "judged": _list_of(GrantMode),
    "kinds": _list_of(RightKind),
    "layer": LAYER,
    "list": _one_of(ListKind),
    "matter": BILINGUAL,
    "maximum_blocks": NUMBERS,
    "maximum_years": NUMBER_OR_NUMBERS,
    "methods": _list_of(MiningMethod),
    "mine_table": WORD,
    "mineral_attribute": WORD,
    "minerals": MINERALS,
    "minimum_blocks": NUMBER,
    "minimum_stage": _one_of(ExplorationStage),
    "months": NUMBER,
    "neighbors": LAYER,
    "only_without_plan_row": FLAG,
    "permitted": _list_of(GrantMode),
    "rate": WORD,
    "search_m": NUMBER,
    "share": NUMBER,
    "stages": _list_of(ExplorationStage),
    "strategic_too": FLAG,
    "table": WORD,
    "tolerance_km2": NUMBER,
    "uncertainty_m": NUMBER,
    "values": WORDS,
    "working_days": NUMBER,
    "zone_kind": _one_of(ZoneKind),
}


def wrong_value(binding: RuleBinding, name: str) -> Text | None:
    """What is wrong with a parameter's value, None if nothing is. 参数取值检查。"""
    wanted = WANTED.get(name)
    if wanted is None:
        return None
    try:
        wanted.read(binding, name)
    except Invalid as error:
        return error.problems[0].text
    except (ValueError, ArithmeticError):
        beginning = Text("参数“{name}”的值{found}：", "The value {found} of “{name}” ")
        return beginning.format(name=name, found=f"“{_spoken(value(binding, name))}”") + wanted.said
    return None


def _spoken(found: object) -> str:
    if isinstance(found, list | tuple):
        return "、".join(map(str, found))
    return str(found)
