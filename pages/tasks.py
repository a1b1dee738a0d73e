"""Work of this room that is done after the answer has been sent."""

from django.db import transaction
from django_tasks import task

from pages.extraction import keep_text
from pages.models import File, SiteVersion
from pages.registries import announce


@task()
def read_file(file_id: int) -> None:
    """Read the text of an uploaded file, and have the pages that offer it indexed again."""
    file = File.objects.filter(pk=file_id).first()
    if file is None:
        return
    with transaction.atomic():
        keep_text(file)
        announce("changed", file.item_uses.values_list("page_id", flat=True))
        SiteVersion.advance()
