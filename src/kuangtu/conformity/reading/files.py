# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From a file or a request to applications, by what it holds. 申请文件的打开。"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kuangtu.conformity.reading.application import from_records
from kuangtu.conformity.reading.records import (
    MAXIMUM_BYTES,
    Record,
    refuse_size,
)
from kuangtu.conformity.reading.text_files import read_json, read_toml
from kuangtu.conformity.reading.workbooks import OLD_OFFICE_MARK
from kuangtu.conformity.types import Application
from kuangtu.core.errors import Place, invalid

ZIP_MARK = b"PK\x03\x04"
SPREADSHEETS = (".xlsx", ".xlsm", ".xls")


def read_application(
    source: Path | bytes,
    *,
    name: str = "",
    base_folder: Path | None = None,
    today: date | None = None,
) -> tuple[Application, ...]:
    """The applications of a TOML, JSON or XLSX file. 读入申请文件。

    A path is read with the files beside it; bytes come with the name they were uploaded under
    and can name no other file unless `base_folder` is given. Applications dated after `today`
    are refused, where it is given.
    Raises: Invalid with every mistake of the file.
    """
    if isinstance(source, Path):
        name = name or source.name
        base_folder = base_folder or source.parent
        source = _content(source, name)
    refuse_size(len(source.strip()) and len(source), name)
    records = _records(source, name)
    return from_records(records, base_folder=base_folder, file=name, today=today)


def read_one(content: bytes, *, today: date | None = None) -> Application:
    """The single application of a JSON document that came over the network. 读入一件申请。

    Raises: Invalid, also when there are several.
    """
    refuse_size(len(content.strip()) and len(content), "")
    records = read_json(content, "")
    if len(records) > 1:
        raise invalid(
            "several-applications",
            "一次请求只能提交一件申请",
            "hand in one application at a time",
            Place(),
        )
    return from_records(records, base_folder=None, file="", today=today)[0]


def _content(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise invalid(
                "is-a-directory",
                "是文件夹，不是申请文件",
                "it is a folder, not a file",
                Place(name),
            )
        refuse_size(path.stat().st_size, name)
        with path.open("rb") as file:
            return file.read(MAXIMUM_BYTES + 1)
    except OSError:
        raise invalid(
            "file-missing",
            "文件不存在或无法读取；请核对路径和权限",
            "the file does not exist or cannot be read; check the path and the permissions",
            Place(name),
        ) from None


def _records(content: bytes, name: str) -> tuple[Record, ...]:
    suffix = Path(name).suffix.casefold()
    if suffix in SPREADSHEETS or content.startswith((ZIP_MARK, OLD_OFFICE_MARK)):
        # Late: most applications are no spreadsheets.
        from kuangtu.conformity.reading.spreadsheets import read_spreadsheet  # noqa: PLC0415

        return read_spreadsheet(content, name)
    if suffix == ".json":
        return read_json(content, name)
    if suffix == ".toml":
        return read_toml(content, name)
    raise invalid(
        "unknown-file-type",
        "不认识的文件类型；申请文件为 .toml、.json 或 .xlsx",
        "unknown type of file; an application is .toml, .json or .xlsx",
        Place(name),
    )
