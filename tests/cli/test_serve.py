# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The product as one command starts and stops it. 启动与停止。"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

START_LIMIT_S = 120
in_one_home = pytest.mark.xdist_group("home")


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """Set up by whichever server is the first in it; the others of its process go on with it."""
    return tmp_path_factory.mktemp("home")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(*arguments: str, home: Path, **settings: str) -> subprocess.Popen[str]:
    ours = ("KUANGTU_", "DJANGO_SETTINGS_MODULE")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    return subprocess.Popen(
        [sys.executable, "-m", "kuangtu", "serve", *arguments],
        env=environment | {"KUANGTU_HOME": str(home), "PYTHONUNBUFFERED": "1"} | settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def read_until(process: subprocess.Popen[str], words: str) -> str:
    deadline, seen = time.monotonic() + START_LIMIT_S, ""
    while words not in seen and time.monotonic() < deadline:
        line = process.stdout.readline()
        assert line or process.poll() is None, seen
        seen += line
    assert words in seen
    return seen


def children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed]


def is_worker(pid: int) -> bool:
    return b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


@in_one_home
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=lambda s: s.name)
def test_one_command_serves_pages_and_one_signal_ends_server_and_worker(home, ending):
    port = free_port()
    process = start("--port", str(port), home=home)
    try:
        printed = read_until(process, "Ctrl-C")
        children = children_of(process.pid)
        workers = [pid for pid in children if is_worker(pid)]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/login/", timeout=20) as answer:
            status, policy = answer.status, answer.headers["Content-Security-Policy"]
        # Twice, as make and a terminal do together: the second must not cut the ending short.
        os.kill(process.pid, ending)
        os.kill(process.pid, signal.SIGTERM)
        rest, _ = process.communicate(timeout=40)
        code = process.returncode
    finally:
        process.kill()

    assert f"http://127.0.0.1:{port}/" in printed
    assert f"KUANGTU_HOME={home} kuangtu user add NAME --role ADMINISTRATOR" in printed
    assert (status, code) == (200, 0)
    assert "default-src 'self'" in policy
    assert [len(workers), [pid for pid in children if is_running(pid)]] == [1, []]
    assert rest == "已停止 · stopped\n"
    assert oct((home / "secret-key").stat().st_mode)[-3:] == "600"


@in_one_home
def test_the_worker_ends_even_when_the_server_is_killed(home):
    process = start("--port", str(free_port()), home=home)
    try:
        read_until(process, "Ctrl-C")
        (worker,) = [pid for pid in children_of(process.pid) if is_worker(pid)]
    finally:
        process.kill()
        process.wait()
    deadline = time.monotonic() + 30
    while is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.1)

    assert not is_running(worker)


@in_one_home
def test_a_request_beyond_every_limit_is_not_read(home):
    port = free_port()
    process = start("--port", str(port), home=home, KUANGTU_UPLOAD_LIMIT_MB="1")
    try:
        read_until(process, "Ctrl-C")
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(
                b"POST /login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5242880\r\n\r\n"
            )
            answer = client.recv(100)
    finally:
        process.terminate()
        process.wait(timeout=40)

    assert answer.startswith(b"HTTP/1.1 413 ")


def test_two_servers_may_set_up_the_same_home_at_the_same_time(tmp_path):
    both = [start("--port", str(free_port()), home=tmp_path) for _ in range(2)]
    try:
        printed = [read_until(process, "Ctrl-C") for process in both]
    finally:
        for process in both:
            process.terminate()
        codes = [process.wait(timeout=40) for process in both]

    assert codes == [0, 0]
    assert sum("数据库已就绪" in one for one in printed) == 1


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        pytest.param(
            ["--host", "203.0.113.7"], {}, r"本机没有“203.0.113.7”这个地址", id="a-foreign-address"
        ),
        pytest.param(
            ["--host", "no.such.host.invalid"], {}, r"本机没有“no.such.host.invalid”", id="no-name"
        ),
        pytest.param([], {"KUANGTU_PORT": "abc"}, r"KUANGTU_PORT 的值不能用", id="no-number"),
        pytest.param(
            [],
            {"KUANGTU_PORT": "70000", "KUANGTU_DATABASE_URL": "mysql://u:secret@h/d"},
            r"(?s)KUANGTU_DATABASE_URL 的值不能用.*KUANGTU_PORT 的值不能用",
            id="two-settings",
        ),
        pytest.param(
            [], {"KUANGTU_HOME": "/proc/kuangtu"}, r"数据目录 /proc/kuangtu 不能使用", id="no-home"
        ),
    ],
)
def test_what_cannot_be_started_says_why_and_what_to_do(tmp_path, arguments, environment, said):
    process = start(*arguments, home=tmp_path / "home", **environment)

    printed, _ = process.communicate(timeout=60)

    assert process.returncode == 2
    assert re.search(said, printed)
    assert "secret@" not in printed
    assert "Traceback" not in printed


def test_a_taken_port_is_named_and_nothing_is_set_up(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        process = start("--port", str(port), home=tmp_path / "home")
        printed, _ = process.communicate(timeout=60)

    assert process.returncode == 2
    assert re.search(rf"端口 {port} 已被占用.*--port", printed)
    assert not (tmp_path / "home" / "kuangtu.sqlite3").exists()
