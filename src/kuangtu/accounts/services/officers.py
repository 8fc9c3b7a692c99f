# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Opening accounts, changing them, switching them off and on. 账户的开设、变更与停用。"""

import re

from django.db import transaction

from kuangtu.accounts.actor import Actor, Role
from kuangtu.accounts.errors import AlreadyOff, AlreadyOn, LastAdministrator, NameTaken
from kuangtu.accounts.models import Officer
from kuangtu.accounts.queries import officer_numbered
from kuangtu.accounts.services.passwords import problems_of_password
from kuangtu.accounts.services.signing_in import trace
from kuangtu.codes.divisions import COUNTRY, find_area
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text

LONGEST_NAME = 60


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
    if area == COUNTRY or find_area(area) is not None:
        return []
    text = Text(
        "没有代码为“{area}”的行政区划，应为六位区划代码",
        "no division has the code “{area}”; give the six digits of one",
    )
    return [Problem("unknown-area", text.format(area=area), Place(field="area"))]


def problems_of_display_name(name: str) -> list[Problem]:
    """A name that is shown has 60 letters at most, on one line."""
    if len(name) <= LONGEST_NAME and name.isprintable():
        return []
    text = Text(
        "姓名应在一行之内，不超过 {most} 个字", "a name stands on one line, {most} letters at most"
    )
    return [Problem("name", text.format(most=LONGEST_NAME), Place(field="display_name"))]


@transaction.atomic
def add_officer(
    *,
    username: str,
    password: str,
    role: Role,
    area: str,
    display_name: str = "",
    is_demo: bool = False,
    must_change_password: bool = False,
    actor: Actor,
) -> Officer:
    """Open an account. 开设账户。

    Writes: one Officer, one trace. Raises: NameTaken, Invalid (name, area or password), RoleTooLow,
    OutsideArea.
    """
    actor.require(Role.ADMINISTRATOR, area)
    username = Officer.normalize_username(username)  # as it is when one signs in
    officer = Officer(
        username=username,
        role=role,
        area=area,
        display_name=display_name,
        is_demo=is_demo,
        must_change_password=must_change_password,
    )
    problems = [*problems_of_name(username), *problems_of_area(area)]
    problems += problems_of_display_name(display_name)
    problems += problems_of_password(password, officer)
    if problems:
        raise Invalid(problems)
    # Names that differ in letter case alone would be taken for one another.
    if Officer.objects.filter(username__iexact=username).exists():
        raise NameTaken(username=username)
    officer.set_password(password)
    officer.save()
    officer.refresh_from_db(fields=["password_set_at"])
    trace("accounts.added", actor, officer, role=role.value, is_demo=is_demo)
    return officer


@transaction.atomic
def change_officer(
    *, number: int, role: Role, area: str, display_name: str, actor: Actor
) -> Officer:
    """Give an account another role, area or name. 变更账户。

    Writes: one Officer, one trace; nothing where nothing changes. Raises: RoleTooLow, NotFound,
    OutsideArea, Invalid, LastAdministrator.
    """
    actor.require(Role.ADMINISTRATOR, area)
    officer = held(number, actor=actor)
    if problems := [*problems_of_area(area), *problems_of_display_name(display_name)]:
        raise Invalid(problems)
    wanted = {"role": role.value, "area": area, "display_name": display_name}
    before = {key: getattr(officer, key) for key in wanted}
    changed = [key for key in wanted if wanted[key] != before[key]]
    if not changed:
        return officer
    keeps_it = role is Role.ADMINISTRATOR and Actor("", "", role, area).sees(officer.area)
    if not keeps_it:
        refuse_last_administrator(officer)
    for key in changed:
        setattr(officer, key, wanted[key])
    officer.save(update_fields=changed)
    trace(
        "accounts.changed",
        actor,
        officer,
        before={key: before[key] for key in changed},
        after={key: wanted[key] for key in changed},
    )
    return officer


@transaction.atomic
def switch_officer_off(*, number: int, actor: Actor) -> Officer:
    """Close an account; its sessions end at once. 停用账户。

    Writes: one Officer, one trace. Raises: RoleTooLow, NotFound, AlreadyOff, LastAdministrator.
    """
    actor.require(Role.ADMINISTRATOR)
    officer = held(number, actor=actor)
    if not officer.is_active:
        raise AlreadyOff(username=officer.username)
    refuse_last_administrator(officer)
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    trace("accounts.switched-off", actor, officer)
    return officer


@transaction.atomic
def switch_officer_on(*, number: int, actor: Actor) -> Officer:
    """Open a closed account again. 启用账户。

    Writes: one Officer, one trace. Raises: RoleTooLow, NotFound, AlreadyOn.
    """
    actor.require(Role.ADMINISTRATOR)
    officer = held(number, actor=actor)
    if officer.is_active:
        raise AlreadyOn(username=officer.username)
    officer.is_active = True
    officer.save(update_fields=["is_active"])
    trace("accounts.switched-on", actor, officer)
    return officer


def held(number: int, *, actor: Actor) -> Officer:
    """The account as nobody else can change it now. Raises: NotFound.

    All administrators are held with it: two of them must not demote each other at once.
    """
    list(Officer.objects.select_for_update().filter(role=Role.ADMINISTRATOR.value).order_by("pk"))
    return officer_numbered(number, actor=actor)


def refuse_last_administrator(officer: Officer) -> None:
    """Somebody must be left who administers the area. Raises: LastAdministrator."""
    if officer.role != Role.ADMINISTRATOR or not officer.is_active:
        return
    others = Officer.objects.filter(role=Role.ADMINISTRATOR.value, is_active=True)
    if not any(one.as_actor().sees(officer.area) for one in others.exclude(pk=officer.pk)):
        raise LastAdministrator(username=officer.username, area=officer.area)
