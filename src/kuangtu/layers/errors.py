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
        "图层“{layer}”由台账生成，不接受文件导入",
        "the layer {layer} is made from a ledger and takes no file",
    )
    code = "layer.kept-in-ledger"


class EditionDamaged(Conflict):
    text = Text(
        "{edition} 的数据文件缺失或与登记的 sha256 不符，请从备份恢复 {file}",
        "the data file of {edition} is missing or does not have the recorded sha256; restore "
        "{file} from a backup",
    )
    code = "layer.edition-damaged"
