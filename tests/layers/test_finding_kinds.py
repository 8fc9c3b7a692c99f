# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every kind of finding is in the list, with the severity that the code gives it. 发现种类。"""

import ast
import re
from pathlib import Path

import numpy as np
import pytest

from kuangtu.core.text import same
from kuangtu.layers.choices import Mender, Severity
from kuangtu.layers.dictionary import layer
from kuangtu.layers.finding_kinds import finding_kinds, mender_of
from kuangtu.layers.finding_list import FindingCollector, Flagged
from kuangtu.layers.findings import Finding, found

SOURCE = Path(__file__).parents[2] / "src/kuangtu/layers"
CHINESE = re.compile(r"[一-鿿]")


def made_findings():
    """Each `Finding("kind", Severity.X …)`, `found("kind" …)` and `Flagged("kind" …)`."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                names = [ast.unparse(one) for one in node.args[:2]]
                if node.func.id in ("Finding", "found", "Flagged") and names:
                    yield node.func.id, node.args[0], names[1:], path.name


def test_every_kind_that_is_found_is_in_the_list_with_its_severity():
    wrong = []
    for call, kind, more, file in made_findings():
        if not isinstance(kind, ast.Constant):
            continue
        known = finding_kinds().get(kind.value)
        if known is None:
            wrong.append((file, kind.value, "not in the list"))
        elif call == "Finding" and more[0] not in (f"Severity.{known.severity.value}", "severity"):
            wrong.append((file, kind.value, more[0]))

    assert wrong == []


def test_every_kind_in_the_list_is_found_somewhere():
    written = [*SOURCE.rglob("*.py"), *(SOURCE.parent / "geo/formats").rglob("*.py")]
    sources = "".join(path.read_text("utf-8") for path in written)

    assert [
        kind
        for kind in finding_kinds()
        if not any(f'"{spelling}"' in sources for spelling in spellings(kind))
    ] == []


def spellings(kind):
    """As it stands, and as the readers make it of a geometry's or a range's problem."""
    return kind, kind.removeprefix("geometry-"), kind.replace("-", ".", 1)


def test_every_kind_says_what_to_do_in_both_languages():
    assert [
        one.code
        for one in finding_kinds().values()
        if not (CHINESE.search(one.name.zh) and CHINESE.search(one.remedy.zh))
        or CHINESE.search(one.name.en + one.remedy.en)
    ] == []


def test_a_flood_of_findings_is_counted_to_the_last_and_told_to_a_bound():
    asked = []

    def told(at):
        asked.append(at)
        return found("geometry-invalid", same("x"), feature=at + 1)

    collector = FindingCollector(most_listed=10)
    collector.add([Flagged("geometry-invalid", np.arange(1_000_000), told)])
    done = collector.done(layer("nature-reserve"))

    assert (done.counts, len(done.findings), len(asked)) == (
        {"geometry-invalid": 1_000_000},
        10,
        10,
    )
    assert len(done.rows_out) == 1_000_000
    assert done.unlisted == {"geometry-invalid": 999_990}


def test_a_list_begins_with_errors_and_names_who_mends():
    collector = FindingCollector()
    collector.add(
        [
            found("field-unknown", same("a")),
            found("part-sliver", same("b"), feature=2),
            Finding("of-another-kind", Severity.ERROR, same("c"), same("d"), feature=1),
        ]
    )
    done = collector.done(layer("nature-reserve"))

    assert [(one.kind, one.mender.zh) for one in done.findings] == [
        ("of-another-kind", "林业和草原部门"),
        ("part-sliver", "林业和草原部门"),
        ("field-unknown", "导入人"),
    ]
    assert done.rows_out.tolist() == [0]


@pytest.mark.parametrize("severity", list(Severity))
def test_every_severity_and_mender_occurs(severity):
    kinds = finding_kinds().values()

    assert any(one.severity is severity for one in kinds)
    assert {one.mender for one in kinds} == set(Mender)
    assert mender_of("never heard of") is Mender.PROVIDER
