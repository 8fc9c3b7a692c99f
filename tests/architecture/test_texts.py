# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every sentence for a person exists in both languages. 双语完整性。"""

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from architecture.sources import nodes

pytestmark = pytest.mark.xdist_group("source")
ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/kuangtu"
CHINESE = re.compile(r"[一-鿿]")
QUOTED = re.compile(r"“[^”]*”")


@dataclass(frozen=True)
class Said:
    """A pair of literal sentences and where it stands."""

    place: str
    zh: str
    en: str

    @property
    def blanks(self) -> tuple[set[str | None], set[str | None]]:
        zh, en = ({blank for _, blank, *_ in string.Formatter().parse(one)} for one in self)
        return zh - {None}, en - {None}

    def __iter__(self) -> Iterator[str]:
        return iter((self.zh, self.en))


def pair(call: ast.Call) -> list[ast.expr]:
    """The two languages of a `Text(zh, en)` or an `invalid(code, zh, en)`."""
    name = getattr(call.func, "attr", None) or getattr(call.func, "id", None)
    named = {one.arg: one.value for one in call.keywords}
    if name == "Text":
        first = [*call.args, *(named[key] for key in ("zh", "en") if key in named)]
        return first[:2]
    return call.args[1:3] if name == "invalid" else []


@cache
def sentences() -> list[Said]:
    return [
        Said(f"{path}:{node.lineno}", zh.value, en.value)
        for path, every in nodes().items()
        for node in every
        if isinstance(node, ast.Call) and len(pair(node)) == 2
        for zh, en in [pair(node)]
        if isinstance(zh, ast.Constant) and isinstance(en, ast.Constant)
    ]


def test_the_sentences_of_the_product_are_found():
    assert len(sentences()) > 800


def test_no_language_is_left_out():
    assert [one for one in sentences() if bool(one.zh.strip()) != bool(one.en.strip())] == []


def test_the_chinese_is_chinese_and_the_english_is_not():
    """A term may be named as it is written in a file; a sentence may not be left untranslated."""
    letters = re.compile(r"[A-Za-z]{3,}")

    assert [
        one for one in sentences() if letters.search(blanked(one.zh)) and not CHINESE.search(one.zh)
    ] == []
    assert [
        one
        for one in sentences()
        if CHINESE.search(QUOTED.sub("", one.en)) and not letters.search(blanked(one.en))
    ] == []


def blanked(words: str) -> str:
    """The words without the blanks that values are filled into."""
    return re.sub(r"\{[^}]*\}", "", words)


def test_both_languages_are_told_the_same_values():
    assert [one for one in sentences() if one.blanks[0] != one.blanks[1]] == []


TAG = re.compile(r"\{%\s*t\s+(.*?)\s*%\}", re.DOTALL)


def test_every_sentence_of_a_page_is_given_twice():
    once = [
        f"{page.relative_to(SOURCE)}: {words}"
        for page in sorted(SOURCE.glob("*/templates/**/*.html"))
        for words in TAG.findall(page.read_text("utf-8"))
        if len(re.findall(r"\"[^\"]*\"|'[^']*'", words)) < 2
    ]

    assert once == []


def test_no_page_carries_styles_or_scripts_of_its_own():
    """The content security policy refuses them."""
    own = re.compile(
        r"<[^>]*\s(style|on[a-z]+)=|<style|<script(?![^>]*\b(src|type=.application/json))"
    )

    assert [
        str(page.relative_to(SOURCE))
        for page in sorted(SOURCE.glob("*/templates/**/*.html"))
        if own.search(page.read_text("utf-8"))
    ] == []


# Shown when nothing works any more, without a language chosen: it says everything in both.
WITHOUT_LANGUAGE = set((SOURCE / "web/templates").glob("[45]*.html"))


def test_no_page_says_chinese_words_outside_the_tag_that_translates_them():
    spoken = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.DOTALL)
    untranslated = {
        str(page.relative_to(SOURCE)): found
        for page in sorted(set(SOURCE.glob("*/templates/**/*.html")) - WITHOUT_LANGUAGE)
        if (found := CHINESE.findall(spoken.sub("", page.read_text("utf-8"))))
    }

    assert untranslated == {}
