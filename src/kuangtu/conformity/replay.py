# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Repeating a review from its receipt. 按回执重算核对。

The review is made again from the editions that the receipt names by hash and from the ledger
as it was read then. Identical findings prove that the answer still follows; anything else is
told exactly. What has changed since without touching the answer (the product's version, the
source of its rules, the ledger) is noted beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kuangtu import __version__
from kuangtu.accounts.actor import SYSTEM, Actor
from kuangtu.codes.choices import Choice
from kuangtu.conformity.differences import differences
from kuangtu.conformity.engine import judge
from kuangtu.conformity.errors import ReceiptUnreadable
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.queries import accounts_on, layers_hidden_in, rights_on, stored_receipt
from kuangtu.conformity.reading import from_stated
from kuangtu.conformity.receipt_readings import accounts_of, rights_of
from kuangtu.conformity.receipt_shape import part_of_receipt, receipt_in
from kuangtu.conformity.receipts import account_json, receipt_of, rights_json
from kuangtu.conformity.rule_sources import rules_sha256
from kuangtu.conformity.rules import BY_NAME
from kuangtu.conformity.types import Application, Basis, Rule
from kuangtu.conformity.withholding import is_withheld, withheld
from kuangtu.core.errors import Conflict, Invalid, KuangtuError, NotFound
from kuangtu.core.text import Text, same
from kuangtu.layers.queries import read_layers
from kuangtu.layers.types import LayerReading
from kuangtu.plans.queries import folder_by_sha256
from kuangtu.plans.types import Folder

Record = Mapping[str, Any]


class ReplayStatus(Choice):
    """What repeating a review gave. 核对结果。"""

    IDENTICAL = ("IDENTICAL", "一致", "identical")
    DIFFERENT = ("DIFFERENT", "不一致", "different")
    INCOMPLETE = ("INCOMPLETE", "资料不全，不能重算", "cannot be repeated, something is missing")
    TAMPERED = ("TAMPERED", "回执被改动", "the receipt was changed")


PARTS_WITHHELD = Text(
    "这是略去部分内容的回执副本，不是全文，不能核对散列、不能重算；由有权限的人员按回执编号核对，或取得全文后核对",
    "this copy of a receipt has parts withheld: its hash cannot be checked and the review cannot "
    "be repeated from it; an officer who may see the whole does so by the receipt's number",
)
OTHERS_WITHHELD = Text(
    "另有不同之处涉及不对您公开的图层，由有权限的人员核对",
    "other differences concern layers that are not open to you; an officer who may see them "
    "must check",
)
EDITION_WITHHELD = Text(
    "缺少或损坏了一个不对您公开的图层版本，由有权限的人员核对",
    "an edition of a layer that is not open to you is missing or damaged; an officer who may see "
    "it must check",
)
EXIT_CODES = {
    ReplayStatus.IDENTICAL: 0,
    ReplayStatus.DIFFERENT: 1,
    ReplayStatus.TAMPERED: 1,
    ReplayStatus.INCOMPLETE: 3,
}


@dataclass(frozen=True, slots=True)
class Replay:
    """The answer with every difference, and what changed since without touching it. 核对。"""

    status: ReplayStatus
    differences: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.status]

    def as_json(self) -> dict[str, Any]:
        """The answer as every interface prints it."""
        return {
            "status": self.status.value,
            "status_label": self.status.label.as_json(),
            "differences": [text.as_json() for text in self.differences],
            "notes": [text.as_json() for text in self.notes],
        }


def replay_stored(receipt: Receipt, *, actor: Actor) -> Replay:
    """Repeat a kept review from the whole receipt, and tell what the actor may read. 存档核对。"""
    return replay_receipt(receipt.exported(), actor=actor)


