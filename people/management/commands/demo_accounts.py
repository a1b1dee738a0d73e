"""Says who can sign in to the demo."""

import json
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.demo import DemoAccount, demo_accounts


class Command(BaseCommand):
    help = "Print the accounts of the demo with their first passwords. Refused outside the demo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for scripts: one JSON list")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.PEERHALL_IS_DEMO:
            raise CommandError("There are no demo accounts here. Start the demo: ./peerhall demo")
        accounts = demo_accounts()
        if options["json"]:
            listed = [asdict(account) for account in accounts]
            self.stdout.write(json.dumps(listed, ensure_ascii=False, indent=2))
            return
        self.stdout.write("Accounts to try it with:")
        width = max((len(account.email) for account in accounts), default=0)
        for account in accounts:
            self.stdout.write(_line(account, width))


def _line(account: DemoAccount, width: int) -> str:
    place = account.organisation or "no post at present"
    return f"  {account.email:<{width}}  {account.password}  {account.role}, {place}"
