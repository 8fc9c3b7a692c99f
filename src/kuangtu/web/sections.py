# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The sections of the left navigation; one stands here once it works. 导航。"""

from __future__ import annotations

from dataclasses import dataclass

from kuangtu.core.text import Text


@dataclass(frozen=True, slots=True)
class Section:
    """One entry: the address it opens, its icon, and the letter that follows `g`. 栏目。"""

    name: str
    label: Text
    icon: str
    letter: str
    group: Text | None = None  # a heading printed above the entry

    @property
    def address(self) -> str:
        """The name of the page it opens, as urls.py gives it."""
        return f"web:{self.name}"


WORK = Text("业务", "Work")

HOME = Section("home", Text("工作台", "Workbench"), "layout-dashboard", "h")

SECTIONS = (
    HOME,
    Section("map", Text("一张图", "Map"), "map-2", "m"),
    Section("plan", Text("规划", "Plan"), "book-2", "p"),
    Section("reviews", Text("符合性审查", "Reviews"), "shield-check", "r"),
    Section("rights", Text("矿业权", "Mineral rights"), "certificate", "q", WORK),
)
SYSTEM = Section("system", Text("系统", "System"), "settings", "s")
