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
from kuangtu.layers.models import Edition
from kuangtu.layers.queries.catalogue import current_editions


@dataclass(frozen=True, slots=True)
class LayerState:
    """A layer of the dictionary, the edition that counts, and its state. 图层状态。"""

    specification: LayerSpecification
    state: State
    reason: Text
    edition: Edition | None = None

    @property
    def code(self) -> str:
        return self.specification.code


def layer_states(*, as_of: date, actor: Actor) -> list[LayerState]:
    """Every layer of the dictionary, there or missing, in its order. 图层清单与状态。"""
    current = current_editions(as_of=as_of, actor=actor)
    return [
        _state(specification, current.get(code), as_of)
        for code, specification in all_layers().items()
    ]


def _state(specification: LayerSpecification, edition: Edition | None, as_of: date) -> LayerState:
    if specification.store is Store.LEDGER:
        return LayerState(specification, State.LEDGER, specification.note)
    state, reason = state_of(specification, edition, as_of)
    if state is State.MISSING:
        absent = base_layers.why_absent(specification.code, data=settings.KUANGTU_BASE_DATA)
        reason = absent or reason
    return LayerState(specification, state, reason, edition)
