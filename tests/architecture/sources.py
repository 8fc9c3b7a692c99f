# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The source, parsed once for all that is asked of it, and only where it is. 源码语法树。"""

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src/kuangtu"


@cache
def trees() -> dict[Path, ast.Module]:
    return {
        path.relative_to(SOURCE): ast.parse(path.read_text("utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }


@cache
def nodes() -> dict[Path, list[ast.AST]]:
    """Every node of every file, walked over once."""
    return {path: list(ast.walk(tree)) for path, tree in trees().items()}
