# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Errors of the rights module. 矿业权台账错误。"""

from kuangtu.core.errors import Conflict, Invalid
from kuangtu.core.text import Text


class RecordInvalid(Invalid):
    text = Text("登记内容有误，未登记", "The entry is not valid; nothing was registered")
    code = "right-invalid"


class FileRejected(Invalid):
    text = Text(
        "文件“{file}”有 {count} 处错误，未导入任何一行",
        "The file “{file}” has {count} mistakes; no row was imported",
    )
    code = "rights-file-rejected"


class VersionDiffers(Conflict):
    text = Text(
        "{number} 在 {day} 已登记另一内容；台账只增不改，请以新的生效日期登记变更",
        "{number} is registered with other content from {day} on; the ledger is only added to, "
        "register the change with an effective date of its own",
    )
    code = "right-version-differs"


class RightDiffers(Conflict):
    text = Text(
        "{number} 已登记为{kind}（{adcode}），不能改变种类、所在行政区或演示标记",
        "{number} is registered as {kind} ({adcode}); kind, division and demo mark cannot change",
    )
    code = "right-identity-differs"
