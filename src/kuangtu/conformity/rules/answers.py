# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How a rule says its answer. 审查发现的写法。

One template in two languages and one set of values: what the sentence shows is what
`Finding.measured` holds, so the two cannot drift apart. A value that is a `Text` fills in words
and is not measured.

A figure that nobody has read in its own source (confidence V* or G) refuses nobody: where such
a figure decides against an application, `fails` answers REFER and says who must verify it. A
figure that an administrator has set counts as verified: somebody answers for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from kuangtu.conformity.types import Finding, Outcome
from kuangtu.core.text import Text
from kuangtu.plans.types import Parameter

Value = Decimal | float | int | str | bool | Text | None

SHOWN_PLACES = Decimal("0.0001")
# A float was measured: on a map, where centimetres and square centimetres say enough.
MEASURED_PLACES = Decimal("0.01")
BUREAU = Text("县自然资源局", "the county natural-resources bureau")


def shown(value: Value) -> Value:
    """A value as the sentence shows it: at most four decimals, no trailing zeros.

    What was measured, and is one or more, has two decimals at most.

    >>> shown(Decimal("8.50")), shown(0.1), shown(Decimal(1) / 3), shown(100), shown(-0.0)
    ('8.5', '0.1', '0.3333', 100, '0')
    >>> shown(90390.2553), shown(0.00347), shown(Decimal("17.70833"))
    ('90390.26', '0.0035', '17.7083')
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | float):
        return value
    is_measured = isinstance(value, float) and abs(value) >= 1
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    text = f"{exact.quantize(MEASURED_PLACES if is_measured else SHOWN_PLACES, ROUND_HALF_UP):f}"
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if plain == "-0" else plain


def answer(
    outcome: Outcome,
    text: Text,
    needs: Text | None = None,
    layers: tuple[str, ...] = (),
    /,
    **values: Value,
) -> Finding:
    """A finding whose sentence and needs are filled with the values. 审查发现。"""
    filled = {name: shown(value) for name, value in values.items()}
    measured = {
        name: float(value) if isinstance(value, Decimal) else value
        for name, value in values.items()
        if not isinstance(value, Text)
    }
    return Finding(
        outcome,
        _sentence(text.format(**filled)),
        measured,
        needs=_sentence(needs.format(**filled)) if needs else None,
        layers=layers,
    )


def _sentence(text: Text) -> Text:
    """An English sentence begins with a capital, whatever word was filled in there."""
    return Text(text.zh, text.en[:1].upper() + text.en[1:])


def passes(text: Text, layers: tuple[str, ...] = (), /, **values: Value) -> Finding:
    """符合。"""
    return answer(Outcome.PASS, text, None, layers, **values)


def not_applicable(text: Text, layers: tuple[str, ...] = (), /, **values: Value) -> Finding:
    """不适用。"""
    return answer(Outcome.NOT_APPLICABLE, text, None, layers, **values)


def undecided(text: Text, needs: Text, layers: tuple[str, ...] = (), /, **values: Value) -> Finding:
    """缺数据: `needs` says what must be supplied and by whom."""
    return answer(Outcome.UNDECIDED, text, needs, layers, **values)


def refers(text: Text, needs: Text, layers: tuple[str, ...] = (), /, **values: Value) -> Finding:
    """需人工裁量: `needs` says who must judge what."""
    return answer(Outcome.REFER, text, needs, layers, **values)


def conditional(
    text: Text, needs: Text, layers: tuple[str, ...] = (), /, **values: Value
) -> Finding:
    """附条件: `needs` says which consent from whom."""
    return answer(Outcome.CONDITIONAL, text, needs, layers, **values)


def fails(
    text: Text,
    layers: tuple[str, ...] = (),
    decided_by: Iterable[Parameter] = (),
    /,
    **values: Value,
) -> Finding:
    """不符合; REFER if a figure that decides it has not been verified."""
    unverified = [one for one in decided_by if not one.is_verified]
    if not unverified:
        return answer(Outcome.FAIL, text, None, layers, **values)
    sources = "；".join(dict.fromkeys(one.source or one.name for one in unverified))
    doubt = Text("；但所依数值未核对原文", "; but the figure is not verified in its source")
    whole = {**values, "bureau": BUREAU, "figure_source": Text(sources, sources)}
    return answer(Outcome.REFER, text + doubt, VERIFY, layers, **whole)


VERIFY = Text(
    "由{bureau}核对原文（{figure_source}）后认定",
    "{bureau} must verify the figure in its source ({figure_source}) and then decide",
)


def not_stated(what: Text) -> Finding:
    """The application leaves out what the clause turns on. 申请未填。"""
    return undecided(
        Text("申请未填写{what}，无法判定", "The application does not state {what}"),
        Text("由申请人补充{what}", "The applicant must state {what}"),
        what=what,
    )
