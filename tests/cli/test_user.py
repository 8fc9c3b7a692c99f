# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Accounts from the command line, when nobody can sign in any more. 账户命令。"""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from kuangtu.accounts.errors import LastAdministrator, WrongCredentials
from kuangtu.accounts.models import FailedSignIns, Officer
from kuangtu.accounts.services import sign_in
from kuangtu.cli import cli
from kuangtu.core.errors import NotFound

pytestmark = pytest.mark.django_db

PASSWORD = "luobupo-kuang-2026"
NEW = "another-quarry-77"


def user(*arguments, **options):
    return CliRunner().invoke(cli, ["user", *arguments], **options)


@pytest.fixture
def chief():
    user("add", "chief", "--role", "ADMINISTRATOR", "--password", PASSWORD)
    return Officer.objects.get(username="chief")


def test_a_forgotten_password_is_replaced_and_must_be_changed(chief):
    answer = user("password", "chief", input=f"{NEW}\n")

    assert answer.exit_code == 0
    chief.refresh_from_db()
    assert (chief.check_password(NEW), chief.must_change_password) == (True, True)


def test_an_account_is_changed_and_what_is_not_given_stays(chief):
    user("add", "guliya", "--name", "古丽亚", "--password", PASSWORD, "--must-change")

    answer = user("change", "guliya", "--role", "reviewer")

    assert "guliya：审查，652824" in answer.output
    officer = Officer.objects.get(username="guliya")
    assert (officer.role, officer.display_name, officer.must_change_password) == (
        "REVIEWER",
        "古丽亚",
        True,
    )


def test_an_account_is_switched_off_and_on_and_listed(chief):
    user("add", "guliya", "--password", PASSWORD)

    user("off", "guliya")
    listed = json.loads(user("list", "--json").output)
    user("on", "guliya")

    assert [(one["username"], one["state"]) for one in listed] == [
        ("chief", "启用"),
        ("guliya", "停用"),
    ]
    assert Officer.objects.get(username="guliya").is_active is True


def test_a_lock_is_lifted(chief):
    at = datetime(2026, 11, 27, tzinfo=UTC)
    for _ in range(4):
        with pytest.raises(WrongCredentials):
            sign_in(username="chief", password="wrong", address="10.0.0.7", at=at)

    answer = user("unlock", "chief")

    assert (answer.exit_code, FailedSignIns.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["off", "chief"], LastAdministrator),
        (["change", "chief", "--role", "VIEWER"], LastAdministrator),
        (["unlock", "nobody"], NotFound),
    ],
    ids=["off", "demoted", "nobody"],
)
def test_what_the_services_refuse_is_refused(chief, arguments, error):
    answer = user(*arguments)

    assert isinstance(answer.exception, error)
    assert Officer.objects.get(username="chief").role == "ADMINISTRATOR"
