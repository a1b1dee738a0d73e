"""Work of publishing that a worker does."""

from django_tasks import task

from people.publishing import sending


@task()
def send_newsletter(newsletter_id: int) -> None:
    """Publish a newsletter as a page and tell those it is for; goes on where another ended."""
    sending.send(newsletter_id)
