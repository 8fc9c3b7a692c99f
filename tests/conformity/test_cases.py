# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every case file of every bound rule. 案例。"""

import re
import tomllib
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest

from conformity.builders import KINDS, a_missing_layer, built, every_binding
from kuangtu.conformity.rules import BY_NAME
from kuangtu.conformity.rules.answers import shown
from kuangtu.conformity.types import Application, Outcome

CASES = Path(__file__).parent / "cases"
OUTCOMES = dict(
    zip(
        KINDS,
        (
            Outcome.PASS,
            Outcome.FAIL,
            Outcome.CONDITIONAL,
            Outcome.REFER,
            Outcome.UNDECIDED,
            Outcome.NOT_APPLICABLE,
        ),
        strict=True,
    )
)
PATHS = sorted(CASES.glob("*/*.toml"))
PASSING = [path for path in PATHS if path.stem.startswith("pass-")]
KEYS = {
    "say", "judged_on", "application", "ground", "layers", "rights", "accounts", "measured",
}  # fmt: skip
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def name_of(path):
    return f"{path.parent.name}/{path.stem}"


def read(path):
    case = tomllib.loads(path.read_text("utf-8"))
    assert set(case) <= KEYS, f"unknown keys in {path}"
    return case, every_binding()[path.parent.name][1]


def check(binding, application, basis):
    return BY_NAME[binding.check].check(application, basis, binding)


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_case(path):
    case, binding = read(path)
    application, basis = built(case, binding)

    finding = check(binding, application, basis)

    expected = OUTCOMES[path.stem.split("-")[0]]
    assert finding.outcome == expected, finding.message.zh
    for name, number in case.get("measured", {}).items():
        is_number = isinstance(number, float)
        expected_number = pytest.approx(number, rel=1e-6) if is_number else number
        assert finding.measured[name] == expected_number, name
    assert case["say"].strip()
    assert binding.period.contains(basis.judged_on) or binding.carries_over


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_a_finding_says_its_numbers_and_what_is_needed(path):
    case, binding = read(path)

    finding = check(binding, *built(case, binding))

    assert numbers_of(finding, finding.message.zh) == set()
    assert numbers_of(finding, finding.message.en) == set()
    for text in (finding.message, finding.needs):
        assert text is None or (text.zh.strip() and text.en.strip() and "{" not in text.zh)
    is_open = finding.outcome in (Outcome.CONDITIONAL, Outcome.REFER, Outcome.UNDECIDED)
    assert (finding.needs is not None) == is_open


def numbers_of(finding, sentence):
    """Numbers in a sentence that are not measured. Words and dates are taken out first."""
    measured = finding.measured.values()
    for words in sorted((one for one in measured if isinstance(one, str)), key=len, reverse=True):
        sentence = sentence.replace(words, " ") if words else sentence
    numbers = [
        one for one in measured if isinstance(one, int | float) and not isinstance(one, bool)
    ]
    # A measurement, or an exact number that `measured` holds as a float.
    known = {str(shown(kind(one))) for one in numbers for kind in (float, int_or_decimal)}
    if "1 −" in sentence:  # the formula of the service life
        known.add("1")
    return set(NUMBER.findall(sentence)) - known


def int_or_decimal(number):
    return number if isinstance(number, int) else Decimal(repr(number))


@pytest.mark.parametrize("path", PASSING, ids=name_of)
def test_nothing_passes_without_its_layer(path):
    case, binding = read(path)
    application, basis = built(case, binding)

    for code in check(binding, application, basis).layers:
        without = replace(basis, layers={**basis.layers, code: a_missing_layer(code)})

        assert check(binding, application, without).outcome != Outcome.PASS


@pytest.mark.parametrize("path", PASSING, ids=name_of)
def test_nothing_that_rests_on_the_ledger_passes_without_it(path):
    case, binding = read(path)
    application, basis = built(case, binding)
    with_ledger = check(binding, application, basis)

    without = check(binding, application, replace(basis, rights=None, accounts={}))

    if "rights" in case or "accounts" in case:
        assert without.outcome != Outcome.PASS
    else:
        assert without == with_ledger


# A fact that another one stands in for: taking it away changes the sentence, not the right to pass.
STOOD_IN_FOR = {
    ("daily-ore-reaches-a-floor", "working_days"),  # by the parameter
    ("scale-fits-the-deposit", "deposit_size"),  # by the resources
    ("mineral-is-not-prohibited", "is_arable_land"),  # by the layer
}
OPTIONAL = [one.name for one in fields(Application) if "None" in str(one.type)]


@pytest.mark.parametrize("path", PASSING, ids=name_of)
def test_nothing_passes_without_a_fact_it_rests_on(path):
    case, binding = read(path)
    application, basis = built(case, binding)
    whole = check(binding, application, basis)

    for name in OPTIONAL:
        finding = check(binding, replace(application, **{name: None}), basis)

        if finding != whole and (binding.check, name) not in STOOD_IN_FOR:
            assert finding.outcome != Outcome.PASS, name
