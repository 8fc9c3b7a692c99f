# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The JSON API under /api/v1, its documentation at /api/v1/docs. 接口。

A script signs in with an account name and password (HTTP Basic); a page with its session, and
then a writing request carries the CSRF token in the header X-CSRFToken.
"""

import json
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Swagger
from ninja.errors import AuthenticationError, HttpError
from ninja.renderers import JSONRenderer
from ninja.security import HttpBasicAuth, SessionAuth

from kuangtu import __version__
from kuangtu.accounts.errors import PasswordDue, WrongCredentials
from kuangtu.accounts.queries import must_change_password
from kuangtu.accounts.services import sign_in
from kuangtu.api.errors import TokenMissing, map_errors
from kuangtu.api.ground import router as ground_router
from kuangtu.api.reviews import router as reviews_router


class AccountAndPassword(HttpBasicAuth):
    """HTTP Basic against the officers' accounts. 账户口令认证。"""

    def authenticate(self, request: HttpRequest, username: str, password: str) -> object:
        """The officer, who then is the request's user.

        Raises: AuthenticationError, SignInLocked, PasswordDue.
        """
        now = timezone.localtime()
        try:
            officer = sign_in(
                username=username,
                password=password,
                address=str(request.META.get("REMOTE_ADDR", "")),
                at=now,
                leaves_trace=False,
            )
        except WrongCredentials as error:
            raise AuthenticationError from error
        if must_change_password(officer, now):
            raise PasswordDue
        request.user = officer
        return officer


class SessionOfAPage(SessionAuth):
    """The session of whoever works in the browser. 网页会话认证。"""

    def __call__(self, request: HttpRequest) -> object:
        """The officer, None if nobody is signed in: that is told before a token is asked for.

        Raises: TokenMissing.
        """
        if not request.user.is_authenticated:
            return None
        try:
            return super().__call__(request)
        except HttpError:
            raise TokenMissing from None


class ReadableJson(JSONRenderer):
    """Chinese as it is, not as escapes: half as long, and a person can read it. 可读 JSON。"""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002 - ninja's signature
        text = json.dumps(data, cls=self.encoder_class, ensure_ascii=False, allow_nan=False)
        # Half of a surrogate pair, which no encoding holds, stays the escape that JSON has for it.
        return text.encode("utf-8", "backslashreplace")


api = NinjaAPI(
    title="矿图 Kuangtu",
    version=__version__,
    description="规划符合性审查 · reviews against the plan, the law and the map",
    urls_namespace="api",
    auth=[AccountAndPassword(), SessionOfAPage()],
    renderer=ReadableJson(),
    docs_url="/docs",
    # Deep links put an anchor into each button, which a screen reader cannot tell apart.
    docs=Swagger(settings={"deepLinking": False}),
)
map_errors(api)
api.add_router("", reviews_router)
api.add_router("", ground_router)
