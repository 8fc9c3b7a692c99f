from django.db import migrations, models


def optional_side() -> models.FloatField:
    return models.FloatField(blank=True, null=True)


class Migration(migrations.Migration):
    dependencies = [
        ("layers", "0003_tile_sets"),
    ]

    operations = [
        migrations.AlterField(
            model_name="edition",
            name="crs_epsg",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="edition",
            name="crs_name",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AlterField(model_name="edition", name="west", field=optional_side()),
        migrations.AlterField(model_name="edition", name="south", field=optional_side()),
        migrations.AlterField(model_name="edition", name="east", field=optional_side()),
        migrations.AlterField(model_name="edition", name="north", field=optional_side()),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("crs_epsg__isnull", False),
                        ("east__isnull", False),
                        ("north__isnull", False),
                        ("south__isnull", False),
                        ("west__isnull", False),
                    ),
                    models.Q(
                        ("crs_epsg__isnull", True),
                        ("east__isnull", True),
                        ("north__isnull", True),
                        ("south__isnull", True),
                        ("west__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="edition_lies_somewhere_or_nowhere",
            ),
        ),
    ]
