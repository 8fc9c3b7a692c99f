# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Pages need the front end that `make setup` builds."""

import os

import pytest
from django.conf import settings


def pytest_collection_modifyitems(items):
    if (settings.VITE_BUILD / "manifest.json").is_file() or os.environ.get("CI"):
        return
    reason = "the front end is not built: cd frontend && npm ci && npm run build"
    for item in items:
        if "/tests/web/" in str(item.path):
            item.add_marker(pytest.mark.skip(reason=reason))
