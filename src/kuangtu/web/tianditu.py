# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""天地图 behind our own address: its key stays here, and no page asks another host. 天地图代理。

Only the fixed tile services of tianditu.gov.cn are ever asked, only for whole numbers, and only
where the bureau has set a key of its own.
"""

from __future__ import annotations

import urllib.request
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol
from urllib.error import URLError
from urllib.parse import urlencode

from django.conf import settings

from kuangtu.core.errors import KuangtuError, NotFound
from kuangtu.core.text import Text, same

# The services in the square of the web's maps: maps, pictures, and the names for either.
LAYERS = ("vec", "cva", "img", "cia")
LAST_ZOOM = 18
SERVERS = 8
PATIENCE_S = 8.0
MOST_BYTES = 1_000_000
MOST_KEPT = 512  # tiles in memory: some ten megabytes


class Unreachable(KuangtuError):
    text = Text("天地图没有应答：{why}", "tianditu.gov.cn gave no answer: {why}")
    code = "tianditu-unreachable"


@dataclass(frozen=True, slots=True)
class Picture:
    """A tile as it came. 瓦片图片。"""

    content: bytes
    kind: str


class Answer(Protocol):
    """What is read of an answer."""

    headers: Any

    def read(self, size: int) -> bytes: ...


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Whoever sends us to another host is not followed."""

    def redirect_request(self, *_arguments: Any, **_named: Any) -> None:
        return None


OPENER = urllib.request.build_opener(_NoRedirects)


def is_offered() -> bool:
    """Whether the bureau has a key."""
    return bool(settings.KUANGTU_TIANDITU_KEY)


def picture(layer: str, z: int, x: int, y: int) -> Picture:
    """A tile of 天地图. Raises: NotFound, Unreachable."""
    is_there = layer in LAYERS and 1 <= z <= LAST_ZOOM and max(x, y) < 1 << z
    if not is_offered() or not is_there:
        raise NotFound(what=same(f"tianditu {layer}/{z}/{x}/{y}"))
    return _asked(settings.KUANGTU_TIANDITU_ADDRESS, settings.KUANGTU_TIANDITU_KEY, layer, z, x, y)


@lru_cache(maxsize=MOST_KEPT)
def _asked(address: str, key: str, *place: Any) -> Picture:
    layer, z, x, y = place
    asked = urllib.request.Request(  # noqa: S310 - https or the setting's own scheme, not a reader's
        address_of(address, key, layer=layer, z=z, x=x, y=y), headers={"User-Agent": "Kuangtu"}
    )
    try:
        with OPENER.open(asked, timeout=PATIENCE_S) as answer:
            return _picture_in(answer)
    except (URLError, TimeoutError, OSError) as error:
        raise Unreachable(why=str(getattr(error, "reason", error))) from error


def address_of(address: str, key: str, *, layer: str, z: int, x: int, y: int) -> str:
    """The WMTS address of a tile.

    >>> address_of("https://t{server}.tianditu.gov.cn", "K", layer="vec", z=1, x=1, y=0)[:64]
    'https://t1.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTi'
    """
    query = {
        "SERVICE": "WMTS",
        "REQUEST": "GetTile",
        "VERSION": "1.0.0",
        "LAYER": layer,
        "STYLE": "default",
        "TILEMATRIXSET": "w",
        "FORMAT": "tiles",
        "TILEMATRIX": z,
        "TILEROW": y,
        "TILECOL": x,
        "tk": key,
    }
    server = address.replace("{server}", str((x + y) % SERVERS))
    return f"{server}/{layer}_w/wmts?{urlencode(query)}"


def _picture_in(answer: Answer) -> Picture:
    """Raises: Unreachable for what is no picture, for instance a word about a wrong key."""
    kind = str(answer.headers.get("Content-Type", "")).partition(";")[0].strip()
    content = answer.read(MOST_BYTES + 1)
    if kind not in ("image/png", "image/jpeg") or len(content) > MOST_BYTES:
        raise Unreachable(why=kind or "?")
    return Picture(content, kind)
