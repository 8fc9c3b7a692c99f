# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu plan draft`: a draft of the plan folder from a plan document. 草拟规划文件夹命令。"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kuangtu.cli.output import json_option, print_json

if TYPE_CHECKING:
    from kuangtu.plans.drafting.drafting import Draft
    from kuangtu.plans.open_items import OpenItem

NOT_FINISHED = 3


@click.command("draft")
@click.argument("document", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def draft(document: Path, folder: Path, as_json: bool) -> None:
    """由规划文本草拟文件夹，逐格标出待人确认之处 · draft a folder from a document.

    DOCUMENT 是 .docx、.txt 或 .md；FOLDER 是要新建的文件夹，名称即规划代码，如 652824-2021；
    已存在的不覆盖。有待定项时退出码 3。
    DOCUMENT is a .docx, .txt or .md file; FOLDER is made, its name is the plan's code, and one
    that exists is not touched. Exits 3 while items are open.
    """
    # Late: reading a document brings its libraries with it.
    from kuangtu.plans.document.reading import read_document
    from kuangtu.plans.drafting.drafting import draft_of
    from kuangtu.plans.drafting.writing import refuse_if_taken, write_draft

    refuse_if_taken(folder)
    drafted = draft_of(read_document(document))
    items = write_draft(drafted, folder)
    if as_json:
        print_json(record_of(drafted, folder, items))
    else:
        print_draft(drafted, folder, items)
    if items:
        raise SystemExit(NOT_FINISHED)


def record_of(drafted: Draft, folder: Path, items: Sequence[OpenItem]) -> dict[str, object]:
    return {
        "folder": str(folder),
        "status": "draft",
        "title": drafted.identity.title,
        "adcode": drafted.identity.adcode,
        "tables": len(drafted.printed),
        "rows": {name: len(page.rows) for name, page in sorted(drafted.pages.pages.items())},
        "open": [one.as_json() for one in items],
    }


def print_draft(drafted: Draft, folder: Path, items: Sequence[OpenItem]) -> None:
    """What was taken, then every item that is left open, a line each."""
    title = drafted.identity.title or "（文中没有找到名称 · no title found）"
    click.echo(f"{title} → {folder}")
    click.echo(f"专栏 {len(drafted.printed)} · {len(drafted.printed)} printed tables")
    for name, page in sorted(drafted.pages.pages.items()):
        click.echo(f"  {name}  {len(page.rows)} 行 · rows")
    for one in items:
        label = one.reason.label
        printed = f"  ← {one.place} {one.printed}".rstrip() if one.place or one.printed else ""
        click.echo(f"{one.where}: “{one.value}” {label.zh} · {label.en}{printed}")
    click.echo(
        f"{len(items)} 项待人确认，见 {folder / 'drafts.csv'}；确认前不能装载 · "
        f"{len(items)} items to be confirmed; the draft cannot be loaded before"
    )
