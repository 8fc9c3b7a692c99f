# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts of the accounts module. 账户管理。"""

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from kuangtu.accounts.actor import Actor, Role
from kuangtu.accounts.errors import NameTaken
from kuangtu.accounts.models import Officer
from kuangtu.audit.services import record
from kuangtu.codes.divisions import find_division
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text

COUNTRY = "100000"


def problems_of_name(username: str) -> list[Problem]:
    """What is wrong with an account name: letters, digits and @ . + - _ only, 150 at most."""
    if re.fullmatch(r"[\w.@+-]{1,150}", username):
        return []
    text = Text(
        "账户名“{username}”只能由 1 到 150 个字母、汉字、数字和 @ . + - _ 组成",
        "the account name “{username}” may hold 1 to 150 letters, digits and @ . + - _ only",
    )
    return [Problem("account-name", text.format(username=username), Place(field="username"))]


def problems_of_area(area: str) -> list[Problem]:
    """What is wrong with an area: it must be a division's code, or 100000 for the country."""
    if area == COUNTRY or find_division(area) is not None:
        return []
    text = Text(
        "没有代码为“{area}”的行政区划，应为六位区划代码",
        "no division has the code “{area}”; give the six digits of one",
    )
    return [Problem("unknown-area", text.format(area=area), Place(field="area"))]


def problems_of_password(password: str, officer: Officer) -> list[Problem]:
    """What Django's validators say of a password, in both languages."""
    said = [messages_about(password, officer, language) for language in ("zh-hans", "en")]
    place = Place(field="password")
    return [Problem("password-too-weak", Text(zh, en), place) for zh, en in zip(*said, strict=True)]


def messages_about(password: str, officer: Officer, language: str) -> list[str]:
    """The validators' messages; some are worded when they are raised, so it is asked for."""
    with translation.override(language):
        try:
            validate_password(password, officer)
        except ValidationError as error:
            return list(error.messages)
    return []


@transaction.atomic
def add_officer(
    *,
    username: str,
    password: str,
    role: Role,
    area: str,
    display_name: str = "",
    is_demo: bool = False,
    actor: Actor,
) -> Officer:
    """Open an account. 开设账户。

    Writes: one Officer, one trace. Raises: NameTaken, Invalid (name, area or password), RoleTooLow,
    OutsideArea.
    """
    actor.require(Role.ADMINISTRATOR, area)
    officer = Officer(
        username=username, role=role, area=area, display_name=display_name, is_demo=is_demo
    )
    problems = [*problems_of_name(username), *problems_of_area(area)]
    problems += problems_of_password(password, officer)
    if problems:
        raise Invalid(problems)
    if Officer.objects.filter(username=username).exists():
        raise NameTaken(username=username)
    officer.set_password(password)
    officer.save()
    record(
        action="accounts.added",
        actor=actor.key,
        subject=f"accounts.Officer:{officer.pk}",
        adcode=area,
        data={"username": username, "role": role.value, "is_demo": is_demo},
    )
    return officer
