# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""JSON answers, gzipped for whoever says that it reads that. 压缩应答。

A secret may be guessed from the size of a compressed answer that holds it beside words of the
asker's choice (BREACH). What is compressed holds none: no page, because pages carry tokens, and
nothing that must not be kept (`no-store`), which is all that is 受控. For the same reason the size
is blurred, as Django does it. The tag of a compressed answer is a weak one: its bytes are others.
"""

from __future__ import annotations

import gzip
import io
import secrets

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

SMALLEST_BYTES = 1_400  # below, it fits a packet of the network
# A third of the time of the usual level for a tenth more bytes: pages are made on the spot.
LEVEL = 1
MOST_BLUR_BYTES = 100
GZIP = "gzip"


def compressed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer, gzipped if that is asked for and it is JSON without secrets, large enough."""
    if not reads_gzip(request) or not isinstance(response, HttpResponse):
        return response
    is_json = "json" in response.headers.get("Content-Type", "")
    if not is_json or "no-store" in response.headers.get("Cache-Control", ""):
        return response
    content = response.content
    if response.status_code != 200 or len(content) < SMALLEST_BYTES:
        return response
    response.content = _gzipped(content)
    response.headers["Content-Encoding"] = GZIP
    tag = response.headers.get("ETag", "")
    if tag and not tag.startswith("W/"):
        response.headers["ETag"] = f"W/{tag}"
    return response


def reads_gzip(request: HttpRequest) -> bool:
    """Whether the client names gzip and does not say that it refuses it (`gzip;q=0`)."""
    for one in request.headers.get("Accept-Encoding", "").casefold().split(","):
        name, _, quality = one.replace(" ", "").partition(";q=")
        if name == GZIP:
            return quality.strip("0.") != "" or not quality
    return False


def _gzipped(content: bytes) -> bytes:
    """With a file name of chance length in the head, which readers pass over."""
    out = io.BytesIO()
    name = "a" * secrets.randbelow(MOST_BLUR_BYTES + 1)
    with gzip.GzipFile(name, mode="wb", compresslevel=LEVEL, fileobj=out, mtime=0) as file:
        file.write(content)
    return out.getvalue()
