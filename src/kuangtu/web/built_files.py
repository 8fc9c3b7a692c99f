# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Files of the pages, also after they have been built anew under a running server. 静态文件。"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_vite.core.asset_loader import DjangoViteAssetLoader
from whitenoise.middleware import WhiteNoiseMiddleware

from kuangtu.core.text import Text

# A build compresses its files after the manifest is written; before that they are half there.
SETTLED_S = 3.0
REPLACED = Text(
    "网页文件已更新，此文件已不在；请刷新页面",
    "the pages were built anew and this file is gone; reload the page",
)
Stamp = tuple[int, int, int]


class BuiltFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc] # it has no types
    """Serves static files and reads their list again when the front end was built anew.

    WhiteNoise lists them once and fails on one that is gone; pages name files by a manifest that
    is read once. To look whether it is another one takes a microsecond or two for each request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        self._stamp = self._stamp_now()
        self._lock = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (found := self._stamp_now()) not in (None, self._stamp):
            self._read_again(found)
        response: HttpResponseBase = super().__call__(request)
        return response

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponseBase:
        """A file, or that it is gone."""
        try:
            response: HttpResponseBase = WhiteNoiseMiddleware.serve(static_file, request)
        except FileNotFoundError:
            words = f"{REPLACED.zh} · {REPLACED.en}"
            return HttpResponse(words, status=404, content_type="text/plain; charset=utf-8")
        return response

    def _stamp_now(self) -> Stamp | None:
        """What tells one manifest from another; None while there is none."""
        try:
            state = Path(settings.VITE_BUILD, "manifest.json").stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_ino, state.st_size

    def _read_again(self, found: Stamp | None) -> None:
        if found is None or time.time() - found[0] / 1e9 < SETTLED_S:
            return
        with self._lock:
            if found == self._stamp:
                return
            self.files = WhiteNoiseMiddleware(self.get_response).files
            # The next page that is written reads the manifest.
            DjangoViteAssetLoader._instance = None  # noqa: SLF001 - it has no public way
            self._stamp = found
