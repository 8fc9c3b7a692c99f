# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Goals and control numbers that stand in sentences. 正文中的目标和控制数。"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kuangtu.plans.document.numbering import mark_of
from kuangtu.plans.document.types import Paragraph
from kuangtu.plans.drafting.goals import GOALS
from kuangtu.plans.drafting.identity import Identity
from kuangtu.plans.drafting.pages import Pages
from kuangtu.plans.drafting.prose import Sentences
from kuangtu.plans.drafting.words import NUMBER, YEARS, amount_in, is_unit, years_in
from kuangtu.plans.open_items import Reason
from kuangtu.plans.types import Account, ClauseKind, Nature

ACCOUNTS = (
    (re.compile(r"大中型矿山(?:数量)?(?:比例|占比|比重)"), Account.LARGE_MEDIUM_SHARE),
    (re.compile(r"(?:采矿权|矿山)(?:总)?(?:数量?|个数)"), Account.MINE_COUNT),
    (re.compile(r"(?:开采|处理|矿石|采掘)总量"), Account.ANNUAL_OUTPUT),
)
OF_A_PART = re.compile("(?<!县)(?<!市)(?<!全)区内|片区|开采区|勘查区|[镇乡]|其中|单个|每个")
# 采矿权总数由2020年的46个，到2025年控制在40个以内: what it was before does not name it.
FROM = r"(?:[由从][^，。；]{2,16}，?(?:(?:到|至)20\d{2}年(?:底|末)?)?)?"
SUBJECT = r"[^，。；：、（）()]{2,30}?"
REACH = "控制在|不超过|达到|提高到|增加到|保持在|稳定在|压减到|减少到|降低到|不低于|不少于"
AMOUNT = rf"(?:{NUMBER})(?:[~～—-](?:{NUMBER}))?"
REST = r"[^，。；：、\d\s]{1,8}"  # the unit, and 以上 or 左右
SET = rf"(?P<subject>{SUBJECT}){FROM}(?P<reach>{REACH})"
# 采矿业产值达到12亿元; 新增矿产地3处.
ADDED = (
    r"(?P<deed>新增|新发现|累计完成|完成|建成|创建|提交|治理|修复|新设)"
    r"(?P<thing>[^，。；：、（）()\d]{2,20}?)"
)
CONTROL = re.compile(rf"{SET}(?P<amount>{AMOUNT})(?P<rest>{REST})")
STATED = re.compile(rf"(?:{SET}|{ADDED})(?P<amount>{AMOUNT})(?P<rest>{REST})")
PIECES = ("家",)  # what mines are counted in, beside the units
GOAL_HEADING = re.compile(r"目标|指标|展望")
SHORTEST_NAME = 3
YEAR_WORDS = r"(?:(?:到|至)?(?:20\d{2}|规划期)年?(?:底|末)?)"
AT_MOST = ("控制在", "不超过", "压减到", "减少到", "降低到")
BY_WORD = {"以内": "<=", "之内": "<=", "以下": "<=", "以上": ">=", "左右": "≈"}


def take_control_numbers(pages: Pages, sentences: Sentences, identity: Identity) -> None:
    """Numbers that a sentence sets for mines, output and the share of large mines."""
    kept: dict[Account, str] = {}
    place = 0
    for paragraph, clause in sentences:
        for found in CONTROL.finditer(paragraph.text):
            subject = found["subject"]
            account = _account_of(subject)
            cells = _cells(found, paragraph, identity)
            if account is None or not cells["unit"]:
                continue
            place += 1
            code = f"N{place:02d}"
            restates = kept.get(account, "")
            kept.setdefault(account, code)
            standing = {"account": "" if restates else account.value, "restates": restates}
            row = {"code": code, "clause": clause, "kind": ClauseKind.CONTROL_NUMBER.value}
            line = pages.add(GOALS, {**row, **cells, **standing})
            _leave_open(pages, line, paragraph, found)


def _account_of(subject: str) -> Account | None:
    """Which quota of the county the number is; that of a zone or a town is none.

    >>> _account_of("固体矿产采矿权总数"), _account_of("集中开采区内采矿权总数")
    (<Account.MINE_COUNT: 'MINE_COUNT'>, None)
    """
    if OF_A_PART.search(subject):
        return None
    return next((one for pattern, one in ACCOUNTS if pattern.search(subject)), None)


