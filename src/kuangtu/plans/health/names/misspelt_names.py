# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A name that stands once, one sign away from one that the document has often. 疑似错字的地名。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.mineral_names import is_a_name
from kuangtu.plans.health.names.name_population import ENDS, KIND, names_in
from kuangtu.plans.health.names.place_names import (
    DISTINCT,
    HAN,
    MINERALS,
    NO_PLACE,
)
from kuangtu.plans.health.names.two_things import are_two_things, is_by_a_town
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.likeness import are_alike
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.reading.spots import Spot, first_place_of, sentences_with, spot_at
from kuangtu.plans.health.types import Finding, Kind, Reading

NO_NAME = re.compile("^[设辖]|[占较比的和与及在是为有由各等以从对于将至到内外该其、]")
NEW = re.compile("新[建增设立开办]")  # no slip of 新店
BOUNDARY = re.compile(rf"(?:^|[^{HAN}]|[和及与在由对即为从以于将持励设进]|镇|乡|县|区|木)$")
LONE = 3  # times a name stands, that one like it in sound or look is a slip even in a row
OFTEN = 2  # how often a name that no table has must stand
LONG = 4  # signs of a name that lacks one of them inside
LISTED = re.compile("设置|设立|划定|布设|[、，。和及与等]|境内")
ALIKE = 4  # so many signs after a name that are those after it elsewhere leave no doubt
SEVERAL = re.compile("[两二三四五六七八九十]个?[镇乡]$")


def names_stand_as_elsewhere(case: Case) -> Iterator[Finding]:
    """石芜镇 once, where the document has 石芫镇; 木阴重晶石 for 木引重晶石."""
    told: set[tuple[str, int | None]] = set()
    for name in sorted(names_in(case), key=lambda one: (-case.count(one), one)):
        stem = re.sub(f"(?:{KIND})$", "", name)
        count = case.count(name) or (case.count(stem) if name != stem else 0)  # 寨根、石龙2乡
        is_of_a_town = any(f"{name}{kind}" in names_in(case) for kind in KIND.split("|"))
        if SEVERAL.search(name):
            continue  # 河底、枣林两镇: no name
        if count < (1 if len(name) >= 3 or is_of_a_town else OFTEN):
            continue
        for start, wrong in _variants_of(case, name):
            spot = spot_at(case, start, wrong)
            key = (wrong, spot.place.line)
            if key not in told and _is_wrong(case, name, spot):
                told.add(key)
                yield _told(case, name, spot, count)


def _told(case: Case, name: str, spot: Spot, count: int) -> Finding:
    printed = name if case.count(name) else re.sub(f"(?:{KIND})$", "", name)
    return doubt(
        Kind.NAME,
        spot.where,
        "“{wrong}”仅此一处，与文中“{name}”（{count} 处）只差一字",
        "“{wrong}” stands here alone, one sign away from “{name}”, which stands {count} times",
        [Reading(spot.wrong, spot.where), Reading(name, first_place_of(case, printed))],
        name,
        wrong=spot.wrong,
        name=name,
        count=count,
    )


def _variants_of(case: Case, name: str) -> Iterator[tuple[int, str]]:
    """Where the name stands with one sign other, and, of three signs and more, without one."""
    is_town = re.search(f"(?:{KIND})$", name) is not None
    for n in range(len(name) - is_town):
        yield from _with_another(case, name, n)
    for less in dict.fromkeys(name[:n] + name[n + 1 :] for n in range(1, len(name))):
        if len(name) >= 3:
            yield from ((at, less) for at in case.places_of(less))


def _with_another(case: Case, name: str, n: int) -> Iterator[tuple[int, str]]:
    """Where another sign stands for the name's n-th one, once; the longer side is looked for."""
    left, right = name[:n], name[n + 1 :]
    is_right = len(right) > len(left)
    for at in case.places_of(right if is_right else left):
        start = at - n - 1 if is_right else at
        found = case.whole[max(0, start) : start + len(name)]
        fits = found.startswith(left) and found.endswith(right) and len(found) == len(name)
        is_other = fits and found != name and re.fullmatch(f"[{HAN}]", found[n])
        if is_other and case.count(found) == 1:
            yield start, found


