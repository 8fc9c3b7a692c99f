# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the frame around every page shows. 页面框架的内容。"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone

from kuangtu.accounts.actor import Role
from kuangtu.accounts.models import Officer
from kuangtu.core.text import Text
from kuangtu.web.county import division_name
from kuangtu.web.demo import demo_data_is_shown
from kuangtu.web.language import in_english, say
from kuangtu.web.sections import HOME, SECTIONS, SYSTEM

WEEKDAYS = (
    Text("星期一", "Monday"),
    Text("星期二", "Tuesday"),
    Text("星期三", "Wednesday"),
    Text("星期四", "Thursday"),
    Text("星期五", "Friday"),
    Text("星期六", "Saturday"),
    Text("星期日", "Sunday"),
)
BUREAU = Text("{area}自然资源局", "Natural resources bureau, {area}")


def page(request: HttpRequest) -> dict[str, Any]:
    """The frame: language, office, and for those signed in the navigation and the date."""
    frame: dict[str, Any] = {
        "other_language": other_language(),
        "county": say(division_name(settings.KUANGTU_COUNTY)),
        "adcode": settings.KUANGTU_COUNTY,
        "icon_address": static("web/icon.svg"),
    }
    officer = getattr(request, "user", None)
    if isinstance(officer, Officer):
        frame |= for_officer(request, officer)
    return frame


def for_officer(request: HttpRequest, officer: Officer) -> dict[str, Any]:
    """What only somebody who is signed in sees."""
    today = timezone.localdate()
    return {
        "sections": SECTIONS,
        "system": SYSTEM,
        "current_section": current_section(request),
        "today": today,
        "weekday": WEEKDAYS[today.weekday()],
        "office": BUREAU.format(area=division_name(officer.area)),
        "role": Role(officer.role).label,
        "may_administer": officer.role == Role.ADMINISTRATOR,
        "is_demo": demo_data_is_shown(),
        "alive_every": max(20, settings.SESSION_COOKIE_AGE // 6),
    }


def current_section(request: HttpRequest) -> str:
    """The section whose entry is marked: the one whose address the page's address begins with."""
    if request.path.startswith("/ogc"):  # the One Map as other programs read it
        return "map"
    names = [section.name for section in (*SECTIONS, SYSTEM) if section.name != HOME.name]
    other = "" if request.path.startswith("/account/") else HOME.name
    return next((name for name in names if request.path.startswith(f"/{name}/")), other)


def other_language() -> dict[str, str]:
    """The language one could switch to."""
    code = "zh-hans" if in_english() else "en"
    return {"code": code, "name": dict(settings.LANGUAGES)[code]}
