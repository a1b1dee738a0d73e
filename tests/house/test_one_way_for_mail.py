"""All mail leaves by the outbox of `notices`, which knows order, pauses and rights."""

import re

from tests.house.tree import ROOT, project_files, rooms

SENDS = re.compile(
    r"\b(send_mail|send_mass_mail|mail_admins|mail_managers|EmailMessage|EmailMulti)"
)


def test_no_other_room_sends_mail():
    sources = [
        path
        for path in project_files(".py")
        if path.relative_to(ROOT).parts[0] in {"site", *rooms()} - {"notices"}
    ]
    found = [str(path.relative_to(ROOT)) for path in sources if SENDS.search(path.read_text())]
    assert found == []
    assert len(sources) > 100


def test_control_the_outbox_does():
    assert SENDS.search((ROOT / "notices" / "letters.py").read_text())
