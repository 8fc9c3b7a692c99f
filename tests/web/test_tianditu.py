# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The background of 天地图: through our own address, with the bureau's key, or not at all."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pytest

from web.page_builders import signed_in, words_of

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n\x1a\n"
KEYS = count()  # another key each time: answers are kept by key
TILE = "/map/background/vec/8/190/97"


class Stub(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        status, kind, content = self.server.answer
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@pytest.fixture
def stub(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    server.asked, server.answer = [], (200, "image/png", PICTURE)
    # Looked at often, it ends at once.
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.KUANGTU_TIANDITU_ADDRESS = f"http://127.0.0.1:{server.server_port}"
    settings.KUANGTU_TIANDITU_KEY = f"key-{next(KEYS)}"
    yield server
    server.shutdown()
    server.server_close()


def test_a_tile_is_fetched_once_with_the_key_and_the_reader_never_sees_it(stub, settings):
    client = signed_in()

    first, again = (client.get(TILE) for _ in range(2))

    assert first.content == again.content == PICTURE
    assert (first["Content-Type"], first["Cache-Control"]) == (
        "image/png",
        "private, max-age=604800",
    )
    (asked,) = stub.asked
    assert asked == (
        "/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default"
        "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX=8&TILEROW=97&TILECOL=190"
        f"&tk={settings.KUANGTU_TIANDITU_KEY}"
    )
    assert settings.KUANGTU_TIANDITU_KEY not in client.get("/map/").content.decode()


@pytest.mark.parametrize(
    "answer",
    [
        (403, "application/json", b"{}"),
        (200, "text/html", b"<p>wrong key</p>"),
        (302, "text/html", b""),
        (200, "image/png", b"x" * 1_000_001),
    ],
    ids=["refused", "no-picture", "sent-elsewhere", "too-large"],
)
def test_what_is_no_picture_is_not_passed_on(stub, answer):
    stub.answer = answer

    got = signed_in().get(TILE)

    assert (got.status_code, got["Content-Type"]) == (502, "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    "address",
    [
        "/map/background/ter/8/190/97",
        "/map/background/vec/19/1/1",
        "/map/background/vec/0/0/0",
        "/map/background/vec/8/256/97",
    ],
)
def test_only_the_named_services_and_whole_tiles_are_asked_for(stub, address):
    assert (signed_in().get(address).status_code, stub.asked) == (404, [])


def test_without_a_key_nothing_is_offered_and_nothing_asked(stub, settings):
    settings.KUANGTU_TIANDITU_KEY = ""
    client = signed_in()

    codes = [client.get(TILE).status_code, client.get("/map/").status_code]

    assert (codes, stub.asked) == ([404, 200], [])
    assert "天地图" not in words_of(client.get("/map/"))
