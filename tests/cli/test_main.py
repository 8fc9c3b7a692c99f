# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The command line as a whole. 命令行。"""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from kuangtu.accounts.models import Officer
from kuangtu.accounts.services import add_officer
from kuangtu.cli import COMMANDS, cli, main


def test_every_command_listed_can_be_loaded_and_explains_itself():
    for name in COMMANDS:
        answer = CliRunner().invoke(
            cli, [name, "--help"] if name != "manage" else ["manage", "help"]
        )

        assert (name, answer.exit_code) == (name, 0)
        assert answer.output


def test_an_unknown_command_is_a_wrong_call():
    answer = CliRunner().invoke(cli, ["chekc", "x.toml"])

    assert answer.exit_code == 2
    assert "No such command 'chekc'" in answer.output


def test_commands_without_a_database_do_not_load_django():
    code = (
        "import sys; from kuangtu.cli import cli;"
        "cli(['sheet', 'J45E011015'], standalone_mode=False);"
        "print([m for m in sys.modules if m.split('.')[0] == 'django'])"
    )

    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert printed.stdout.splitlines()[-1] == "[]"


@pytest.mark.django_db
def test_the_first_administrator_is_opened_from_the_command_line():
    answer = CliRunner().invoke(
        cli,
        ["user", "add", "guliya", "--role", "administrator", "--name", "古丽亚"],
        input="luobupo-kuang-2026\n",
    )

    assert answer.exit_code == 0
    assert "已开设账户 guliya（管理，652824）" in answer.output
    assert list(Officer.objects.values_list("username", "role", "area", "is_demo")) == [
        ("guliya", "ADMINISTRATOR", "652824", False)
    ]


@pytest.mark.django_db
def test_an_error_names_its_problem_and_exits_with_two(capsys):
    from kuangtu.accounts.actor import SYSTEM, Role

    add_officer(
        username="guliya",
        password="luobupo-kuang-2026",
        role=Role.VIEWER,
        area="652824",
        actor=SYSTEM,
    )

    with pytest.raises(SystemExit) as exit_:
        main(["user", "add", "guliya", "--password", "luobupo-kuang-2026"])

    assert exit_.value.code == 2
    assert "账户名“guliya”已存在" in capsys.readouterr().err
