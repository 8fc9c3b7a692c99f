# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A plan folder alone as a document: its printed tables, its facts as sentences. 由文件夹体检。"""

from __future__ import annotations

from kuangtu.plans.document.types import Block, Document, Paragraph, PrintedTable
from kuangtu.plans.types import Folder

LISTINGS = {
    "KEY_EXPLORATION": "重点勘查矿种",
    "KEY_MINING": "重点开采矿种",
    "RESTRICTED_MINING": "限制开采矿种",
    "STRICTLY_CONTROLLED": "严格控制矿种",
    "PROHIBITED_MINING": "禁止开采矿种",
}


def document_of(folder: Folder) -> Document:
    """What of the document a folder holds; `file` is empty, there being no document."""
    tables = [
        PrintedTable(table.title, table.number, table.rows, 0, table.clause)
        for table in folder.tables
    ]
    return Document("", (*tables, *_listings(folder)))


def _listings(folder: Folder) -> list[Block]:
    """The lists of minerals as the sentences they were typed from."""
    blocks: list[Block] = []
    for kind, words in LISTINGS.items():
        listed = [one for one in folder.listings if one.kind.name == kind]
        if listed:
            names = "、".join(f"{one.condition}{one.printed}" for one in listed)
            blocks.append(Paragraph(f"{words}：{names}。", 0, listed[0].clause))
    return blocks
