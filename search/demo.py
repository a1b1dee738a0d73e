"""Searches of the demo: two an officer saved, and words that found nothing. Days count back."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from people.demo import persons_by_key
from people.models import Person
from search.asking import Asked
from search.facets import Names, in_words
from search.models import SavedSearch, VainQuery
from search.permissions import reader_and_version
from search.saving.actions import save_search

CONTENT = Path(__file__).with_name("demo.json")


@transaction.atomic
def plant_searches() -> None:
    """Make them where there are none; what is there is left as people have made it."""
    if SavedSearch.objects.exists() or VainQuery.objects.exists():
        return
    content = json.loads(CONTENT.read_text("utf-8"))
    persons = persons_by_key()
    for line in content["saved"]:
        _save(line, persons[line["person"]])
    for line in content["vain"]:
        last_on = timezone.localdate() - datetime.timedelta(days=line.pop("days_ago"))
        VainQuery.objects.create(last_on=last_on, **line)


def _save(line: dict[str, Any], person: Person) -> None:
    asked = Asked(words=line["words"], chosen=line["filters"])
    _reader, version = reader_and_version(person)
    name = in_words(asked, Names({}, asked, version, person))
    saved = save_search(by=person, asked=asked, name=name, language=person.language)
    made_at = timezone.now() - datetime.timedelta(days=line["days_ago"])
    SavedSearch.objects.filter(pk=saved.pk).update(made_at=made_at, told_until=made_at)
