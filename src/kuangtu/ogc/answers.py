# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From a request to an answer: who asks, in which format, and what is told when it fails. 应答。"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from hashlib import blake2b
from typing import Any
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from kuangtu import __version__
from kuangtu.accounts.models import Officer
from kuangtu.core.errors import Invalid, KuangtuError, Place, Problem
from kuangtu.core.text import Text
from kuangtu.layers.queries import AnyEdition
from kuangtu.ogc.access import Reader, reader_of
from kuangtu.ogc.compressing import compressed
from kuangtu.ogc.errors import (
    MethodNotAllowed,
    NotAcceptable,
    SignInNeeded,
    problem_json,
    status_of,
)

JSON, HTML = "application/json", "text/html"
GEOJSON = "application/geo+json"
SCHEMA = "application/schema+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
PROBLEM = "application/problem+json"
FORMATS = {"json": JSON, "html": HTML}
# What is written differently by another version of the product has another tag.
EDITION_OF_ANSWERS = 1
FRAME, PUBLIC_FRAME = "web/page.html", "ogc/public.html"


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A request, who reads, on which day, and the format that was agreed on. 请求。"""

    request: HttpRequest
    reader: Reader
    day: date
    media_type: str

    @property
    def is_html(self) -> bool:
        return self.media_type == HTML

    def address(self, path: str = "", **parameters: object) -> str:
        """A whole address below /ogc."""
        found = self.request.build_absolute_uri(f"/ogc{path}")
        return f"{found}?{urlencode(parameters)}" if parameters else found

    def here(self, **changes: object) -> str:
        """The address that was asked for, with some parameters changed; None takes one away."""
        given = self.request.GET.dict() | changes
        kept = {key: value for key, value in given.items() if value is not None}
        query = f"?{urlencode(kept)}" if kept else ""
        return self.request.build_absolute_uri(f"{self.request.path}{query}")

    def refuse_unknown(self, known: Sequence[str]) -> None:
        """A misspelt parameter would silently change what is asked. Raises: Invalid."""
        problems = [_unknown(name, known) for name in self.request.GET if name not in known]
        problems += [_twice(name) for name in known if len(self.request.GET.getlist(name)) > 1]
        if problems:
            raise Invalid(problems)


View = Callable[..., HttpResponseBase]


def resource(*media_types: str, parameters: Sequence[str] | None = ()) -> Callable[[View], View]:
    """A view of a resource that has these representations, the first one where none is asked for.

    `parameters` are those that it takes besides `f`; None: the view looks at them itself.
    """

    def decorated(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answered(request: HttpRequest, **parts: Any) -> HttpResponseBase:
            try:
                response = _answer(request, media_types, parameters, view, parts)
            except KuangtuError as error:
                response = _told(request, error)
            return _headed(request, compressed(request, response))

        return answered

    return decorated


def _answer(
    request: HttpRequest,
    media_types: Sequence[str],
    parameters: Sequence[str] | None,
    view: View,
    parts: Mapping[str, Any],
) -> HttpResponseBase:
    if request.method == "OPTIONS" and settings.KUANGTU_OGC_ORIGINS:
        return HttpResponse(status=204)
    if request.method not in ("GET", "HEAD"):
        raise MethodNotAllowed
    asked = Asked(
        request, reader_of(request), timezone.localdate(), negotiated(request, media_types)
    )
    if parameters is not None:
        asked.refuse_unknown(("f", *parameters))
    return view(asked, **parts)


def negotiated(request: HttpRequest, media_types: Sequence[str]) -> str:
    """The representation that `f` or the header Accept asks for. Raises: Invalid, NotAcceptable."""
    wanted = request.GET.get("f")
    if not media_types:
        return ""
    if wanted is not None:
        return _named(wanted, media_types)
    if "Accept" not in request.headers:
        return media_types[0]
    # A type with a parameter is also found by its bare name, and all that is JSON as JSON.
    bare = [one.partition(";")[0] for one in media_types if ";" in one]
    plain = [JSON] if _is_json(media_types) else []
    found = request.get_preferred_type([*media_types, *bare, *plain])
    if found is None:
        raise NotAcceptable(offered=", ".join(media_types))
    return found


def _is_json(media_types: Sequence[str]) -> bool:
    return "json" in media_types[0] and JSON not in media_types


def _named(wanted: str, media_types: Sequence[str]) -> str:
    if wanted == "html" and HTML in media_types:
        return HTML
    if wanted == "json" and media_types[0] != HTML:
        return media_types[0]
    raise Invalid(
        [
            Problem(
                "ogc.unknown-format",
                Text("参数 f 应为 json 或 html", "the parameter f is json or html"),
                Place(field="f"),
            )
        ]
    )


def json_answer(asked: Asked, body: Mapping[str, object]) -> HttpResponse:
    """A resource as JSON."""
    media_type = JSON if asked.media_type == HTML else asked.media_type
    return HttpResponse(orjson.dumps(body), content_type=media_type)


def page(asked: Asked, template: str, **context: object) -> HttpResponse:
    """A resource as a page in the product's look, without the office's frame for a visitor."""
    frame = PUBLIC_FRAME if asked.reader.is_visitor else FRAME
    return render(asked.request, f"ogc/{template}", {"frame": frame, "asking": asked, **context})


def link(
    asked: Asked, path: str, rel: str, title: Text, *, media_type: str = JSON
) -> dict[str, str]:
    """A link to another resource of ours."""
    return {"href": asked.address(path), "rel": rel, "type": media_type, "title": title.zh}


def own_links(asked: Asked, media_type: str = JSON) -> list[dict[str, str]]:
    """The resource itself and its page, or the other way round."""
    is_html = asked.is_html
    return [
        {
            "href": asked.here(f=name),
            "rel": "self" if (name == "html") == is_html else "alternate",
            "type": media_type if name == "json" else HTML,
            "title": THIS[name].zh,
        }
        for name in ("json", "html")
    ]


THIS = {
    "json": Text("本资源（JSON）", "this as JSON"),
    "html": Text("本资源（网页）", "this as a page"),
}


def tag_of(asked: Asked, edition: AnyEdition) -> str:
    """The tag of what an edition answers to a question: nothing has to be read for it."""
    parts = (
        EDITION_OF_ANSWERS,
        __version__,
        edition.sha256,
        edition.number,
        asked.media_type,
        asked.request.build_absolute_uri(),
    )
    return f'"{blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"'


def is_known(request: HttpRequest, tag: str) -> bool:
    """Whether whoever asks has the answer of this tag already."""
    known = [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]
    return "*" in known or tag in [one.removeprefix("W/") for one in known]


def not_modified(tag: str) -> HttpResponse:
    """The answer to somebody who has it."""
    return HttpResponse(status=304, headers={"ETag": tag, "Cache-Control": "private, no-cache"})


def _told(request: HttpRequest, error: KuangtuError) -> HttpResponse:
    """An error as problem+json, or as a page for whoever reads pages."""
    status = status_of(error)
    wants_page = request.GET.get("f") == "html" or (
        "f" not in request.GET and request.get_preferred_type([JSON, HTML]) == HTML
    )
    if wants_page and "Accept" in request.headers:
        return _told_on_a_page(request, error, status)
    response = HttpResponse(orjson.dumps(problem_json(error)), status=status, content_type=PROBLEM)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="kuangtu", charset="UTF-8"'
    if status == 405:
        response.headers["Allow"] = "GET, HEAD"
    return response


def _told_on_a_page(request: HttpRequest, error: KuangtuError, status: int) -> HttpResponse:
    if isinstance(error, SignInNeeded):
        return redirect(f"{reverse('login')}?{urlencode({'next': request.get_full_path()})}")
    frame = FRAME if isinstance(request.user, Officer) else PUBLIC_FRAME
    context = {"error": error, "status": status, "frame": frame}
    return render(request, "ogc/error.html", context, status=status)


def _headed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What every answer carries: what it depends on, and whose pages may read it."""
    patch_vary_headers(response, ("Accept", "Accept-Encoding", "Authorization", "Cookie"))
    origins = settings.KUANGTU_OGC_ORIGINS
    if not origins:
        return response
    patch_vary_headers(response, ("Origin",))
    origin = request.headers.get("Origin", "")
    if origin in origins:
        allowed = {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Headers": "Authorization, If-None-Match",
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Expose-Headers": "Content-Crs, ETag, Link",
        }
        for name, value in allowed.items():
            response.headers[name] = value
    return response


def _unknown(name: str, known: Sequence[str]) -> Problem:
    text = Text(
        "没有参数“{name}”；可用：{known}", "there is no parameter {name}; there are: {known}"
    )
    filled = text.format(name=name[:100], known=", ".join(known))
    return Problem("ogc.unknown-parameter", filled, Place(field=name[:100]))


def _twice(name: str) -> Problem:
    text = Text("参数“{name}”写了两次", "the parameter {name} is given twice")
    return Problem("ogc.parameter-twice", text.format(name=name), Place(field=name))
