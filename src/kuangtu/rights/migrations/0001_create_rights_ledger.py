# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The ledger of rights and its versions. 建立矿业权台账。"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="MineralRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("EXPLORATION", "探矿权"), ("MINING", "采矿权")], max_length=20
                    ),
                ),
                ("adcode", models.CharField(db_index=True, max_length=6)),
                ("is_demo", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["EXPLORATION", "MINING"])),
                        name="right_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("adcode__regex", "^[1-9][0-9]{5}$")),
                        name="right_adcode_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="right_number_is_not_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_demo", True), ("number__startswith", "DEMO")),
                            models.Q(
                                ("is_demo", False),
                                models.Q(("number__startswith", "DEMO"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="right_demo_number_marks_demo",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RightVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("effective_on", models.DateField()),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("NEW", "新立"),
                            ("EXTEND", "延续"),
                            ("AMEND", "变更"),
                            ("ENLARGE_GROUND", "扩大范围"),
                            ("REDUCE_GROUND", "缩小范围"),
                            ("CHANGE_MINERAL", "变更矿种"),
                            ("CHANGE_METHOD", "变更开采方式"),
                            ("EXPAND_CAPACITY", "改扩建"),
                            ("RENAME", "变更名称"),
                            ("TRANSFER", "转让"),
                            ("RETAIN", "保留"),
                            ("CANCEL", "注销"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("IN_FORCE", "有效"),
                            ("EXPIRED", "过期"),
                            ("CANCELED", "注销"),
                            ("REVOKED", "吊销"),
                            ("LAPSED", "自行废止"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("holder", models.CharField(db_index=True, max_length=200)),
                ("holder_code", models.CharField(blank=True, max_length=40)),
                ("mineral_code", models.CharField(db_index=True, max_length=24)),
                ("other_mineral_codes", models.JSONField(blank=True, default=list)),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("OPENCAST", "露天"),
                            ("UNDERGROUND", "地下"),
                            ("BOTH", "露天/地下"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "capacity",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True),
                ),
                ("capacity_unit", models.CharField(blank=True, max_length=30)),
                (
                    "ore_density_t_per_m3",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=10, null=True),
                ),
                (
                    "ore_grade",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=8, null=True),
                ),
                (
                    "size_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("LARGE", "大型"),
                            ("MEDIUM", "中型"),
                            ("SMALL", "小型"),
                            ("TINY", "小矿"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("RECONNAISSANCE", "预查"),
                            ("PROSPECTING", "普查"),
                            ("GENERAL", "详查"),
                            ("DETAILED", "勘探"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "mine_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PRODUCING", "生产"),
                            ("STOPPED", "停产"),
                            ("BUILDING", "筹建"),
                            ("CLOSED", "关闭"),
                        ],
                        max_length=20,
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("revoked_on", models.DateField(blank=True, null=True)),
                (
                    "area_km2",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True),
                ),
                ("source_text", models.TextField()),
                ("source_format", models.CharField(max_length=40)),
                ("crs_epsg", models.PositiveIntegerField()),
                ("crs_name", models.CharField(max_length=120)),
                ("geometry_wkb", models.BinaryField()),
                ("min_lon", models.FloatField()),
                ("min_lat", models.FloatField()),
                ("max_lon", models.FloatField()),
                ("max_lat", models.FloatField()),
                ("area_m2", models.FloatField()),
                ("top_m", models.FloatField(blank=True, null=True)),
                ("bottom_m", models.FloatField(blank=True, null=True)),
                ("slabs", models.JSONField(default=list)),
                ("digest", models.CharField(max_length=64)),
                ("source_file", models.CharField(blank=True, max_length=200)),
                ("source_row", models.PositiveIntegerField(blank=True, null=True)),
                ("source_cells", models.JSONField(blank=True, default=dict)),
                (
                    "right",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="rights.mineralright",
                    ),
                ),
            ],
            options={
                "ordering": ("right__number", "effective_on"),
                "indexes": [
                    models.Index(
                        fields=["min_lon", "max_lon", "min_lat", "max_lat"],
                        name="right_version_box",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("right", "effective_on"), name="right_version_one_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "act__in",
                                [
                                    "NEW",
                                    "EXTEND",
                                    "AMEND",
                                    "ENLARGE_GROUND",
                                    "REDUCE_GROUND",
                                    "CHANGE_MINERAL",
                                    "CHANGE_METHOD",
                                    "EXPAND_CAPACITY",
                                    "RENAME",
                                    "TRANSFER",
                                    "RETAIN",
                                    "CANCEL",
                                ],
                            )
                        ),
                        name="right_act_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["IN_FORCE", "EXPIRED", "CANCELED", "REVOKED", "LAPSED"])
                        ),
                        name="right_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("method__in", ["OPENCAST", "UNDERGROUND", "BOTH", ""])),
                        name="right_method_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("size_class__in", ["LARGE", "MEDIUM", "SMALL", "TINY", ""])
                        ),
                        name="right_size_class_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                ["RECONNAISSANCE", "PROSPECTING", "GENERAL", "DETAILED", ""],
                            )
                        ),
                        name="right_stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mine_status__in", ["PRODUCING", "STOPPED", "BUILDING", "CLOSED", ""])
                        ),
                        name="right_mine_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="right_validity_is_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_on__isnull", False), ("status", "REVOKED")),
                            models.Q(
                                models.Q(("status", "REVOKED"), _negated=True), ("revoked_on", None)
                            ),
                            _connector="OR",
                        ),
                        name="right_revocation_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("capacity", None), ("capacity_unit", "")),
                            models.Q(
                                ("capacity__gt", 0),
                                ("capacity__isnull", False),
                                models.Q(("capacity_unit", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="right_capacity_has_its_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("min_lat__lt", models.F("max_lat")),
                            ("min_lon__lt", models.F("max_lon")),
                        ),
                        name="right_box_is_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("area_m2__gt", 0)), name="right_area_is_positive"
                    ),
                ],
            },
        ),
    ]