def replay_receipt(
    exported: Record, *, rules: Mapping[str, Rule] = BY_NAME, actor: Actor = SYSTEM
) -> Replay:
    """Repeat a review from an exported receipt, and tell of it what the actor may read. 重算核对。

    Raises: ReceiptUnreadable for a file that is no receipt.
    """
    receipt, found_sha256 = receipt_in(exported)
    if is_withheld(exported) or is_withheld(receipt):
        return Replay(ReplayStatus.INCOMPLETE, (PARTS_WITHHELD,))
    stored = stored_receipt(str(exported.get("number") or ""))
    tampering = tuple(_tampering(found_sha256, exported.get("sha256"), stored))
    if tampering:
        return Replay(ReplayStatus.TAMPERED, tampering)
    hidden = layers_hidden_in(receipt, actor=actor)
    gathered = _Gathered(hidden)
    try:
        with part_of_receipt("inputs"):
            application = from_stated(receipt["inputs"])
    except ReceiptUnreadable:
        raise
    except Invalid as error:
        unreadable = tuple(problem.text for problem in error.problems)
        return Replay(ReplayStatus.INCOMPLETE, unreadable, _product_notes(receipt))
    basis = _basis(receipt, application, gathered)
    if gathered.missing:
        return Replay(ReplayStatus.INCOMPLETE, tuple(gathered.missing), _product_notes(receipt))
    try:
        again = receipt_of(judge(application, basis, rules=rules))
    except KuangtuError as error:
        return Replay(ReplayStatus.INCOMPLETE, (error.text,), _product_notes(receipt))
    with part_of_receipt("findings"):
        found = tuple(differences(receipt, again))
    status = ReplayStatus.DIFFERENT if found else ReplayStatus.IDENTICAL
    notes = (
        *_archive_note(exported, stored),
        *_product_notes(receipt),
        *_ledger_notes(receipt, application, basis),
    )
    if found and hidden:
        found = _readable(found, withheld(receipt, hidden), withheld(again, hidden))
    return Replay(status, found, notes)


def _readable(found: tuple[Text, ...], was: Record, now: Record) -> tuple[Text, ...]:
    """The differences in what may be read; that there are others is told without their words."""
    told = tuple(differences(was, now))
    return told if told == found else (*told, OTHERS_WITHHELD)


def _tampering(found: str, said: object, stored: Receipt | None) -> Iterable[Text]:
    """The record must have its own hash, and the one that was stored under its number."""
    if found != said:
        yield Text(
            "回执内容的散列为 {found}，与所附散列 {said} 不符",
            "the record hashes to {found}, not to the {said} that it carries",
        ).format(found=found, said=said or "—")
    if stored is not None and stored.sha256 != found:
        yield Text(
            "与库中存档的 {number} 不同（存档散列 {stored}）",
            "it differs from {number} as stored (hash {stored})",
        ).format(number=stored.number, stored=stored.sha256)


def _archive_note(exported: Record, stored: Receipt | None) -> tuple[Text, ...]:
    """A file whose number is not stored here proves only that it agrees with itself."""
    if stored is not None:
        return ()
    text = Text(
        "本库没有编号为“{number}”的存档，只能核对回执自身",
        "no receipt numbered “{number}” is stored here; the file is checked against itself only",
    )
    return (text.format(number=exported.get("number") or "—"),)


