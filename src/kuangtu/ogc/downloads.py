# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A layer as a file, for programs. 图层下载。 Each leaves a trace, as from the pages."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.http import FileResponse, HttpResponseBase
from django.utils import timezone

from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.exporting import MEDIA_TYPES, SUFFIXES, ExportFormat, target_crs
from kuangtu.layers.exports.services import export_edition
from kuangtu.ogc.answers import Asked, resource
from kuangtu.ogc.errors import SignInNeeded
from kuangtu.ogc.question import day_asked, whole_number
from kuangtu.ogc.systems import STORED, system_at
from kuangtu.ogc.visible import edition_for

TITLE = Text("下载 {form}", "download {form}")


@dataclass(frozen=True, slots=True)
class Offered:
    """A format that a layer is given in, and where. 可下载格式。"""

    form: ExportFormat
    href: str


def links(asked: Asked, code: str) -> list[dict[str, str]]:
    """Where each format is; a visitor, who can leave no trace, has none."""
    return [
        {
            "href": one.href,
            "rel": "enclosure",
            "type": MEDIA_TYPES[one.form],
            "title": TITLE.format(form=one.form.label).zh,
        }
        for one in offered(asked, code)
    ]


def offered(asked: Asked, code: str) -> list[Offered]:
    """The formats with their addresses, none for a visitor."""
    if asked.reader.is_visitor:
        return []
    at = f"/collections/{code}/download/"
    return [Offered(form, asked.address(f"{at}{form.value}")) for form in ExportFormat]


@resource(parameters=("crs", "datetime", "edition"))
def download(asked: Asked, code: str, form: str) -> HttpResponseBase:
    """The edition of the day as a file, in CGCS2000 degrees or the system that is asked for.

    Writes: one trace. Raises: NotFound, SignInNeeded; Invalid for a format that has no planes.
    """
    given = asked.request.GET
    system = system_at(given.get("crs", STORED), "crs")
    number = whole_number(given, "edition", 0, least=1) or None
    _, edition = edition_for(asked.reader, code, day_asked(given, asked.day), number)
    if asked.reader.is_visitor:
        raise SignInNeeded
    if form not in {one.value for one in ExportFormat}:
        raise NotFound(what=Text("格式 {form}", "the format {form}").format(form=form[:40]))
    chosen = ExportFormat(form)
    name = f"{edition.layer}-{edition.number}{SUFFIXES[chosen]}"
    with tempfile.TemporaryDirectory(prefix="kuangtu-export-") as folder:
        done = export_edition(
            edition=edition,
            file=Path(folder) / name,
            form=chosen,
            exported_at=timezone.localtime(),
            actor=asked.reader.actor,
            crs=target_crs(str(system.epsg)),
        )
        file = done.path.open("rb")  # stays readable after the folder is gone
    return FileResponse(
        file, as_attachment=True, filename=name, content_type=MEDIA_TYPES[done.format]
    )
