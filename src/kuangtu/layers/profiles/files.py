# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A mapping profile as a file that a person can read, write and pass on. 方案文件（纯）。"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.layers.mapping import ColumnMeaning, SourceMapping
from kuangtu.layers.profiles.content import ProfileContent

FORMAT = "kuangtu-mapping-profile-1"
WORDS = ("layer", "name", "provider", "encoding", "table")
KEYS = {"format", *WORDS, "crs_epsg", "columns", "values"}
MEANING_KEYS = {"field", "unit", "left_out_because"}

UNREADABLE = Text(
    "方案文件读不出来（{why}）；须为 UTF-8 的 TOML 或 JSON",
    "the profile cannot be read ({why}); it is TOML or JSON in UTF-8",
)
NO_PROFILE = Text(
    "这不是字段对照方案：format 应为“{format}”",
    "this is no mapping profile: its format is “{format}”",
)
UNKNOWN_KEY = Text("不认识的键“{key}”", "the key “{key}” is not known")
WRONG_TYPE = Text("“{key}”应为{kind}", "“{key}” is to be {kind}")
A_WORD = Text("文字", "words")
A_NUMBER = Text("整数", "a whole number")
A_TABLE = Text("表", "a table")


def profile_record(layer: str, content: ProfileContent) -> dict[str, Any]:
    """The profile as JSON and TOML have it; columns in the order of the source."""
    meanings = content.mapping.columns
    record: dict[str, Any] = {
        "format": FORMAT,
        "layer": layer,
        "name": content.name,
        "provider": content.provider,
        "crs_epsg": content.crs_epsg,
        "encoding": content.encoding,
        "table": content.table,
    }
    columns = dict.fromkeys((*content.columns, *meanings))
    said = {name: meanings[name].as_json() if name in meanings else {} for name in columns}
    values = {name: dict(codes) for name, codes in content.mapping.values.items() if codes}
    kept = {key: value for key, value in record.items() if value not in ("", None)}
    return kept | {"columns": said, "values": values}


def toml_of(record: Mapping[str, Any]) -> str:
    """The record as TOML: every key quoted, for source columns are called as they like."""
    lines = [f"{key} = {_word(value)}" for key, value in record.items() if not _is_table(value)]
    for key, meaning in record["columns"].items():
        lines += ["", f"[columns.{_word(key)}]"]
        lines += [f"{name} = {_word(words)}" for name, words in meaning.items()]
    for name, codes in record["values"].items():
        lines += ["", f"[values.{_word(name)}]"]
        lines += [f"{_word(value)} = {_word(code)}" for value, code in codes.items()]
    return "\n".join(lines) + "\n"


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _word(value: object) -> str:
    """A string of JSON is one of TOML, but for the one control character JSON lets pass."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_profile(content: bytes, *, file: str) -> tuple[str, ProfileContent]:
    """The layer's code and the profile of a file. 读取方案文件。

    Raises: Invalid `layer.profile-file` with every problem.
    """
    record = _parsed(content, file)
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise Invalid(
            [Problem("layer.profile-file", NO_PROFILE.format(format=FORMAT), Place(file))]
        )
    if problems := list(_problems(record, file)):
        raise Invalid(problems)
    columns = {name: ColumnMeaning(**parts) for name, parts in record.get("columns", {}).items()}
    words = {key: record.get(key, "").strip() for key in WORDS}
    layer = words.pop("layer")
    return layer, ProfileContent(
        columns=tuple(columns),
        mapping=SourceMapping(columns, record.get("values", {})),
        crs_epsg=record.get("crs_epsg"),
        **words,
    )


def _parsed(content: bytes, file: str) -> Any:
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except ValueError as error:
        raise invalid(
            "layer.profile-file", UNREADABLE.zh, UNREADABLE.en, Place(file), why=error
        ) from error


def _problems(record: dict[str, Any], file: str) -> Iterator[Problem]:
    """Keys that are not known and values of another type than theirs."""
    yield from _unknown(record, KEYS, "", file)
    for key in WORDS:
        if not isinstance(record.get(key, ""), str):
            yield _wrong(key, A_WORD, file)
    epsg = record.get("crs_epsg", 0)
    if not isinstance(epsg, int) or isinstance(epsg, bool):
        yield _wrong("crs_epsg", A_NUMBER, file)
    for section, known in (("columns", MEANING_KEYS), ("values", None)):
        yield from _section_problems(record.get(section, {}), section, known, file)


def _section_problems(
    table: object, section: str, known: set[str] | None, file: str
) -> Iterator[Problem]:
    if not isinstance(table, dict):
        yield _wrong(section, A_TABLE, file)
        return
    for name, parts in table.items():
        where = f"{section}.{name}"
        if not isinstance(parts, dict):
            yield _wrong(where, A_TABLE, file)
            continue
        if known is not None:
            yield from _unknown(parts, known, where, file)
        for key, words in parts.items():
            if not isinstance(words, str):
                yield _wrong(f"{where}.{key}", A_WORD, file)


def _unknown(record: dict[str, Any], known: set[str], where: str, file: str) -> Iterator[Problem]:
    for key in sorted(set(record) - known):
        name = f"{where}.{key}" if where else key
        text = UNKNOWN_KEY.format(key=name)
        yield Problem("layer.profile-file", text, Place(file, field=name))


def _wrong(key: str, kind: Text, file: str) -> Problem:
    text = WRONG_TYPE.format(key=key, kind=kind)
    return Problem("layer.profile-file", text, Place(file, field=key))