STRATUM = re.compile("[组群统系]$")  # 龙潭组: a formation of rock, called after its place


def _is_wrong(case: Case, name: str, spot: Spot) -> bool:
    """It stands once, is made of no other words, and stands as the name does."""
    wrong, names = spot.wrong, names_in(case)
    if _alone(case, wrong, name) > 1 and wrong in names:
        return False
    if (
        is_a_name(wrong)
        or STRATUM.search(wrong)
        or (NO_PLACE.search(wrong) and not NO_PLACE.search(name) and not _is_alike(name, wrong))
    ):
        return False
    towns = [f"{wrong}{kind}" for kind in KIND.split("|") if f"{wrong}{kind}" in names]
    if any(case.count(town) > 1 or not _is_alike(name, wrong) for town in towns):
        return False  # a town that is listed
    around = spot.text[max(0, spot.start - 1) : spot.start + len(wrong) + 1]
    if NO_NAME.search(wrong) or NEW.fullmatch(wrong) or name in around or _is_of_a_law(spot):
        return False
    if not _is_alike(name, wrong) and _are_told_together(case, name, wrong):
        return False
    if len(wrong) == len(name):
        return _is_one_other(case, name, spot)
    return _is_one_less(case, name, spot)


RUNS_ON = re.compile("[坂坪坝山河沟岭岗梁川原湾口子头]")
LAW = re.compile("[^《》]*(?:法|条例|办法|规定|规范|规程|标准|细则|总则)》")


def _is_of_a_law(spot: Spot) -> bool:
    """《土地复垦条例》 beside 土地垭: the words of a title that others have given."""
    opened = spot.text.rfind("《", 0, spot.start)
    is_within = opened > spot.text.rfind("》", 0, spot.start)
    return is_within and LAW.match(spot.text, opened + 1) is not None


def _is_alike(name: str, wrong: str) -> bool:
    """As long, and the one sign that is other sounds or looks like the right one."""
    return len(name) == len(wrong) and all(
        a == b or are_alike(a, b) for a, b in zip(name, wrong, strict=True)
    )


def _alone(case: Case, wrong: str, name: str) -> int:
    """How often the words stand, without those that are a piece of the name."""
    return case.count(wrong) - (case.count(name) if wrong in name else 0)


def _is_one_other(case: Case, name: str, spot: Spot) -> bool:
    wrong, before, after = spot.wrong, spot.before, spot.after
    at = next(n for n, (a, b) in enumerate(zip(name, wrong, strict=True)) if a != b)
    if are_two_things(name, wrong) or (_is_a_town(case, name) and is_by_a_town(name, wrong)):
        return False
    if (
        at == len(name) - 1
        and (
            _is_followed_by_many(case, name[:-1])
            # 大洋黄坑 beside 大洋坑, both by the town 大洋
            or (_is_a_town(case, name[:-1]) and not are_alike(name[at], wrong[at]))
            # 夏拉金铜重点勘查区 is called by 夏拉, as 夏拉沟 is
            or (name[:-1] in names_in(case) and ENDS.match(wrong[-1] + after))
            # 查干达坂 beside 查干滩; 沿江片 beside 沿江旧采坑
            or (RUNS_ON.match(after) and not are_alike(name[at], wrong[at]))
            or name[-1] in "旧老新"
        )
    ):
        return False
    is_alike = are_alike(name[at], wrong[at])
    # A town that is listed once is enough for a name that is like it in sound or look.
    is_too_rare = len(name) == OFTEN and case.count(name) < OFTEN and not is_alike
    if is_too_rare or _tells_apart(name[at], wrong[at], is_alike=is_alike and not spot.place.table):
        return False
    if at == 0 and not is_alike and not BOUNDARY.search(before):
        return False
    if _belongs_before(case, name, spot):
        return False
    around = f"{before[-1:]}{wrong}{after[:1]}"
    at += len(before[-1:])
    near = (around[max(0, at - 1) : at + 1], around[at : at + 2])
    pairs = [pair for pair in near if re.fullmatch(f"[{HAN}]{{2}}", pair)]
    if any(case.count(pair) > 1 for pair in pairs):
        return False  # the other sign makes a word that stands elsewhere
    if len(name) == 2 and not _is_placed_alike(case, name, spot, is_alike=is_alike):
        return False
    is_lone = is_alike and len(name) >= 3 and case.count(name) >= LONE
    return is_lone or not _are_two_rows(case, name, wrong)