class _Gathered:
    """What could not be found again; of layers that the reader may not see only that."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.missing: list[Text] = []
        self.hidden = hidden

    def lacks_layer(self, code: str, text: Text) -> None:
        self.missing.append(EDITION_WITHHELD if code in self.hidden else text)


def _basis(receipt: Record, application: Application, gathered: _Gathered) -> Basis:
    """What the receipt rests on, found again. Raises: ReceiptUnreadable with the part."""
    with part_of_receipt("judged_on"):
        judged_on = date.fromisoformat(receipt["judged_on"])
    with part_of_receipt("folders"):
        folders = _folders(receipt["folders"], gathered)
    with part_of_receipt("layers"):
        layers = {
            one["layer"]: _layer(one, application, judged_on, gathered) for one in receipt["layers"]
        }
    with part_of_receipt("rights"):
        rights = rights_of(receipt["rights"])
    with part_of_receipt("accounts"):
        accounts = accounts_of(receipt["accounts"])
    with part_of_receipt("tolerances"):
        tolerance_m2 = float(receipt["tolerances"]["overlap_tolerance_m2"])
    return Basis(
        judged_on=judged_on,
        county=receipt["county"],
        folders=folders,
        layers=layers,
        rights=rights,
        accounts=accounts,
        overlap_tolerance_m2=tolerance_m2,
    )


def _folders(named: Iterable[Record], gathered: _Gathered) -> dict[str, Folder]:
    folders = {}
    for one in named:
        try:
            folders[one["code"]] = folder_by_sha256(one["sha256"], one.get("edition_sha256", ""))
        except NotFound:
            gathered.missing.append(
                Text(
                    "缺少规划或规范“{title}”的版本 {sha256}",
                    "the edition {sha256} of the folder {title} is missing",
                ).format(title=Text(**one["short_title"]), sha256=one["sha256"])
            )
    return folders


def _layer(
    one: Record, application: Application, judged_on: date, gathered: _Gathered
) -> LayerReading:
    """The same edition read again; a layer that was missing then stays missing."""
    code, edition = one["layer"], one["edition"]
    missing = LayerReading(code, Text(**one["name"]), None, one["provider"])
    if edition is None:
        return missing
    try:
        reading = read_layers(
            distances_m={code: one["searched_m"]},
            geometry=application.ground.geometry,
            day=judged_on,
            pinned={code: edition["number"]},
        )[code]
    except (NotFound, Conflict) as error:
        gathered.lacks_layer(code, error.text)
        return missing
    if reading.edition is None or reading.edition.sha256 != edition["sha256"]:
        text = Text(
            "缺少图层“{name}”的第 {number} 版（{sha256}）",
            "edition {number} of the layer {name} is missing ({sha256})",
        )
        gathered.lacks_layer(code, text.format(name=missing.name, **edition))
    return reading


def _product_notes(receipt: Record) -> tuple[Text, ...]:
    """Whether another version, or other rules of the same version, made the receipt."""
    return (*_version_note(receipt), *_rules_note(receipt))


def _rules_note(receipt: Record) -> tuple[Text, ...]:
    was, now = receipt["product"].get("rules_sha256"), rules_sha256()
    if was == now:
        return ()
    if was is None:
        return (
            Text(
                "回执没有记录规则程序的散列，无从知道规则程序是否变过",
                "the receipt does not say which source of the rules made it",
            ),
        )
    text = Text(
        "规则程序已变：当时 {was}，现为 {now}", "the source of the rules was {was}; it is {now} now"
    )
    return (text.format(was=was, now=now),)


def _version_note(receipt: Record) -> tuple[Text, ...]:
    version = receipt["product"]["version"]
    if version == __version__:
        return ()
    text = Text(
        "回执由 {was} 版作出，现为 {now} 版", "the receipt was made by version {was}; this is {now}"
    )
    return (text.format(was=version, now=__version__),)


def _ledger_notes(receipt: Record, application: Application, basis: Basis) -> Iterable[Text]:
    """Whether the ledger, read as of the same day, would say something else today."""
    now = rights_json(rights_on(application, basis))
    if now != receipt["rights"]:
        yield Text(
            "矿业权台账现在对 {day} 的读数与当时不同：{what}",
            "the ledger of rights now reads differently for {day}: {what}",
        ).format(day=basis.judged_on, what=_rights_difference(receipt["rights"], now))
    for account in accounts_on(application, basis).values():
        was = next((a for a in receipt["accounts"] if a["account"] == account.account.value), None)
        if was != account_json(account):
            yield Text(
                "指标账户 {account}：当时 {was}，现在读为 {now}",
                "account {account}: {was} then, {now} now",
            ).format(
                account=account.account.value,
                was=_amount(was and was["now"]),
                now=_amount(account.now),
            )


def _amount(value: object) -> Text:
    return Text("无数据", "no data") if value is None else same(str(value))


def _rights_difference(was: Record | None, now: Record | None) -> Text:
    if was is None or now is None:
        return Text("当时没有台账" if was is None else "现在没有台账", "there is none, or was none")
    before = {right["number"]: right for right in was["overlapping"] + was["of_applicant"]}
    after = {right["number"]: right for right in now["overlapping"] + now["of_applicant"]}
    changed = sorted(number for number in before | after if before.get(number) != after.get(number))
    return same("、".join(changed)) if changed else Text("本证的登记内容", "the right itself")
