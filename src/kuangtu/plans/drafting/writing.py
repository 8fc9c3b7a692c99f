# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A draft as files. 草稿的写出。

The folder is made beside its place and moved there whole; one that exists is never touched.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kuangtu.core.errors import Place, invalid
from kuangtu.plans.drafting.drafting import Draft
from kuangtu.plans.drafting.identity import Found
from kuangtu.plans.drafting.pages import one_line
from kuangtu.plans.drafting.suggestions import suggested
from kuangtu.plans.folder import read_folder
from kuangtu.plans.mistakes import FolderInvalid
from kuangtu.plans.open_items import COLUMNS, DRAFT, DRAFTS, OpenItem, Reason, is_open
from kuangtu.plans.types import DataTable

IDENTITY = "plan.toml"
LONGEST_PRINTED = 200


def refuse_if_taken(folder: Path) -> None:
    """Raises: Invalid `draft-folder-exists`, `draft-no-parent`."""
    place = Place(str(folder))
    if folder.exists() or folder.is_symlink():
        raise invalid(
            "draft-folder-exists",
            "已经存在，不会覆盖；请换一个文件夹名，或先移走它",
            "It exists already and is not overwritten; name another folder or move it away first",
            place,
        )
    if not folder.absolute().parent.is_dir():
        raise invalid(
            "draft-no-parent",
            "上级文件夹不存在：{parent}",
            "The folder above does not exist: {parent}",
            place,
            parent=folder.absolute().parent,
        )


def write_draft(draft: Draft, folder: Path) -> tuple[OpenItem, ...]:
    """Writes the folder; every item that is left open in it, what the check finds among them.

    Raises: Invalid `draft-folder-exists`, `draft-no-parent`, `draft-unwritable`.
    """
    refuse_if_taken(folder)
    code = folder.absolute().name
    items = (*_identity_items(draft, code), *draft.open_items)
    try:
        return _write_whole(draft, folder, code, items)
    except OSError as error:
        raise invalid(
            "draft-unwritable",
            "文件夹无法写入：{reason}",
            "The folder cannot be written: {reason}",
            Place(str(folder)),
            reason=error.strerror or error,
        ) from error


def _write_whole(
    draft: Draft, folder: Path, code: str, items: Sequence[OpenItem]
) -> tuple[OpenItem, ...]:
    beside = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder.absolute().parent))
    try:
        made = beside / code
        (made / "tables").mkdir(parents=True)
        for name, text in files_of(draft, code, items):
            (made / name).write_text(text, "utf-8", newline="\n")
        items = (*items, *_found_by_check(made))
        (made / DRAFTS).write_text(drafts_text(items), "utf-8", newline="\n")
        made.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return tuple(items)


def _found_by_check(made: Path) -> Iterator[OpenItem]:
    """What the folder's own check finds wrong in cells that are not open yet."""
    try:
        read_folder(made)
    except FolderInvalid as error:
        for one in error.problems:
            if not is_open(one):
                place = one.place
                file = Path(place.file).relative_to(made).as_posix()
                rows = "" if place.line is None else str(place.line)
                yield OpenItem(file, rows, place.field, "", Reason.CHECK_FAILS, "", one.text.zh)


def files_of(draft: Draft, code: str, items: Sequence[OpenItem]) -> Iterator[tuple[str, str]]:
    """Name and text of each file of the folder."""
    yield IDENTITY, identity_text(draft, code)
    for name, page in draft.pages.pages.items():
        yield name, csv_text([page.columns, *page.rows])
    for printed in draft.printed:
        yield printed.name, csv_text(printed.rows)
    yield "rules.toml", suggested(draft.pages)
    yield "sources.md", sources_text(draft)
    yield DRAFTS, drafts_text(items)


def drafts_text(items: Iterable[OpenItem]) -> str:
    """The text of `drafts.csv`."""
    return csv_text([COLUMNS, *map(_row_of, items)])


def _row_of(item: OpenItem) -> tuple[str, ...]:
    words = (item.value, item.reason.label.zh, item.place, item.printed[:LONGEST_PRINTED])
    return (item.file, item.rows, item.column, *map(one_line, words))


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, a row of one empty cell in quotes so that it stays a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(rows)
    return out.getvalue()


