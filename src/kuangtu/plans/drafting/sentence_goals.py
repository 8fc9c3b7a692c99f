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
from kuangtu.plans.drafting.quotas import account_of, limited
from kuangtu.plans.drafting.words import NUMBER, amount_in, is_unit
from kuangtu.plans.open_items import Reason
from kuangtu.plans.types import ClauseKind, Nature

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
GOAL_HEADING = re.compile(r"目标|指标|展望")
SHORTEST_NAME = 3
YEAR_WORDS = r"(?:(?:到|至)?(?:20\d{2}|规划期)年?(?:底|末|内)?)"
AT_MOST = ("控制在", "不超过", "压减到", "减少到", "降低到")
KEPT = ("保持在", "稳定在")
BY_WORD = {"以内": "<=", "之内": "<=", "以下": "<=", "以上": ">=", "左右": "≈"}
# A year that a goal is of; not one that it is compared with (比2020年, 由2025年的6亿元).
SAID_YEAR = re.compile(r"(?<![由从比较与在\d])(20\d{2})年")
UP_TO_YEAR = re.compile(r"(?:到|至|展望)(20\d{2})年")
FAR = re.compile(r"展望|远景|远期")
BEFORE_A_NAME = re.compile(
    rf"^(?:【[^】]*】|[—\-•·◆●]+|围绕|对照|按照|{YEAR_WORDS}|使|力争|确保|争取|其中|实现|将)+"
)
AFTER_A_NAME = re.compile(r"(?:应当|必须|[应须以要均])$")
# What is no thing with a number of its own: a share of the whole before it, a difference to it.
NO_NAME = re.compile(
    r"的$|^[较比]|[较比]上|年均|[多少]$|(?:增长|增加|减少|下降|提高|占比为)$|指标|目标|[“”]"
)
OF_SEVERAL = re.compile(r"分别|依次")  # numbers of several things, one behind the other
OPEN_BRACKET = re.compile(r"[（(](?![^（）()]*[)）])")


def take_control_numbers(pages: Pages, sentences: Sentences, identity: Identity) -> None:
    """Numbers that a sentence sets for mines, output and the share of large mines."""
    place = 0
    for paragraph, clause in sentences:
        for found in CONTROL.finditer(paragraph.text):
            cells = _cells(found, paragraph, sentences, identity)
            if account_of(cells["name_zh"]) is None or not cells["unit"]:
                continue
            place += 1
            row = {"code": f"N{place:02d}", "clause": clause}
            kind = {"kind": ClauseKind.CONTROL_NUMBER.value}
            standing = _standing(pages, cells, identity)
            line = pages.add(GOALS, {**row, **kind, **cells, **standing})
            _leave_open(pages, line, paragraph, found)


def _standing(pages: Pages, cells: Mapping[str, str], identity: Identity) -> dict[str, str]:
    """Which goal the number repeats; the account of one that limits the last year first."""
    page = pages.pages[GOALS]
    account = account_of(cells["name_zh"])
    for row in page.rows:
        other = dict(zip(page.columns, row, strict=True))
        if account is not None and other["account"] == account.value:
            return {"restates": other["code"]} if _key(other) == _key(cells) else {}
    limit = limited(cells["name_zh"], cells["comparison"])
    is_last = cells["target_year"] == str(identity.last_year or "")
    return {"account": limit.value} if limit is not None and is_last else {}


def _leave_open(pages: Pages, line: int, paragraph: Paragraph, found: re.Match[str]) -> None:
    """A row from a sentence is shown to a person beside its words, up to 以内 or 以上."""
    unit, word = _parted(found["rest"])
    end = found["rest"].find(word, len(unit)) + len(word) if word in BY_WORD else len(unit)
    printed = paragraph.text[found.start() : found.start("rest") + end]
    place = f"第{paragraph.line}行"
    pages.leave_open(GOALS, Reason.FROM_PROSE, rows=str(line), place=place, printed=printed)


