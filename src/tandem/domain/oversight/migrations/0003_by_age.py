from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0002_legal_holds"),
    ]

    operations = [
        migrations.AddField(
            model_name="expungement",
            name="reason",
            field=models.CharField(choices=[("order", "order"), ("retention", "retention")], default="order", max_length=10),
        ),
    ]
