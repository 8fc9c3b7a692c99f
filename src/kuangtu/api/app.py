# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The JSON API under /api/v1, its documentation at /api/v1/docs. 接口。

Sessions of the web pages sign a request in; writing requests carry the CSRF token in the
header X-CSRFToken.
"""

from ninja import NinjaAPI
from ninja.security import SessionAuth

from kuangtu import __version__
from kuangtu.api.errors import map_errors
from kuangtu.api.ground import router as ground_router
from kuangtu.api.reviews import router as reviews_router

api = NinjaAPI(
    title="矿图 Kuangtu",
    version=__version__,
    description="规划符合性审查 · reviews against the plan, the law and the map",
    urls_namespace="api",
    auth=SessionAuth(),
    docs_url="/docs",
)
map_errors(api)
api.add_router("", reviews_router)
api.add_router("", ground_router)
