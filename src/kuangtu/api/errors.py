# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Errors as HTTP answers, mapped once. 接口错误。"""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kuangtu.core.errors import (
    Conflict,
    Forbidden,
    Invalid,
    KuangtuError,
    NotFound,
    Place,
    Problem,
)
from kuangtu.core.text import Text, same

STATUS: tuple[tuple[type[KuangtuError], int], ...] = (
    (NotFound, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (Invalid, 422),
)
NOT_SIGNED_IN = Text("请先登录", "sign in first")
TOO_LARGE = Text("请求超过大小上限", "the request is above the size limit")


def status_of(error: KuangtuError) -> int:
    """The HTTP status of an error's family; a defect of ours is 500.

    >>> status_of(NotFound(what="KT-1")), status_of(Invalid()), status_of(KuangtuError())
    (404, 422, 500)
    """
    return next((status for family, status in STATUS if isinstance(error, family)), 500)


def error_json(code: str, message: Text, problems: tuple[Problem, ...] = ()) -> dict[str, object]:
    """An error as every answer carries it."""
    return {
        "code": code,
        "message": message.as_json(),
        "problems": [problem.as_json() for problem in problems],
    }


def map_errors(api: NinjaAPI) -> None:
    """Give every error of the API its status and one shape."""

    def answer(request: HttpRequest, status: int, body: dict[str, object]) -> HttpResponse:
        return api.create_response(request, body, status=status)

    @api.exception_handler(KuangtuError)
    def kuangtu_error(request: HttpRequest, error: KuangtuError) -> HttpResponse:
        body = error_json(error.code, error.text, error.problems)
        return answer(request, status_of(error), body)

    @api.exception_handler(RequestDataTooBig)
    def too_large(request: HttpRequest, _: RequestDataTooBig) -> HttpResponse:
        return answer(request, 413, error_json("too-large", TOO_LARGE))

    @api.exception_handler(AuthenticationError)
    def not_signed_in(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
        return answer(request, 401, error_json("not-signed-in", NOT_SIGNED_IN))

    @api.exception_handler(HttpError)
    def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(request, error.status_code, error_json("http", same(error.message)))

    @api.exception_handler(ValidationError)
    def bad_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:
        problems = tuple(
            Problem("parameter", same(one["msg"]), Place(field=str(one["loc"][-1])))
            for one in error.errors
        )
        return answer(request, 422, error_json("invalid", Invalid.text, problems))
