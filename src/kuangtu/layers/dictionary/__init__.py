# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The layer dictionary: every layer of the One Map, present or not. 图层字典。

One TOML file per theme; `docs/reference/layers.md` is made from them. Pure: no Django.
"""

from kuangtu.layers.dictionary.loading import layer, layers
from kuangtu.layers.dictionary.records import specification_record
from kuangtu.layers.dictionary.specification import FieldSpecification, LayerSpecification

__all__ = ["FieldSpecification", "LayerSpecification", "layer", "layers", "specification_record"]
