# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Signing in and out, and the language. 登录与语言。"""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView

sign_in = LoginView.as_view(template_name="web/login.html", redirect_authenticated_user=True)
sign_out = LogoutView.as_view()
