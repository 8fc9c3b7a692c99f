# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which data sets there are among some files, and the one to read. 数据集辨认与选择。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kuangtu.core.errors import Place, invalid
from kuangtu.core.text import Text
from kuangtu.layers.reading.formats import (
    COMPANIONS,
    FAMILIES,
    FORMATS,
    GEODATABASE,
    GEODATABASE_PARTS,
    SUPPORTED_EN,
    SUPPORTED_ZH,
    Format,
)

Files = Sequence[tuple[str, Path]]  # the name as it was handed in, and where the copy lies
KMZ_MAIN = "doc.kml"


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set: how it is named, its format, and the file that names it. 数据集。

    For a geodatabase `label` is its folder and `main` the suffix of one.
    """

    label: str
    format: Format
    suffix: str

    @property
    def stem(self) -> str:
        return PurePosixPath(self.label).stem


def data_sets(files: Files, name: str) -> list[DataSet]:
    """Every data set among the files, the preferred formats first. `name` is what holds them."""
    found = [
        DataSet(label, FORMATS[suffix], suffix)
        for label, _ in files
        if (suffix := suffix_of(label)) in FORMATS
    ]
    folders = {_folder_of(label, name) for label, _ in files if suffix_of(label) in _PARTS}
    found += [DataSet(folder, Format.FILEGDB, GEODATABASE) for folder in sorted(folders)]
    found += [DataSet(label, Format.DBF, ".dbf") for label in _tables_alone(files)]
    order = list(Format)
    return sorted(found, key=lambda one: (order.index(one.format), one.label))


_PARTS = frozenset(GEODATABASE_PARTS)


def suffix_of(label: str) -> str:
    return PurePosixPath(label).suffix.casefold()


def _folder_of(label: str, name: str) -> str:
    """The geodatabase a table belongs to; packed without its folder, it is named as the whole."""
    parent = str(PurePosixPath(label).parent)
    return name if parent == "." else parent


def _tables_alone(files: Files) -> Iterator[str]:
    """A .dbf beside no part of a shapefile is a table; beside a .shx its .shp is missing."""
    geometry = {_stem(label) for label, _ in files if suffix_of(label) in (".shp", ".shx")}
    for label, _ in files:
        if suffix_of(label) == ".dbf" and _stem(label) not in geometry:
            yield label


def _stem(label: str) -> str:
    return str(PurePosixPath(label).with_suffix("")).casefold()


def chosen(found: Sequence[DataSet], files: Files, *, name: str, dataset: str) -> DataSet:
    """The data set that was asked for, else the only one of the preferred format.

    Raises: Invalid `layer.several-datasets`, `layer.shp-missing`, `layer.no-dataset`.
    """
    wanted = [one for one in found if not dataset or dataset in (one.label, one.stem)]
    best = [one for one in wanted if one.format is wanted[0].format]
    if suffix_of(name) == ".kmz":
        best = [one for one in best if one.label.casefold() == KMZ_MAIN] or best
    if not best:
        if dataset and found:
            raise _other_datasets(found, name, dataset)
        raise _no_dataset([label for label, _ in files], name)
    if len(best) > 1:
        raise invalid(
            "layer.several-datasets",
            "含有 {count} 个数据集（{names}），请指明导入哪一个（--dataset）",
            "there are {count} data sets ({names}); say which one to import (--dataset)",
            Place(name),
            count=len(best),
            names="、".join(one.label for one in best),
        )
    return best[0]


def parts_of(one: DataSet, files: Files, *, name: str) -> Iterator[tuple[str, Path]]:
    """The files of a data set: of the same name, or of one that differs in capitals only.

    Raises: Invalid `layer.parts-twice`.
    """
    if one.format is Format.FILEGDB:
        for label, path in files:
            if suffix_of(label) in _PARTS and _folder_of(label, name) == one.label:
                yield label, path
        return
    stem = str(PurePosixPath(one.label).with_suffix(""))
    for suffix in FAMILIES.get(one.suffix, (one.suffix,)):
        alike = [
            (label, path)
            for label, path in files
            if _stem(label) == stem.casefold() and suffix_of(label) == suffix
        ]
        exact = [
            part for part in alike if str(PurePosixPath(part[0]).with_suffix("")) == stem
        ] or alike
        if suffix == one.suffix:
            exact = [part for part in exact if part[0] == one.label] or exact
        if len(exact) > 1:
            raise invalid(
                "layer.parts-twice",
                "{names} 只有大小写不同，无法判断哪一个属于 {main}；请只留一套",
                "{names} differ in capitals only and it cannot be told which belongs to {main}; "
                "keep one set",
                Place(name),
                names="、".join(label for label, _ in exact),
                main=PurePosixPath(one.label).name,
            )
        yield from exact


def _other_datasets(found: Sequence[DataSet], name: str, dataset: str) -> Exception:
    return invalid(
        "layer.no-dataset",
        "没有数据集“{dataset}”；有：{names}",
        "there is no data set “{dataset}”; there are {names}",
        Place(name),
        dataset=dataset,
        names="、".join(one.label for one in found),
    )


def _no_dataset(labels: Sequence[str], name: str) -> Exception:
    suffixes = {suffix_of(label) for label in labels}
    if suffixes & set(COMPANIONS):
        return invalid(
            "layer.shp-missing",
            "只有 {suffixes}，缺少存放图形的 .shp 文件；请把整套 Shapefile 一起提供",
            "there are only {suffixes}; the .shp with the geometry is missing. Supply the whole "
            "set",
            Place(name),
            suffixes=" ".join(sorted(suffixes)),
        )
    return invalid(
        "layer.no-dataset",
        "未找到数据集；应为 {formats}",
        "no data set was found; there should be a {formats}",
        Place(name),
        formats=Text(SUPPORTED_ZH, SUPPORTED_EN),
    )
