# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How a file would be read, shown before it is imported from the command line. 导入前核对。"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kuangtu.cli.output import print_table

if TYPE_CHECKING:
    from shapely import Geometry

    from kuangtu.layers.inspecting import DatasetInspection
    from kuangtu.layers.models import MappingProfile
    from kuangtu.layers.profiles.proposing import Proposal

profile_option = click.option(
    "--profile",
    "profile_name",
    default="",
    help="按方案对照，见 layer profile list · use a profile",
)
yes_option = click.option(
    "--yes", "-y", is_flag=True, help="不再询问，按显示的读法导入 · do not ask before importing"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was called with. 命令参数。"""

    file: Path
    code: str
    profile_name: str
    yes: bool
    as_json: bool


def confirmed_reading(asked: Asked, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments with what the profile adds, once somebody at a terminal has seen the reading.

    Without a terminal nothing is asked. Raises: Invalid, NotFound; Abort where it is declined.
    """
    profile = _profile(asked)
    if profile is None and asked.as_json:
        return arguments
    seen = _chosen(asked, arguments)
    arguments = _with_profile(arguments, profile, seen)
    if not asked.as_json and seen is not None:
        _show(asked, arguments, seen)
        if not asked.yes and sys.stdin.isatty():
            click.confirm("按以上读法导入？· Import it so?", abort=True)
    return arguments


def _profile(asked: Asked) -> MappingProfile | None:
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.profiles.queries import profile_named

    if not asked.profile_name:
        return None
    return profile_named(asked.code, asked.profile_name, actor=SYSTEM)


def _chosen(asked: Asked, arguments: dict[str, Any]) -> DatasetInspection | None:
    """What would be imported; None where that is not settled, which the import then says."""
    from kuangtu.layers.dictionary import layer as layer_named
    from kuangtu.layers.inspecting import inspect_file
    from kuangtu.layers.reading import Declaration, ReadLimits

    said = Declaration(
        arguments["declared_crs"],
        arguments["encoding"],
        arguments["dataset"],
        arguments["table"],
    )
    with tempfile.TemporaryDirectory(prefix="kuangtu-look-") as work:
        limits = arguments["limits"] or ReadLimits.for_files_up_to(_upload_limit())
        seen = inspect_file(asked.file, work=Path(work), said=said, limits=limits, county=_county())
    fitting = [one for one in seen.datasets if one.feature_count and one.problem is None]
    if layer_named(asked.code).has_geometry:  # a table of styles beside it is no choice
        fitting = [one for one in fitting if one.has_geometry] or fitting
    return fitting[0] if len(fitting) == 1 else None


def _county() -> Geometry | None:
    """The county's outline; without one, candidates are offered by their numbers alone."""
    from kuangtu.cli.layer_home import today
    from kuangtu.layers.errors import EditionDamaged
    from kuangtu.layers.queries.checks import county_outline

    try:
        outline = county_outline(as_of=today())
    except EditionDamaged:  # which the import itself says
        return None
    return outline.outline if outline else None


def _upload_limit() -> int:
    from django.conf import settings

    return int(settings.KUANGTU_UPLOAD_LIMIT_BYTES)


def _with_profile(
    arguments: dict[str, Any], profile: MappingProfile | None, seen: DatasetInspection | None
) -> dict[str, Any]:
    """What the profile declares counts only where neither the file nor the command says it."""
    from kuangtu.geo.crs import DeclaredCrs
    from kuangtu.layers.profiles.queries import mapping_of

    if profile is None:
        return arguments
    of_profile, said = mapping_of(profile), arguments["meaning"]
    columns = {**of_profile.columns, **said.columns}
    added: dict[str, Any] = {"meaning": replace(of_profile, columns=columns)}
    if seen is None:
        return arguments | added | {"table": arguments["table"] or profile.table}
    needs_crs = seen.has_geometry and seen.crs is None and not arguments["declared_crs"]
    if needs_crs and profile.crs_epsg:
        added["declared_crs"] = DeclaredCrs(epsg=profile.crs_epsg)
    is_guess = seen.encoding is not None and seen.encoding.is_guess
    if is_guess and profile.encoding and not arguments["encoding"]:
        added["encoding"] = profile.encoding
    return arguments | added


def _show(asked: Asked, arguments: dict[str, Any], seen: DatasetInspection) -> None:
    from kuangtu.layers.dictionary import layer as layer_named
    from kuangtu.layers.mapping import ColumnMeaning, SourceMapping
    from kuangtu.layers.profiles.proposing import proposal

    click.echo(f"数据：{seen.label}（{seen.format}，{seen.feature_count} 个要素）")
    if seen.has_geometry:
        click.echo(f"坐标系：{_crs_words(arguments, seen)}")
    if seen.encoding is not None:
        by_profile = seen.encoding.is_guess and arguments["encoding"]  # else the command said it
        declared = f"按方案声明为 {by_profile}" if by_profile else ""
        click.echo(f"编码：{declared or seen.encoding.how.zh}")
    meaning = arguments["meaning"]
    typed = {column: ColumnMeaning(name) for column, name in arguments["mapping"].items()}
    typed |= {name: one for name, one in meaning.columns.items() if name in typed}
    proposed = proposal(
        seen.columns,
        layer_named(asked.code),
        said=SourceMapping(typed),
        profile=meaning,
    )
    _show_columns(proposed)
    if not asked.profile_name:
        _show_profiles(asked, seen)


def _crs_words(arguments: dict[str, Any], seen: DatasetInspection) -> str:
    declared = arguments["declared_crs"]
    if seen.crs is not None:
        problem = f"；{seen.crs_problem.zh}" if seen.crs_problem else ""
        return f"EPSG:{seen.crs.epsg} {seen.crs.name}，{seen.crs.how.zh}{problem}"
    if declared is not None and declared.epsg:
        return f"EPSG:{declared.epsg}，声明"
    candidates = "、".join(f"EPSG:{one.epsg}（{one.how.zh}）" for one in seen.crs_candidates)
    problem = seen.crs_problem.zh if seen.crs_problem else "不明"
    return f"{problem}；可能是 {candidates}" if candidates else problem


def _show_columns(proposed: Proposal) -> None:
    rows = [
        (
            one.column.name,
            one.field.name if one.field else "不导入" if one.meaning.left_out_because else "按原名",
            one.meaning.unit,
            one.how.label.zh,
            "、".join(one.column.samples[:3]),
        )
        for one in proposed.columns
    ]
    if rows:
        print_table("字段对照", ("源字段", "字段", "源单位", "由来", "样例"), rows)
    for field in proposed.missing:
        click.echo(f"缺必填字段：{field.label.zh}（{field.name}）")
    for one in proposed.columns:
        if one.field is not None and one.unknown_values:
            values = "、".join(f"{pair.value} × {pair.count}" for pair in one.unknown_values)
            click.echo(f"未对照的取值：{one.field.label.zh}（{one.field.name}）：{values}")


def _show_profiles(asked: Asked, seen: DatasetInspection) -> None:
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.profiles.queries import fitting_profiles

    columns = [column.name for column in seen.columns]
    for one in fitting_profiles(asked.code, columns, actor=SYSTEM)[:1]:
        click.echo(
            f"可用方案 {one.profile}：{one.fit.text.zh}；加 --profile {one.profile.name} 采用"
        )
