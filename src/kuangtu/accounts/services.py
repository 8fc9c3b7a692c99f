# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts of the accounts module. 账户管理。"""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from kuangtu.accounts.actor import Actor, Role
from kuangtu.accounts.errors import NameTaken
from kuangtu.accounts.models import Officer
from kuangtu.audit.services import record
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import same


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

    Writes: one Officer, one trace. Raises: NameTaken, Invalid (password too weak), RoleTooLow,
    OutsideArea.
    """
    actor.require(Role.ADMINISTRATOR, area)
    if Officer.objects.filter(username=username).exists():
        raise NameTaken(username=username)
    officer = Officer(
        username=username, role=role, area=area, display_name=display_name, is_demo=is_demo
    )
    try:
        validate_password(password, officer)
    except ValidationError as error:
        raise Invalid(
            Problem("password-too-weak", same(message), Place(field="password"))
            for message in error.messages
        ) from None
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
