# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the state of an import forbids, and what is told of its end. 导入状态。"""

from __future__ import annotations

from kuangtu.core.errors import Conflict
from kuangtu.core.text import Text

CRASHED = Text(
    "导入时程序出错，已记入运行日志；请把文件交给管理员查看，再重新导入",
    "the import failed in the program itself and was logged; give the file to the administrator, "
    "then import it again",
)


class CutShort(Conflict):
    """Its worker was killed, or the machine was. 导入中断。"""

    text = Text(
        "后台任务进程中断，导入没有完成，什么也没有入库；可重新确认的请重新确认，否则请重新交来文件",
        "the worker was cut short: the import has not ended and nothing was stored; confirm it "
        "again where that is offered, else hand the file in again",
    )
    code = "layer.import-cut-short"


class ImportEnded(Conflict):
    text = Text(
        "导入任务的状态是“{status}”，不能再取消", "the import is {status} and cannot be cancelled"
    )
    code = "layer.import-ended"


class ImportCancelled(Conflict):
    text = Text("导入已取消", "the import was cancelled")
    code = "layer.import-cancelled"


class NothingToConfirm(Conflict):
    """It is at work, it has ended well, or its file is gone. 无待确认内容。"""

    text = Text(
        "导入任务的状态是“{status}”，没有可以确认的内容；文件已不在时请重新交来",
        "the import is {status} and there is nothing to confirm; hand the file in again if it is "
        "gone",
    )
    code = "layer.nothing-to-confirm"
