# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Where the machine code of the kernels is kept. 编译缓存。"""

import pytest

from kuangtu.geo.compiled import compiling, keep_machine_code_in, keeping


def directory_for(monkeypatch, package, cache, *offered):
    monkeypatch.setattr(keeping, "_OFFERED", [])
    for folder in offered:
        keep_machine_code_in(folder)
    monkeypatch.setattr(compiling, "_GEO", package)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return compiling.machine_code_directory.__wrapped__()


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "a_kernel.py").write_text("x = 1\n")
    return folder


def test_it_is_kept_beside_the_package_and_older_code_is_dropped(monkeypatch, tmp_path, package):
    first = directory_for(monkeypatch, package, tmp_path / "cache")
    (package / "a_kernel.py").write_text("x = 2\n")

    second = directory_for(monkeypatch, package, tmp_path / "cache")

    assert first != second
    assert list((package / "__pycache__").iterdir()) == [second]


def test_a_package_that_cannot_be_written_to_keeps_it_with_the_user(monkeypatch, tmp_path, package):
    (package / "__pycache__").write_text("a file stands in the way")

    kept = directory_for(monkeypatch, package, tmp_path / "cache")

    assert kept.parent == tmp_path / "cache" / "kuangtu"


def test_without_any_place_nothing_is_kept(monkeypatch, tmp_path, package):
    for name in ("package/__pycache__", "cache"):
        (tmp_path / name).write_text("a file stands in the way")

    assert directory_for(monkeypatch, package, tmp_path / "cache") is None


def test_a_folder_that_was_offered_is_the_last_resort(monkeypatch, tmp_path, package):
    for name in ("package/__pycache__", "cache"):
        (tmp_path / name).write_text("a file stands in the way")

    kept = directory_for(monkeypatch, package, tmp_path / "cache", tmp_path / "home" / "cache")

    assert kept.parent == tmp_path / "home" / "cache"
