# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts of the accounts module. 账户管理。"""

from kuangtu.accounts.services.officers import (
    add_officer,
    change_officer,
    switch_officer_off,
    switch_officer_on,
)
from kuangtu.accounts.services.passwords import change_own_password, set_password
from kuangtu.accounts.services.signing_in import sign_in, sign_out, unlock_officer

__all__ = [
    "add_officer",
    "change_officer",
    "change_own_password",
    "set_password",
    "sign_in",
    "sign_out",
    "switch_officer_off",
    "switch_officer_on",
    "unlock_officer",
]
