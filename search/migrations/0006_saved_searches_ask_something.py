"""A saved search without words and filters asks for nothing: nobody could be told of it."""

from django.db import migrations, models


def forget_what_asks_nothing(apps, schema_editor):
    apps.get_model("search", "SavedSearch").objects.filter(words="", filters={}).delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0005_saved_searches")]

    operations = [
        migrations.RunPython(forget_what_asks_nothing, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="savedsearch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("words", ""), _negated=True),
                    models.Q(("filters", {}), _negated=True),
                    _connector="OR",
                ),
                name="saved_search_asks_something",
            ),
        ),
    ]
