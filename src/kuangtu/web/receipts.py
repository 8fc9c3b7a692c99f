# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A receipt as a page shows it: counts, findings by severity, dates of the data. 回执页面。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kuangtu.conformity.types import Conclusion, Outcome
from kuangtu.conformity.withholding import is_withheld
from kuangtu.core.text import Text, same
from kuangtu.plans.health.answers import said_beside

RecordJson = Mapping[str, Any]

ICONS: Mapping[str, str] = {
    Outcome.PASS: "circle-check",
    Outcome.FAIL: "circle-x",
    Outcome.CONDITIONAL: "gavel",
    Outcome.REFER: "user-question",
    Outcome.UNDECIDED: "database-off",
    Outcome.NOT_APPLICABLE: "circle-minus",
    Conclusion.CONFORMS: "circle-check",
    Conclusion.DOES_NOT_CONFORM: "circle-x",
    Conclusion.CONDITIONAL_OR_REFER: "gavel",
}


def icon_of(code: str) -> str:
    """The drawing that stands beside an outcome or a conclusion."""
    return ICONS.get(code, "database-off")


MISSING = Text("缺", "missing")
WITHHELD = Text("不对您公开", "not open to you")
UNDATED = Text("日期不详", "undated")
LEDGER = Text("台账", "ledger")
LEDGER_CHECKS = {
    "no-second-right-in-the-ground",
    "one-mining-entity-per-block",
    "holder-is-not-barred",
    "account-stays-within-its-limit",
}
# What somebody must act on comes first; missing data is as long as it is alike, and follows.
ORDER = (
    Outcome.FAIL,
    Outcome.CONDITIONAL,
    Outcome.REFER,
    Outcome.UNDECIDED,
    Outcome.PASS,
    Outcome.NOT_APPLICABLE,
)


@dataclass(frozen=True, slots=True)
class DataDate:
    """A layer or ledger that a finding read, and of when it is. 数据日期。"""

    name: Text
    dated: Text
    provider: str = ""
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One finding. 审查意见行。"""

    outcome: Outcome
    rule: str
    title: Text
    message: Text
    needs: Text | None
    folder: str
    clause: str
    clause_label: Text
    dates: tuple[DataDate, ...]
    note: Text | None = None

    @property
    def icon(self) -> str:
        return ICONS[self.outcome]

    @property
    def is_settled(self) -> bool:
        """Nothing is left to do about it."""
        return self.outcome in {Outcome.PASS, Outcome.NOT_APPLICABLE}

    @property
    def lacks_layers(self) -> bool:
        """Undecided for want of a layer, and nothing else to tell."""
        missing = [date.is_missing for date in self.dates]
        return self.outcome is Outcome.UNDECIDED and bool(missing) and all(missing)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The findings that wait for the layers of one provider. 待汇交图层。"""

    provider: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings have an outcome. 计数。"""

    outcome: Outcome
    number: int

    @property
    def icon(self) -> str:
        return ICONS[self.outcome]


def pair(words: Mapping[str, str] | None) -> Text:
    """A text of a record; nothing is empty in both languages."""
    return Text(words["zh"], words["en"]) if words else Text("", "")


def counts(record: RecordJson) -> list[Count]:
    """The outcomes that occur, the gravest first."""
    found = Counter(finding["outcome"] for finding in record["findings"])
    return [Count(outcome, found[outcome.value]) for outcome in ORDER if found[outcome.value]]


def rows(record: RecordJson) -> list[Row]:
    """The findings by outcome and otherwise in the order of the rules."""
    ranked = sorted(record["findings"], key=lambda one: ORDER.index(Outcome(one["outcome"])))
    return [row(finding, record) for finding in ranked]


def raised(findings: Iterable[Row]) -> list[Row]:
    """What somebody must act on, without what only waits for layers."""
    return [one for one in findings if not (one.is_settled or one.lacks_layers)]


def wanted_layers(findings: Iterable[Row]) -> list[Wanted]:
    """Findings that only lack layers, by who must supply them, the longest list first."""
    by_provider: dict[str, list[Row]] = {}
    for one in findings:
        if one.lacks_layers:
            by_provider.setdefault(one.dates[0].provider, []).append(one)
    found = [Wanted(provider, tuple(rows)) for provider, rows in by_provider.items()]
    return sorted(found, key=lambda one: -len(one.rows))


def row(finding: RecordJson, record: RecordJson) -> Row:
    return Row(
        outcome=Outcome(finding["outcome"]),
        rule=finding["rule"],
        title=pair(finding["title"]),
        message=pair(finding["message"]),
        needs=pair(finding["needs"]) if finding["needs"] else None,
        folder=finding["folder"],
        clause=finding["clause"],
        clause_label=pair(finding["clause_label"]),
        dates=(*ledger_date(finding, record), *data_dates(finding, record)),
        note=note_of(finding, record),
    )


def note_of(finding: RecordJson, record: RecordJson) -> Text | None:
    """What the health check of the plan had found in the clause of a finding."""
    notes = record.get("plan_health", ())
    return said_beside(one for one in notes if finding["rule"] in one["rules"])


def data_dates(finding: RecordJson, record: RecordJson) -> tuple[DataDate, ...]:
    """Of the layers that were read, unless they are not to be known; else of the folder."""
    if is_withheld(finding):
        return (DataDate(same(""), WITHHELD),)
    return dates(finding["layers"]) or of_folder(finding["folder"], record)


def dates(layers: Sequence[RecordJson]) -> tuple[DataDate, ...]:
    """Which edition each layer had; a missing one says so."""
    return tuple(
        DataDate(
            pair(layer["name"]),
            dated(layer["edition"]) if layer["edition"] else MISSING,
            layer["provider"],
            is_missing=layer["edition"] is None,
        )
        for layer in layers
    )


def dated(edition: RecordJson) -> Text:
    """The date of an edition with its quality."""
    date = same(edition["dated_on"]) if edition["dated_on"] else UNDATED
    quality = edition["quality"]
    return Text(
        f"{date.zh}，{quality}" if quality else date.zh,
        f"{date.en}, {quality}" if quality else date.en,
    )


def ledger_date(finding: RecordJson, record: RecordJson) -> tuple[DataDate, ...]:
    """The day of the ledger of rights, for the checks that read it."""
    if finding["check"] not in LEDGER_CHECKS:
        return ()
    rights = record["rights"]
    return (DataDate(LEDGER, same(rights["dated_on"]) if rights else MISSING),)


def of_folder(code: str, record: RecordJson) -> tuple[DataDate, ...]:
    """A finding that read no layer rests on the application and the folder alone."""
    for folder in record["folders"]:
        if folder["code"] == code:
            day = folder["period"]["from"]
            return (DataDate(same(""), Text(f"{day} 起施行", f"in force from {day}")),)
    return ()


def norms(record: RecordJson) -> list[RecordJson]:
    """The plan and the laws that were applied, the plan first."""
    return sorted(record["folders"], key=lambda folder: folder["kind"] != "PLAN")
