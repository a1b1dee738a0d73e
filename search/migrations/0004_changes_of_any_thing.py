from django.db import migrations, models
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat


def name_pages(apps, schema_editor):
    changes = apps.get_model("search", "IndexChange").objects.all()
    changes.update(key=Concat(Value("page:"), Cast("page_id", CharField())))


class Migration(migrations.Migration):
    dependencies = [("search", "0003_glossary_knows_its_changes")]

    operations = [
        migrations.AddField(
            "indexchange", "key", models.CharField(max_length=80, default=""), preserve_default=False
        ),
        migrations.RunPython(name_pages, migrations.RunPython.noop),
        migrations.RemoveIndex("indexchange", "change_by_kind"),
        migrations.RemoveField("indexchange", "page_id"),
        migrations.AddIndex(
            "indexchange", models.Index(fields=["kind", "key"], name="change_by_kind")
        ),
    ]