def _tells_apart(right: str, other: str, *, is_alike: bool) -> bool:
    """东戈壁 is no slip of 黑戈壁, nor 甲山 of 甲坪."""
    is_direction = other in DISTINCT and (right in DISTINCT or not is_alike)
    return is_direction or other in f"{KIND}县市区村矿山"


def _is_a_town(case: Case, name: str) -> bool:
    return re.search(f"{re.escape(name)}(?:{KIND})", case.whole) is not None


def _belongs_before(case: Case, name: str, spot: Spot) -> bool:
    """The first sign is the end of the word before it."""
    pair = spot.before[-1:] + spot.wrong[:1]
    return not BOUNDARY.search(spot.before) and case.count(pair) > 1 + (
        case.count(spot.before[-1:] + name)
    )


def _is_placed_alike(case: Case, name: str, spot: Spot, *, is_alike: bool) -> bool:
    """A name of two signs is followed by what follows it elsewhere.

    The more the other sign looks or sounds like the right one, the less of that is asked for.
    """
    if is_alike:
        is_placed = re.match(f"{ENDS.pattern}|{KIND}", spot.after) is not None
        return is_placed or f"{name}{spot.after[:2]}" in case.whole
    alike = _signs_alike(case, name, spot.after)
    is_mineral = re.match(MINERALS, spot.after) is not None
    return alike >= ALIKE or (alike > 0 and is_mineral and case.count(name) > OFTEN)


def _is_followed_by_many(case: Case, stem: str) -> bool:
    """玉孜鲁克乡, 玉孜鲁克河, 玉孜鲁克东: a place that several things are called by."""
    after = {one[-1] for one in re.findall(re.escape(stem) + f"[{HAN}]", case.whole)}
    return len(stem) >= 3 and len(after) >= 3


def _is_one_less(case: Case, name: str, spot: Spot) -> bool:
    """西井镍铜 for 西井子镍铜: what follows a name elsewhere follows here too."""
    wrong, after = spot.wrong, spot.after
    alike = _signs_alike(case, name, after)
    is_inside = len(name) >= LONG and not name.startswith(wrong) and not name.endswith(wrong)
    if is_inside and BOUNDARY.search(spot.before) and LISTED.match(after):
        return case.count(wrong) == 1  # 在乌兰呼都格、德日台设置, else 德日斯台
    if len(wrong) < 2 or not (alike >= ALIKE or BOUNDARY.search(spot.before)):
        return False
    if len(wrong) == 2 and not BOUNDARY.search(spot.before):
        return False  # 大青山 beside 青龙山
    if case.count(wrong + after[:1]) > 1:
        return False
    if re.search(f"(?:{KIND})$", name) and wrong[-1] == name[-1]:
        return len(wrong) >= 3 and case.count(wrong) == 1
    return alike >= 2 and case.count(wrong + after[:2]) == 1


def _signs_alike(case: Case, name: str, after: str) -> int:
    """How many signs after it, up to four, follow the name elsewhere; a mineral or zone first."""
    if ENDS.match(after) is None:
        return 0
    tail = after[:ALIKE]
    return next((n for n in range(len(tail), 0, -1) if name + tail[:n] in case.whole), 0)


def _are_told_together(case: Case, name: str, other: str) -> bool:
    """One sentence names both: two places."""
    return any(other in text.replace(name, "") for text in sentences_with(case, name))


def _are_two_rows(case: Case, name: str, other: str) -> bool:
    """Both name rows of one column: two things, each with figures of its own."""
    for grid in grids(case.tables):
        for column in range(grid.width):
            cells = [plain(cell.text) for cell in grid.column(column)]
            if any(name in one for one in cells) and any(other in one for one in cells):
                return True
    return False
