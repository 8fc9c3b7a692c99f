from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("layers", "0004_tables_without_geometry"),
    ]

    operations = [
        migrations.CreateModel(
            name="MappingProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("layer", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=80)),
                ("version", models.PositiveIntegerField()),
                ("provider", models.CharField(blank=True, max_length=120)),
                ("columns", models.JSONField()),
                ("mapping", models.JSONField()),
                ("crs_epsg", models.PositiveIntegerField(blank=True, null=True)),
                ("encoding", models.CharField(blank=True, max_length=20)),
                ("table", models.CharField(blank=True, max_length=120)),
                ("made_on", models.DateField()),
                ("made_by", models.CharField(max_length=80)),
                ("deleted_on", models.DateField(blank=True, null=True)),
                ("deleted_by", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "ordering": ("layer", "name", "-version"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="importjob",
            name="import_job_status_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="importjob",
            name="import_job_ended_has_a_time",
        ),
        migrations.AddField(
            model_name="importjob",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="importjob",
            name="inspection",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="importjob",
            name="mapping",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="importjob",
            name="status",
            field=models.CharField(
                choices=[
                    ("WAITING", "等待处理"),
                    ("INSPECTING", "正在查看"),
                    ("AWAITING", "待确认"),
                    ("RUNNING", "正在导入"),
                    ("IMPORTED", "已导入"),
                    ("REFUSED", "未导入"),
                    ("CANCELLED", "已取消"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="importjob",
            name="step",
            field=models.CharField(
                blank=True,
                choices=[
                    ("INSPECTING", "查看文件"),
                    ("CONFIRMING", "确认读法"),
                    ("READING", "读取文件"),
                    ("ATTRIBUTES", "核对属性"),
                    ("GEOMETRIES", "检查图形"),
                    ("WRITING", "写入版本文件"),
                    ("KEEPING", "登记版本"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="importjob",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "WAITING",
                            "INSPECTING",
                            "AWAITING",
                            "RUNNING",
                            "IMPORTED",
                            "REFUSED",
                            "CANCELLED",
                        ],
                    )
                ),
                name="import_job_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importjob",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("status__in", ("WAITING", "INSPECTING", "AWAITING", "RUNNING")),
                    ),
                    models.Q(
                        models.Q(
                            ("status__in", ("WAITING", "INSPECTING", "AWAITING", "RUNNING")),
                            _negated=True,
                        ),
                        ("ended_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="import_job_ended_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="importjob",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "AWAITING"), _negated=True),
                    ("inspection__isnull", False),
                    _connector="OR",
                ),
                name="import_job_awaiting_was_inspected",
            ),
        ),
        migrations.AddConstraint(
            model_name="mappingprofile",
            constraint=models.UniqueConstraint(
                fields=("layer", "name", "version"), name="mapping_profile_version_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="mappingprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="mapping_profile_version_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="mappingprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="mapping_profile_has_a_name"
            ),
        ),
    ]
