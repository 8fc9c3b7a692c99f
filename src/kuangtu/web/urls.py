# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Addresses of the pages. 网址。"""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from kuangtu.web.views import home, plan, session

pages = [
    path("", home.workbench, name="home"),
    path("plan/", plan.overview, name="plan"),
    path("plan/<str:folder>/", plan.part, name="plan-folder"),
    path("plan/<str:folder>/<slug:name>/", plan.part, name="plan-part"),
    path("map/", home.workbench, name="map"),
    path("reviews/", home.workbench, name="reviews"),
    path("rights/", home.workbench, name="rights"),
    path("rights/accounts/", home.workbench, name="rights-accounts"),
    path("system/", home.workbench, name="system"),
    path("search/", home.workbench, name="search"),
    path("language/", set_language, name="language"),
]

urlpatterns = [
    path("login/", session.sign_in, name="login"),
    path("logout/", session.sign_out, name="logout"),
    path("", include((pages, "web"))),
]
