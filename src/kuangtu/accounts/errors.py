# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Errors of the accounts module. 账户错误。"""

from kuangtu.core.errors import Conflict, Forbidden
from kuangtu.core.text import Text


class NameTaken(Conflict):
    text = Text("账户名“{username}”已存在", "The account name {username} is taken")
    code = "account-name-taken"


class LastAdministrator(Conflict):
    text = Text(
        "“{username}”是辖区 {area} 最后一个启用的管理员；请先让另一个账户担任管理员",
        "{username} is the last active administrator of {area}; "
        "first make another account an administrator",
    )
    code = "last-administrator"


class AlreadyOff(Conflict):
    text = Text("账户“{username}”已经停用", "The account {username} is switched off already")
    code = "already-off"


class AlreadyOn(Conflict):
    text = Text("账户“{username}”已经启用", "The account {username} is switched on already")
    code = "already-on"


class NotLocked(Conflict):
    text = Text("账户“{username}”没有被锁定", "The account {username} is not locked")
    code = "not-locked"


class OwnPassword(Conflict):
    text = Text(
        "自己的口令请在“我的账户”中修改，须输入现用口令",
        "Change your own password under “My account”, where the present one is asked for",
    )
    code = "own-password"


class WrongCredentials(Forbidden):
    text = Text(
        "账户名或口令不对，请核对大小写后再试",
        "The account name or the password is wrong. Check capitals and try again",
    )
    code = "wrong-credentials"


class SignInLocked(Forbidden):
    """`values["until"]` is when it opens again. 登录已锁定。"""

    text = Text(
        "登录失败次数过多，此账户名在本机上已锁定，{until:%Y-%m-%d %H:%M} 后可再试；"
        "急用请联系管理员解锁",
        "Too many failed sign-ins: this account name is locked for this computer until "
        "{until:%Y-%m-%d %H:%M}; an administrator can unlock it before",
    )
    code = "sign-in-locked"


class PasswordDue(Forbidden):
    text = Text(
        "口令须先修改：请在网页上登录并在“我的账户”中修改口令",
        "The password must be changed first: sign in on the web and change it under “My account”",
    )
    code = "password-due"
