# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`python -m kuangtu`. 命令行入口。"""

from kuangtu.cli import main

main()
