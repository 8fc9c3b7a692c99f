# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One running product and one Chromium for all journeys; what is missing skips visibly."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # WebGL without a graphics card.
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # Pages without a map are put together without WebGL's slow stand-in.
    "--disable-gpu-compositing",
    # A tab opens in the process that an earlier one has warmed up, and does not start its own.
    "--process-per-site",
]
# A browser that cannot draw: forms work in it all the same, and much sooner.
WITHOUT_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null"
DESK = (1366, 768)
START_LIMIT_S = 120
WAIT_LIMIT_MS = 30_000
PASSWORD = "kuangtu-demo-2026"


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/journeys/" in str(item.path):
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group("journeys"))


def missing():
    if not Path(CHROMIUM).exists():
        return "chromium is not installed: apt-get install chromium fonts-noto-cjk"
    if not (settings.VITE_BUILD / "manifest.json").is_file():
        return "the front end is not built: cd frontend && npm ci && npm run build"
    return ""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The product with demonstration data, as `make run` starts it."""
    if reason := missing():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    home, port = tmp_path_factory.mktemp("home"), free_port()
    log = (home / "serve.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "kuangtu", "serve", "--demo", "--home", home, "--port", str(port)],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(port, process, home / "serve.log")
        yield SimpleNamespace(address=f"http://127.0.0.1:{port}", log=home / "serve.log")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def environment():
    """Without what a test run sets: the product's own settings and its own SQLite."""
    ours = {"DJANGO_SETTINGS_MODULE", "KUANGTU_DATABASE_URL", "KUANGTU_HOME"}
    return {key: value for key, value in os.environ.items() if key not in ours}


def wait_for(port, process, log):
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="session")
def chromium(site):
    # Late: a machine without Playwright's driver can still collect the journeys.
    from playwright.sync_api import expect, sync_playwright

    # As long as everything else is waited for: a busy machine is no fault of the product.
    expect.set_options(timeout=WAIT_LIMIT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def officers(site, chromium):
    """The browser of each account, signed in once: what it has loaded it keeps, as theirs do."""
    browsers = {}

    def browser_of(username):
        if username not in browsers:
            context = new_browser(chromium, site)
            page = context.new_page()
            sign_in(page, username)
            # This page stays open, and with it the process of all that follow.
            browsers[username] = (context, context.cookies())
        return browsers[username]

    return browser_of


def new_browser(chromium, site):
    viewport = {"width": DESK[0], "height": DESK[1]}
    return chromium.new_context(base_url=site.address, viewport=viewport, locale="zh-CN")


def sign_in(page, username):
    # The list of reviews has no map, which a machine without a graphics card draws slowly.
    page.goto("/login/?next=/reviews/")
    page.fill("#id_username", username)
    page.fill("#id_password", PASSWORD)
    page.click("button.btn-primary")
    page.wait_for_url("**/reviews/")


@pytest.fixture
def visitor(site, chromium, officers):
    """Opens a signed-in page; at the end nothing may have failed in it or gone elsewhere."""
    opened, strange, faults = [], [], []

    def open_page(
        username="reviewer", at="/reviews/", language="zh-hans", size=DESK, draws_maps=True
    ):
        if username:
            context, signed_in = officers(username)
        else:
            context, signed_in = new_browser(chromium, site), []
            strange.append(context)
        # An earlier journey may have signed out or chosen its language.
        context.clear_cookies()
        chosen = {"name": "django_language", "value": language, "url": site.address}
        context.add_cookies([*signed_in, chosen])
        page = context.new_page()
        opened.append(page)
        if size != DESK:
            page.set_viewport_size({"width": size[0], "height": size[1]})
        if not draws_maps:
            page.add_init_script(WITHOUT_WEBGL)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.extend(violations(message)))
        page.on("request", lambda request: faults.extend(strangers(request.url, site.address)))
        page.goto(at if username else "/login/")
        return page

    yield open_page
    for one in [*opened, *strange]:
        one.close()
    assert faults == []


def violations(message):
    """What breaks the content policy; a refused request is told by the page itself."""
    return [message.text] if "Content Security Policy" in message.text else []


def strangers(url, own):
    return [] if re.match(rf"{re.escape(own)}|data:|blob:", url) else [url]
