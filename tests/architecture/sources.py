# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The source, parsed once for all that is asked of it. 源码语法树。"""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src/kuangtu"
TREES = {
    path.relative_to(SOURCE): ast.parse(path.read_text("utf-8"))
    for path in sorted(SOURCE.rglob("*.py"))
}
