# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Both languages, icons and numbers in templates. 模板标签：双语、图标、数字。"""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kuangtu.core.text import Text
from kuangtu.web import figures, language

register = template.Library()


@register.simple_tag
def t(zh: str, en: str, **values: object) -> str:
    """A sentence written in both languages where it is used, with values filled into either."""
    text = Text(zh, en)
    return language.say(text.format(**values) if values else text)


@register.filter
def say(text: object) -> str:
    """A Text in the language of the page; anything else as it is written."""
    if text is None:
        return ""
    return language.say(text) if isinstance(text, Text) else str(text)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A drawing of the sprite that the front end is built with; it says nothing by itself."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        static("build/icons.svg"),
        name,
    )


@register.filter
def number(value: float | Decimal | None, places: int | None = None) -> str:
    """A number with thousands separators; decimals as they are unless a count is given."""
    return figures.written(value, places=places)


@register.filter
def initial(name: str) -> str:
    """The first letter of a name, for a small badge."""
    return name[:1].upper()


@register.filter
def parameter(value: object) -> str:
    """A parameter's value: a number, words, or a list or table of these."""
    return figures.parameter_value(value)
