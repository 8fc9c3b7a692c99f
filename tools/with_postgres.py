# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Run a command with a PostgreSQL of its own. 在临时 PostgreSQL 上运行命令。

    tools/with_postgres.py .venv/bin/pytest

Starts Debian's PostgreSQL in a temporary folder, on a socket of its own and no port, sets
KUANGTU_DATABASE_URL, runs the command, and stops the server again.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def server_folder() -> Path:
    """Where initdb and postgres are; the newest version installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        sys.exit("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent


def as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return (
        ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        if (os.geteuid() == 0)
        else command
    )


def run(command: list[str], folder: Path) -> None:
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)


def main() -> int:
    """Start, run, stop; the exit code is the command's."""
    folder = Path(tempfile.mkdtemp(prefix="kuangtu-pg-"))
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    programs, data = server_folder(), folder / "data"
    try:
        initdb = [str(programs / "initdb"), "-D", str(data), "-A", "trust", "-E", "UTF8"]
        run(as_postgres([*initdb, "--no-sync", "-U", "kuangtu"]), folder)
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        control = [str(programs / "pg_ctl"), "-D", str(data), "-l", str(folder / "log"), "-w"]
        run(as_postgres([*control, "-o", options, "start"]), folder)
        try:
            url = f"postgresql://kuangtu@{str(folder).replace('/', '%2F')}/postgres"
            environment = os.environ | {"KUANGTU_DATABASE_URL": url}
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
        finally:
            run(as_postgres([*control, "-m", "immediate", "stop"]), folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
