# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Layers as files, taken from the browser. 图层下载。"""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_POST

from kuangtu.core.errors import NotFound, Place, invalid
from kuangtu.core.text import Text
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.exporting import MEDIA_TYPES, SUFFIXES, ExportFormat, target_crs
from kuangtu.layers.exports.services import export_edition
from kuangtu.layers.queries import current_edition, edition_numbered
from kuangtu.layers.queries.files import AnyEdition
from kuangtu.web.officers import actor_of

# The systems of the menu; the command takes every 3° zone.
OFFERED = (
    (4490, Text("CGCS2000 经纬度（4490）", "CGCS2000, degrees (4490)")),
    (4326, Text("WGS 84 经纬度（4326）", "WGS 84, degrees (4326)")),
    (4517, Text("CGCS2000 三度带 29 带（4517）", "CGCS2000 3° zone 29 (4517)")),
    (4518, Text("CGCS2000 三度带 30 带（4518）", "CGCS2000 3° zone 30 (4518)")),
    (4519, Text("CGCS2000 三度带 31 带（4519）", "CGCS2000 3° zone 31 (4519)")),
)
ENCODINGS = ("UTF-8", "GBK")


def menu() -> dict[str, object]:
    """What the menu of downloads offers."""
    return {
        "export_formats": list(ExportFormat),
        "export_systems": OFFERED,
        "export_encodings": ENCODINGS,
    }


@login_required
@require_POST
def edition(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """One edition."""
    return handed_out(request, edition_numbered(code, number, actor=actor_of(request)))


@login_required
@require_POST
def layer(request: HttpRequest, code: str) -> HttpResponseBase:
    """What is in force today, of a ledger too."""
    specification = layer_named(code)
    found = current_edition(code, as_of=timezone.localdate(), actor=actor_of(request))
    if found is None:
        what = Text("图层“{name}”的现行版本", "an edition in force of {name}")
        raise NotFound(what=what.format(name=specification.name))
    return handed_out(request, found)


def handed_out(request: HttpRequest, found: AnyEdition) -> HttpResponseBase:
    """The file, which is gone from the disk once it is sent. Raises: Invalid."""
    form = form_asked(request.POST.get("format", ""))
    name = f"{found.layer}-{found.number}{SUFFIXES[form]}"
    with tempfile.TemporaryDirectory(prefix="kuangtu-export-") as folder:
        done = export_edition(
            edition=found,
            file=Path(folder) / name,
            form=form,
            exported_at=timezone.localtime(),
            actor=actor_of(request),
            crs=target_crs(request.POST.get("crs") or "4490"),
            encoding=request.POST.get("encoding") or "UTF-8",
        )
        file = done.path.open("rb")  # stays readable after the folder is gone
    return FileResponse(
        file, as_attachment=True, filename=name, content_type=MEDIA_TYPES[done.format]
    )


def form_asked(words: str) -> ExportFormat:
    """Raises: Invalid."""
    if words not in set(ExportFormat):
        raise invalid(
            "layer.export-format",
            "没有导出格式“{words}”",
            "there is no export format {words}",
            Place(field="format"),
            words=words,
        )
    return ExportFormat(words)
