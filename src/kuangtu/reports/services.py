# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts of the reports: what leaves the house on paper leaves a trace. 报表事务。"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction

from kuangtu.accounts.actor import Actor
from kuangtu.audit.services import record
from kuangtu.reports.errors import FontMissing
from kuangtu.reports.map_sheet import SheetOrder, map_sheet


@transaction.atomic
def print_map_sheet(*, order: SheetOrder, font: Path, actor: Actor) -> bytes:
    """Draw a map sheet as a PDF. 输出图件。

    `order` holds only what the actor may see. Writes: one trace with scale, place and editions.
    Raises: FontMissing.
    """
    if not font.is_file():
        raise FontMissing(file=font.name)
    content = map_sheet(order, font=font)
    window = order.window
    record(
        action="reports.map-sheet-printed",
        actor=actor.key,
        subject="reports.MapSheet",
        adcode=settings.KUANGTU_COUNTY,
        data={
            "title": order.words.title,
            "scale": window.denominator,
            "sheet": window.sheet.number if window.sheet else None,
            "bounds": [round(side, 6) for side in window.box],
            "as_of": order.words.as_of.isoformat(),
            "layers": {one.about.code: one.about.edition for one in order.layers},
            "bytes": len(content),
        },
    )
    return content
