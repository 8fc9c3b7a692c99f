# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What can become of a feature from one edition to another. 变化类型。"""

from __future__ import annotations

from kuangtu.codes.choices import Choice


class ChangeKind(Choice):
    """变化类型，按显示顺序。"""

    ADDED = ("ADDED", "新增", "added")
    REMOVED = ("REMOVED", "移除", "removed")
    MOVED = ("MOVED", "图形变化", "moved or reshaped")
    CHANGED = ("CHANGED", "属性变化", "attributes changed")
    MOVED_AND_CHANGED = ("MOVED_AND_CHANGED", "图形与属性变化", "moved and changed")
