# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Empty application files to fill in. 申请文件模板。"""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from kuangtu.conformity.reading.fields import FIELDS, Field
from kuangtu.core.errors import Place, invalid

SAMPLE_RANGE = (
    "1,4,1,4321375.70,29601325.83,2,4321375.70,29602325.83,"
    "3,4320375.70,29602325.83,4,4320375.70,29601325.83,1500,1200,,1,"
)
TOML_HEADING = """\
# 申请文件：去掉要填写的字段前的“# ”，改成实际的值，再用 kuangtu check 审查。所示的值只是示例。
# An application: take the “# ” off the fields to fill in, write the true values, run kuangtu check.
# The values shown are examples.
"""


def write_template(path: Path) -> None:
    """Write a template by the file's ending: .toml, .json or .xlsx. 写出模板。

    Raises: Invalid for another ending, if the file is there already, or cannot be written.
    """
    writers = {".toml": toml_template, ".json": json_template, ".xlsx": spreadsheet_template}
    write = writers.get(path.suffix.casefold())
    if write is None:
        raise invalid(
            "unknown-file-type",
            "模板为 .toml、.json 或 .xlsx",
            "a template is .toml, .json or .xlsx",
            Place(str(path)),
        )
    try:
        with path.open("xb") as file:
            file.write(write())
    except FileExistsError:
        raise invalid(
            "file-exists",
            "文件已存在，不覆盖；请换一个名称",
            "the file is there already and is not overwritten; choose another name",
            Place(str(path)),
        ) from None
    except OSError:
        raise invalid(
            "not-writable",
            "要写入的文件夹不存在或不可写",
            "the folder to write into does not exist or cannot be written to",
            Place(str(path)),
        ) from None


def example_of(field: Field) -> object:
    """The value that shows how a field is written, None if it has no example."""
    return SAMPLE_RANGE if field.key == "range" else field.example


def toml_template() -> bytes:
    """Every field with its meaning and an example, all commented out."""
    lines = [TOML_HEADING]
    for field in FIELDS:
        star = "（必填 required）" if field.is_required else ""
        lines.append(f"# {field.chinese[0]}{star}：{field.help.zh} · {field.help.en}")
        example = example_of(field)
        lines.append(f"# {field.key} =" if example is None else f"# {field.key} = {_toml(example)}")
        lines.append("")
    return "\n".join(lines).encode()


def _toml(value: object) -> str:
    if isinstance(value, (Decimal, date)):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def json_template() -> bytes:
    """Every field, none of them stated."""
    return (json.dumps(dict.fromkeys(field.key for field in FIELDS), indent=2) + "\n").encode()


def spreadsheet_template() -> bytes:
    """A sheet 申请 with Chinese headings alone, and a sheet 说明 with meanings and examples."""
    # Late: openpyxl is slow to import and seldom needed.
    from openpyxl import Workbook  # noqa: PLC0415 - see above

    book = Workbook()
    sheet = book.active
    sheet.title = "申请"
    sheet.append([field.chinese[0] for field in FIELDS])
    notes = book.create_sheet("说明")
    notes.append(["表头", "field", "必填", "说明", "meaning", "示例"])
    for field in FIELDS:
        required = "是" if field.is_required else ""
        names = [field.chinese[0], field.key, required, field.help.zh, field.help.en]
        notes.append([*names, _cell(example_of(field))])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "、".join(value) or None
    return value


def reference_table() -> str:
    """The fields as the table of `docs/reference/application-file.md`. 字段表。"""
    shapes = {
        "string": "文本 text",
        "number": "数字 number",
        "integer": "整数 integer",
        "boolean": "是/否 boolean",
        "date": "日期 date",
        "list": "列表 list",
        "crs": "文本或表 text or table",
    }
    lines = ["| 字段 | 中文名 | 类型 | 必填 | 说明 |", "|---|---|---|---|---|"]
    for field in FIELDS:
        names = "、".join(f"`{name}`" for name in (field.key, *field.aliases))
        required = "是" if field.is_required else ""
        chinese = "、".join(field.chinese)
        told = f"{field.help.zh} · {field.help.en}"
        lines.append(f"| {names} | {chinese} | {shapes[field.shape]} | {required} | {told} |")
    return "\n".join(lines)
