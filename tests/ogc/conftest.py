# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Somebody who is signed in. 已登录的读取者。"""

import pytest

from kuangtu.accounts.actor import Role


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """A home for each test: editions are numbered after the folders that stand there."""
    settings.KUANGTU_HOME = tmp_path / "home"


@pytest.fixture
def reader(client, db):
    """A client of an officer who may see what is 内部."""
    from ogc.ogc_builders import an_officer

    client.force_login(an_officer())
    return client


@pytest.fixture
def reviewer(client, db):
    """A client of an officer who may see what is 受控."""
    from ogc.ogc_builders import an_officer

    client.force_login(an_officer("reviewer", Role.REVIEWER))
    return client


@pytest.fixture
def folder(tmp_path):
    """Where files to import are written."""
    found = tmp_path / "files"
    found.mkdir()
    return found
