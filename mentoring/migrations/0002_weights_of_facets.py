from django.db import migrations

# They add up to a hundred.
POINTS = {
    "themes": 30,
    "experience": 20,
    "languages": 15,
    "size": 10,
    "level": 10,
    "hours": 10,
    "free": 5,
}


def weigh(apps, schema_editor):
    weights = apps.get_model("mentoring", "Weight").objects
    for facet, points in POINTS.items():
        weights.get_or_create(facet=facet, defaults={"points": points})


class Migration(migrations.Migration):

    dependencies = [("mentoring", "0001_offers_requests_pairs_and_sessions")]

    operations = [migrations.RunPython(weigh, migrations.RunPython.noop)]
