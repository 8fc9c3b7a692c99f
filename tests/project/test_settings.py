# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Settings that are safe without thought. 系统设置。"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kuangtu.project.secret import secret_key


def in_a_fresh_process(code: str, home: Path, **environment: str) -> str:
    """Settings are read once per process, so each case gets one of its own."""
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ
        | {"KUANGTU_HOME": str(home), "DJANGO_SETTINGS_MODULE": "kuangtu.project.settings"}
        | environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_the_secret_key_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    first = secret_key(tmp_path / "home")

    second = secret_key(tmp_path / "home")

    assert first == second
    assert len(first) > 60
    assert oct((tmp_path / "home/secret-key").stat().st_mode)[-3:] == "600"


def test_two_installations_have_different_keys(tmp_path):
    assert secret_key(tmp_path / "a") != secret_key(tmp_path / "b")


def test_debug_is_off_and_passwords_are_hashed_with_argon2(tmp_path):
    code = (
        "from django.conf import settings as s;"
        "print(s.DEBUG, s.PASSWORD_HASHERS[0].rsplit('.', 1)[1], s.ALLOWED_HOSTS)"
    )

    assert in_a_fresh_process(code, tmp_path) == (
        "False Argon2PasswordHasher ['127.0.0.1', 'localhost', '[::1]']"
    )


def test_behind_tls_the_deployment_check_has_nothing_to_say(tmp_path):
    code = (
        "import django; django.setup();"
        "from django.core.management import call_command;"
        "call_command('check', deploy=True, fail_level='WARNING')"
    )

    assert in_a_fresh_process(code, tmp_path, KUANGTU_BEHIND_TLS="true") == (
        "System check identified no issues (1 silenced)."
    )


def test_no_page_may_carry_scripts_or_styles_of_its_own(tmp_path):
    code = "from django.conf import settings as s;print('unsafe' in str(s.CONTENT_SECURITY_POLICY))"

    assert in_a_fresh_process(code, tmp_path) == "False"


@pytest.mark.parametrize("name", ["secret-key", "."])
def test_nobody_else_can_read_the_home(tmp_path, name):
    code = "from django.conf import settings as s; print(s.KUANGTU_HOME)"

    home = Path(in_a_fresh_process(code, tmp_path / "home"))

    assert (home / name).stat().st_mode & 0o077 == 0


def test_two_processes_that_start_together_agree_on_the_key(tmp_path):
    code = "from django.conf import settings as s; print(s.SECRET_KEY)"
    environment = os.environ | {
        "KUANGTU_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "kuangtu.project.settings",
    }
    together = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE)
        for _ in range(4)
    ]

    keys = {process.communicate()[0] for process in together}

    assert [len(keys), len(keys.pop()) > 60] == [1, True]
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret-key"]


def test_a_database_url_is_all_that_changes_for_postgresql(tmp_path):
    code = (
        "from django.conf import settings as s; d = s.DATABASES['default'];"
        "print(d['ENGINE'], d['NAME'], d['HOST'], d['PORT'])"
    )
    url = "postgresql://kuangtu@db.example:5433/mines"

    printed = in_a_fresh_process(code, tmp_path, KUANGTU_DATABASE_URL=url)

    assert printed == "django.db.backends.postgresql mines db.example 5433"
