"""What parked mails add to the registries when the site starts."""

from pages.registries import desk_lines
from people.parked_mail import desk


def fill_registries() -> None:
    """The line on the desks of those who look after mail."""
    desk_lines.add(desk.mails_that_wait)
