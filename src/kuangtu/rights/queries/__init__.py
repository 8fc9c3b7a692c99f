# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads of the ledger of rights. 矿业权台账查询。"""

from kuangtu.rights.queries.accounts import level_of_accounts, read_accounts
from kuangtu.rights.queries.ledger import (
    as_of,
    ground_of,
    has_demo_rights,
    history_of,
    in_force_on,
    registered_versions,
    rights_as_of,
    standing_on,
    visible_to,
)
from kuangtu.rights.queries.overlapping import (
    holders_of_mines_in,
    read_rights,
    rights_overlapping,
)

__all__ = [
    "as_of",
    "ground_of",
    "has_demo_rights",
    "history_of",
    "holders_of_mines_in",
    "in_force_on",
    "level_of_accounts",
    "read_accounts",
    "read_rights",
    "registered_versions",
    "rights_as_of",
    "rights_overlapping",
    "standing_on",
    "visible_to",
]
