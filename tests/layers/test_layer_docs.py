# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The generated page of layers is what the dictionary says. 图层文档。"""

import re
from pathlib import Path

from tools.layer_reference import PAGE, layers_page

from kuangtu.layers.dictionary import layers

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs/how-to/import-a-layer.md"


def test_the_reference_of_layers_is_up_to_date():
    assert PAGE.read_text("utf-8") == layers_page()


def test_every_layer_and_field_stands_in_the_reference():
    page = PAGE.read_text("utf-8")

    missing = [
        name
        for one in layers().values()
        for name in (one.code, *(field.name for field in one.fields))
        if f"`{name}`" not in page
    ]

    assert missing == []


def test_the_how_to_names_only_codes_that_the_product_has():
    sources = "".join(
        path.read_text("utf-8")
        for folder in ("layers", "geo", "cli")
        for path in (ROOT / "src/kuangtu" / folder).rglob("*.py")
    )
    named = set(re.findall(r"`((?:layer|crs|archive)\.[a-z-]*[a-z])`", HOW_TO.read_text("utf-8")))

    known = {code for code in named if code in sources}

    assert len(named) > 10
    assert named - known == set()
