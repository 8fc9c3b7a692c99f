# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What was found in an edition: the list, the map's points, the files to send on. 检查发现。"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kuangtu.core.errors import NotFound
from kuangtu.core.text import Text
from kuangtu.layers.queries import edition_numbered, manifest_of
from kuangtu.reports.finding_lists import (
    FindingReport,
    Say,
    as_csv,
    as_geojson,
    as_geopackage,
    as_xlsx,
)
from kuangtu.web.exports import XLSX, attachment
from kuangtu.web.language import say
from kuangtu.web.layer_findings import listed_findings, points_of, report_of
from kuangtu.web.officers import actor_of

Writer = Callable[[FindingReport, Say], bytes]
FILES: Mapping[str, tuple[Writer, str]] = {
    "xlsx": (as_xlsx, XLSX),
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "geojson": (as_geojson, "application/geo+json"),
    "gpkg": (as_geopackage, "application/geopackage+sqlite3"),
}


@login_required
@require_GET
def findings(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The part of an edition's page that lists what was found."""
    edition = edition_numbered(code, number, actor=actor_of(request))
    listed = listed_findings(manifest_of(edition), request.GET.dict())
    return render(request, "web/layers/findings.html", {**listed, "edition": edition})


@login_required
@require_GET
def points(request: HttpRequest, code: str, number: int) -> JsonResponse:
    """Where the findings are, for the map beside the list."""
    edition = edition_numbered(code, number, actor=actor_of(request))
    report = report_of(manifest_of(edition), request.GET.dict())
    return JsonResponse(points_of(report.findings))


@login_required
@require_GET
def file(request: HttpRequest, code: str, number: int, kind: str) -> HttpResponse:
    """The list as a file, those only that were asked for, in the order of who mends them."""
    edition = edition_numbered(code, number, actor=actor_of(request))
    if kind not in FILES:
        raise NotFound(what=Text(f"清单格式 {kind}", f"a list as {kind}"))
    write, content_type = FILES[kind]
    report = report_of(manifest_of(edition), request.GET.dict())
    name = f"findings-{code}-{number}.{kind}"
    return attachment(write(report, say), content_type, name)
