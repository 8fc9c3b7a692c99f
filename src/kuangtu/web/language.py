# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which language a page speaks. 界面语言。

Chinese is the language of the office and of the law; English is the reader's own choice, kept
in a cookie. What a browser announces does not decide it: most are installed in English.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from kuangtu.core.text import Text

GetResponse = Callable[[HttpRequest], HttpResponse]


def in_english() -> bool:
    """Whether the page being made is in English."""
    return (translation.get_language() or "").startswith("en")


def say(text: Text) -> str:
    """A text in the language of the page being made."""
    return text.en if in_english() else text.zh


class ChosenLanguageMiddleware:
    """Speak the language of the reader's cookie, otherwise Chinese. 语言选择。"""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code for code, _ in settings.LANGUAGES}
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response
