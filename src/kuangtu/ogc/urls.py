# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Addresses of the OGC API. 网址。"""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
