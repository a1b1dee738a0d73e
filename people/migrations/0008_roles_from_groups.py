"""Whoever is in a group of editors was given that role: from now on grants say so."""

from django.db import migrations
from django.db.migrations.state import StateApps
from django.utils import timezone


def give_what_groups_say(apps: StateApps, _schema_editor: object) -> None:
    role_grants = apps.get_model("people", "RoleGrant").objects
    now = timezone.now()
    for role in apps.get_model("people", "RoleGroup").objects.select_related("group"):
        is_for_programme = role.association_id is None
        for person in role.group.user_set.all():
            role_grants.get_or_create(
                person=person,
                role="programme-editor" if is_for_programme else "association-editor",
                organisation_id=role.association_id,
                ended_at=None,
                defaults={
                    "given_at": now,
                    "confirmed_at": now,
                    "appointment": person.appointments.filter(
                        organisation_id=role.association_id, until_on=None
                    ).first(),
                },
            )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_roles_and_departures"),
    ]

    operations = [migrations.RunPython(give_what_groups_say, migrations.RunPython.noop)]
