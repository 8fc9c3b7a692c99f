# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""HEAD has the headers of GET and no body, as a server hands it on. Django's client hides it."""

from wsgiref.util import setup_testing_defaults

import pytest

from kuangtu.project.wsgi import application


def answered(method, path):
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path}
    setup_testing_defaults(environ)
    told = {}

    def start(status, headers, *_):
        told.update(status=status, headers=dict(headers))

    answer = application(environ, start)
    try:
        return told["status"], told["headers"].get("Content-Length"), b"".join(answer)
    finally:
        answer.close()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/login/", "/ogc/conformance", "/nowhere/"])
def test_head_is_answered_without_a_body(path):
    status, length, body = answered("GET", path)

    # A page's token differs in its letters, not in their number.
    assert answered("HEAD", path) == (status, length, b"")
    assert int(length) == len(body) > 0
