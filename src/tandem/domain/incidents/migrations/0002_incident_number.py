from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [migrations.RunSQL("CREATE SEQUENCE incident_number", "DROP SEQUENCE incident_number")]
