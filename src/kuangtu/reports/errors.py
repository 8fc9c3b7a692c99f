# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What can be refused about documents. 报表错误。"""

from __future__ import annotations

from kuangtu.core.errors import Conflict
from kuangtu.core.text import Text


class FontMissing(Conflict):
    text = Text(
        "制图字体还没有装好（缺少 {file}）；请管理员运行 make setup 后重试",
        "the font for map sheets is not installed ({file} is missing); have the administrator run "
        "make setup, then try again",
    )
    code = "map-sheet.font-missing"
