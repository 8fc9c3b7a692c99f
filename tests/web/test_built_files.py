# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The front end is built anew while the server runs. 静态文件重建。"""

import json
import os
import shutil

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django_vite.core.asset_loader import DjangoViteAssetLoader

from kuangtu.web.built_files import BuiltFilesMiddleware

LONG_AGO = 1_700_000_000


@pytest.fixture
def build(settings, tmp_path):
    """A folder that the pages' files are built into, in place of the real one."""
    folder = tmp_path / "build"
    settings.WHITENOISE_AUTOREFRESH = False  # as in the product
    settings.STATICFILES_DIRS = [tmp_path]
    settings.VITE_BUILD = folder
    settings.DJANGO_VITE = {
        "default": {**settings.DJANGO_VITE["default"], "manifest_path": folder / "manifest.json"}
    }
    DjangoViteAssetLoader._instance = None
    yield folder
    DjangoViteAssetLoader._instance = None


def built(folder, name, *, at=LONG_AGO):
    """A build: the folder is emptied, a script with a hash in its name, and the manifest."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / name).write_text(f"// {name}")
    entry = {"src/main.ts": {"file": name, "src": "src/main.ts", "isEntry": True}}
    (folder / "manifest.json").write_text(json.dumps(entry))
    os.utime(folder / "manifest.json", (at, at))


def a_page():
    return Template('{% load django_vite %}{% vite_asset "src/main.ts" %}').render(Context())


@pytest.fixture
def served(build):
    built(build, "main.aaaaaaaaaaaa.js")
    middleware = BuiltFilesMiddleware(lambda _: HttpResponse(a_page()))

    def get(path):
        return middleware(RequestFactory().get(path))

    get("/")  # the first page reads the manifest
    return get


def test_a_file_of_an_earlier_build_is_not_found_and_the_page_names_the_new_one(build, served):
    old, new = "/static/build/main.aaaaaaaaaaaa.js", "/static/build/main.bbbbbbbbbbbb.js"
    assert served(old).status_code == 200
    assert old in served("/").content.decode()

    built(build, "main.bbbbbbbbbbbb.js", at=LONG_AGO + 60)

    page = served("/").content.decode()
    assert (new in page, old in page) == (True, False)
    found = served(new)
    assert (found.status_code, b"".join(found)) == (200, b"// main.bbbbbbbbbbbb.js")
    assert served(old).content.decode() == page  # no static file any more: the site answers


def test_while_a_build_is_under_way_a_file_that_is_gone_is_told_as_such(build, served):
    shutil.rmtree(build)

    gone = served("/static/build/main.aaaaaaaaaaaa.js")

    assert gone.status_code == 404
    assert "请刷新页面" in gone.content.decode()
    assert "main.aaaaaaaaaaaa.js" in served("/").content.decode()


def test_a_build_of_this_moment_is_left_to_settle(build, served):
    built(build, "main.bbbbbbbbbbbb.js", at=4_000_000_000)

    assert served("/static/build/main.aaaaaaaaaaaa.js").status_code == 404
    assert "main.aaaaaaaaaaaa.js" in served("/").content.decode()
