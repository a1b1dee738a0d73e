"""What an import did, in numbers and sentences."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from learning.importing.manifest import Problem
from pages.languages import listed


@dataclass
class Report:
    """Counts of what an import made, changed and found unchanged, and all problems.

    `links` counts by where they lead: `document`, `place` (in the same text), `outside`, `plain`
    (only the words were kept). `links_by_source` tells the same apart for each source.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    chapters: int = 0
    pictures: int = 0
    pictures_missing: int = 0
    links: Counter[str] = field(default_factory=Counter)
    links_by_source: dict[str, Counter[str]] = field(default_factory=dict)
    themes_added: list[str] = field(default_factory=list)
    organisations_added: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_dry: bool = False

    def lines(self, *, with_sources: bool = False) -> list[str]:
        """The report as lines to print; problems stand last."""
        numbers = {"created": self.created, "updated": self.updated, "unchanged": self.unchanged}
        lines = [
            (
                _("Would be: %(created)d new, %(updated)d changed, %(unchanged)d unchanged.")
                if self.is_dry
                else _("Items: %(created)d new, %(updated)d changed, %(unchanged)d unchanged.")
            )
            % numbers,
            _("Chapters: %d.") % self.chapters,
            _("Pictures: %(shown)d shown, %(missing)d not to be had.")
            % {"shown": self.pictures, "missing": self.pictures_missing},
            _("Links: %s") % _links_in_words(self.links),
        ]
        if with_sources:
            lines += [
                f"  {source}: {_links_in_words(links)}"
                for source, links in sorted(self.links_by_source.items())
            ]
        if self.organisations_added:
            lines.append(_("Organisations added: %s.") % listed(self.organisations_added))
        if self.themes_added:
            lines.append(_("Themes added: %s.") % listed(self.themes_added))
        lines.append(_("Lines that could not be used: %d.") % len(self.problems))
        lines += [f"  {each.manifest}:{each.line}: {each.reason}" for each in self.problems]
        return lines


def _links_in_words(links: Counter[str]) -> str:
    return _(
        "%(document)d to documents, %(place)d to places in the same text, %(outside)d outside, "
        "%(plain)d left as words."
    ) % {name: links[name] for name in ("document", "place", "outside", "plain")}
