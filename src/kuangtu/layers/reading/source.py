# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Opening what was handed in: a file, a folder or an archive. 打开导入文件。

The files are copied into a folder of their own under plain names first: nothing can change
under the reader, and no name of an archive ever becomes a path.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kuangtu.core.canonical import sha256_of
from kuangtu.core.errors import Place, invalid
from kuangtu.layers.hashing import file_sha256
from kuangtu.layers.reading.archive import unpack
from kuangtu.layers.reading.limits import MIB, ReadLimits


class Format(StrEnum):
    """What can be read, in the order of preference where an archive holds several."""

    SHAPEFILE = "Shapefile"
    GEOPACKAGE = "GeoPackage"
    GEOJSON = "GeoJSON"
    CSV = "CSV"
    TXT = "TXT"


FORMATS = {
    ".shp": Format.SHAPEFILE,
    ".gpkg": Format.GEOPACKAGE,
    ".geojson": Format.GEOJSON,
    ".json": Format.GEOJSON,
    ".csv": Format.CSV,
    ".txt": Format.TXT,
}
COMPANIONS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
GEODATABASE = ".gdbtable"  # the tables of an Esri file geodatabase, looked at to be refused by name
SUFFIXES = {*FORMATS, *COMPANIONS, GEODATABASE}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as it was handed in. 源文件。"""

    name: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Source:
    """A data set, copied and ready to be read. 数据源。

    `main` is the file to open; a shapefile's companions stand beside it with lower-case
    suffixes. `sha256` is that of the file handed in, or of the names and hashes of its parts.
    """

    name: str
    format: Format
    main: Path
    files: tuple[SourceFile, ...]
    sha256: str
    originals: tuple[Path, ...]  # copies of the files as they were handed in

    def companion(self, suffix: str) -> Path | None:
        """The file of that suffix beside the main one, None if it was not handed in."""
        path = self.main.with_suffix(suffix)
        return path if path.exists() else None


def open_source(path: Path, *, work: Path, limits: ReadLimits, dataset: str = "") -> Source:
    """Copy what was handed in into `work` and find the data set in it. 打开数据源。

    `dataset` chooses one where an archive or a folder holds several.

    Raises: Invalid `layer.file-missing`, `layer.too-large`, `layer.format-unknown`,
    `layer.geodatabase`, `layer.several-datasets`, `layer.parts-twice`, `layer.shp-missing`,
    `layer.no-dataset`, and those of `archive.unpack`.
    """
    handed_in = _handed_in(path)
    _check_size(handed_in, path, limits)
    originals = _copied(handed_in, work / "original")
    files = tuple(SourceFile(p.name, file_sha256(p), p.stat().st_size) for p in originals)
    loose = [(p.name, p) for p in originals]
    if path.suffix.casefold() == ".zip":
        loose = unpack(originals[0], into=work / "unpacked", keep=SUFFIXES, limits=limits)
    stem, members = _chosen(loose, path.name, dataset)
    main = _beside_each_other(members, work / "dataset")
    sha256 = files[0].sha256
    if len(files) > 1:
        sha256 = sha256_of({file.name: file.sha256 for file in files})
    name = path.name if len(originals) == 1 or path.is_dir() else f"{stem}.shp"
    return Source(name, FORMATS[main.suffix], main, files, sha256, tuple(originals))


def _handed_in(path: Path) -> list[Path]:
    """The files that belong to the path: itself, its folder's, or a shapefile's companions."""
    if not path.exists():
        raise invalid(
            "layer.file-missing",
            "文件不存在，请核对路径",
            "there is no such file; check the path",
            Place(str(path)),
        )
    if path.is_dir():
        return sorted(p for p in path.iterdir() if p.suffix.casefold() in SUFFIXES and p.is_file())
    if path.suffix.casefold() in COMPANIONS:
        return sorted(
            p
            for p in path.parent.iterdir()
            if p.stem.casefold() == path.stem.casefold()
            and p.suffix.casefold() in COMPANIONS
            and p.is_file()
        )
    if path.suffix.casefold() not in {*FORMATS, ".zip", GEODATABASE}:
        raise invalid(
            "layer.format-unknown",
            "不支持“{suffix}”格式；请提供 Shapefile（文件夹或 zip）、GeoPackage、GeoJSON、"
            "CSV 或 TXT",
            "the format “{suffix}” is not supported; supply a Shapefile (folder or zip), "
            "GeoPackage, GeoJSON, CSV or TXT",
            Place(path.name),
            suffix=path.suffix,
        )
    return [path]


def _check_size(files: list[Path], path: Path, limits: ReadLimits) -> None:
    size_bytes = sum(file.stat().st_size for file in files)
    if size_bytes > limits.file_bytes:
        raise invalid(
            "layer.too-large",
            "文件共 {size:.1f} MB，超过上限 {most:.4g} MB；请分幅提供，或由管理员放宽上限",
            "the file has {size:.1f} MB, more than {most:.4g} MB; supply it in parts, or have the "
            "administrator raise the limit",
            Place(path.name),
            size=size_bytes / MIB,
            most=limits.file_bytes / MIB,
        )


def _copied(files: list[Path], into: Path) -> list[Path]:
    into.mkdir(parents=True)
    return [_copy(file, into / file.name) for file in files]


def _copy(file: Path, target: Path) -> Path:
    """Copy one file. What cannot be opened is the caller's to mend, a full disk is not."""
    try:
        if not file.is_file():  # before opening: to open a pipe waits for ever
            raise OSError(0, "not a regular file")
        with file.open("rb"):
            pass
    except OSError as error:
        raise invalid(
            "layer.file-unreadable",
            "文件打不开（{reason}）；请核对权限与路径",
            "the file cannot be opened ({reason}); check its permissions and the path",
            Place(file.name),
            reason=error.strerror or str(error),
        ) from error
    return Path(shutil.copyfile(file, target))


