# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The documentation says what the code does. 文档完整性。"""

import csv
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_generated_pages_are_what_the_code_says_now():
    # In a process of its own: commands that other tests have called remember their help option.
    checked = subprocess.run(
        [sys.executable, "tools/make_reference.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.stdout, checked.returncode) == ("", 0), checked.stderr


def test_every_link_between_our_pages_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]

    broken = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert broken == []


def test_every_page_can_be_found_from_the_readme():
    """A page is linked from another one, or its folder is from the readme."""
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    linked = {
        (page.parent / target).resolve()
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    }

    assert [
        str(page.relative_to(ROOT))
        for page in pages[1:]
        if page.resolve() not in linked and page.parent.resolve() not in linked
    ] == []


def test_the_readme_stays_short():
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) < 120


def test_the_glossary_names_each_identifier_once_and_in_chinese():
    with (ROOT / "docs/glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [row["identifier"] for row in rows]

    assert sorted(names) == sorted(set(names))
    assert [row["identifier"] for row in rows if not re.search(r"[一-鿿]", row["chinese"])] == []
    assert [row["identifier"] for row in rows if not row["definition"]] == []


def test_every_decision_has_its_four_parts():
    for path in (ROOT / "docs/decisions").glob("*.md"):
        text = path.read_text("utf-8")

        assert [
            part
            for part in ("**Context.**", "**Decision.**", "**Consequences.**")
            if part not in text
        ] == [], path.name


def test_the_version_is_said_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["dynamic"] == ["version"]
