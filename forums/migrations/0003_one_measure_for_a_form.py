from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forums", "0002_moderation")]

    operations = [
        migrations.AddField(
            model_name="sanction",
            name="key",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
