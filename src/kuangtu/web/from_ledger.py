# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An application that begins with what the ledger holds of a right. 由台账起填申请。"""

from __future__ import annotations

from kuangtu.rights.models import RightVersion
from kuangtu.web.application_form import ApplicationForm


def form_of(version: RightVersion, *, applied_on: str) -> ApplicationForm:
    """The fields that a right answers; the act and everything else are the applicant's to say."""
    stated = {
        "kind": version.right.kind,
        "applied_on": applied_on,
        "license_number": version.right.number,
        "name": version.name,
        "applicant": version.holder,
        "mineral": version.mineral.name,
        "method": version.method,
        "stage": version.stage,
        "range": version.source_text,
        "area_km2": version.area_km2,
    }
    if quantity := version.capacity_quantity:
        stated |= {"capacity": quantity.value, "capacity_unit": quantity.unit}
    return ApplicationForm({key: str(value) for key, value in stated.items() if value})
