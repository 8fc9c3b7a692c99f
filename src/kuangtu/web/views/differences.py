# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How an edition differs from another: counts, table, map, files. 版本对比页面。"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kuangtu.accounts.actor import Actor
from kuangtu.core.errors import NotFound, invalid
from kuangtu.core.text import Text
from kuangtu.layers.comparing import Change, ChangeKind, KeptComparison
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.models import Edition
from kuangtu.layers.queries import edition_numbered, editions
from kuangtu.layers.queries.accepting import in_force
from kuangtu.layers.queries.difference_tables import HEADINGS, change_rows, note_of, size_words
from kuangtu.layers.queries.differences import changes_geojson
from kuangtu.layers.tasks import forget_comparison
from kuangtu.web.differences import CSS, Difference, difference_of
from kuangtu.web.exports import XLSX, as_csv, as_xlsx, attachment, plain
from kuangtu.web.language import say
from kuangtu.web.map_layers import base_map
from kuangtu.web.officers import actor_of
from kuangtu.web.views.one_map import FOREVER, box_of

ROWS_PER_PAGE = 50
MOST_EXPORTED = 100_000  # rows made while somebody waits; the command writes more


@dataclass(frozen=True, slots=True)
class Kept(Sequence[Change]):
    """Changes that a paginator counts and slices without reading the others. 变化列表。"""

    kept: KeptComparison
    kind: ChangeKind | None

    def __len__(self) -> int:
        counts = self.kept.summary.counts
        return counts.of_kind(self.kind) if self.kind else counts.differences

    @overload
    def __getitem__(self, wanted: int) -> Change: ...

    @overload
    def __getitem__(self, wanted: slice) -> Sequence[Change]: ...

    def __getitem__(self, wanted: int | slice) -> Change | Sequence[Change]:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        most = wanted.stop - wanted.start
        return list(self.kept.changes(kind=self.kind, start=wanted.start, most=most))


def two(request: HttpRequest, code: str, number: int, actor: Actor) -> tuple[Edition, Edition]:
    """The edition of the page, and the one named in the address or in force. Raises: NotFound."""
    new = edition_numbered(code, number, actor=actor)
    words = request.GET.get("against") or request.POST.get("against") or ""
    if words.isascii() and words.isdigit():
        return edition_numbered(code, int(words), actor=actor), new
    current = in_force(code, day=timezone.localdate())
    if current is None or current.pk == new.pk:
        current = editions(code, actor=actor).exclude(pk=new.pk).first()
    if current is None:
        what = Text("可与{edition}对比的版本", "an edition to compare {edition} with")
        raise NotFound(what=what.format(edition=new.label))
    return edition_numbered(code, current.number, actor=actor), new


def kind_asked(request: HttpRequest) -> ChangeKind | None:
    """The kind in the address; any other word means all kinds."""
    words = request.GET.get("kind", "")
    return ChangeKind(words) if words in set(ChangeKind) else None


@login_required
@require_GET
def difference(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The page: summary, map, and the changes fifty at a time; or as a file."""
    actor = actor_of(request)
    old, new = two(request, code, number, actor)
    found, kind = difference_of(old, new), kind_asked(request)
    if found.kept is not None and (form := request.GET.get("format")):
        return as_file(found.kept, old, new, kind, form)
    frame = base_map(actor, with_rights=False)
    shapes = reverse("web:edition-difference-shapes", args=[code, number, old.number])
    context = {
        "specification": layer_named(code),
        "difference": found,
        "kind": kind,
        "kinds": list(ChangeKind),
        "others": [one for one in editions(code, actor=actor) if one.pk != new.pk],
        "bounds": json.dumps(bounds_of(old, new)),
        "base_layers": frame["base_layers"],
        "shapes": f"{shapes}?kind={kind.value}" if kind else shapes,
        **(listed(found.kept, kind, request) if found.kept else {}),
    }
    return render(request, "web/layers/difference.html", context)


def listed(kept: KeptComparison, kind: ChangeKind | None, request: HttpRequest) -> dict[str, Any]:
    """The rows of a page."""
    page = Paginator(Kept(kept, kind), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "change": one,
            "css": CSS[one.kind],
            "size": size_words(one, kept.summary.balance.geometry),
            "note": note_of(one),
            "box": json.dumps(one.box) if one.box else "",
        }
        for one in page.object_list
    ]
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2)
    return {"page": page, "rows": rows, "page_numbers": list(numbers)}


def bounds_of(old: Edition, new: Edition) -> list[float] | None:
    """Where either edition lies."""
    boxes = [one.bounds for one in (old, new) if one.bounds is not None]
    if not boxes:
        return None
    return [
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    ]


def as_file(
    kept: KeptComparison, old: Edition, new: Edition, kind: ChangeKind | None, form: str
) -> HttpResponse:
    """Exactly the changes shown, with exact values. Raises: Invalid."""
    if len(Kept(kept, kind)) > MOST_EXPORTED:
        raise invalid(
            "layer.difference-too-many",
            "超过 {most} 处变化，请用命令 kuangtu layer diff --xlsx 导出",
            "there are more than {most} changes; export them with kuangtu layer diff --xlsx",
            most=MOST_EXPORTED,
        )
    heading = [say(one) for one in HEADINGS]
    rows = ([plain(cell) for cell in row] for row in change_rows(kept.changes(kind=kind)))
    name = f"{new.layer}-{old.number}-{new.number}"
    if form == "csv":
        return attachment(as_csv(heading, rows), "text/csv; charset=utf-8", f"{name}.csv")
    if form == "xlsx":
        return attachment(as_xlsx(heading, rows), XLSX, f"{name}.xlsx")
    raise invalid(
        "unknown-format",
        "导出格式应为 xlsx 或 csv，而不是“{form}”",
        "An export is xlsx or csv, not {form}",
        form=form,
    )


@login_required
@require_GET
def shapes(request: HttpRequest, code: str, number: int, against: int) -> HttpResponse:
    """The changes as the map draws them, all or in a box; the answer never changes."""
    actor = actor_of(request)
    new = edition_numbered(code, number, actor=actor)
    old = edition_numbered(code, against, actor=actor)
    found = difference_of(old, new)
    if found.kept is None:
        return JsonResponse({"type": "FeatureCollection", "features": [], "truncated": False})
    answer = changes_geojson(found.kept, old, new, box=box_of(request), kind=kind_asked(request))
    return JsonResponse(answer, headers={"Cache-Control": FOREVER})


@login_required
@require_GET
def state(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The part of the page that waits for a worker; the page is loaded anew once it is done."""
    old, new = two(request, code, number, actor_of(request))
    found: Difference = difference_of(old, new)
    response = render(request, "web/layers/difference_state.html", {"difference": found})
    if found.kept is not None:
        response.headers["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def again(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Ask anew for a comparison that failed."""
    old, new = two(request, code, number, actor_of(request))
    forget_comparison(old, new)
    page = reverse("web:edition-difference", args=[code, number])
    return redirect(f"{page}?against={old.number}")
