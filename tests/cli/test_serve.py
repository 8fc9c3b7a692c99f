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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(*arguments: str, home: Path) -> subprocess.Popen[str]:
    ours = ("KUANGTU_", "DJANGO_SETTINGS_MODULE")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    return subprocess.Popen(
        [sys.executable, "-m", "kuangtu", "serve", *arguments],
        env=environment | {"KUANGTU_HOME": str(home), "PYTHONUNBUFFERED": "1"},
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


def is_running(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=lambda s: s.name)
def test_one_command_serves_pages_and_one_signal_ends_server_and_worker(tmp_path, ending):
    port = free_port()
    process = start("--port", str(port), home=tmp_path)
    try:
        printed = read_until(process, "Ctrl-C")
        workers = children_of(process.pid)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/login/", timeout=20) as answer:
            status, policy = answer.status, answer.headers["Content-Security-Policy"]
        os.kill(process.pid, ending)
        code = process.wait(timeout=40)
    finally:
        process.kill()

    assert f"http://127.0.0.1:{port}/" in printed
    assert "kuangtu user add" in printed
    assert (status, code) == (200, 0)
    assert "default-src 'self'" in policy
    assert [len(workers), [pid for pid in workers if is_running(pid)]] == [1, []]
    assert oct((tmp_path / "secret-key").stat().st_mode)[-3:] == "600"


def test_the_worker_ends_even_when_the_server_is_killed(tmp_path):
    process = start("--port", str(free_port()), home=tmp_path)
    try:
        read_until(process, "Ctrl-C")
        (worker,) = children_of(process.pid)
    finally:
        process.kill()
        process.wait()
    deadline = time.monotonic() + 30
    while is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.1)

    assert not is_running(worker)


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
