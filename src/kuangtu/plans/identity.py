# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""plan.toml and norm.toml: what a folder says of itself. 文件夹的身份。"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from kuangtu.codes.divisions import find_area
from kuangtu.core.errors import Place
from kuangtu.core.period import Period
from kuangtu.core.text import Text
from kuangtu.plans.columns import read_data_tables
from kuangtu.plans.csv_files import YEARS
from kuangtu.plans.mistakes import Mistakes
from kuangtu.plans.open_items import DRAFT, UNCONFIRMED
from kuangtu.plans.toml_files import Entry, read_toml
from kuangtu.plans.types import Confidence, Folder, FolderKind

IDENTITY_FILES = {"plan.toml": FolderKind.PLAN, "norm.toml": FolderKind.NORM}
SHARED_KEYS = ("code", "title", "short_title", "adcode", "from", "to", "source", "confidence")
OWN_KEYS = {
    FolderKind.PLAN: ("authority", "base_year", "outlook_year", "parent", "status"),
    FolderKind.NORM: ("document_number", "issuer"),
}
ADCODE = re.compile(r"[1-9]\d{5}", re.ASCII)
PLACEHOLDER_DAY = date(1900, 1, 1)


def read_identity(path: Path, mistakes: Mistakes) -> tuple[Entry | None, Folder]:
    """The folder's TOML and what it says of itself.

    Without a TOML that can be read the folder is a placeholder, so that the other files are
    still read and their mistakes named in the same run.
    """
    present = [name for name in IDENTITY_FILES if (path / name).is_file()]
    kind = FolderKind.NORM if present == ["norm.toml"] else FolderKind.PLAN
    if len(present) != 1:
        mistakes.add(
            "no-identity",
            Place(str(path / "plan.toml")),
            "文件夹里应有且只有 plan.toml 或 norm.toml 之一",
            "The folder needs exactly one of plan.toml and norm.toml",
        )
        return None, _placeholder(kind)
    top = read_toml(path / present[0], mistakes)
    if top is None:
        return None, _placeholder(kind)
    return top, _folder_of(top, kind, path.resolve().name)


def _placeholder(kind: FolderKind) -> Folder:
    nothing = Text("", "")
    return Folder(
        code="",
        kind=kind,
        title=nothing,
        short_title=nothing,
        authority="",
        adcode="",
        period=Period(PLACEHOLDER_DAY, None),
        sha256="",
    )


def _folder_of(top: Entry, kind: FolderKind, name: str) -> Folder:
    """What the folder's TOML says of itself."""
    top.only(*SHARED_KEYS, *OWN_KEYS[kind], "data")
    is_plan = kind == FolderKind.PLAN
    code = top.text("code")
    if code and code != name:
        top.wrong(
            "code",
            "code-is-not-name",
            "代码应与文件夹名“{name}”相同",
            "The code should be the folder’s name “{name}”",
            name=name,
        )
    if is_plan:
        _complain_of_status(top)
    confidence = top.choice("confidence", Confidence, Confidence.READ)
    source = top.text("source")
    period = _period(top, is_plan)
    return Folder(
        code=code,
        kind=kind,
        title=top.pair("title"),
        short_title=top.pair("short_title"),
        authority=top.text("authority" if is_plan else "issuer"),
        adcode=_adcode(top),
        period=period,
        sha256="",
        base_year=_base_year(top, period) if is_plan else None,
        outlook_year=_outlook_year(top, period) if is_plan else None,
        parent=top.text("parent", required=False) if is_plan else "",
        source_note=source,
        data_tables=read_data_tables(top, confidence, source),
        document_number="" if is_plan else top.text("document_number", may_be_empty=True),
        confidence=confidence,
    )


def _complain_of_status(top: Entry) -> None:
    """A draft is no plan yet; a plan that is finished has no status."""
    status = top.text("status", required=False)
    if status == DRAFT:
        top.wrong(
            "status",
            UNCONFIRMED,
            "这是草稿，不能装载；drafts.csv 全部确认后，删去 status 一行",
            "This is a draft and cannot be loaded; delete the line once drafts.csv is settled",
        )
    elif status:
        top.wrong(
            "status",
            "unknown-word",
            "“{status}”不是状态；只有草稿写 draft，定稿不写",
            "“{status}” is no status; only a draft has one: draft",
            status=status,
        )


def _adcode(top: Entry) -> str:
    adcode = top.text("adcode")
    if adcode and not ADCODE.fullmatch(adcode):
        top.wrong(
            "adcode",
            "odd-adcode",
            "“{adcode}”不是 6 位行政区划代码",
            "“{adcode}” is not a 6-digit division code",
            adcode=adcode,
        )
    elif adcode and find_area(adcode) is None:
        top.wrong(
            "adcode",
            "unknown-adcode",
            "没有代码为“{adcode}”的行政区划；虚构的县用 99 开头的代码",
            "No division has the code “{adcode}”; an invented county takes one that begins with 99",
            adcode=adcode,
        )
    return adcode


def _period(top: Entry, needs_end: bool) -> Period:
    starts_on = top.day("from") or PLACEHOLDER_DAY
    ends_on = top.day("to", required=needs_end)
    if ends_on is not None and ends_on < starts_on:
        top.wrong(
            "to", "ends-before-start", "终止日早于起始日", "The last day comes before the first"
        )
        ends_on = None
    return Period(starts_on, ends_on)


def _base_year(top: Entry, period: Period) -> int | None:
    """The year that a plan's figures start from: no later than its period begins."""
    year = top.integer("base_year")
    is_dated = period.starts_on != PLACEHOLDER_DAY
    if year is not None and is_dated and not YEARS[0] <= year <= period.starts_on.year:
        top.wrong(
            "base_year",
            "odd-year",
            "基准年 {year} 应不晚于规划期的第一年",
            "The base year {year} should come no later than the first year of the plan",
            year=year,
        )
    return year


def _outlook_year(top: Entry, period: Period) -> int | None:
    """The year that a plan looks out to: no earlier than its period ends."""
    year = top.integer("outlook_year", required=False)
    last = (period.ends_on or period.starts_on).year
    if year is not None and not last <= year <= YEARS[-1]:
        top.wrong(
            "outlook_year",
            "odd-year",
            "展望年 {year} 应不早于规划期的最后一年",
            "The outlook year {year} should come no earlier than the last year of the plan",
            year=year,
        )
    return year
