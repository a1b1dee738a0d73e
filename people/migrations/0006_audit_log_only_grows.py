from django.db import migrations

from people.append_only import lay_triggers, lift_triggers


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0005_own_data"),
    ]

    operations = [
        migrations.RunPython(lay_triggers, lift_triggers),
    ]
