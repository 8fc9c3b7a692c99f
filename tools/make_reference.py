# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Write the generated pages of docs/reference. 生成参考文档。

tools/make_reference.py            write them
tools/make_reference.py --check    exit 1 if one is not what would be written
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests")]
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- Made by `make docs`; edit what it is made from. -->\n\n"


def settings_page() -> str:
    """Every option with its environment variable and default."""
    from kuangtu.project.options import Options

    rows = []
    for name, field in Options.model_fields.items():
        default = field.default if field.default_factory is None else FOLDERS[name]
        rows.append(f"| `KUANGTU_{name.upper()}` | `{default}` | {field.description} |")
    head = "# 设置 · Settings\n\n| variable | default | meaning |\n|---|---|---|\n"
    return NOTE + head + "\n".join(rows) + "\n"


# Defaults that depend on where the product stands, said in words instead of this machine's path.
FOLDERS = {
    "home": "var/",
    "plans": "plans/",
    "norms": "norms/",
    "base_data": "../shared/data",
}


def commands_page() -> str:
    """Every command with its own help text."""
    from kuangtu.cli import cli

    parts = ["# 命令 · Commands\n"]
    parts.append("Exit codes: 0 done (or: conforms), 1 the answer is negative, 2 the input or the")
    parts.append("call is wrong, 3 no final answer yet, 70 a defect of the program.\n")
    with click.Context(cli, info_name="kuangtu", **cli.context_settings) as context:
        for name in cli.list_commands(context):
            command = cli.get_command(context, name)
            if command is not None:
                parts += command_help(command, context, name)
    return NOTE + "\n".join(parts)


def command_help(command: click.Command, parent: click.Context, name: str) -> list[str]:
    """The help of a command and of its own commands."""
    with click.Context(command, info_name=name, parent=parent, max_content_width=100) as context:
        lines = [f"## `{context.command_path}`\n", "```", command.get_help(context), "```\n"]
        if isinstance(command, click.Group):
            for sub in command.list_commands(context):
                child = command.get_command(context, sub)
                if child is not None:
                    lines += command_help(child, context, sub)
        return lines


def rules_page() -> str:
    """Every binding with clause, period, parameters and cases."""
    from make_rules_page import page

    return page()


def layers_page() -> str:
    """The layer dictionary and the base layers with their licences."""
    from layer_reference import layers_page as page

    return page()


def errors_page() -> str:
    """Every error class with its family, code and sentence."""
    from error_reference import errors_page as page

    return NOTE + page()


def findings_page() -> str:
    """Every kind of finding in a layer file."""
    from finding_reference import findings_page as page

    return NOTE + page()


def health_checks_page() -> str:
    """Every check of a plan document."""
    from health_reference import health_page as page

    return NOTE + page()


PAGES: dict[str, Callable[[], str]] = {
    "health-checks.md": health_checks_page,
    "settings.md": settings_page,
    "commands.md": commands_page,
    "rules.md": rules_page,
    "layers.md": layers_page,
    "errors.md": errors_page,
    "findings.md": findings_page,
}


def main() -> int:
    """Write or compare every page."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "kuangtu.project.settings"
    with tempfile.TemporaryDirectory(prefix="kuangtu-docs-") as home:
        os.environ["KUANGTU_HOME"] = home
        return make_pages()


def make_pages() -> int:
    """Write them, or name those that are not what would be written."""
    stale = []
    for name, make in PAGES.items():
        path, text = REFERENCE / name, make()
        if "--check" in sys.argv:
            if not path.exists() or path.read_text("utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, "utf-8")
    for name in stale:
        print(f"docs/reference/{name} is stale: run make docs")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
