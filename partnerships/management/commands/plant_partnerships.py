"""Plants partnerships, to see what a large register costs."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from pages.models import PageAddress
from partnerships.planting import NothingToStandOn, plant
from partnerships.registries import key_at

MOST_THINGS = 200


class Command(BaseCommand):
    help = (
        "Plant partnerships below one agreed plan, with partners, themes and figures, to see "
        "what a large register costs. For an empty folder of data, never for a site in use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--number", type=int, default=12_000)

    def handle(self, *args: Any, **options: Any) -> None:
        def shown(steps: Iterable[Any]) -> Iterable[Any]:
            return tqdm(steps, "batches", file=sys.stderr, disable=options["verbosity"] == 0)

        try:
            plan = plant(options["number"], things=_things(), shown=shown)
        except NothingToStandOn:
            raise CommandError("There are no themes yet. Run prepare first.") from None
        self.stdout.write(f"{options['number']} partnerships, below plan {plan.pk}.")


def _things() -> list[str]:
    """Keys of what stands on public pages and can be tied."""
    public = PageAddress.objects.filter(is_public=True, language="en").order_by("page_id")
    keys = map(key_at, public.values_list("address", flat=True)[: 5 * MOST_THINGS])
    return list(dict.fromkeys(key for key in keys if key))[:MOST_THINGS]