def _leave_sentence_open(pages: Pages, paragraph: Paragraph, found: re.Match[str]) -> None:
    """What is said of several things at once a person takes apart."""
    end = paragraph.text.find("。", found.end())
    printed = paragraph.text[found.start() : end if end > 0 else None]
    pages.leave_open(GOALS, Reason.MENTIONED, place=f"第{paragraph.line}行", printed=printed)


def _cells(
    found: re.Match[str], paragraph: Paragraph, sentences: Sentences, identity: Identity
) -> dict[str, str]:
    """The cells that the sentence itself gives; without a unit it gives none of a goal."""
    amount = amount_in(found["amount"])
    unit, word = _parted(found["rest"])
    verb = found["reach"] or ""
    headings = tuple(sentences.catalogue.headings_above(paragraph.clause))
    return {
        "name_zh": _name(found, paragraph, identity),
        "comparison": BY_WORD.get(word) or _comparison(verb),
        "value": amount.value,
        "value_to": amount.value_to,
        "unit": unit,
        "force": word if word in BY_WORD else verb if verb.startswith("不") else "",
        "target_year": _target_year(paragraph.text[: found.start("amount")], headings, identity),
        "nature": Nature.UNSTATED.label.zh,
    }


def _comparison(verb: str) -> str:
    return "<=" if verb in AT_MOST else "=" if verb in KEPT else ">="


def _name(found: re.Match[str], paragraph: Paragraph, identity: Identity) -> str:
    """采矿业产值 of 采矿业产值达到12亿元; 新增矿产地 of 新增矿产地3处."""
    if not found["reach"]:
        return f"{found['deed']}{found['thing']}"
    mark = mark_of(paragraph.text)
    is_marked = mark is not None and not found.start()
    return _subject(found["subject"][mark.length if mark and is_marked else 0 :], identity)


def _target_year(before: str, headings: tuple[str, ...], identity: Identity) -> str:
    """The year said last before the number in its sentence, then that of the part, at last the
    plan's own; only a year past the base is one."""
    base = identity.base_year or int(identity.first.value or 0) - 1
    earlier, _, own = before.rpartition("。")
    is_far = any(map(FAR.search, headings[-1:]))
    said = [
        *UP_TO_YEAR.findall(earlier),
        *(year for heading in headings for year in SAID_YEAR.findall(heading)),
        *([identity.outlook.value or "0"] if is_far else []),
        *SAID_YEAR.findall(own),
    ]
    return next((one for one in reversed(said) if int(one) > base), str(identity.last_year or ""))


def _subject(words: str, identity: Identity) -> str:
    """What the number is set for, without the county and the year beside it."""
    county = re.escape(identity.county.value) if identity.county.value else "$^"
    bare = re.sub(r"由[^由]*$|[以按](?:年均|平均)[^，]*$", "", words)
    bare = BEFORE_A_NAME.sub("", bare)
    bare = re.sub(rf"^(?:{county}|全县|全市|全区)", "", bare)
    bare = BEFORE_A_NAME.sub("", bare)
    bare = re.sub(rf"在20\d{{2}}年(?:的)?基础上|{YEAR_WORDS}$", "", bare)
    return AFTER_A_NAME.sub("", bare)


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
            cells = _cells(found, paragraph, sentences, identity)
            if OF_SEVERAL.search(cells["name_zh"]):
                _leave_sentence_open(pages, paragraph, found)
            if not _is_goal(cells) or _key(cells) in known:
                continue
            known.add(_key(cells))
            place += 1
            row = {"code": f"S{place:02d}", "clause": clause, "kind": ClauseKind.GOAL.value}
            line = pages.add(GOALS, {**row, **cells})
            _leave_open(pages, line, paragraph, found)


def _is_goal(cells: Mapping[str, str]) -> bool:
    name = cells["name_zh"]
    is_name = not NO_NAME.search(name) and not OF_SEVERAL.search(name)
    return bool(cells["unit"]) and len(name) >= SHORTEST_NAME and is_name


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
    rest_end = OPEN_BRACKET.search(rest)
    last = rest_end.start() if rest_end else len(rest)
    unit = next((rest[:end] for end in range(last, 0, -1) if is_unit(rest[:end])), "")
    return unit, rest[len(unit) :][:2]
