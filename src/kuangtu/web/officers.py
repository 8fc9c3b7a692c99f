# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Who is asking. 当前操作人。"""

from __future__ import annotations

from django.http import HttpRequest

from kuangtu.accounts.actor import Actor
from kuangtu.accounts.models import Officer


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in officer as services and queries take them; views ask for a login first."""
    officer = request.user
    if not isinstance(officer, Officer):
        raise TypeError("a view without login_required asked who is asking")
    return officer.as_actor()


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; the server has put a trusted proxy's word in its place."""
    return str(request.META.get("REMOTE_ADDR", ""))
