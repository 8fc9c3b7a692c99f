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
accepted; the code is what is stored and what rules compare.
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
        "允许重叠" if one.may_overlap else "不得重叠",
    ]
    lines = [f"### `{one.code}` {one.name.zh} · {one.name.en}\n", " · ".join(facts) + "\n"]
    if one.laws:
        lines.append("依据：" + "；".join(one.laws) + "\n")
    if one.note.zh:
        lines.append(f"{one.note.zh} · {one.note.en}\n")
    if one.fields:
        lines += [
            "| field | 名称 | type | unit | 必填 | codes | aliases |",
            "|---|---|---|---|---|---|---|",
        ]
        lines += [_field(field) for field in one.fields]
    return "\n".join(lines) + "\n"


def _field(one: FieldSpecification) -> str:
    codes = "；".join(f"`{code}` {label.zh}" for code, label in one.codes.items())
    aliases = " ".join(f"`{alias}`" for alias in one.aliases)
    required = "是" if one.is_required else ""
    cells = (f"`{one.name}`", one.label.zh, one.type.value, one.unit, required, codes, aliases)
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
