# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, null=True, unique=True)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("judged_on", models.DateField()),
                ("adcode", models.CharField(db_index=True, max_length=6)),
                ("name", models.CharField(max_length=200)),
                ("applicant", models.CharField(max_length=200)),
                ("mineral", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=20)),
                ("act", models.CharField(max_length=20)),
                ("conclusion", models.CharField(max_length=30)),
                ("area_km2", models.DecimalField(decimal_places=4, max_digits=14)),
                ("content", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("actor", models.CharField(max_length=80)),
                ("is_demo", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "conclusion__in",
                                [
                                    "CONFORMS",
                                    "DOES_NOT_CONFORM",
                                    "CONDITIONAL_OR_REFER",
                                    "UNDECIDED",
                                ],
                            )
                        ),
                        name="receipt_conclusion_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="receipt_has_a_hash",
                    ),
                ],
            },
        ),
    ]
