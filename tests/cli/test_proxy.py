# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whose word about the visitor's address is believed. 代理服务器。"""

import http.client
import threading

import pytest
from waitress import create_server

from kuangtu.cli.serve import proxy_options


def told(environ, start_response):
    """Answers with what the application would see."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    seen = (environ["REMOTE_ADDR"], environ["wsgi.url_scheme"])
    return [" ".join([*seen, environ.get("HTTP_X_FORWARDED_PROTO", "-")]).encode()]


def asked(options, headers):
    """What a server with those options makes of a request with those headers."""
    server = create_server(told, host="127.0.0.1", port=0, threads=1, **options)
    answers = []

    def ask():
        connection = http.client.HTTPConnection("127.0.0.1", server.effective_port, timeout=10)
        connection.request("GET", "/", headers=headers)
        answers.append(connection.getresponse().read().decode())
        connection.close()

    visitor = threading.Thread(target=ask)
    visitor.start()
    while visitor.is_alive():
        server.asyncore.loop(timeout=0.05, map=server._map, count=1)
    server.task_dispatcher.shutdown()
    server.asyncore.close_all(server._map)
    return answers[0]


FORWARDED = {"X-Forwarded-For": "6.6.6.6, 10.1.2.3", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(
    ("trusted", "behind_tls", "seen"),
    [
        pytest.param("", False, "127.0.0.1 http -", id="nobody-is-believed"),
        pytest.param("", True, "127.0.0.1 http https", id="behind-tls-the-scheme-alone"),
        pytest.param("127.0.0.1", True, "10.1.2.3 https https", id="the-proxy-that-is-named"),
        pytest.param("10.0.0.1", True, "127.0.0.1 http -", id="another-proxy-is-named"),
    ],
)
def test_a_forwarded_address_is_believed_of_the_named_proxy_only(trusted, behind_tls, seen):
    assert asked(proxy_options(trusted, behind_tls=behind_tls), FORWARDED) == seen
