import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("layers", "0001_editions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportJob",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("layer", models.CharField(max_length=60)),
                ("file_name", models.CharField(max_length=200)),
                ("file_bytes", models.PositiveBigIntegerField()),
                ("folder", models.CharField(max_length=64, unique=True)),
                ("said", models.JSONField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("WAITING", "等待处理"),
                            ("RUNNING", "正在导入"),
                            ("IMPORTED", "已导入"),
                            ("REFUSED", "未导入"),
                            ("CANCELLED", "已取消"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("READING", "读取文件"),
                            ("ATTRIBUTES", "核对属性"),
                            ("GEOMETRIES", "检查图形"),
                            ("WRITING", "写入版本文件"),
                            ("KEEPING", "登记版本"),
                        ],
                        max_length=20,
                    ),
                ),
                ("feature_count", models.PositiveIntegerField(blank=True, null=True)),
                ("refusal", models.JSONField(blank=True, null=True)),
                ("requested_by", models.CharField(max_length=80)),
                ("requested_by_name", models.CharField(max_length=150)),
                ("requested_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "edition",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="job",
                        to="layers.edition",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["WAITING", "RUNNING", "IMPORTED", "REFUSED", "CANCELLED"],
                            )
                        ),
                        name="import_job_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True), ("status__in", ["WAITING", "RUNNING"])
                            ),
                            models.Q(
                                models.Q(("status__in", ["WAITING", "RUNNING"]), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="import_job_ended_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition__isnull", False), ("status", "IMPORTED")),
                            models.Q(
                                models.Q(("status", "IMPORTED"), _negated=True),
                                ("edition__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="import_job_imported_has_an_edition",
                    ),
                ],
            },
        ),
    ]
