# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a person is told when a request cannot be done; the one place. 错误页面。"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from kuangtu.core.errors import Conflict, Forbidden, Invalid, KuangtuError, NotFound

GetResponse = Callable[[HttpRequest], HttpResponse]

STATUS: tuple[tuple[type[KuangtuError], int], ...] = (
    (NotFound, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (Invalid, 422),
)


def status_of(error: KuangtuError) -> int:
    """The HTTP status of an error's family.

    >>> status_of(Invalid()), status_of(NotFound(what="KT-1"))
    (422, 404)
    """
    return next((status for family, status in STATUS if isinstance(error, family)), 400)


def as_json(error: KuangtuError) -> dict[str, object]:
    """An error as the interfaces print it."""
    return {
        "code": error.code,
        "message": error.text.as_json(),
        "problems": [problem.as_json() for problem in error.problems],
    }


class ErrorMiddleware:
    """Turn a KuangtuError into a page, a fragment or JSON, as the request asks. 错误处理。"""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_fragment = bool(getattr(request, "htmx", False))
        if is_fragment and response.headers.get("Location", "").startswith(reverse("login")):
            # The sign-in page must not appear inside a panel: the whole page is loaded anew.
            return HttpResponse(status=401, headers={"HX-Refresh": "true"})
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, KuangtuError):
            return None
        status = status_of(exception)
        if not request.accepts("text/html"):
            return JsonResponse(as_json(exception), status=status)
        is_fragment = bool(getattr(request, "htmx", False))
        page = "web/parts/error.html" if is_fragment else "web/error.html"
        return render(request, page, {"error": exception, "status": status}, status=status)
