# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Kuangtu: a county's mineral-resources plan made executable. 矿图。"""

__version__ = "0.1.0"
