# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What an import found, as the pages list it: filtered, a page at a time. 检查发现列表。"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from kuangtu.core.text import Text
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding, counts_by_kind, finding_from
from kuangtu.reports.finding_lists import FindingReport, kind_name, place_of
from kuangtu.web.language import say

ROWS_PER_PAGE = 50
CSS: Mapping[Severity, str] = {Severity.ERROR: "bad", Severity.WARNING: "amber", Severity.NOTE: ""}
# What a list is narrowed down by, and how a finding answers.
FILTERS: Mapping[str, Callable[[Finding], str]] = {
    "mender": lambda one: one.mender.zh,
    "severity": lambda one: one.severity.value,
    "kind": lambda one: one.kind,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A finding with its words and its colour. 发现行。"""

    finding: Finding

    @property
    def css(self) -> str:
        return CSS[self.finding.severity]

    @property
    def kind(self) -> Text:
        return kind_name(self.finding.kind)

    @property
    def said(self) -> str:
        return said_of(self.finding)

    @property
    def place(self) -> str:
        """Longitude and latitude as the map's script reads them; "" without a place."""
        place = place_of(self.finding)
        return f"{place[0]:.7f},{place[1]:.7f}" if place else ""


@dataclass(frozen=True, slots=True)
class Option:
    """One value that a list can be narrowed down to, and how many there are. 筛选项。"""

    value: str
    label: Text
    count: int


def listed_findings(
    manifest: Mapping[str, Any], chosen: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """One page of the findings that were asked for, and what else can be asked for.

    Counts are of all that was found; of very many of a kind only the first are listed.
    """
    chosen = chosen or {}
    report = report_of(manifest, {})
    wanted = report_of(manifest, chosen)
    page = Paginator(list(wanted.findings), ROWS_PER_PAGE).get_page(chosen.get("page"))
    unlisted = sum(one.unlisted for one in wanted.summary)
    return {
        "finding_count": sum(report.counts.values()),
        "findings": [Line(one) for one in page.object_list],
        "finding_page": page,
        "finding_options": options_of(report),
        "findings_chosen": {name: chosen.get(name, "") for name in FILTERS},
        "findings_wanted": sum(one.count for one in wanted.summary),
        "findings_unlisted": unlisted,
        "findings_query": query_of(chosen),
        "finding_pages": pages_of(page, chosen),
    }


def report_of(manifest: Mapping[str, Any], chosen: Mapping[str, str]) -> FindingReport:
    """The findings of an edition, those only that were asked for."""
    findings = [finding_from(record) for record in manifest["findings"]]
    counts = manifest.get("finding_counts") or counts_by_kind(findings)
    wanted = [one for one in findings if is_wanted(one, chosen)]
    kinds = {one.kind for one in wanted}
    title = Text("检查发现：{layer} {file}", "findings: {layer} {file}").format(
        layer=Text(**manifest["name"]), file=manifest["original"]["name"]
    )
    kept = {kind: count for kind, count in counts.items() if kind in kinds}
    return FindingReport(title, wanted, kept)


def is_wanted(finding: Finding, chosen: Mapping[str, str]) -> bool:
    return all(
        not chosen.get(name) or answer(finding) == chosen[name] for name, answer in FILTERS.items()
    )


def options_of(report: FindingReport) -> dict[str, list[Option]]:
    """What the list can be narrowed down to, with the exact number of each."""
    labels: Mapping[str, Callable[[Finding], Text]] = {
        "mender": lambda one: one.mender,
        "severity": lambda one: one.severity.label,
        "kind": lambda one: kind_name(one.kind),
    }
    found: dict[str, dict[str, Option]] = {name: {} for name in FILTERS}
    for one in report.summary:
        for name, answer in FILTERS.items():
            value = answer(one.example)
            before = found[name].get(value)
            count = one.count + (before.count if before else 0)
            found[name][value] = Option(value, labels[name](one.example), count)
    return {name: list(several.values()) for name, several in found.items()}


def query_of(chosen: Mapping[str, str], **more: object) -> str:
    """The filters as the end of an address."""
    kept = {name: chosen[name] for name in FILTERS if chosen.get(name)}
    return urlencode({**kept, **more})


def pages_of(page: Page[Finding], chosen: Mapping[str, str]) -> dict[str, str]:
    """The addresses of the page before and of the one after, "" where there is none."""
    return {
        "before": query_of(chosen, page=page.previous_page_number()) if page.has_previous() else "",
        "after": query_of(chosen, page=page.next_page_number()) if page.has_next() else "",
    }


def points_of(findings: Iterable[Finding]) -> dict[str, Any]:
    """Findings that have a place, as the map of the page draws them."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(place)},
            "properties": {"severity": one.severity.value, "text": said_of(one)},
        }
        for one in findings
        if (place := place_of(one))
    ]
    return {"type": "FeatureCollection", "features": features}


def said_of(finding: Finding) -> str:
    """A finding in a sentence beside its place."""
    who = Text("", "")
    if finding.feature is not None:
        who = Text("第 {n} 个要素：", "feature {n}: ").format(n=finding.feature)
    return say(who + finding.text)
