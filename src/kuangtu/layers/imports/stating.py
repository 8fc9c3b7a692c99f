# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is wrong with what an importer states, before a worker has the file. 导入说明检查。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kuangtu.accounts.actor import Actor
from kuangtu.core.errors import Invalid, Problem
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.preparing import Provenance
from kuangtu.layers.statements import ImportStatement, statement_of


def problems_of_words(
    words: Mapping[str, str], specification: LayerSpecification, *, at: datetime, actor: Actor
) -> list[Problem]:
    """What cannot be read, or may not be said."""
    try:
        statement = statement_of(words)
    except Invalid as error:
        return list(error.problems)
    return list(_provenance(statement, specification, at, actor).problems())


def _provenance(
    statement: ImportStatement, specification: LayerSpecification, at: datetime, actor: Actor
) -> Provenance:
    return Provenance(
        source=statement.source,
        dated_on=statement.dated_on,
        authority=statement.authority,
        licence=statement.licence,
        attribution=statement.attribution,
        quality=statement.quality,
        security=statement.security or specification.security,
        accuracy_m=statement.accuracy_m,
        fingerprint="",
        imported_on=at.date(),
        imported_by=actor.key,
    )
