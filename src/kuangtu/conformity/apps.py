# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""App configuration. 应用配置。"""

from django.apps import AppConfig


class ConformityConfig(AppConfig):
    name = "kuangtu.conformity"
    label = "conformity"
