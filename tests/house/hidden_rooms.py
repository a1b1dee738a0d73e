"""The rooms' modules of canary words: whatever lies in hidden/ joins, and nobody lists it.

Each has `hide(canaries)`, which puts words into what the world has planted, and
`addresses(canaries)`: where they would be found, as far as a crawl cannot make the addresses up.
"""

from importlib import import_module
from pathlib import Path

HIDDEN = tuple(
    import_module(f"tests.house.hidden.{path.stem}")
    for path in sorted((Path(__file__).parent / "hidden").glob("*.py"))
)
