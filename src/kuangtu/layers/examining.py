# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading a file and checking it, whether or not it is kept afterwards. 读取与检查。"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kuangtu.layers.checking import Attributes, CheckBasis, check_features, fit_attributes
from kuangtu.layers.choices import ImportStep
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.finding_list import FindingList
from kuangtu.layers.mapping import SourceMapping
from kuangtu.layers.reading import Declaration, ReadFeatures, ReadLimits
from kuangtu.layers.sheet_drawing import read_or_draw

# Told of each step and of the features read so far, None while they are not known.
Follow = Callable[[ImportStep, int | None], None]


def unfollowed(_step: ImportStep, _features: int | None) -> None:
    """For imports that nobody looks on at."""


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """A file as it was read, its columns as fields, and what was found. 已检查的文件。"""

    features: ReadFeatures
    attributes: Attributes
    findings: FindingList


def examine(
    file: Path,
    specification: LayerSpecification,
    *,
    work: Path,
    said: Declaration,
    mapping: Mapping[str, str],
    meaning: SourceMapping,
    limits: ReadLimits,
    basis: CheckBasis,
    follow: Follow = unfollowed,
) -> Examined:
    """Read a file into `work` and check it. 读取并检查。

    Raises: Invalid where it cannot be read or its columns cannot be matched; and whatever
    `follow`, which is told of each step and of the features read so far, raises.
    """
    follow(ImportStep.READING, None)
    features = read_or_draw(
        file,
        specification,
        work=work,
        said=said,
        mapping={**meaning.fields, **mapping},
        limits=replace(limits, told=lambda count: follow(ImportStep.READING, count)),
    )
    follow(ImportStep.ATTRIBUTES, len(features))
    attributes = fit_attributes(
        features.table,
        specification,
        mapping=mapping,
        file=features.source.name,
        meaning=meaning,
    )
    findings = check_features(
        features,
        attributes,
        specification,
        basis,
        pause=lambda: follow(ImportStep.GEOMETRIES, len(features)),
    )
    return Examined(features, attributes, findings)
