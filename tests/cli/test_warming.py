# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the server does while it already answers. 预热。"""

import os
import subprocess
import sys

from kuangtu.cli.warming import COMPILE


def test_the_kernels_are_compiled_without_a_database_and_without_a_word(tmp_path):
    home = tmp_path / "home"
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}

    done = subprocess.run(
        [sys.executable, "-c", COMPILE],
        env=environment | {"KUANGTU_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (home / "kuangtu.sqlite3").exists()
