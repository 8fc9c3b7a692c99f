# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu layer check`: what a file is worth before it is imported. 图层文件检查命令。"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kuangtu.cli.layer_home import layer_of_files
from kuangtu.cli.layer_options import reading_arguments, reading_options
from kuangtu.cli.output import json_option, print_json, print_table, start_django
from kuangtu.core.errors import Place, invalid

if TYPE_CHECKING:
    from kuangtu.core.text import Text
    from kuangtu.layers.examining import Examined
    from kuangtu.reports.finding_lists import FindingReport

ERRORS_FOUND = 1
CONTENT = {".xlsx": "as_xlsx", ".csv": "as_csv", ".geojson": "as_geojson", ".gpkg": "as_geopackage"}
LIST_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("check")
@reading_options
@click.option("--xlsx", type=LIST_FILE, help="发现清单存为工作簿 · the list as a workbook")
@click.option("--csv", "csv_", type=LIST_FILE, help="存为 CSV · as CSV")
@click.option("--geojson", type=LIST_FILE, help="存为 GeoJSON 点 · as points")
@click.option("--gpkg", type=LIST_FILE, help="存为 GeoPackage 点 · as points")
@json_option
def check(file: Path, *, code: str, as_json: bool, **said: Any) -> None:
    """读取并检查文件，不保存 · read and check a file, keeping nothing.

    退出码：0 没有错误；1 有错误；2 读不了。Warnings do not keep a file out: they exit with 0 too.
    """
    examined = examined_file(file, code, said)
    report = report_of(file, examined)
    wanted = {
        ".xlsx": said["xlsx"],
        ".csv": said["csv_"],
        ".geojson": said["geojson"],
        ".gpkg": said["gpkg"],
    }
    for kind, path in wanted.items():
        if path is not None:
            write_list(report, kind, path)
    if as_json:
        print_json(record_of(examined))
    else:
        tell(examined, report)
    if examined.findings.has_errors:
        sys.exit(ERRORS_FOUND)


def examined_file(file: Path, code: str, said: dict[str, Any]) -> Examined:
    """The file read and checked as of today. Raises: Invalid, NotFound, EditionDamaged."""
    start_django()
    from django.conf import settings
    from django.utils import timezone

    from kuangtu.cli.setup import migrate
    from kuangtu.layers.examining import examine
    from kuangtu.layers.queries.checks import check_basis
    from kuangtu.layers.reading import Declaration, ReadLimits

    migrate()
    specification = layer_of_files(code)
    arguments = reading_arguments(said)
    limits = arguments["limits"] or ReadLimits.for_files_up_to(settings.KUANGTU_UPLOAD_LIMIT_BYTES)
    declaration = Declaration(
        arguments["declared_crs"],
        arguments["encoding"],
        arguments["dataset"],
        arguments["table"],
        geometry=specification.geometry,
        without_geometry=not specification.has_geometry,
    )
    with tempfile.TemporaryDirectory(prefix="kuangtu-check-") as work:
        return examine(
            file,
            specification,
            work=Path(work),
            said=declaration,
            mapping=arguments["mapping"],
            meaning=arguments["meaning"],
            limits=limits,
            basis=check_basis(specification, as_of=timezone.localdate()),
        )


def report_of(file: Path, examined: Examined) -> FindingReport:
    """What was found, for a list that is sent on."""
    from kuangtu.core.text import Text
    from kuangtu.reports.finding_lists import FindingReport

    title = Text("检查发现：{file}", "findings: {file}").format(file=file.name)
    return FindingReport(title, examined.findings.findings, examined.findings.counts)


def write_list(report: FindingReport, kind: str, path: Path) -> None:
    """The list as a file of one of four kinds. Raises: Invalid where it cannot be written."""
    from kuangtu.reports import finding_lists

    content: bytes = getattr(finding_lists, CONTENT[kind])(report, in_chinese)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise invalid(
            "layer.list-unwritable",
            "清单不能写到 {path}（{why}）；请换一个位置",
            "the list cannot be written to {path} ({why}); choose another place",
            Place(file=str(path)),
            path=path,
            why=error.strerror or str(error),
        ) from error


def in_chinese(text: Text) -> str:
    return text.zh


def record_of(examined: Examined) -> dict[str, object]:
    """Everything as JSON."""
    features, findings = examined.features, examined.findings
    crs, encoding = features.crs, features.encoding
    return {
        "file": features.source.name,
        "format": features.source.format.value,
        "sha256": features.source.sha256,
        "crs": {"epsg": crs.epsg, "name": crs.name, "how": crs.how.as_json()},
        "encoding": {"name": encoding.name, "how": encoding.how.as_json()},
        "columns": dict(examined.attributes.mapping),
        "feature_count": len(features),
        "with_errors": len(findings.rows_out),
        "finding_counts": dict(findings.counts),
        "not_listed": findings.unlisted,
        "findings": [finding.as_json() for finding in findings.findings],
    }


def tell(examined: Examined, report: FindingReport) -> None:
    """The same for people."""
    from kuangtu.layers.reading.features import NO_SYSTEM

    features, findings = examined.features, examined.findings
    crs, encoding = features.crs, features.encoding
    source = features.source
    click.echo(f"{source.name}（{source.format.value}）：{len(features)} 个要素")
    system = "" if crs == NO_SYSTEM else f"EPSG:{crs.epsg} {crs.name}；"
    click.echo(f"坐标系 {system}{crs.how.zh}")
    click.echo(f"编码 {encoding.name}；{encoding.how.zh}")
    columns = "，".join(f"{column}→{name}" for column, name in examined.attributes.mapping.items())
    click.echo(f"字段对照 {columns or '—'}")
    if not findings.count:
        click.echo("没有发现问题 · nothing was found")
        return
    rows = [
        (
            one.example.mender.zh,
            one.example.severity.label.zh,
            one.name.zh,
            one.count,
            one.example.text.zh,
            one.example.remedy.zh,
        )
        for one in report.summary
    ]
    print_table("检查发现", ("由谁改正", "程度", "类型", "数量", "例", "处理"), rows)
    if len(findings.rows_out):
        click.echo(f"有错的要素 {len(findings.rows_out)} 个，不能原样导入")
