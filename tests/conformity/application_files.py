# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Builders: an ordinary application as TOML, read, or refused with its places. 申请文件样例。"""

import json
from datetime import date
from decimal import Decimal

import pytest

from kuangtu.conformity.reading import read_application
from kuangtu.conformity.reading.templates import SAMPLE_RANGE
from kuangtu.core.errors import Invalid

ORDINARY = {
    "kind": "采矿权",
    "act": "新立",
    "name": "示例萤石矿",
    "applicant": "示例公司",
    "mineral": "萤石",
    "applied_on": date(2023, 6, 1),
    "range": SAMPLE_RANGE,
}


def toml_of(**changes):
    """An ordinary application as TOML; None leaves a field out."""
    fields = {key: value for key, value in (ORDINARY | changes).items() if value is not None}
    return "".join(f"{key} = {toml_value(value)}\n" for key, value in fields.items())


def toml_value(value):
    if isinstance(value, (Decimal, date)):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def read(text, name="a.toml", **arguments):
    content = text if isinstance(text, bytes) else text.encode()
    return read_application(content, name=name, **arguments)


def problems_of(text, name="a.toml", **arguments):
    with pytest.raises(Invalid) as caught:
        read(text, name, **arguments)
    return [(problem.code, str(problem.place)) for problem in caught.value.problems]
