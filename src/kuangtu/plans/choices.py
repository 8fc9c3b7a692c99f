# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Closed lists of the plans module's own records. 参数设定的种类。"""

from kuangtu.codes.choices import Choice


class OverrideKind(Choice):
    """What an office did with a figure that the folder has not verified. 参数处理。"""

    SET = ("SET", "设定", "set")
    VERIFIED = ("VERIFIED", "核实", "verified")
    RESTORED = ("RESTORED", "恢复原值", "restored")
