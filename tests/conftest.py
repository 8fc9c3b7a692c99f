# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What holds for every test. 全部测试的设置。"""

import pytest
from hypothesis import settings

# A busy machine makes a first projection slow; speed is measured by benchmarks, not here.
settings.register_profile("kuangtu", deadline=None)
settings.load_profile("kuangtu")

OF_THE_DATABASE = {"db", "transactional_db", "live_server", "admin_client"}
# Their tests start the product itself, which opens the database by its address.
STARTED = ("/tests/cli/", "/tests/project/", "/tests/api/")


def pytest_collection_modifyitems(items):
    """Marks what the database can change: PostgreSQL need not run the pure rules once more."""
    for item in items:
        is_of_it = item.get_closest_marker("django_db") or OF_THE_DATABASE & set(item.fixturenames)
        if is_of_it or any(folder in str(item.path) for folder in STARTED):
            item.add_marker(pytest.mark.database)
