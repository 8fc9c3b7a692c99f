# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""App configuration. 应用配置。"""

from django.apps import AppConfig


class ConformityConfig(AppConfig):
    name = "kuangtu.conformity"
    label = "conformity"

    def ready(self) -> None:
        """Tell the One Map that its layer of reviewed grounds is made of the receipts."""
        # Late: models can be imported only once every app is known.
        from kuangtu.conformity.ledger_layer import LAYER, ReviewedGrounds  # noqa: PLC0415 - see above
        from kuangtu.layers.ledgers import keep_ledger  # noqa: PLC0415 - see above

        keep_ledger(LAYER, ReviewedGrounds())
