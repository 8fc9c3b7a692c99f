# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The JSON API under /api/v1, its documentation at /api/v1/docs. 接口。

A script signs in with an account name and password (HTTP Basic); a page with its session, and
then a writing request carries the CSRF token in the header X-CSRFToken.
"""

from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.security import HttpBasicAuth, SessionAuth

from kuangtu import __version__
from kuangtu.accounts.errors import PasswordDue, WrongCredentials
from kuangtu.accounts.queries import must_change_password
from kuangtu.accounts.services import sign_in
from kuangtu.api.errors import map_errors
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


api = NinjaAPI(
    title="矿图 Kuangtu",
    version=__version__,
    description="规划符合性审查 · reviews against the plan, the law and the map",
    urls_namespace="api",
    auth=[AccountAndPassword(), SessionAuth()],
    docs_url="/docs",
)
map_errors(api)
api.add_router("", reviews_router)
api.add_router("", ground_router)
