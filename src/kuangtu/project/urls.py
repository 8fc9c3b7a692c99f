# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every address of the product. 网址。"""

from django.urls import include, path

from kuangtu.api.app import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("kuangtu.ogc.urls")),
    path("", include("kuangtu.web.urls")),
]
