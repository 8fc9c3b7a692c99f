# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with an installation's settings. 设置错误。"""

from kuangtu.core.errors import Invalid
from kuangtu.core.text import Text


class SettingsWrong(Invalid):
    text = Text(
        "设置有误，未启动；各项设置见 docs/reference/settings.md",
        "The settings are not valid, nothing was started; docs/reference/settings.md lists them",
    )
    code = "settings-wrong"


class HomeUnusable(Invalid):
    text = Text(
        "数据目录 {home} 不能使用（{reason}）：请用 KUANGTU_HOME 指定可写的目录",
        "The home {home} cannot be used ({reason}): name a folder to write to in KUANGTU_HOME",
    )
    code = "home-unusable"
