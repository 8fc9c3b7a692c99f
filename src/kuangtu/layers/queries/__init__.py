# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads of the One Map: states, editions, features, and what a review asks. 图层查询。"""

from kuangtu.layers.queries.catalogue import (
    VISIBLE,
    current_edition,
    current_editions,
    edition_numbered,
    edition_record,
    editions,
    hidden_from,
    may_see,
    may_see_all,
    next_number,
    reference_of,
    sees_every_level,
    stored_editions,
    visible_to,
)
from kuangtu.layers.queries.covered import CoverageReading, read_coverage
from kuangtu.layers.queries.files import (
    AnyEdition,
    data_path,
    is_intact,
    layers_folder,
    ledger_files_folder,
    manifest_of,
    opened,
    verified_data,
)
from kuangtu.layers.queries.looking import (
    MOST_FEATURES,
    Identified,
    feature,
    features_geojson,
    identify,
    map_geojson,
)
from kuangtu.layers.queries.naming import Named, data_days, named
from kuangtu.layers.queries.reviewing import (
    index_cache,
    read_layers,
    warm_up,
    warm_up_kernels,
)
from kuangtu.layers.queries.states import (
    LayerState,
    layer_states,
)
from kuangtu.layers.queries.tiles import (
    editions_without_tiles,
    failed_tile_sets,
    is_sent_whole,
    tile,
    tile_record,
    tile_set,
    tile_sets,
)

__all__ = [
    "MOST_FEATURES",
    "VISIBLE",
    "AnyEdition",
    "CoverageReading",
    "Identified",
    "LayerState",
    "Named",
    "current_edition",
    "current_editions",
    "data_days",
    "data_path",
    "edition_numbered",
    "edition_record",
    "editions",
    "editions_without_tiles",
    "failed_tile_sets",
    "feature",
    "features_geojson",
    "hidden_from",
    "identify",
    "index_cache",
    "is_intact",
    "is_sent_whole",
    "layer_states",
    "layers_folder",
    "ledger_files_folder",
    "manifest_of",
    "map_geojson",
    "may_see",
    "may_see_all",
    "named",
    "next_number",
    "opened",
    "read_coverage",
    "read_layers",
    "reference_of",
    "sees_every_level",
    "stored_editions",
    "tile",
    "tile_record",
    "tile_set",
    "tile_sets",
    "verified_data",
    "visible_to",
    "warm_up",
    "warm_up_kernels",
]
