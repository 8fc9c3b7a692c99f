# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Opening what was handed in: a file, a folder or an archive. 打开导入文件。

The files are copied into a folder of their own under plain names first: nothing can change
under the reader, and no name of an archive ever becomes a path.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kuangtu.core.canonical import sha256_of
from kuangtu.core.errors import Place, invalid
from kuangtu.core.text import Text
from kuangtu.layers.hashing import file_sha256
from kuangtu.layers.reading.archive import unpack
from kuangtu.layers.reading.datasets import DataSet, chosen, data_sets, parts_of, suffix_of
from kuangtu.layers.reading.formats import (
    ARCHIVES,
    FAMILIES,
    FORMATS,
    GEODATABASE,
    GEODATABASE_PARTS,
    SUFFIXES,
    SUPPORTED_EN,
    SUPPORTED_ZH,
    Format,
)
from kuangtu.layers.reading.limits import MIB, ReadLimits


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


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Everything that was handed in, copied and unpacked, and the data sets in it. 送交文件。"""

    name: str
    is_single_file: bool
    work: Path
    loose: tuple[tuple[str, Path], ...]
    originals: tuple[Path, ...]
    files: tuple[SourceFile, ...]
    data_sets: tuple[DataSet, ...]

    @property
    def sha256(self) -> str:
        """That of the only file, or of the names and hashes of all."""
        if len(self.files) == 1:
            return self.files[0].sha256
        return sha256_of({file.name: file.sha256 for file in self.files})

    def chosen(self, dataset: str) -> DataSet:
        """The data set to read. Raises: Invalid as `datasets.chosen` does."""
        return chosen(self.data_sets, self.loose, name=self.name, dataset=dataset)

    def opened(self, one: DataSet) -> Source:
        """A data set with its files side by side. Raises: Invalid `layer.parts-twice`."""
        folder = self.work / f"dataset-{self.data_sets.index(one)}"
        main = _beside_each_other(parts_of(one, self.loose, name=self.name), one, folder)
        is_set = len(self.originals) > 1 and self.is_single_file
        name = PurePosixPath(one.label).name if is_set else self.name
        return Source(name, one.format, main, self.files, self.sha256, self.originals)


def hand_in(path: Path, *, work: Path, limits: ReadLimits) -> HandedIn:
    """Copy what was handed in into `work`, unpack it, and see what data sets there are.

    Raises: Invalid `layer.file-missing`, `layer.too-large`, `layer.format-unknown`,
    `layer.file-unreadable`, and those of `archive.unpack`.
    """
    found = _handed_in(path)
    _check_size(found, path, limits)
    originals = _copied(found, work / "original")
    files = tuple(SourceFile(p.name, file_sha256(p), p.stat().st_size) for p in originals)
    loose = [(p.name, p) for p in originals]
    if path.suffix.casefold() in ARCHIVES and not path.is_dir():
        keep = {".kml"} if path.suffix.casefold() == ".kmz" else SUFFIXES
        loose = unpack(originals[0], into=work / "unpacked", keep=keep, limits=limits)
    sets = tuple(data_sets(loose, path.name))
    return HandedIn(path.name, not path.is_dir(), work, tuple(loose), tuple(originals), files, sets)


def _handed_in(path: Path) -> list[Path]:
    """The files that belong to the path: itself, its folder's, or the companions of its kind."""
    if not path.exists():
        raise invalid(
            "layer.file-missing",
            "文件不存在，请核对路径",
            "there is no such file; check the path",
            Place(str(path)),
        )
    suffix = path.suffix.casefold()
    if path.is_dir():
        return sorted(p for p in path.iterdir() if p.suffix.casefold() in SUFFIXES and p.is_file())
    if family := _family_of(path):
        return sorted(
            p
            for p in path.parent.iterdir()
            if p.stem.casefold() == path.stem.casefold()
            and p.suffix.casefold() in family
            and p.is_file()
        )
    if suffix in GEODATABASE_PARTS:
        return _handed_in(path.parent)
    if suffix not in {*FORMATS, *ARCHIVES}:
        raise invalid(
            "layer.format-unknown",
            "不支持“{suffix}”格式{advice}；请提供 {formats}",
            "the format “{suffix}” is not supported{advice}; supply a {formats}",
            Place(path.name),
            suffix=path.suffix,
            advice=INSTEAD.get(suffix, Text("", "")),
            formats=Text(SUPPORTED_ZH, SUPPORTED_EN),
        )
    return [path]


# What is often sent, and as what its program saves it for us.
INSTEAD = {
    ".dwg": Text("（请在 CAD 中另存为 DXF）", " (save it as DXF in the CAD program)"),
    ".xls": Text("（请另存为 .xlsx）", " (save it as .xlsx)"),
    ".et": Text("（请另存为 .xlsx）", " (save it as .xlsx)"),
    ".mdb": Text("（请导出为 .gdb 或 GeoPackage）", " (export it as .gdb or GeoPackage)"),
    ".rar": Text("（请改用 zip 打包）", " (pack it as a zip)"),
    ".7z": Text("（请改用 zip 打包）", " (pack it as a zip)"),
}


def _family_of(path: Path) -> tuple[str, ...]:
    """The suffixes that belong together with a file's; none where it stands alone."""
    suffix = path.suffix.casefold()
    return next((family for family in FAMILIES.values() if suffix in family), ())


def _check_size(files: list[Path], path: Path, limits: ReadLimits) -> None:
    size_bytes = sum(file.stat().st_size for file in files)
    if files and not size_bytes and all(file.is_file() for file in files):
        raise invalid(
            "layer.file-empty",
            "文件是空的（0 字节），可能没有传完或没有导出成功；请重新导出后再提供",
            "the file is empty (0 bytes), perhaps cut off or never exported; export it again",
            Place(path.name),
        )
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


def _copied(files: Sequence[Path], into: Path) -> list[Path]:
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


def _beside_each_other(members: Iterator[tuple[str, Path]], one: DataSet, folder: Path) -> Path:
    """The files of one data set under one plain name; the main one is returned."""
    folder.mkdir()
    if one.format is Format.FILEGDB:
        return _geodatabase(members, folder / f"data{GEODATABASE}")
    for label, path in members:
        shutil.copyfile(path, folder / f"data{suffix_of(label)}")
    return folder / f"data{one.suffix}"


# The names of tables in a geodatabase are fixed; nothing else is put into its folder.
GEODATABASE_TABLE = re.compile(r"a[0-9a-f]{8}\.(gdbtable|gdbtablx|spx)")


def _geodatabase(members: Iterator[tuple[str, Path]], folder: Path) -> Path:
    folder.mkdir()
    for label, path in members:
        name = PurePosixPath(label).name.casefold()
        if GEODATABASE_TABLE.fullmatch(name):
            shutil.copyfile(path, folder / name)
    return folder
