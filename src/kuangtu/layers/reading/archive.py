# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Unpacking an archive that somebody sent. 压缩包解包。

Sizes are counted while unpacking, because what an archive says of itself may be a lie; names
are looked at but never used as paths.
"""

from __future__ import annotations

import errno
import struct
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path, PurePosixPath, PureWindowsPath

from kuangtu.core.damaged_files import why_damaged
from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.layers.reading.limits import MIB, ReadLimits

CHUNK_BYTES = MIB
NESTED = {".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".kmz"}
UTF8_FLAG, ENCRYPTED_FLAG = 0x800, 0x1
UNIX_LINK = 0o120000


def unpack(
    path: Path, *, into: Path, keep: Collection[str], limits: ReadLimits
) -> list[tuple[str, Path]]:
    """The members with a wanted suffix: their names and where they were put. 解包。

    Raises: Invalid `archive.unreadable`, `archive.too-many-members`, `archive.path`,
    `archive.link`, `archive.encrypted`, `archive.nested`, `archive.too-large`, `archive.bomb`.
    """
    into.mkdir()
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_count(members, path.name, limits)
            for member in members:
                _check_member(member, path.name)
            _check_stated_sizes(members, path.name, limits)
            return _unpacked(archive, members, into=into, keep=keep, limits=limits)
    except DAMAGED as error:
        raise _unreadable(path, error) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place before the file's beginning; not a full disk
            raise
        raise _unreadable(path, error) from error


# What zipfile raises over a damaged archive.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    struct.error,
    RuntimeError,
    ValueError,
    KeyError,
)


def _unreadable(path: Path, error: Exception) -> Invalid:
    return invalid(
        "archive.unreadable",
        "压缩包读不了：{reason}；请重新打包或重新传一次",
        "the archive cannot be read: {reason}; pack it or send it again",
        Place(path.name),
        reason=why_damaged(error),
    )


def name_of(member: zipfile.ZipInfo) -> str:
    """The member's name; Chinese programs write it in GBK without saying so."""
    if member.flag_bits & UTF8_FLAG:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def _check_count(members: list[zipfile.ZipInfo], file: str, limits: ReadLimits) -> None:
    if len(members) > limits.members:
        raise invalid(
            "archive.too-many-members",
            "压缩包内有 {count} 个文件，超过上限 {most} 个；请只打包需要的数据集",
            "the archive has {count} files, more than {most}; pack only the data set needed",
            Place(file),
            count=len(members),
            most=limits.members,
        )


def _check_member(member: zipfile.ZipInfo, file: str) -> None:
    name = name_of(member)
    if not _is_inside(name):
        raise _refused(
            "archive.path",
            "成员“{member}”的路径指向压缩包之外，已拒绝；请重新打包",
            "the member “{member}” points outside the archive and is refused; pack it again",
            name,
            file,
        )
    if (member.external_attr >> 16) & 0o170000 == UNIX_LINK:
        raise _refused(
            "archive.link",
            "成员“{member}”是符号链接，已拒绝；请打包文件本身",
            "the member “{member}” is a symbolic link and is refused; pack the file itself",
            name,
            file,
        )
    if member.flag_bits & ENCRYPTED_FLAG:
        raise _refused(
            "archive.encrypted",
            "成员“{member}”加了密码；请去掉密码重新打包",
            "the member “{member}” is encrypted; pack it again without a password",
            name,
            file,
        )
    if PurePosixPath(name).suffix.casefold() in NESTED:
        raise _refused(
            "archive.nested",
            "压缩包内还有压缩包“{member}”；请解开后只打包一层",
            "there is another archive inside, “{member}”; unpack it and pack one level only",
            name,
            file,
        )


def _is_inside(name: str) -> bool:
    """True for a relative path that never climbs, read the POSIX way and the Windows way.

    >>> _is_inside("界线/a.shp"), _is_inside("../a.shp"), _is_inside("C:\\\\a"), _is_inside("/a")
    (True, False, False, False)
    """
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    return not (
        posix.is_absolute() or windows.drive or windows.root or ".." in windows.parts or not name
    )


def _is_hidden(name: str) -> bool:
    """True for what macOS adds on its own.

    >>> _is_hidden("__MACOSX/a.shp"), _is_hidden("a/._b.shp"), _is_hidden("a/b.shp")
    (True, True, False)
    """
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _check_stated_sizes(members: list[zipfile.ZipInfo], file: str, limits: ReadLimits) -> None:
    """What the archive says of itself is enough to refuse it, never enough to trust it."""
    total = sum(member.file_size for member in members)
    if total > limits.unpacked_bytes:
        raise _too_large(file, total, limits)
    for member in members:
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > limits.small_member_bytes and ratio > limits.compression_ratio:
            raise _refused(
                "archive.bomb",
                "成员“{member}”解压后膨胀 {ratio:.0f} 倍（上限 {most:.0f} 倍），疑为压缩炸弹",
                "the member “{member}” grows {ratio:.0f}-fold when unpacked (limit {most:.0f}): it "
                "looks like a zip bomb",
                name_of(member),
                file,
                ratio=ratio,
                most=limits.compression_ratio,
            )


def _unpacked(
    archive: zipfile.ZipFile,
    members: list[zipfile.ZipInfo],
    *,
    into: Path,
    keep: Collection[str],
    limits: ReadLimits,
) -> list[tuple[str, Path]]:
    found: list[tuple[str, Path]] = []
    room = limits.unpacked_bytes
    for number, member in enumerate(members):
        name = name_of(member)
        if PurePosixPath(name).suffix.casefold() not in keep or _is_hidden(name):
            continue
        target = into / f"member-{number}"
        room -= _written(archive, member, target, room)
        if room < 0:
            file = Path(str(archive.filename)).name
            raise _too_large(file, limits.unpacked_bytes - room, limits)
        found.append((name, target))
    return found


def _written(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, room: int) -> int:
    """Bytes written; stops as soon as there is no room for more."""
    size_bytes = 0
    with archive.open(member) as packed, target.open("wb") as plain:
        while size_bytes <= room and (chunk := packed.read(CHUNK_BYTES)):
            size_bytes += len(chunk)
            plain.write(chunk)
    return size_bytes


def _too_large(file: str, size_bytes: int, limits: ReadLimits) -> Invalid:
    return invalid(
        "archive.too-large",
        "解压后至少 {size:.0f} MB，超过上限 {most:.0f} MB；请分幅提供",
        "it unpacks to at least {size:.0f} MB, more than {most:.0f} MB; supply it in parts",
        Place(file),
        size=size_bytes / MIB,
        most=limits.unpacked_bytes / MIB,
    )


def _refused(code: str, zh: str, en: str, member: str, file: str, **values: object) -> Invalid:
    return invalid(code, zh, en, Place(file), member=member, **values)
