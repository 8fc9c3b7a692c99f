# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the generic rules ask of a folder that binds them. 通用规则的参数约定。"""

from __future__ import annotations

from kuangtu.conformity.rules import RULES
from kuangtu.conformity.rules.vocabulary import wrong_value
from kuangtu.plans.types import CheckContract


def known_checks() -> dict[str, CheckContract]:
    """Every generic rule a folder may bind, with the parameters it needs and may have."""
    return {rule.name: CheckContract(rule.parameters, rule.optional, wrong_value) for rule in RULES}
