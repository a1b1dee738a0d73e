"""No version is deleted from under its report, and none tells a day of a month.

What stands against it is mended first: a report that says nothing is withdrawn, a day forgotten.
"""

import django.db.models.deletion
from django.db import migrations, models


def mend(apps, schema_editor):
    reports = apps.get_model("learning", "TriedReport").objects
    says_nothing = reports.filter(standing=None, waiting=None)
    says_nothing.exclude(state="withdrawn").update(state="withdrawn")
    versions = apps.get_model("learning", "TriedVersion").objects
    for pk, since in versions.exclude(since__day=1).values_list("pk", "since"):
        versions.filter(pk=pk).update(since=since.replace(day=1))


def one_version():
    return models.OneToOneField(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.RESTRICT,
        related_name="+",
        to="learning.triedversion",
    )


class Migration(migrations.Migration):
    dependencies = [("learning", "0003_what_was_tried_and_wanted")]

    operations = [
        migrations.RunPython(mend, migrations.RunPython.noop),
        migrations.AlterField("triedreport", "standing", one_version()),
        migrations.AlterField("triedreport", "waiting", one_version()),
        migrations.AddConstraint(
            model_name="triedversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("since__day", 1)), name="tried_version_tells_a_month"
            ),
        ),
    ]
