import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_tables_of_reports")]

    operations = [
        migrations.CreateModel(
            name="CountedReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("lines", models.JSONField()),
                ("counted_at", models.DateTimeField()),
                ("counted_by_name", models.CharField(max_length=120)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counted", to="reports.report"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
