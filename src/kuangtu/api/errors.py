# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Errors as HTTP answers, mapped once. 接口错误。"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kuangtu.api.parameters import problem_of
from kuangtu.core.errors import Conflict, Forbidden, Invalid, KuangtuError, NotFound, Problem
from kuangtu.core.text import Text, same

STATUS: tuple[tuple[type[KuangtuError], int], ...] = (
    (NotFound, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (Invalid, 422),
)
NOT_SIGNED_IN = Text("请先登录", "sign in first")
TOO_LARGE = Text("请求超过大小上限", "the request is above the size limit")
NOT_JSON = Text("请求正文不是合法的 JSON", "the body of the request is not valid JSON")
ROOT = "/api/"
OUTSIDE = {
    404: ("no-such-call", Text("没有这个接口；见 /api/v1/docs", "no such call; see /api/v1/docs")),
    405: ("method-not-allowed", Text("此地址不接受这种请求", "not a method of this address")),
    500: ("defect", Text("程序缺陷，没有结论", "a defect of the program, no answer was reached")),
}


class TokenMissing(Forbidden):
    """A page's session without its token: somebody else's page may have sent it. 缺少令牌。"""

    text = Text(
        "缺少 CSRF 令牌：请在请求头 X-CSRFToken 中写 cookie csrftoken 的值；"
        "脚本请用账户名和口令（HTTP Basic）",
        "The CSRF token is missing: put the cookie csrftoken into the header X-CSRFToken; "
        "a script signs in with name and password (HTTP Basic)",
    )
    code = "csrf-token"


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
        text = NOT_JSON if error.status_code == 400 else same(error.message)
        return answer(request, error.status_code, error_json("http", text))

    @api.exception_handler(ValidationError)
    def bad_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:
        problems = tuple(map(problem_of, error.errors))
        return answer(request, 422, error_json("invalid", Invalid.text, problems))


GetResponse = Callable[[HttpRequest], HttpResponse]


class JsonErrorMiddleware:
    """A program that calls the API is never answered with a page. 接口错误一律为 JSON。

    What happens before a call is found, or where it breaks, is answered by Django with HTML.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(ROOT) or response.status_code not in OUTSIDE:
            return response
        if response.headers.get("Content-Type", "").startswith("application/json"):
            return response
        code, text = OUTSIDE[response.status_code]
        kept = {name: response[name] for name in ("Allow",) if name in response}
        body = error_json(code, text)
        return JsonResponse(
            body,
            status=response.status_code,
            headers=kept,
            json_dumps_params={"ensure_ascii": False},
        )
