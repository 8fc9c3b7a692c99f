# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The one act of this module. 留痕。"""

from collections.abc import Mapping
from typing import Any

from kuangtu.audit.models import Entry


def record(
    *, action: str, actor: str, subject: str, data: Mapping[str, Any], adcode: str = ""
) -> Entry:
    """Leave a trace, inside the caller's transaction. 留痕。

    Writes: one Entry. `data` must be JSON; it names what changed and on which basis.
    """
    return Entry.objects.create(
        action=action, actor=actor, subject=subject, adcode=adcode, data=dict(data)
    )
