"""The one row of SiteVersion exists from the start, so that advancing it is a plain UPDATE."""

from django.db import migrations


def make_the_row(apps, schema_editor):
    apps.get_model("pages", "SiteVersion").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_ground")]

    operations = [migrations.RunPython(make_the_row, migrations.RunPython.noop)]
