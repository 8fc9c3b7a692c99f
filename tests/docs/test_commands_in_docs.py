# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Commands that our pages tell people to type. 文档中的命令。"""

import re
import shlex
from pathlib import Path

import click
import pytest

from kuangtu.cli import cli

ROOT = Path(__file__).parents[2]
WRITTEN_PAGES = [
    page
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    if page != ROOT / "docs/reference/commands.md"
]
BLOCK = re.compile(r"^[ ]*```[a-z]*\n(.*?)^[ ]*```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`(kuangtu [^`]+|make [a-z-]+)`")


def commands(page: Path) -> list[str]:
    """Lines of blocks that begin with a command, and commands within sentences."""
    text = page.read_text("utf-8")
    lines = [line.strip() for block in BLOCK.findall(text) for line in block.splitlines()]
    typed = [line for line in lines if line.startswith(("kuangtu ", "make "))]
    return typed + INLINE.findall(BLOCK.sub("", text))


def resolved(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the first words name, and the words after it."""
    command: click.Command = cli
    while words and isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words[0])
        if found is None:
            break
        command, words = found, words[1:]
    return command, words


TYPED = [
    pytest.param(line, id=f"{page.relative_to(ROOT)}: {line[:60]}")
    for page in WRITTEN_PAGES
    for line in commands(page)
]


@pytest.mark.parametrize("line", TYPED)
def test_every_command_on_a_page_exists_with_its_options(line):
    words = shlex.split(line, comments=True)
    if words[0] == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        assert words[1] in targets
        return

    command, rest = resolved(words[1:])
    if command.name == "manage":  # it hands every option on to Django
        return
    required = [set(one.opts) for one in command.params if one.required and one.opts[0][0] == "-"]
    known = {name for option in command.params for name in option.opts} | {"--help", "--version"}

    assert command is not cli or rest[0].startswith("-"), line
    assert [word for word in rest if word.startswith("--") and word not in known] == []
    assert [names for names in required if not names & set(rest)] == []


def test_commands_are_found_on_the_pages_that_teach_them():
    taught = {page.name for page in WRITTEN_PAGES if commands(page)}

    assert {"README.md", "first-hour.md", "import-rights.md", "import-a-layer.md"} <= taught
