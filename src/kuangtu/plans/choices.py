# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Closed lists of the plans module's own records. 参数设定与体检答复的种类。"""

from kuangtu.codes.choices import Choice


class OverrideKind(Choice):
    """What an office did with a figure that the folder has not verified. 参数处理。"""

    SET = ("SET", "设定", "set")
    VERIFIED = ("VERIFIED", "核实", "verified")
    RESTORED = ("RESTORED", "恢复原值", "restored")


class AnswerKind(Choice):
    """What an officer says to a finding of the health check. 体检答复。"""

    ACCEPTED = ("ACCEPTED", "按原文采用", "accepted as printed")
    CORRECTED = ("CORRECTED", "已在规划数据中更正", "corrected in the plan folder")
    RAISED = ("RAISED", "已报编制机关", "raised with the compiling authority")
    WITHDRAWN = ("WITHDRAWN", "撤回答复", "answer withdrawn")
