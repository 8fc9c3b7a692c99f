# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a check is: what it finds in a document. 体检项目（类型）。"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Finding

Check = Callable[[Case], Iterator[Finding]]
