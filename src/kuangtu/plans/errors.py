# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Errors of the plans module. 规划模块错误。"""

from kuangtu.core.errors import Conflict, Invalid
from kuangtu.core.text import Text


class RuleCodeTaken(Conflict):
    text = Text("规则代码须在所有文件夹中唯一", "A rule code must be unique over all folders")
    code = "rule-code-taken"


class NothingToRestore(Conflict):
    text = Text(
        "参数 {binding}.{parameter} 没有本局的设定或核实，不必恢复",
        "Nothing was set or verified for {binding}.{parameter}: there is nothing to restore",
    )
    code = "nothing-to-restore"


class ParameterIsVerified(Conflict):
    text = Text(
        "参数 {binding}.{parameter} 取自已核实的条文，不能改设",
        "The parameter {binding}.{parameter} comes from a verified text and cannot be set",
    )
    code = "parameter-is-verified"


class OverrideNotUsable(Invalid):
    text = Text(
        "参数 {binding}.{parameter} 的新值或理由不可用",
        "The new value or the reason for {binding}.{parameter} cannot be used",
    )
    code = "override-not-usable"


class HealthAnswerNotUsable(Invalid):
    text = Text("体检答复不完整", "The answer to the finding is not complete")
    code = "health-answer-not-usable"


class DocumentNotUsable(Invalid):
    text = Text("规划文本不能读取", "The plan document cannot be read")
    code = "document-not-usable"
