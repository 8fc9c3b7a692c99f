# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Plan documents that were handed in, kept in the home under their hashes. 规划文本存放。

A document is internal: it is read to repeat a check and handed out to officers only.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from kuangtu.core.errors import Invalid, NotFound, Place, Problem
from kuangtu.core.text import Text
from kuangtu.plans.document.reading import READERS, read_document
from kuangtu.plans.document.types import Block, Document, PrintedTable
from kuangtu.plans.errors import DocumentNotUsable

LONGEST_NAME = 200
# A plan has some ten thousand; so many are examined in half a minute, and somebody waits for it.
MOST_LETTERS = 500_000
TOO_LONG = Text(
    "文本有 {letters} 字，超过上限 {most} 字；请用命令 kuangtu plan health 检查",
    "The document has {letters} letters, more than {most}; examine it with kuangtu plan health",
)
NO_NAME = Text("文件没有名称", "The file has no name")


@dataclass(frozen=True, slots=True)
class Upload:
    """A document as it was handed in. 交来的文本。"""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_upload(upload: Upload) -> Document:
    """What is in the file. Raises: DocumentNotUsable with the file's own name and the line."""
    name = plain_name(upload.name)
    if not name:
        raise DocumentNotUsable([Problem("document-kind", NO_NAME, Place(field="document"))])
    with tempfile.TemporaryDirectory(prefix="kuangtu-plan-") as folder:
        path = Path(folder) / f"document{Path(name).suffix.lower()}"
        path.write_bytes(upload.content)
        try:
            document = read_document(path)
        except Invalid as error:
            raise DocumentNotUsable(
                Problem(one.code, one.text, Place(name, one.place.line, field="document"))
                for one in error.problems
            ) from error
    letters = sum(map(letters_of, document.blocks))
    if letters > MOST_LETTERS:
        text = TOO_LONG.format(letters=letters, most=MOST_LETTERS)
        raise DocumentNotUsable([Problem("document-too-long", text, Place(name, field="document"))])
    return document


def letters_of(block: Block) -> int:
    """How much there is to be read in a block."""
    if isinstance(block, PrintedTable):
        return len(block.caption) + sum(len(cell) for row in block.rows for cell in row)
    return len(block.text)


def keep_document(upload: Upload) -> None:
    """Put the file into the home; one that is there already stays. 存放文本。"""
    path = document_path(upload.sha256, plain_name(upload.name))
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    waiting = path.with_name(f".{secrets.token_hex(8)}")
    waiting.write_bytes(upload.content)
    waiting.replace(path)


def kept_document(sha256: str, name: str) -> Upload:
    """A document that was handed in before. Raises: NotFound if the home has it no more."""
    path = document_path(sha256, name)
    if not path.is_file():
        raise NotFound(what=Text("规划文本“{name}”", "the plan document {name}").format(name=name))
    return Upload(name, path.read_bytes())


def document_path(sha256: str, name: str) -> Path:
    """Where a document lies: its hash, and the ending that tells how to read it."""
    suffix = Path(name).suffix.lower()
    ending = suffix if suffix in READERS else ""
    return Path(settings.KUANGTU_HOME) / "plan-documents" / f"{sha256}{ending}"


def plain_name(name: str) -> str:
    """The plain name of a file, its ending kept; "" for one that hides or is not printable."""
    last = re.split(r"[\\/]", name)[-1].strip()
    if last.startswith(".") or not last.isprintable():
        return ""
    path = Path(last)
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix
