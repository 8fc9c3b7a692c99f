# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Write docs/reference/layers.md from the layer dictionary. 生成图层参考。

tools/layer_reference.py            write it
tools/layer_reference.py --check    exit 1 if it is not what would be written
"""

import sys
from pathlib import Path

from kuangtu.layers.base_layers import entries
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification, layers

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "layers.md"
HEAD = """<!-- Made by tools/layer_reference.py from src/kuangtu/layers/dictionary/*.toml. -->

# 图层字典 · Layers

Every layer of the One Map, whether its data is there or not. A layer that nobody has supplied is
missing (缺), and a review says 缺数据 for it. How to import one:
[import-a-layer](../how-to/import-a-layer.md).

A source file may write a field by its name, its Chinese name or an alias (capital letters are
short names of national data standards); case does not matter. A column the dictionary does not
know is kept under its own name and reported. In a code list both the code and its label are
accepted; the code is what is stored and what rules compare. A number outside its bounds, a day
out of its range or after the import, and a repeated value of a field that is unique are reported.
A layer whose geometry is `NONE` is a table: it is kept as plain Parquet and never drawn. Where a
layer names a sheet field and a file has no geometry, each feature is drawn as the map sheet
(GB/T 13989) that the field names.
"""


def layers_page() -> str:
    """The whole page."""
    parts = [HEAD]
    theme = None
    for specification in layers().values():
        if specification.theme is not theme:
            theme = specification.theme
            parts.append(f"\n## {theme.label.zh} · {theme.label.en}\n")
        parts.append(_layer(specification))
    parts.append(_base_layers())
    return "\n".join(parts)


def _layer(one: LayerSpecification) -> str:
    due = f"{one.update_months} 个月" if one.update_months else "变更时"
    facts = [
        f"{one.geometry.label.zh}（{one.geometry.value}）",
        f"提供：{one.provider.zh}",
        f"更新：{due}",
        f"密级：{one.security.label.zh}",
        f"存储：{one.store.label.zh}",
        *_conditions(one),
    ]
    lines = [f"### `{one.code}` {one.name.zh} · {one.name.en}\n", " · ".join(facts) + "\n"]
    if one.laws:
        lines.append("依据：" + "；".join(one.laws) + "\n")
    if one.note.zh:
        lines.append(f"{one.note.zh} · {one.note.en}\n")
    if one.fields:
        lines += [
            "| field | 名称 | type | unit | 必填 | 取值 | codes | aliases |",
            "|---|---|---|---|---|---|---|---|",
        ]
        lines += [_field(field) for field in one.fields]
    return "\n".join(lines) + "\n"


def _conditions(one: LayerSpecification) -> list[str]:
    """What the features must keep to, and which fields say what."""
    overlaps = ["允许重叠" if one.may_overlap else "不得重叠"] if one.has_geometry else []
    gaps = [] if one.may_have_gaps else ["不得有缝隙"]
    named = {
        "标识": one.identifier_field,
        "登记面积": one.stated_area_field,
        "可由图幅号生成图形": one.sheet_field,
    }
    return [*overlaps, *gaps, *(f"{what}：`{name}`" for what, name in named.items() if name)]


def _bounds(one: FieldSpecification) -> str:
    """Between what a value lies, whether it is unique, and whether a day may be to come."""
    lower = one.lowest if one.lowest is not None else one.earliest
    upper = one.highest if one.highest is not None else one.latest
    parts = [f"≥ {lower}"] if lower is not None else []
    parts += [f"≤ {upper}"] if upper is not None else []
    parts += ["可在未来"] if one.may_be_future else []
    return "，".join([*parts, *(["唯一"] if one.is_unique else [])])


def _field(one: FieldSpecification) -> str:
    codes = "；".join(f"`{code}` {label.zh}" for code, label in one.codes.items())
    aliases = " ".join(f"`{alias}`" for alias in one.aliases)
    required = "是" if one.is_required else ""
    start = (f"`{one.name}`", one.label.zh, one.type.value, one.unit, required)
    cells = (*start, _bounds(one), codes, aliases)
    return "| " + " | ".join(cells) + " |"


def _base_layers() -> str:
    """What is loaded at set-up, and under which licence."""
    rows = []
    for one in entries():
        dated = one.dated_on.isoformat() if one.dated_on else "不明"
        cells = (f"`{one.layer}`", one.source, dated, one.licence, one.attribution)
        rows.append("| " + " | ".join(cells) + " |")
    head = (
        "\n## 随装底图图层 · Loaded at set-up\n\n均为“参考”质量。 All of them are reference only.\n"
    )
    table = "| layer | source | dated | licence | attribution |\n|---|---|---|---|---|"
    return "\n".join([head, table, *rows]) + "\n"


def main() -> int:
    """Write or compare the page."""
    page = layers_page()
    if "--check" in sys.argv:
        return int(not PAGE.exists() or PAGE.read_text("utf-8") != page)
    PAGE.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
