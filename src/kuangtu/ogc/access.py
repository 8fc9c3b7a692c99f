# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Who reads: the officer of a session or of HTTP Basic, or a visitor. 读取者。"""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from threading import Lock

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from kuangtu.accounts.actor import Actor, Role
from kuangtu.accounts.errors import PasswordDue, WrongCredentials
from kuangtu.accounts.models import Officer
from kuangtu.accounts.queries import must_change_password
from kuangtu.accounts.services import sign_in
from kuangtu.ogc.errors import SignInNeeded

REMEMBERED = timedelta(minutes=5)
MOST_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads; a visitor has not signed in and sees 公开 only. 读取者。"""

    actor: Actor
    is_visitor: bool = False


VISITOR = Reader(Actor("visitor", "访客", Role.VIEWER, "100000"), is_visitor=True)


@dataclass(slots=True)
class ProvenPasswords:
    """Sign-ins by HTTP Basic that succeeded a moment ago. 近期口令。

    A program sends its password with every page, and to check one takes a fifth of a second by
    design. What was proven from an address is believed for five minutes while the account is
    active and its password the same; of the password only a hash with a key of this process is
    kept, and nothing of what failed.
    """

    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _until: dict[bytes, tuple[int, str, datetime]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def officer(self, name: str, password: str, address: str, at: datetime) -> Officer | None:
        """Whoever has proven these a moment ago, None if nobody has."""
        with self._lock:
            known = self._until.get(self._mark(name, password, address))
        if known is None or known[2] < at:
            return None
        number, stored, _ = known
        return Officer.objects.filter(pk=number, password=stored, is_active=True).first()

    def remember(
        self, officer: Officer, name: str, password: str, address: str, at: datetime
    ) -> None:
        """Believe these until a few minutes later."""
        with self._lock:
            if len(self._until) >= MOST_REMEMBERED:
                self._until.clear()
            mark = self._mark(name, password, address)
            self._until[mark] = officer.pk, officer.password, at + REMEMBERED

    def _mark(self, *words: str) -> bytes:
        sizes = [len(one.encode("utf-8", "surrogatepass")) for one in words]
        text = f"{sizes}{''.join(words)}".encode("utf-8", "surrogatepass")
        return blake2b(text, key=self._key, digest_size=32).digest()


PROVEN = ProvenPasswords()


def reader_of(request: HttpRequest) -> Reader:
    """Who reads. Raises: SignInNeeded, SignInLocked, PasswordDue.

    A password that is sent is checked also where visitors may read: a wrong one is told.
    """
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        return Reader(_by_password(request, credentials).as_actor())
    if isinstance(request.user, Officer):
        return Reader(request.user.as_actor())
    if settings.KUANGTU_OGC_PUBLIC:
        return VISITOR
    raise SignInNeeded


def _by_password(request: HttpRequest, credentials: str) -> Officer:
    name, password = _read(credentials)
    address = str(request.META.get("REMOTE_ADDR", ""))
    now = timezone.localtime()
    officer = PROVEN.officer(name, password, address, now)
    if officer is None:
        officer = _checked(name, password, address, now)
        PROVEN.remember(officer, name, password, address, now)
    if must_change_password(officer, now):
        raise PasswordDue
    request.user = officer
    return officer


def _checked(name: str, password: str, address: str, at: datetime) -> Officer:
    try:
        return sign_in(username=name, password=password, address=address, at=at, leaves_trace=False)
    except WrongCredentials as error:
        raise SignInNeeded from error


def _read(credentials: str) -> tuple[str, str]:
    try:
        name, colon, password = base64.b64decode(credentials, validate=True).decode().partition(":")
    except (binascii.Error, ValueError) as error:
        raise SignInNeeded from error
    if not colon:
        raise SignInNeeded
    return name, password
