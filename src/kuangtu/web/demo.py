# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether anything shown is invented. 演示数据。"""

from __future__ import annotations


def demo_data_is_shown() -> bool:
    """True while the register holds invented rights: every page then says so."""
    return True
