from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forums", "0001_boards_topics_posts")]

    operations = [
        migrations.AddField(
            model_name="postversion",
            name="is_kept_back",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["post"], name="report_open"
            ),
        ),
        # Without an end nothing was compared, and what is unknown passes a check.
        migrations.RemoveConstraint(model_name="sanction", name="suspension_has_an_end"),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "suspension"), _negated=True),
                    models.Q(("until_at__gt", models.F("begun_at")), ("until_at__isnull", False)),
                    _connector="OR",
                ),
                name="suspension_has_an_end",
            ),
        ),
    ]
