# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The state of every layer of the dictionary. 图层状态查询。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from kuangtu.accounts.actor import Actor
from kuangtu.core.text import Text
from kuangtu.layers import base_layers
from kuangtu.layers.choices import State, Store
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.dictionary import layers as all_layers
from kuangtu.layers.editions import state_of
from kuangtu.layers.queries.catalogue import current_editions, may_see_all
from kuangtu.layers.queries.files import AnyEdition


@dataclass(frozen=True, slots=True)
class LayerState:
    """A layer of the dictionary, the edition that counts, and its state. 图层状态。"""

    specification: LayerSpecification
    state: State
    reason: Text
    edition: AnyEdition | None = None

    @property
    def code(self) -> str:
        return self.specification.code


def layer_states(*, as_of: date, actor: Actor) -> list[LayerState]:
    """Every layer of the dictionary, in its order: there, missing, or not to be seen. 图层状态。"""
    current = current_editions(as_of=as_of, actor=actor)
    return [
        _state(specification, current.get(code), as_of)
        if code in current or may_see_all(actor, specification)
        else LayerState(specification, State.UNSEEN, UNSEEN)
        for code, specification in all_layers().items()
    ]


def _state(
    specification: LayerSpecification, edition: AnyEdition | None, as_of: date
) -> LayerState:
    if specification.store is Store.LEDGER:
        return _state_of_ledger(specification, edition, as_of)
    state, reason = state_of(specification, edition, as_of)
    if state is State.MISSING:
        absent = base_layers.why_absent(specification.code, data=settings.KUANGTU_BASE_DATA)
        reason = absent or reason
    return LayerState(specification, state, reason, edition)


def _state_of_ledger(
    specification: LayerSpecification, edition: AnyEdition | None, as_of: date
) -> LayerState:
    """A ledger moves by itself and is never out of date; an empty one is missing, not empty."""
    if edition is None:
        return LayerState(specification, State.MISSING, NOTHING_REGISTERED.format(day=as_of))
    reason = MOVES.format(number=edition.number, day=as_of)
    return LayerState(specification, State.LEDGER, reason, edition)


NOTHING_REGISTERED = Text(
    "台账截至 {day} 没有登记", "nothing is registered in the ledger as of {day}"
)
UNSEEN = Text("没有您的账户可以查看的版本", "there is no edition that your account may see")
MOVES = Text("台账第 {number} 号，截至 {day}", "ledger number {number}, as of {day}")
