# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""App configuration. 应用配置。"""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "kuangtu.rights"
    label = "rights"

    def ready(self) -> None:
        """Tell the One Map that its layer of rights is this ledger."""
        # Late: models can be imported only once every app is known.
        from kuangtu.layers.ledgers import keep_ledger  # noqa: PLC0415 - see above
        from kuangtu.rights.queries.layer import LAYER, RightsLayer  # noqa: PLC0415 - see above

        keep_ledger(LAYER, RightsLayer())