def _quoted(words: str) -> str:
    return json.dumps(one_line(words), ensure_ascii=False)


def identity_text(draft: Draft, code: str) -> str:
    """The text of `plan.toml`; a key that the document does not answer is left out or empty."""
    one = draft.identity
    lines = [
        "# 由规划文本草拟；待定项见 drafts.csv。全部确认后删去 status 一行。",
        "# Drafted from the document; what is open stands in drafts.csv.",
        f'status = "{DRAFT}"',
        f"code = {_quoted(code)}",
        f'title = {{ zh = {_quoted(one.title)}, en = "" }}',
        f'short_title = {{ zh = {_quoted(one.short_title)}, en = "" }}',
        f"adcode = {_quoted(one.adcode)}",
        f"authority = {_quoted(one.authority.value)}",
        f"from = {one.first.value}-01-01" if one.first.value else "",
        f"to = {one.last.value}-12-31" if one.last.value else "",
        f"base_year = {one.base.value}" if one.base.value else "",
        f"outlook_year = {one.outlook.value}" if one.outlook.value else "",
        f"parent = {_quoted(one.parent.value)}" if one.parent.value else "",
        f"source = {_quoted(f'规划文本 {Path(draft.document).name}，由程序草拟')}",
    ]
    text = "\n".join(line for line in lines if line) + "\n"
    return text + "".join(map(_data_text, draft.data_tables))


def _data_text(table: DataTable) -> str:
    lines = [
        "",
        "[[data]]",
        f"name = {_quoted(table.name)}",
        f"title = {{ zh = {_quoted(table.title.zh)}, en = {_quoted(table.title.en)} }}",
        f"clause = {_quoted(table.clause)}",
        f"table = {_quoted(table.table)}",
    ]
    for column in table.columns:
        lines += [
            "",
            "[[data.column]]",
            f"name = {_quoted(column.name)}",
            f"kind = {_quoted(column.kind)}",
            *([] if column.is_required else ["required = false"]),
            *([f"unit = {_quoted(column.unit)}"] if column.unit else []),
            f"title = {{ zh = {_quoted(column.title.zh)}, en = {_quoted(column.title.en)} }}",
        ]
    return "\n".join(lines) + "\n"


def _identity_items(draft: Draft, code: str) -> Iterator[OpenItem]:
    """What the document leaves open of the plan's identity."""
    one = draft.identity
    county = Found(one.adcode, one.county.printed, one.county.line)
    for key, found in (
        ("title.zh", replace(one.county, value=one.title)),
        ("adcode", county),
        ("authority", one.authority),
        ("from", one.first),
        ("to", one.last),
        ("base_year", one.base),
        ("outlook_year", one.outlook),
        ("parent", one.parent),
    ):
        if not found.value:
            yield OpenItem(IDENTITY, "", key, "", Reason.MISSING)
        elif key == "authority":
            yield _item(key, found, Reason.FROM_PROSE)
    yield OpenItem(IDENTITY, "", "title.en", "", Reason.OWN_WORDS)
    yield OpenItem(IDENTITY, "", "short_title.en", "", Reason.OWN_WORDS)
    usual = f"{one.adcode}-{one.first.value}"
    if one.adcode and one.first.value and code != usual:
        yield OpenItem(IDENTITY, "", "code", code, Reason.TWO_READINGS, "", usual)


def _item(key: str, found: Found, reason: Reason) -> OpenItem:
    printed = found.printed if len(found.printed) < 120 else found.printed[:120]
    return OpenItem(IDENTITY, "", key, found.value, reason, f"第{found.line}行", printed.strip())


def sources_text(draft: Draft) -> str:
    """The beginning of `sources.md`: where it came from, and the notes of the tables."""
    lines = [
        "# 来源与疑点",
        "",
        f"来源：{Path(draft.document).name}，由程序草拟，待人核对；待定项见 `drafts.csv`。",
        "",
        "## 各文件从哪里来",
        "",
        *(f"- `{name}`：{len(page.rows)} 行" for name, page in sorted(draft.pages.pages.items())),
    ]
    if draft.notes:
        lines += ["", "## 表注", "", *(f"- {note.strip()}" for note in draft.notes)]
    return "\n".join(lines) + "\n"
