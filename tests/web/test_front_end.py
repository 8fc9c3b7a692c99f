# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the front end must not hold, and that both languages are complete."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "src/kuangtu/web/templates"
FRONT_END = ROOT / "frontend"
HAN = re.compile(r"[\u4e00-\u9fff]")
SENTENCE = re.compile(r"""\{% t (?:"([^"]*)"|'([^']*)') (?:"([^"]*)"|'([^']*)')""")
IN_SCRIPT = re.compile(r"""\bt\(\s*(["`])(.*?)\1,\s*(["`])(.*?)\3,?\s*\)""", re.S)


def sources(folder, *endings):
    return [path for path in sorted(folder.rglob("*")) if path.suffix in endings]


def test_the_lock_file_names_no_host_to_download_from():
    lock = (FRONT_END / "package-lock.json").read_text("utf-8")

    assert ('"resolved"' in lock, "registry" in lock) == (False, False)


def test_every_package_is_pinned_and_hashed():
    packages = json.loads((FRONT_END / "package-lock.json").read_text("utf-8"))["packages"]

    loose = [name for name, one in packages.items() if name and "integrity" not in one]
    assert loose == []


@pytest.mark.parametrize("folder", [TEMPLATES, FRONT_END / "src"], ids=["templates", "scripts"])
def test_no_source_names_another_host(folder):
    found = [
        f"{path.name}: {line.strip()}"
        for path in sources(folder, ".html", ".ts", ".css", ".json")
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"https?://|//cdn", line)
    ]

    assert found == []


def test_every_sentence_of_a_template_is_in_both_languages():
    incomplete = []
    for path in sources(TEMPLATES, ".html"):
        for found in SENTENCE.finditer(path.read_text("utf-8")):
            zh, en = (found[1] or found[2] or ""), (found[3] or found[4] or "")
            if not en or (HAN.search(en) and not HAN.search(zh)):
                incomplete.append(f"{path.name}: {zh!r} {en!r}")

    assert incomplete == []


def test_no_template_speaks_chinese_outside_a_sentence():
    bare = []
    for path in sources(TEMPLATES / "web", ".html"):
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)
        bare += [f"{path.name}: {line.strip()}" for line in text.splitlines() if HAN.search(line)]

    assert bare == []


def test_every_sentence_of_a_script_is_in_both_languages():
    pairs = [
        (found[2], found[4])
        for path in sources(FRONT_END / "src", ".ts")
        for found in IN_SCRIPT.finditer(path.read_text("utf-8"))
    ]

    assert [pair for pair in pairs if not HAN.search(pair[0]) or HAN.search(pair[1])] == []
    assert len(pairs) > 10


def test_every_icon_of_a_template_is_in_the_sprite():
    listed = {
        name
        for names in json.loads((FRONT_END / "icons.json").read_text("utf-8")).values()
        for name in names
    }
    used = {
        name
        for path in sources(TEMPLATES, ".html")
        for name in re.findall(r"""\{% icon ["']([^"']+)["']""", path.read_text("utf-8"))
    }

    assert used - listed == set()
