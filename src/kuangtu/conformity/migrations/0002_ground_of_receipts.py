# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Where the ground of each receipt lies; earlier ones say it in their record. 回执范围。"""

import json
from typing import Any

from django.db import migrations, models

SIDES = ("west", "south", "east", "north")


def read_boxes(apps: Any, _schema_editor: Any) -> None:
    receipts = apps.get_model("conformity", "Receipt").objects
    for receipt in receipts.only("content").iterator(chunk_size=100):
        bounds = json.loads(receipt.content)["application"]["bounds"]
        receipts.filter(pk=receipt.pk).update(**dict(zip(SIDES, bounds, strict=True)))


class Migration(migrations.Migration):
    dependencies = [
        ("conformity", "0001_receipts"),
    ]

    operations = [
        migrations.AddField("receipt", "geometry_wkb", models.BinaryField(null=True)),
        *[migrations.AddField("receipt", side, models.FloatField(null=True)) for side in SIDES],
        migrations.RunPython(read_boxes, migrations.RunPython.noop),
        *[migrations.AlterField("receipt", side, models.FloatField()) for side in SIDES],
    ]
