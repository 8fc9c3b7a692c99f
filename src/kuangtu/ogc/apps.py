# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Django application. 应用声明。"""

from django.apps import AppConfig


class OgcConfig(AppConfig):
    name = "kuangtu.ogc"
    label = "ogc"