def _leave_open(pages: Pages, line: int, paragraph: Paragraph, found: re.Match[str]) -> None:
    """A row from a sentence is shown to a person beside its words, up to 以内 or 以上."""
    unit, word = _parted(found["rest"])
    end = found["rest"].find(word, len(unit)) + len(word) if word in BY_WORD else len(unit)
    printed = paragraph.text[found.start() : found.start("rest") + end]
    place = f"第{paragraph.line}行"
    pages.leave_open(GOALS, Reason.FROM_PROSE, rows=str(line), place=place, printed=printed)


def _cells(found: re.Match[str], paragraph: Paragraph, identity: Identity) -> dict[str, str]:
    """The cells that the sentence itself gives; without a unit it gives none of a goal."""
    amount = amount_in(found["amount"])
    unit, word = _parted(found["rest"])
    verb = found["reach"] or ""
    return {
        "name_zh": _name(found, paragraph, identity),
        "comparison": BY_WORD.get(word) or ("<=" if verb in AT_MOST else ">="),
        "value": amount.value,
        "value_to": amount.value_to,
        "unit": unit,
        "force": word if word in BY_WORD else verb if verb.startswith("不") else "",
        "target_year": _target_year(_before(found.start("amount"), paragraph), identity),
        "nature": Nature.UNSTATED.label.zh,
    }


def _name(found: re.Match[str], paragraph: Paragraph, identity: Identity) -> str:
    """采矿业产值 of 采矿业产值达到12亿元; 新增矿产地 of 新增矿产地3处."""
    if not found["reach"]:
        return f"{found['deed']}{found['thing']}"
    mark = mark_of(paragraph.text)
    is_marked = mark is not None and not found.start()
    return _subject(found["subject"][mark.length if mark and is_marked else 0 :], identity)


def _before(end: int, paragraph: Paragraph) -> str:
    """The words of the sentence before that place."""
    return paragraph.text[:end].rpartition("。")[2]


def _target_year(words: str, identity: Identity) -> str:
    """The year said last before the number that is past the base; else the plan's last."""
    base = identity.base_year or int(identity.first.value or 0) - 1
    said = [years_in(found[0])[1] for found in YEARS.finditer(words)]
    return next((one for one in reversed(said) if int(one) > base), str(identity.last_year or ""))


def _subject(words: str, identity: Identity) -> str:
    """What the number is set for, without the county and the year beside it."""
    county = re.escape(identity.county.value) if identity.county.value else "$^"
    bare = re.sub(r"由[^由]*$", "", words)
    bare = re.sub(rf"^{YEAR_WORDS}?(?:{county}|全县|全市|全区)?", "", bare)
    return re.sub(
        rf"^(?:使|力争|确保|争取|其中)|在20\d{{2}}年(?:的)?基础上|{YEAR_WORDS}$", "", bare
    )


def take_stated_goals(pages: Pages, sentences: Sentences, identity: Identity) -> None:
    """Other numbers that the clauses on goals set, unless a table or another sentence has them."""
    page = pages.pages[GOALS]
    known = {_key(dict(zip(page.columns, row, strict=True))) for row in page.rows}
    place = 0
    for paragraph, clause in sentences:
        headings = sentences.catalogue.headings_above(paragraph.clause)
        if not any(map(GOAL_HEADING.search, headings)):
            continue
        for found in STATED.finditer(paragraph.text):
            cells = _cells(found, paragraph, identity)
            is_goal = cells["unit"] and len(cells["name_zh"]) >= SHORTEST_NAME
            if not is_goal or _key(cells) in known:
                continue
            known.add(_key(cells))
            place += 1
            row = {"code": f"S{place:02d}", "clause": clause, "kind": ClauseKind.GOAL.value}
            line = pages.add(GOALS, {**row, **cells})
            _leave_open(pages, line, paragraph, found)


def _key(cells: Mapping[str, str]) -> tuple[str, str, str]:
    """What makes two goals the same number: 13.0 of a sentence is 13.00 of a table."""
    value = cells["value"]
    bare = value.rstrip("0").rstrip(".") if "." in value else value
    return bare, cells["unit"], cells["target_year"]


def _parted(rest: str) -> tuple[str, str]:
    """The unit that the words begin with, nothing where they begin with none; two signs more.

    >>> _parted("万吨以内"), _parted("家，"), _parted("万立方米/年")
    (('万吨', '以内'), ('家', '，'), ('万立方米/年', ''))
    """
    ends = range(len(rest), 0, -1)
    unit = next((rest[:end] for end in ends if is_unit(rest[:end]) or rest[:end] in PIECES), "")
    return unit, rest[len(unit) :][:2]
