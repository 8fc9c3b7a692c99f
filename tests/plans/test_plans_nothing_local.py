# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Nothing in the code knows which county it serves."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Defaults and examples: the shipped county in settings, doctests and docstrings of pure modules.
COUNTY = re.compile("若羌|652824|Ruoqiang")


def code_lines(path: Path) -> list[tuple[int, str]]:
    """The lines of a file without comments, docstrings and doctests."""
    text = re.sub(r'"""(.|\n)*?"""', lambda found: "\n" * found[0].count("\n"), path.read_text())
    return [
        (number, line.split("#")[0])
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]


def test_the_plans_module_names_no_county():
    named = [
        f"{path.name}:{number}"
        for path in sorted((ROOT / "src/kuangtu/plans").rglob("*.py"))
        for number, line in code_lines(path)
        if COUNTY.search(line)
    ]

    assert named == []


def test_only_settings_name_the_county_as_a_default():
    named = {
        path.relative_to(ROOT / "src/kuangtu").as_posix()
        for path in (ROOT / "src/kuangtu").rglob("*.py")
        for _, line in code_lines(path)
        if COUNTY.search(line)
    }

    # codes.divisions says in a message which divisions its table holds; rights.demo invents
    # the register of the shipped county.
    assert named <= {"project/options.py", "codes/divisions.py", "rights/demo.py"}
