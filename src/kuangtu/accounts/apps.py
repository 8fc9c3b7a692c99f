# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""App configuration. 应用配置。"""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kuangtu.accounts"
    label = "accounts"
