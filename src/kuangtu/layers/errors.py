# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What can be refused about layers. 图层错误。"""

from __future__ import annotations

from kuangtu.core.errors import Conflict
from kuangtu.core.text import Text


class NotStaged(Conflict):
    text = Text(
        "{edition} 的状态是“{status}”，只有待发布的版本可以发布",
        "{edition} is {status}; only a staged edition can be published",
    )
    code = "layer.not-staged"


class AlreadyWithdrawn(Conflict):
    text = Text("{edition} 已经撤回", "{edition} has been withdrawn already")
    code = "layer.already-withdrawn"


class KeptInLedger(Conflict):
    text = Text(
        "图层“{layer}”由台账生成，不接受文件导入；请在台账中登记"
        "（矿业权：网页“矿业权”页或 kuangtu rights import）",
        "the layer {layer} is made from a ledger and takes no file; register it in the ledger "
        "(rights: the page of the rights or kuangtu rights import)",
    )
    code = "layer.kept-in-ledger"


class HasNoEditions(Conflict):
    text = Text(
        "图层“{layer}”由台账生成，没有可比较、发布或撤回的版本；"
        "某一天的状态用 layer export --as-of 导出",
        "the layer {layer} is made from a ledger and has no editions to compare, publish or "
        "withdraw; layer export --as-of writes its state on a day",
    )
    code = "layer.has-no-editions"


class LedgerMoved(Conflict):
    text = Text(
        "{edition} 打开前台账又有登记；请重新查询",
        "an act was registered before {edition} could be opened; ask again",
    )
    code = "layer.ledger-moved"


class WithoutGeometry(Conflict):
    text = Text(
        "图层“{layer}”是无图形的表，不能上图，也不能与地块比对；请按表查看",
        "the layer {layer} is a table without geometry: it cannot be drawn or compared with a "
        "ground; look at it as a table",
    )
    code = "layer.without-geometry"


class EditionDamaged(Conflict):
    """Nothing is read from such a file; `problem` says what was found instead. 版本损坏。"""

    text = Text(
        "{edition} 的文件 {file} 已损坏或缺失，不能使用；请从备份恢复该文件，"
        "或重新导入该图层（layer import），或撤回此版本（layer withdraw {layer} {number}）",
        "the file {file} of {edition} is damaged or missing and is not used; restore it from a "
        "backup, import the layer again (layer import), or withdraw the edition (layer withdraw "
        "{layer} {number})",
    )
    code = "layer.edition-damaged"


FILE_MISSING = Text("文件不存在", "the file is not there")
FILE_UNREADABLE = Text("文件无法读取：{why}", "the file cannot be read: {why}")
FILE_CHANGED = Text(
    "登记的 sha256 为 {recorded}，文件现为 {found}",
    "the recorded sha256 is {recorded}, the file now has {found}",
)
