# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading the parameters of a binding. 规则参数读取。

A parameter of the wrong type is a mistake in the folder: ValueError here, found by the
catalogue test and by `kuangtu plan check`, never by an applicant.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TypeVar

from kuangtu.codes.choices import Choice
from kuangtu.codes.minerals import minerals_named
from kuangtu.core.text import Text
from kuangtu.plans.types import RuleBinding

Member = TypeVar("Member", bound=Choice)
Plain = TypeVar("Plain", bound=StrEnum)


def value(binding: RuleBinding, name: str) -> object:
    """The raw value, None if the binding does not give it."""
    parameter = binding.parameters.get(name)
    return None if parameter is None else parameter.value


def _wrong(binding: RuleBinding, name: str, wanted: str) -> ValueError:
    found = value(binding, name)
    return ValueError(f"{binding.code}: parameter {name} must be {wanted}, not {found!r}")


def number(binding: RuleBinding, name: str) -> Decimal:
    """A number. Raises: ValueError."""
    found = value(binding, name)
    if isinstance(found, bool) or not isinstance(found, int | float | Decimal):
        raise _wrong(binding, name, "a number")
    return Decimal(str(found))


def numbers(binding: RuleBinding, name: str) -> dict[str, Decimal]:
    """A table of numbers by word, such as distances by class of road. Raises: ValueError."""
    found = value(binding, name)
    if not isinstance(found, Mapping) or not found:
        raise _wrong(binding, name, "a table of numbers")
    return {str(key): Decimal(str(one)) for key, one in found.items()}


def word(binding: RuleBinding, name: str) -> str:
    """A word such as a layer's code. Raises: ValueError."""
    found = value(binding, name)
    if not isinstance(found, str) or not found:
        raise _wrong(binding, name, "a word")
    return found


def words(binding: RuleBinding, name: str) -> tuple[str, ...]:
    """A list of words; empty where the binding is silent. Raises: ValueError."""
    found = value(binding, name)
    if found is None:
        return ()
    if not isinstance(found, list | tuple) or not all(isinstance(one, str) for one in found):
        raise _wrong(binding, name, "a list of words")
    return tuple(found)


def flag(binding: RuleBinding, name: str) -> bool:
    """True only where the binding says so. Raises: ValueError."""
    found = value(binding, name)
    if found is not None and not isinstance(found, bool):
        raise _wrong(binding, name, "true or false")
    return bool(found)


def text(binding: RuleBinding, name: str) -> Text:
    """Words in both languages. Raises: ValueError."""
    found = value(binding, name)
    if not isinstance(found, Mapping) or {"zh", "en"} - set(found):
        raise _wrong(binding, name, "{ zh, en }")
    return Text(str(found["zh"]), str(found["en"]))


def choices(binding: RuleBinding, name: str, kind: type[Member]) -> tuple[Member, ...]:
    """Members of a closed list, by their Chinese words. Raises: ValueError."""
    return tuple(_choice(binding, name, kind, one) for one in words(binding, name))


def choice(binding: RuleBinding, name: str, kind: type[Member]) -> Member:
    """One member of a closed list. Raises: ValueError."""
    return _choice(binding, name, kind, word(binding, name))


def _choice(binding: RuleBinding, name: str, kind: type[Member], written: str) -> Member:
    found = _member(kind, written)
    if not isinstance(found, kind):
        raise _wrong(binding, name, f"of {kind.__name__}")
    return found


@cache
def _member(kind: type[Choice], written: str) -> Choice | None:
    return kind.from_words(written)


def choice_of(binding: RuleBinding, name: str, kind: type[Plain]) -> Plain:
    """One member of a closed list that has no words, by its value. Raises: ValueError."""
    return kind(word(binding, name))


def mineral_codes(binding: RuleBinding, name: str) -> frozenset[str]:
    """The codes of the minerals named; collective words (稀土) mean all of theirs."""
    return frozenset(code for one in words(binding, name) for code in _codes(one))


@cache
def _codes(printed: str) -> tuple[str, ...]:
    return tuple(one.code for one in minerals_named(printed))
