# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What can be refused over OGC API, and the status of each family. OGC 服务错误。"""

from __future__ import annotations

from kuangtu.core.errors import Conflict, Forbidden, Invalid, KuangtuError, NotFound, Problem
from kuangtu.core.text import Text


class SignInNeeded(Forbidden):
    text = Text(
        "请先登录：桌面软件请填账户名和口令（HTTP Basic）",
        "sign in first: desktop software sends account name and password (HTTP Basic)",
    )
    code = "ogc.sign-in-needed"


class NotAcceptable(Invalid):
    text = Text(
        "没有所要的格式；此地址提供：{offered}", "not offered in that format; there are: {offered}"
    )
    code = "ogc.not-acceptable"


class MethodNotAllowed(Invalid):
    text = Text("此地址只接受 GET 和 HEAD", "this address takes GET and HEAD only")
    code = "ogc.method-not-allowed"


class EditionMoved(Conflict):
    text = Text(
        "“{layer}”第 {number} 版已不能读取（已撤回，或台账有变动）；请从第一页重新读取",
        "edition {number} of {layer} can no longer be read: it was withdrawn, or the ledger moved; "
        "begin again with the first page",
    )
    code = "ogc.edition-moved"


STATUS: tuple[tuple[type[KuangtuError], int], ...] = (
    (SignInNeeded, 401),
    (NotAcceptable, 406),
    (MethodNotAllowed, 405),
    (NotFound, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (Invalid, 400),
)


def status_of(error: KuangtuError) -> int:
    """The HTTP status of an error: parameters that are wrong are 400 here, as the standard asks.

    >>> status_of(Invalid()), status_of(NotFound(what="x")), status_of(SignInNeeded())
    (400, 404, 401)
    """
    return next((status for family, status in STATUS if isinstance(error, family)), 500)


def problem_json(error: KuangtuError) -> dict[str, object]:
    """An error as RFC 9457 says, with both languages and every problem at its parameter."""
    return {
        "type": "about:blank",
        "title": f"{error.text.zh} · {error.text.en}",
        "status": status_of(error),
        "detail": "\n".join(map(_line, error.problems)) or f"{error.text.zh} · {error.text.en}",
        "code": error.code,
        "message": error.text.as_json(),
        "problems": [problem.as_json() for problem in error.problems],
    }


def _line(problem: Problem) -> str:
    """A problem in one line, the parameter first."""
    where = f"{problem.place}: " if str(problem.place) else ""
    return f"{where}{problem.text.zh} · {problem.text.en}"
