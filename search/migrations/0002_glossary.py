"""Puts the glossary of the files into the table that editors extend."""

from django.db import migrations


def fill(apps, schema_editor):
    from search.glossary_file import read_glossary

    entry = apps.get_model("search", "GlossaryEntry")
    entry.objects.bulk_create(
        [
            entry(
                notion=group.notion,
                language=language,
                relation=group.relation,
                terms="\n".join(terms),
            )
            for group in read_glossary()
            for language, terms in group.terms.items()
            if terms
        ],
        batch_size=500,
    )


def empty(apps, schema_editor):
    apps.get_model("search", "GlossaryEntry").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0001_search_room")]

    operations = [migrations.RunPython(fill, empty)]
