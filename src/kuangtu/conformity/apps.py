# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""App configuration."""

from django.apps import AppConfig


class ConformityConfig(AppConfig):
    name = "kuangtu.conformity"
    label = "conformity"
