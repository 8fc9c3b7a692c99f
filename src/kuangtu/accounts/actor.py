# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Who acts: key, role and area. 操作人。 Pure; views make it from the signed-in officer."""

from __future__ import annotations

from dataclasses import dataclass

from kuangtu.codes.choices import Choice
from kuangtu.core.errors import Forbidden
from kuangtu.core.text import Text


class Role(Choice):
    """角色。 Each role may do what the ones before it may."""

    VIEWER = ("VIEWER", "查看", "viewer")
    REVIEWER = ("REVIEWER", "审查", "reviewer")
    ADMINISTRATOR = ("ADMINISTRATOR", "管理", "administrator")


RANK = {Role.VIEWER: 0, Role.REVIEWER: 1, Role.ADMINISTRATOR: 2}


class RoleTooLow(Forbidden):
    text = Text("需要“{role}”角色才能进行此操作", "This needs the role {role}")
    code = "role-too-low"


class OutsideArea(Forbidden):
    text = Text("{adcode} 不在您的管辖范围内", "{adcode} is outside your area")
    code = "outside-area"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or the system itself at work. 操作人。

    `area` is a 6-digit division code; a prefecture (652800) covers its counties, a region
    (650000) its prefectures, 100000 the country.
    """

    key: str  # "officer:7", "system"
    name: str
    role: Role
    area: str

    @property
    def area_prefix(self) -> str:
        """The leading digits that every code of the area shares.

        >>> Actor("officer:1", "甲", Role.VIEWER, "652800").area_prefix
        '6528'
        >>> Actor("officer:1", "甲", Role.VIEWER, "100000").area_prefix
        ''
        """
        if self.area == "100000":
            return ""
        for zeros in ("0000", "00"):
            if self.area.endswith(zeros):
                return self.area[: -len(zeros)]
        return self.area

    def sees(self, adcode: str) -> bool:
        return adcode.startswith(self.area_prefix)

    def require(self, role: Role, adcode: str | None = None) -> None:
        """Raises: RoleTooLow, OutsideArea."""
        if RANK[self.role] < RANK[role]:
            raise RoleTooLow(role=role.label)
        if adcode is not None and not self.sees(adcode):
            raise OutsideArea(adcode=adcode)


SYSTEM = Actor("system", "系统", Role.ADMINISTRATOR, "100000")
