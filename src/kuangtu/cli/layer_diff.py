# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu layer diff` and what is shown before publishing. 版本比对命令。"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kuangtu.cli.output import json_option, print_json, print_table

if TYPE_CHECKING:
    from kuangtu.layers.accepting import Acceptance
    from kuangtu.layers.comparing import Comparison, KeptComparison
    from kuangtu.layers.models import Edition

SHOWN = 20  # changes printed one by one; a file holds them all
RISKS = {"not-in-force": "NOT_IN_FORCE", "fewer": "FEWER"}

confirm_option = click.option(
    "--confirm",
    "confirmed",
    multiple=True,
    type=click.Choice(sorted(RISKS)),
    help="确认风险：fewer 要素大幅减少，not-in-force 发布后不是现行版本 · confirm a risk",
)


@click.command("diff")
@click.argument("code")
@click.argument("numbers", type=click.IntRange(min=1), nargs=-1, metavar="[OLD] NEW")
@click.option("--tolerance-m", type=click.FloatRange(min=0), help="移动不超过此值不算变化，米")
@click.option("--xlsx", type=click.Path(path_type=Path), help="全部变化写入工作簿 · to a workbook")
@click.option(
    "--geojson", type=click.Path(path_type=Path), help="变化图形写入 GeoJSON · the shapes"
)
@json_option
def diff(
    code: str,
    numbers: Sequence[int],
    *,
    tolerance_m: float | None,
    xlsx: Path | None,
    geojson: Path | None,
    as_json: bool,
) -> None:
    """比较两个版本 · how two editions of a layer differ.

    OLD、NEW：版本号；只写 NEW 时与现行版本比较。退出码：0 没有差别，1 有差别。
    """
    from kuangtu.cli.layer_home import open_home, require_editions

    open_home()
    require_editions(code)
    from kuangtu.layers.comparing import TOLERANCE_M
    from kuangtu.layers.queries.differences import comparison

    old, new = editions_of(code, numbers)
    kept = comparison(old, new, tolerance_m=TOLERANCE_M if tolerance_m is None else tolerance_m)
    write_files(kept, old, new, xlsx, geojson)
    if as_json:
        print_json({"old": old.number, "new": new.number, **kept.summary.as_json()})
    else:
        print_difference(kept, old, new)
    raise SystemExit(0 if kept.summary.is_same else 1)


def editions_of(code: str, numbers: Sequence[int]) -> tuple[Edition, Edition]:
    """The editions to be compared. Raises: NotFound, UsageError."""
    from django.utils import timezone

    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.core.errors import NotFound
    from kuangtu.core.text import Text
    from kuangtu.layers.queries import edition_numbered
    from kuangtu.layers.queries.accepting import in_force

    if not 1 <= len(numbers) <= 2:
        raise click.UsageError("写一个或两个版本号 · give one or two edition numbers")
    found = [edition_numbered(code, number, actor=SYSTEM) for number in numbers]
    if len(found) == 2:
        return found[0], found[1]
    current = in_force(code, day=timezone.localdate())
    if current is None:
        what = Text("图层 {code} 的现行版本", "an edition of {code} in force")
        raise NotFound(what=what.format(code=code))
    return current, found[0]


def write_files(
    kept: KeptComparison, old: Edition, new: Edition, xlsx: Path | None, geojson: Path | None
) -> None:
    from kuangtu.layers.queries.difference_tables import difference_features, difference_workbook

    if xlsx is not None:
        difference_workbook(xlsx, kept, old, new)
    if geojson is not None:
        with geojson.open("w", encoding="utf-8") as file:
            file.write('{"type": "FeatureCollection", "features": [')
            for at, feature in enumerate(difference_features(kept, old, new)):
                text = json.dumps(feature, ensure_ascii=False, allow_nan=False)
                file.write(f"{',' if at else ''}\n{text}")
            file.write("\n]}\n")


def print_difference(kept: KeptComparison, old: Edition, new: Edition) -> None:
    """The counts, the balance, and the first changes."""
    from kuangtu.layers.queries.difference_tables import change_words

    geometry = kept.summary.balance.geometry
    click.echo(f"{old} → {new}")
    for line in summary_lines(kept.summary):
        click.echo(line)
    rows = [
        [words.zh if hasattr(words, "zh") else words for words in change_words(one, geometry)]
        for one in kept.changes(most=SHOWN)
    ]
    if rows:
        more = kept.summary.counts.differences - len(rows)
        print_table("变化", ("变化", "标识", "大小与位移", "字段：前 → 后", "说明"), rows)
        if more > 0:
            click.echo(f"另有 {more} 处变化，用 --xlsx 取得全部 · {more} more, --xlsx has all")


def summary_lines(found: Comparison) -> list[str]:
    """The counts in sentences."""
    from kuangtu.layers.comparing import ChangeKind
    from kuangtu.layers.queries.difference_tables import remarks

    counts = found.counts
    fates = "，".join(f"{kind.label.zh} {counts.of_kind(kind)}" for kind in ChangeKind)
    told = f"要素 {counts.old} → {counts.new}：不变 {counts.unchanged}，{fates}"
    return [told, *(f"  {remark.zh}" for remark in remarks(found))]


def seen_on_the_screen(edition: Edition, confirmed: Sequence[str]) -> Acceptance:
    """Print on stderr what a publisher has to know of an edition, as an acceptance of it."""
    from django.utils import timezone

    from kuangtu.layers.accepting import Acceptance, Risk
    from kuangtu.layers.queries.accepting import in_force, risks_of_publishing, warnings_of
    from kuangtu.layers.queries.differences import comparison

    current = in_force(edition.layer, day=timezone.localdate())
    counted: dict[str, int] | None = None
    if current is not None:
        kept = comparison(current, edition)
        told = [
            f"与现行{current}对比 · against the edition in force:",
            *summary_lines(kept.summary),
        ]
        click.echo("\n".join(told), err=True)
        counted = counts_of(kept.summary)
    warnings = warnings_of(edition)
    if warnings:
        click.echo(f"导入检查有 {warnings} 条提醒 · {warnings} warnings at import", err=True)
    risks = frozenset(Risk(RISKS[word]) for word in confirmed)
    met = {risk for risk, _ in risks_of_publishing(edition, day=timezone.localdate())}
    lacking = [f"--confirm {word}" for word, name in RISKS.items() if Risk(name) in met - risks]
    if lacking:
        options = " ".join(lacking)
        click.echo(f"有风险未确认，无误时加 {options} · add it if it is meant", err=True)
    number = current.number if current else None
    return Acceptance(warnings, number, risks, counted)


def counts_of(found: Comparison) -> dict[str, int]:
    """What the trail keeps of a comparison."""
    names = ("added", "removed", "moved", "changed", "moved_and_changed", "unchanged")
    return {name: int(getattr(found.counts, name)) for name in names}
