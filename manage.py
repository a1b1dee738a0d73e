#!/usr/bin/env python
"""Run a management command of Peerhall."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Put `site/` on the path (it is never a package: decision 0001) and hand over to Django."""
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line  # needs the path set above

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
