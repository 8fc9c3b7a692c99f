# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether anything shown is invented. 演示数据。"""

from __future__ import annotations

from kuangtu.rights.models import MineralRight


def demo_data_is_shown() -> bool:
    """True while the register holds invented rights: every page then says so."""
    return MineralRight.objects.filter(is_demo=True).exists()
