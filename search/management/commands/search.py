"""Searches from a shell or a script; standard output holds the answer and nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.html import strip_tags

from search.command_line import OPTIONS, BadRequest, answer_to
from search.engine.interface import SearchUnavailable


class Command(BaseCommand):
    help = "Search the library as a visitor, or as somebody else with --as."

    def add_arguments(self, parser: Any) -> None:
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("query", nargs="?", default=None, help="The words to look for.")
        parser.add_argument("--language", choices=languages, help="Only texts in this language.")
        parser.add_argument("--type", help="manual, article or case study.")
        parser.add_argument("--theme", help="The short name of a theme, such as waste.")
        parser.add_argument("--country", help="A country of ISO 3166-1, such as MA.")
        parser.add_argument("--organisation", help="The number of an organisation.")
        parser.add_argument("--year", help="The year of an edition.")
        parser.add_argument("--size", help="village, small, medium, large or metropolis.")
        parser.add_argument("--contact", action="store_const", const="yes", help="With a contact.")
        parser.add_argument("--sort", choices=["relevance", "date"], help="Best or newest first.")
        parser.add_argument("--page", type=int, help="Which page of hits (1).")
        parser.add_argument("--limit", type=int, help="How many hits a page (10).")
        parser.add_argument("--as", dest="as", metavar="EMAIL", help="Search as this person.")
        parser.add_argument("--json", action="store_true", help="Answer in JSON.")
        parser.add_argument(
            "--batch",
            type=Path,
            metavar="FILE",
            help="Read one JSON request a line, with the names of these options; answer each with "
            "one line of JSON, in order.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        said = {name: options[name] for name in OPTIONS if options.get(name) is not None}
        if options["batch"] is not None:
            self._answer_batch(options["batch"], said)
            return
        if options["query"] is None:
            message = 'Say what to look for: search "household waste"'
            raise CommandError(message)
        try:
            answer = answer_to(said)
        except (BadRequest, SearchUnavailable) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self._print(answer)

    def _answer_batch(self, path: Path, defaults: dict[str, Any]) -> None:
        for request in _requests(path):
            try:
                if not isinstance(request, dict):
                    raise BadRequest("a request is a JSON object")
                answer = answer_to({**defaults, **request})
            except (BadRequest, SearchUnavailable) as error:
                answer = {"error": str(error)}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _print(self, answer: dict[str, Any]) -> None:
        self.stdout.write(f"{answer['total']} found, {answer['took_ms']} ms ({answer['engine']})")
        if answer["suggestion"]:
            self.stdout.write(f"Did you mean: {answer['suggestion']}")
        for number, hit in enumerate(answer["hits"], 1):
            self.stdout.write(f"\n{number}. {hit['title']} [{hit['language']}, {hit['type']}]")
            self.stdout.write(f"   {hit['part']['url'] if hit['part'] else hit['url']}")
            self.stdout.write(f"   {strip_tags(hit['passage'])}")


def _requests(path: Path) -> Iterator[Any]:
    """Each line as JSON; a line that is none as it stands, to be answered with what is wrong."""
    try:
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from error
    for line in lines:
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError:
                yield line
