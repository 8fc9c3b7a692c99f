# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every case of every bound rule that reads a layer, as somebody reads it who may see none."""

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from conformity.builders import built, every_binding
from kuangtu.conformity.engine import judge
from kuangtu.conformity.receipts import receipt_of
from kuangtu.conformity.rules import BY_NAME
from kuangtu.conformity.withholding import is_withheld, withheld

CASES = {
    f"{path.parent.name}/{path.stem}": path
    for path in sorted((Path(__file__).parent / "cases").glob("*/*.toml"))
    if "layers" in tomllib.loads(path.read_text("utf-8"))
}
SECRET = "机密要素"


def named_in_secret(reading):
    """The reading with features that nobody may name; rights in its blocks keep their key."""
    hits = tuple(
        replace(hit, name=f"{SECRET}{number}甲") for number, hit in enumerate(reading.hits)
    )
    return replace(reading, hits=hits)


def a_record(path):
    folder, binding = every_binding()[path.parent.name]
    application, basis = built(tomllib.loads(path.read_text("utf-8")), binding)
    basis = replace(
        basis,
        folders={folder.code: replace(folder, bindings=(binding,))},
        layers={code: named_in_secret(one) for code, one in basis.layers.items()},
    )
    return receipt_of(judge(application, basis, rules=BY_NAME))


@pytest.mark.parametrize("name", CASES)
def test_no_rule_tells_a_feature_or_a_measure_of_a_hidden_layer(name):
    record = a_record(CASES[name])
    hidden = frozenset(one["layer"] for one in record["layers"] if one["edition"])

    shown = withheld(record, hidden)

    assert SECRET not in json.dumps(shown, ensure_ascii=False)
    for whole, told in zip(record["findings"], shown["findings"], strict=True):
        assert told["outcome"] == whole["outcome"]
        if is_withheld(told):
            assert not re.search(r"\d", told["message"]["zh"] + told["message"]["en"])
        elif whole["rule"] == CASES[name].parent.name:
            assert not hidden & {one["layer"] for one in whole["layers"]}
            assert not whole["measured"] or not hidden
