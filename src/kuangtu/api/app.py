# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The JSON API under /api/v1, its documentation at /api/v1/docs. 接口。

A script signs in with an account name and password (HTTP Basic); a page with its session, and
then a writing request carries the CSRF token in the header X-CSRFToken.
"""

from django.contrib.auth import authenticate
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.security import HttpBasicAuth, SessionAuth

from kuangtu import __version__
from kuangtu.api.errors import map_errors
from kuangtu.api.ground import router as ground_router
from kuangtu.api.reviews import router as reviews_router


class AccountAndPassword(HttpBasicAuth):
    """HTTP Basic against the officers' accounts. 账户口令认证。"""

    def authenticate(self, request: HttpRequest, username: str, password: str) -> object:
        """The officer, who then is the request's user. Raises: AuthenticationError."""
        officer = authenticate(request, username=username, password=password)
        if officer is None:
            raise AuthenticationError
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
