import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("layers", "0002_import_jobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="TileSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tile_set",
                        to="layers.edition",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("WAITING", "等待生成"),
                            ("MAKING", "生成中"),
                            ("MADE", "已生成"),
                            ("FAILED", "失败"),
                            ("CANCELLED", "已取消"),
                        ],
                        max_length=20,
                    ),
                ),
                ("zoom", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("last_zoom", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reason", models.JSONField(blank=True, null=True)),
                ("requested_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.AddConstraint(
            model_name="tileset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["WAITING", "MAKING", "MADE", "FAILED", "CANCELLED"])
                ),
                name="tile_set_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="tileset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason__isnull", False), ("status", "FAILED")),
                    models.Q(
                        models.Q(("status", "FAILED"), _negated=True), ("reason__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="tile_set_failed_has_a_reason",
            ),
        ),
    ]
