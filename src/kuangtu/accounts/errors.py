# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Errors of the accounts module. 账户错误。"""

from kuangtu.core.errors import Conflict
from kuangtu.core.text import Text


class NameTaken(Conflict):
    text = Text("账户名“{username}”已存在", "The account name {username} is taken")
    code = "account-name-taken"
