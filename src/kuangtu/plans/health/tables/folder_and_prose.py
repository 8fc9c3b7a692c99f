# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What was typed from the prose: its units, words of limit, lists and areas. 文件夹与正文。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.answers import part_of
from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import Dimension, Figure, all_figures, plain
from kuangtu.plans.health.tables.folder_and_document import by_part, typed_figures
from kuangtu.plans.health.types import Finding, Kind, Reading, Where
from kuangtu.plans.types import Folder, ListKind

LIMITS = ("以内", "左右", "以上", "以下", "不少于", "不低于", "不超过", "不高于")
LISTED_AS = {
    ListKind.KEY_EXPLORATION: "重点勘查",
    ListKind.KEY_MINING: "重点开采",
    ListKind.RESTRICTED_MINING: "限制开采",
    ListKind.STRICTLY_CONTROLLED: "严格控制",
    ListKind.PROHIBITED_MINING: "禁止开采",
}


def units_are_the_printed_ones(case: Case) -> Iterator[Finding]:
    """A figure that was typed from a sentence has the unit that is printed behind it."""
    folder = _compared(case)
    if folder is None:
        return
    for clause, name, value, unit in typed_figures(folder, of_tables=False):
        sentences = [one for one in case.sentences if one.clause == part_of(clause)]
        found = [
            (figure, one) for one in sentences for figure in one.figures if figure.value == value
        ]
        if not found or any(_agree(f"{value}{unit}", figure) for figure, _ in found):
            continue
        figure, sentence = found[0]
        yield error(
            Kind.FOLDER,
            sentence.around(figure),
            "文件夹的“{name}”以“{unit}”计，文本作“{printed}”",
            "the folder gives “{name}” in {unit}; the document prints {printed}",
            [Reading(f"{value}{unit}", Where(name, clause)), sentence.reading(figure)],
            name=name,
            unit=unit,
            printed=figure.printed,
        )


def _agree(typed: str, printed: Figure) -> bool:
    """Both are of one unit, or one of them only counts: 5镇 is typed as 5个."""
    typed_figure = next(iter(all_figures(typed)), None)
    if typed_figure is None or Dimension.COUNT in (typed_figure.dimension, printed.dimension):
        return True
    return (typed_figure.dimension, typed_figure.factor) == (printed.dimension, printed.factor)


def limits_are_the_printed_ones(case: Case) -> Iterator[Finding]:
    """A limit has the word that is printed beside its figure."""
    folder = _compared(case)
    if folder is None:
        return
    texts = by_part(case)
    for goal in folder.goals:
        pieces = re.split("[，。；;\n]", texts.get(part_of(goal.clause), ""))
        number = re.compile(rf"(?<![\d.]){re.escape(str(goal.value))}(?![\d.])")
        beside = [piece for piece in pieces if number.search(piece)]
        is_said = goal.force in LIMITS and not goal.table  # a cell is compared with its table
        if not is_said or not beside or any(goal.force in one for one in beside):
            continue
        yield error(
            Kind.FOLDER,
            Where(beside[0].strip(), part_of(goal.clause)),
            "文件夹的“{name}”作“{value}{unit}{force}”，文本作“{printed}”",
            "the folder has “{name}” as {value} {unit} {force}; the document has “{printed}”",
            [Reading(f"{goal.value}{goal.unit}{goal.force}", Where(goal.name.zh, goal.clause))],
            name=goal.name.zh,
            value=goal.value,
            unit=goal.unit,
            force=goal.force,
            printed=beside[0].strip(),
        )


def listed_minerals_are_printed(case: Case) -> Iterator[Finding]:
    """A mineral stands in the list that the folder takes it from."""
    folder = _compared(case)
    if folder is None:
        return
    for listed in folder.listings:
        word, clause = LISTED_AS.get(listed.kind), part_of(listed.clause)
        lists: list[Sentence] = [
            one for one in case.sentences if one.clause == clause and word and word in one.text
        ]
        if lists and not any(plain(listed.printed) in one.text for one in lists):
            yield error(
                Kind.FOLDER,
                lists[0].where(),
                "文件夹把“{mineral}”列为{kind}，文本 {clause} 所列没有它",
                "the folder lists {mineral} as {kind}; the list of {clause} has it not",
                [Reading(listed.printed, Where(listed.kind.label.zh, listed.clause))],
                mineral=listed.printed,
                kind=listed.kind.label,
                clause=clause,
            )


def zones_fit_the_county(case: Case) -> Iterator[Finding]:
    """No zone is larger than the county. 分区面积不大于辖区。"""
    whole, county = case.county_area_km2, case.county_area
    if case.folder is None or whole is None or county is None:
        return
    for zone in case.folder.zones:
        if zone.area_km2 is not None and zone.area_km2 > whole:
            yield error(
                Kind.PART_ABOVE_WHOLE,
                Where(zone.name, zone.clause),
                "文件夹的“{name}”面积 {area} 平方千米，大于全县 {whole}",
                "the folder gives “{name}” {area} km², more than the county's {whole}",
                [
                    Reading(f"{zone.area_km2}平方千米", Where(zone.name, zone.clause)),
                    county[1].reading(county[0]),
                ],
                name=zone.name,
                area=zone.area_km2,
                whole=county[0].printed,
            )


def _compared(case: Case) -> Folder | None:
    """The folder, where there is a document to compare it with."""
    return case.folder if case.document.file else None
