"""What the house promises of this part: nothing of it is ever indexed."""

import re

from tests.house.tree import ROOT


def test_no_source_of_the_search_knows_of_duties():
    files = [path for path in (ROOT / "search").rglob("*.py") if path.parent.name != "migrations"]
    assert len(files) > 50
    assert [path for path in files if re.search(r"training\.duty|Duty", path.read_text())] == []