def _chosen(
    files: list[tuple[str, Path]], name: str, dataset: str
) -> tuple[str, list[tuple[str, Path]]]:
    """The stem of the data set and its files, by suffix; each has its name and where it lies."""
    mains = [(label, path) for label, path in files if Path(label).suffix.casefold() in FORMATS]
    if dataset:
        mains = [one for one in mains if dataset in (one[0], Path(one[0]).stem)]
    best = min((_format_of(label) for label, _ in mains), key=list(Format).index, default=None)
    mains = [one for one in mains if _format_of(one[0]) is best]
    if not mains:
        raise _no_dataset([label for label, _ in files], name, dataset)
    if len(mains) > 1:
        raise invalid(
            "layer.several-datasets",
            "含有 {count} 个数据集（{names}），请指明导入哪一个",
            "there are {count} data sets ({names}); say which one to import",
            Place(name),
            count=len(mains),
            names="、".join(sorted(label for label, _ in mains)),
        )
    main = Path(mains[0][0])
    if best is not Format.SHAPEFILE:
        return main.stem, mains
    return main.stem, list(_parts_of(main, files, name))


def _parts_of(main: Path, files: list[tuple[str, Path]], name: str) -> Iterator[tuple[str, Path]]:
    """A shapefile's files: of the same name, or of one that differs in capitals only."""
    stem = str(main.with_suffix(""))
    for suffix in COMPANIONS:
        alike = [
            one
            for one in files
            if str(Path(one[0]).with_suffix("")).casefold() == stem.casefold()
            and Path(one[0]).suffix.casefold() == suffix
        ]
        exact = [one for one in alike if str(Path(one[0]).with_suffix("")) == stem]
        chosen = exact or alike
        if len(chosen) > 1:
            raise invalid(
                "layer.parts-twice",
                "{names} 只有大小写不同，无法判断哪一个属于 {main}；请只留一套",
                "{names} differ in capitals only and it cannot be told which belongs to {main}; "
                "keep one set",
                Place(name),
                names="、".join(label for label, _ in chosen),
                main=main.name,
            )
        yield from chosen


def _format_of(label: str) -> Format:
    return FORMATS[Path(label).suffix.casefold()]


def _no_dataset(labels: list[str], name: str, dataset: str) -> Exception:
    suffixes = {Path(label).suffix.casefold() for label in labels}
    if GEODATABASE in suffixes:
        return invalid(
            "layer.geodatabase",
            "这是 Esri 文件地理数据库（.gdb），不能直接导入；请在 ArcGIS 或 QGIS 中把所需图层"
            "导出为 GeoPackage 或 Shapefile",
            "this is an Esri file geodatabase (.gdb), which is not imported as it is; export the "
            "layer wanted as a GeoPackage or Shapefile in ArcGIS or QGIS",
            Place(name),
        )
    if not dataset and suffixes & set(COMPANIONS):
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
        "未找到数据集{what}；应含 .shp、.gpkg、.geojson、.csv 或 .txt",
        "no data set {what}was found; there should be a .shp, .gpkg, .geojson, .csv or .txt",
        Place(name),
        what=f"{dataset} " if dataset else "",
    )


def _beside_each_other(members: list[tuple[str, Path]], folder: Path) -> Path:
    """The files of one data set under one plain name; the main one is returned."""
    folder.mkdir()
    main: Path | None = None
    for label, path in members:
        suffix = Path(label).suffix.casefold()
        placed = folder / f"data{suffix}"
        shutil.copyfile(path, placed)
        if suffix in FORMATS:
            main = placed
    assert main is not None, "a data set has a main file"  # noqa: S101 - chosen by `_chosen`
    return main
