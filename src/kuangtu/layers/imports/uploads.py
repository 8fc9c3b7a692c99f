# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Files handed in through the browser, kept until the worker has read them. 上传文件。"""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from django.conf import settings

from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text
from kuangtu.layers.reading.formats import (
    ARCHIVES,
    FORMATS,
    SUFFIXES,
    SUPPORTED_EN,
    SUPPORTED_ZH,
)

NO_FILE = Text("请选择要导入的文件", "choose a file to import")
TOO_MANY = Text(
    "一次最多 {most} 个文件；请打成 zip", "no more than {most} files; pack them as a zip"
)
BAD_NAME = Text("文件名“{name}”不能使用", "the file name “{name}” cannot be used")
TWICE = Text("“{name}”选了两次", "“{name}” was chosen twice")
EMPTY = Text("“{name}”是空文件", "“{name}” is empty")
UNKNOWN_FORMAT = Text(
    "“{name}”的格式不支持；请提供 " + SUPPORTED_ZH,
    "the format of “{name}” is not supported; supply a " + SUPPORTED_EN,
)
SEVERAL = Text(
    "一次只能导入一个数据集；请分开导入，或打成 zip 后写明数据集",
    "one data set at a time; import them one by one, or pack a zip and name the data set",
)
TOO_LARGE = Text(
    "文件共 {size} MB，超过上限 {most} MB；请分幅提供，"
    "或由管理员用 kuangtu layer import --limit-mb 导入",
    "the files have {size} MB, more than {most} MB; supply them in parts, or have the "
    "administrator use kuangtu layer import --limit-mb",
)
MOST_FILES = 20
MEGABYTE = 1_000_000


class Upload(Protocol):
    """A file as a web framework hands it over. 上传的文件。"""

    @property
    def name(self) -> str | None: ...

    @property
    def size(self) -> int | None: ...

    def chunks(self) -> Iterator[bytes]: ...


def problems_of(uploads: Sequence[Upload]) -> list[Problem]:
    """What can be seen to be wrong before a byte is read."""
    names = [name_of(upload) for upload in uploads]
    texts = [*_about_all(uploads, names)]
    for upload, name in zip(uploads, names, strict=True):
        if not name or len(name) > 200:
            texts.append(BAD_NAME.format(name=upload.name or ""))
        elif Path(name).suffix.casefold() not in {*SUFFIXES, *ARCHIVES}:
            texts.append(UNKNOWN_FORMAT.format(name=name))
        elif not upload.size:
            texts.append(EMPTY.format(name=name))
    return [Problem("layer.upload", text, Place(field="files")) for text in texts]


def _about_all(uploads: Sequence[Upload], names: Sequence[str]) -> Iterator[Text]:
    if not uploads:
        yield NO_FILE
    if len(uploads) > MOST_FILES:
        yield TOO_MANY.format(most=MOST_FILES)
    folded = [name.casefold() for name in names]
    for name in sorted({name for name in names if folded.count(name.casefold()) > 1}):
        yield TWICE.format(name=name)
    mains = [name for name in names if Path(name).suffix.casefold() in {*FORMATS, *ARCHIVES}]
    if len(mains) > 1:
        yield SEVERAL
    size = bytes_of(uploads)
    most = settings.KUANGTU_UPLOAD_LIMIT_BYTES
    if size > most:
        yield TOO_LARGE.format(size=f"{size / MEGABYTE:.1f}", most=f"{most / MEGABYTE:.0f}")


def name_of(upload: Upload) -> str:
    """The plain name of a file; nothing of a path, and nothing that hides."""
    name = re.split(r"[\\/]", upload.name or "")[-1].strip()
    return "" if name.startswith(".") or not name.isprintable() else name


def bytes_of(uploads: Iterable[Upload]) -> int:
    return sum(upload.size or 0 for upload in uploads)


def main_name(uploads: Sequence[Upload]) -> str:
    """What a person would call the whole: the file that holds the geometry, else the first."""
    names = [name_of(upload) for upload in uploads]
    mains = [name for name in names if Path(name).suffix.casefold() in {*FORMATS, *ARCHIVES}]
    return (mains or names)[0]


def uploads_folder() -> Path:
    """Where uploads wait."""
    return Path(settings.KUANGTU_HOME) / "uploads"


def keep_uploads(uploads: Sequence[Upload]) -> str:
    """Write the files into a new folder nobody can guess, and name it. 保存上传文件。

    Inside it they stand in a folder of the set's own name, which messages then say.
    """
    folder = secrets.token_hex(16)
    home = uploads_folder() / folder / Path(main_name(uploads)).stem
    home.mkdir(parents=True, mode=0o700)
    for upload in uploads:
        with (home / name_of(upload)).open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
    return folder


def kept_path(folder: str) -> Path:
    """What an import reads: the file itself, or the folder of a set of files."""
    (home,) = (uploads_folder() / folder).iterdir()
    files = list(home.iterdir())
    return files[0] if len(files) == 1 else home


def has_upload(folder: str) -> bool:
    """Whether the files are still there."""
    return (uploads_folder() / folder).is_dir()


def discard_uploads(folder: str) -> bool:
    """Remove the files; an edition keeps its own copy of what was handed in. True if some were."""
    was_there = has_upload(folder)
    shutil.rmtree(uploads_folder() / folder, ignore_errors=True)
    return was_there
