# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Functions in machine code, and where it is kept. 即时编译。"""

from kuangtu.geo.compiled.keeping import keep_machine_code_in

__all__ = ["keep_machine_code_in"]
