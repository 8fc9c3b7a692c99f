# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every check, in the order of its kind. 体检项目。"""

from __future__ import annotations

from kuangtu.plans.health.check import Check
from kuangtu.plans.health.checks_of_figures import OF_FIGURES
from kuangtu.plans.health.checks_of_words import OF_WORDS

CHECKS: tuple[Check, ...] = (*OF_FIGURES, *OF_WORDS)
