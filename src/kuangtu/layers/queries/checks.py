# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a file that is handed in is compared with. 检查依据查询。"""

from __future__ import annotations

from datetime import date
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from django.conf import settings
from shapely import MultiPolygon, Polygon

from kuangtu.layers.checking import CheckBasis, CountyOutline, PublishedIdentifiers
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.queries.catalogue import current_edition
from kuangtu.layers.queries.files import data_path

COUNTY_BOUNDARY: Final = "county-boundary"


def check_basis(specification: LayerSpecification, *, as_of: date) -> CheckBasis:
    """The county's outline and what is published of the layer on a day. 检查依据。

    Raises: EditionDamaged where one of the two editions is not what was imported.
    """
    return CheckBasis(
        day=as_of,
        county=settings.KUANGTU_COUNTY,
        outline=county_outline(as_of=as_of),
        published=_published_identifiers(specification, as_of=as_of),
    )


def county_outline(*, as_of: date) -> CountyOutline | None:
    """The published boundary of the county, None where there is none. 县域界线。

    Raises: EditionDamaged.
    """
    edition = current_edition(COUNTY_BOUNDARY, as_of=as_of)
    if edition is None:
        return None
    column = pq.read_table(data_path(edition), columns=["geometry"]).column("geometry")
    outline = shapely.union_all(shapely.from_wkb(column.to_numpy()))
    if not isinstance(outline, Polygon | MultiPolygon):
        return None
    return CountyOutline(outline, edition.accuracy_m or 0.0)


def _published_identifiers(
    specification: LayerSpecification, *, as_of: date
) -> PublishedIdentifiers | None:
    name = specification.identifier_field
    edition = current_edition(specification.code, as_of=as_of) if name else None
    if edition is None or not specification.has_geometry:
        return None
    path = data_path(edition)
    if name not in pq.read_schema(path).names:
        return None
    table = pq.read_table(path, columns=[name, "geometry"])
    identifiers, wkb = (table.column(column).combine_chunks() for column in (name, "geometry"))
    return PublishedIdentifiers(identifiers.cast(pa.string()), wkb)
