# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tiles past the frame of a page: a screen asks for a dozen at once. 瓦片快速通道。

The first tile of an edition goes the whole way: session, officer, role, security level. Within
the next seconds the same session may have further tiles of the same edition without the four
being asked anew; what is in doubt goes the whole way again. So signing out, a lock and another
role take effect for tiles after those seconds, for everything else at once.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kuangtu.layers.models import Edition
from kuangtu.layers.queries import tile

GetResponse = Callable[[HttpRequest], HttpResponse]
Key = tuple[str, str, int]  # session, layer, number

ALLOWED_S = 5.0
MOST_ALLOWED = 2_000
ADDRESS = re.compile(r"/map/tiles/([a-z0-9-]+)/(\d{1,9})/(\d{1,2})/(\d{1,9})/(\d{1,9})\.mvt")
MVT = "application/vnd.mapbox-vector-tile"
FOREVER = "private, max-age=31536000, immutable"

_ALLOWED: dict[Key, tuple[float, Edition]] = {}


def allow(session: str | None, edition: Edition) -> None:
    """A session has just been let see an edition."""
    if session is None:
        return
    if len(_ALLOWED) >= MOST_ALLOWED:
        _ALLOWED.clear()
    _ALLOWED[session, edition.layer, edition.number] = time.monotonic() + ALLOWED_S, edition


def allowed(session: str, layer: str, number: int) -> Edition | None:
    """The edition, if the session was let see it a moment ago."""
    until, edition = _ALLOWED.get((session, layer, number), (0.0, None))
    return edition if time.monotonic() < until else None


def tile_response(edition: Edition, z: int, x: int, y: int) -> HttpResponse:
    """The tile, or 204 where nothing lies.

    The address that the map uses carries the hash of the tiles: what it answers never changes.
    """
    found = tile(edition, z, x, y)
    if found is None:
        return HttpResponse(status=204, headers={"Cache-Control": FOREVER})
    headers = {"Cache-Control": FOREVER, "Content-Encoding": "gzip"}
    return HttpResponse(found, content_type=MVT, headers=headers)


class TileMiddleware:
    """Answer for tiles that the session was let see a moment ago. 瓦片快速通道。"""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = ADDRESS.fullmatch(request.path_info) if request.method == "GET" else None
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME) if asked else None
        if asked is None or session is None:
            return self.get_response(request)
        edition = allowed(session, asked[1], int(asked[2]))
        if edition is None:
            return self.get_response(request)
        request.get_host()  # refuses a foreign host name, as the whole way does
        return tile_response(edition, int(asked[3]), int(asked[4]), int(asked[5]))
