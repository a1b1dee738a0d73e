from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_library")]

    operations = [
        migrations.AddField(
            model_name="libraryitem",
            name="import_hash",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
    ]
