# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "kuangtu.rights"
    label = "rights"
