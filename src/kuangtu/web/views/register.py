# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Importing a register of rights in the browser. 台账导入。"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kuangtu.accounts.actor import Role
from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.rights.reading.columns import REQUIRED, UNUSED, headers_of, preferred_header
from kuangtu.rights.services import import_rights
from kuangtu.web.exports import XLSX, as_xlsx, attachment
from kuangtu.web.officers import actor_of

SHOWN = 500  # problems or notes of one file; the count says how many there are
NO_FILE = Problem("file-missing", Text("请选择一个文件", "choose a file"), Place(field="file"))


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """The form, and what came of a file: all of its rows are in the ledger, or none."""
    actor = actor_of(request)
    actor.require(Role.ADMINISTRATOR)
    if request.method != "POST":
        return asked(request)
    try:
        file = chosen(request)
        report = import_rights(
            content=file.read(),
            file_name=file.name or "",
            adcode=settings.KUANGTU_COUNTY,
            actor=actor,
        )
    except Invalid as error:
        found = sorted(error.problems, key=by_place)
        return asked(request, status=422, problems=found[:SHOWN], count=len(found))
    return asked(request, report=report, notes=report.warnings[:SHOWN])


def by_place(problem: Problem) -> tuple[int, int]:
    """Problems as a reader of the file comes across them."""
    return problem.place.line or 0, problem.place.column or 0


def chosen(request: HttpRequest) -> UploadedFile[bytes]:
    """The file handed in. Raises: Invalid where there is none or it is too large."""
    file = request.FILES.get("file")
    if file is None or not file.name:
        raise Invalid([NO_FILE])
    size, most = file.size or 0, settings.KUANGTU_UPLOAD_LIMIT_BYTES
    if size > most:
        raise invalid(
            "file-too-large",
            "文件 {size} MB，超过上限 {most} MB；请分成几个文件导入",
            "the file has {size} MB, more than {most} MB; import it in parts",
            Place(file.name, field="file"),
            size=size // 2**20,
            most=most // 2**20,
        )
    return file


def asked(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"fields": columns(), **more}
    return render(request, "web/rights/import.html", context, status=status)


def columns() -> list[tuple[str, bool, str]]:
    """Each field's own header, whether it must be there, and the other headers it may bear."""
    return [
        (headers[0], field in REQUIRED, "、".join(headers[1:-1]))
        for field, headers in headers_of().items()
        if field != UNUSED
    ]


@login_required
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """An empty register with the headers that are read."""
    actor_of(request).require(Role.ADMINISTRATOR)
    heading = [preferred_header(field) for field in headers_of() if field != UNUSED]
    return attachment(as_xlsx(heading, []), XLSX, "register.xlsx")
