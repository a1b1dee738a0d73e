"""What an import did, and what it left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Report:
    """Numbers of what is new and what was written anew, and of elements that found no place."""

    made: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)

    def lines(self, *, is_preview: bool) -> Iterator[str]:
        """For the person at the terminal."""
        yield "Would be brought in:" if is_preview else "Brought in:"
        for what, number in sorted(self.made.items()):
            yield f"  {number} {what}"
        if not self.made:
            yield "  nothing"
        if self.left_out:
            yield "Left out, since there is no place for it:"
        for what, number in sorted(self.left_out.items(), key=lambda one: (-one[1], one[0])):
            yield f"  {number} {what}"
        if self.warnings:
            yield "Warnings:"
        for warning in self.warnings:
            yield f"  {warning}"
