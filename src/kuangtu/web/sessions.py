# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How long a session lasts, and what a due password allows. 会话时限与口令到期。"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from kuangtu.accounts.errors import PasswordDue
from kuangtu.accounts.models import Officer
from kuangtu.accounts.queries import must_change_password
from kuangtu.web.errors import as_json, status_of

GetResponse = Callable[[HttpRequest], HttpResponse]

TIMED_OUT = "timed-out"  # in the address of the sign-in page
SEEN = "seen"  # the minute of the last activity, kept in the session
# What somebody whose password is due may still open.
OPEN = {"login", "logout", "web:language", "web:my-account", "web:alive"}


class RenewSessionMiddleware:
    """A session lasts from its last activity on; it is stored once a minute at most. 会话续期。

    Whoever is sent to the sign-in page because a session has ended is told so there.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_cookie and auth.SESSION_KEY in request.session:
            minute = int(timezone.localtime().timestamp()) // 60
            if request.session.get(SEEN, 0) < minute:
                request.session[SEEN] = minute
        response = self.get_response(request)
        place = response.headers.get("Location", "")
        is_asked = place.startswith(reverse("login")) and not request.user.is_authenticated
        if has_cookie and is_asked:
            response.headers["Location"] = f"{place}{'&' if '?' in place else '?'}{TIMED_OUT}=1"
        return response


class PasswordDueMiddleware:
    """Whoever must replace a password does that first. 口令到期须先修改。"""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        keep_out_of_caches(request, response)
        return response

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        officer = request.user
        if not isinstance(officer, Officer) or opened(request) in OPEN:
            return None
        if not must_change_password(officer, timezone.localtime()):
            return None
        return told(request)


def keep_out_of_caches(request: HttpRequest, response: HttpResponse) -> None:
    """What a signed-in officer sees is kept by no browser: after signing out, going back shows it
    to nobody. A response that says itself how long it may be kept is left alone.
    """
    if request.user.is_authenticated and "Cache-Control" not in response.headers:
        patch_cache_control(response, private=True, no_store=True)


def opened(request: HttpRequest) -> str:
    """The name of the page that the address leads to."""
    return request.resolver_match.view_name if request.resolver_match else ""


def told(request: HttpRequest) -> HttpResponse:
    """The page where the password is changed; a program is told."""
    page = reverse("web:my-account")
    if getattr(request, "htmx", False):
        return HttpResponse(status=403, headers={"HX-Redirect": page})
    if request.accepts("text/html"):
        return redirect(page)
    error = PasswordDue()
    return JsonResponse(as_json(error), status=status_of(error))
