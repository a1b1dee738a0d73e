"""An association with something of everything, and archives of it, for tests of leaving."""

import io
import json
import zipfile
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Collection

from learning.models import ChapterPage
from pages.audiences import set_audience
from pages.models import File, Picture, Theme
from pages.storing import store_file, store_picture
from people.actions import make_association_editors
from people.exit.exporting import export_association
from people.models import (
    AssociationMembership,
    ClosedGroup,
    Newsletter,
    NewsletterPage,
    NewsletterReach,
    Organisation,
    Person,
    ReadingCount,
    SeenBy,
)
from tests.factories import (
    LONG_AGO,
    AppointmentFactory,
    Cast,
    OrganisationFactory,
    PersonFactory,
    drawn_picture,
    library_in,
    make_article,
    make_cast,
    make_event,
    make_manual,
    make_news,
    make_page,
    make_snapshot,
    space_in,
    text_block,
)
from tests.standing import make_way

# A word that stands wherever others keep something; none of it may be in the archive.
OTHERS = "zephyrine"


def unshown(rows: Any, label: str) -> Any:
    """No progress."""
    return rows


def make_full_association() -> Cast:
    """The Lake Towns with pages in two languages, history, things of others around and among it."""
    cast = make_cast()
    space_in(cast.lake)
    space_in(cast.lake, "fr")
    people_of(cast)
    circle = ClosedGroup.objects.create(name="Treasurers", association=cast.lake)
    circle.members.set([cast.odette, cast.lena])
    picture, file = things_of(cast.lake)
    texts_of(cast, circle, picture, file)
    newsletters_of(cast, circle)
    things_of_others(cast)
    return cast


def people_of(cast: Cast) -> None:
    """A member of earlier, a stale post, somebody who shows their address, and one erased."""
    former = OrganisationFactory(name="Old Quay", region="North", area_km2="12.5", about="Left.")
    AssociationMembership.objects.create(
        association=cast.lake, member=former, from_on=LONG_AGO, until_on=date(2024, 12, 31)
    )
    AppointmentFactory(person__name="Gone Before", organisation=former)
    cast.ferry_landing.external_id = "towns/ferry-landing"
    cast.ferry_landing.confirmed_on = date(2026, 5, 4)
    cast.ferry_landing.confirmed_by = cast.odette
    cast.ferry_landing.save()
    Person.objects.filter(pk=cast.lena.pk).update(
        name_seen_by=SeenBy.ASSOCIATION, email_seen_by=SeenBy.ASSOCIATION
    )
    Person.objects.filter(pk=cast.odette.pk).update(phone=f"+260 {OTHERS}")


def things_of(association: Organisation) -> tuple[Picture, File]:
    """A picture and a file in a folder of the association's own."""
    own = make_association_editors(association).collection
    folder = Collection.objects.get(pk=own.pk).add_child(name="By-laws")
    picture = store_picture(
        io.BytesIO(drawn_picture("navy")), title="The landing", collection=folder
    )
    picture.tags.add("quay", "boats")
    file = store_file(
        io.BytesIO(b"fee,amount\ncart,12\n"), "fees.csv", title="Fees of 2026", collection=folder
    )
    return picture, file


def texts_of(cast: Cast, circle: ClosedGroup, picture: Picture, file: File) -> None:
    """News with history in two languages, an event, a manual, a case, drafts and all audiences."""
    theme = Theme.objects.get(slug="waste")
    later = make_event(cast.lake, title="Assembly of towns", place="Ferry Landing")
    news = make_news(cast.lake, title="The fee that holds", owner=cast.lena, body=body_of(later))
    news.themes.add(theme)
    news.save()
    news.body = news.body.stream_block.to_python(
        [
            *body_of(later, file),
            {"type": "picture", "value": {"picture": picture.pk, "alt": "A quay", "caption": ""}},
            {"type": "file", "value": {"file": file.pk, "title": "Fees"}},
        ]
    )
    for number in (1, 2):
        news.summary = f"Version {number}."
        revision = news.save_revision(user=cast.lena)
    revision.publish(user=cast.petra)
    french = make_news(
        cast.lake,
        "fr",
        title="La redevance qui tient",
        translation_key=news.translation_key,
    )
    assert french.locale.language_code == "fr"
    set_audience(news.translation_key, f"association:{cast.lake.pk}")
    make_news(cast.lake, title="For treasurers", audience=f"group:{circle.pk}")
    draft = make_news(cast.lake, title="Begun", live=False, owner=cast.odette)
    draft.save_revision(user=cast.odette)
    shelf = library_in(association=cast.lake)
    manual = make_manual(shelf, title="Carts", contact_person=cast.odette, external_id="m/carts")
    make_page(ChapterPage, manual, title="Wheels", body=body_of(news))
    manual.tags.add("carts")
    manual.save()
    make_snapshot(shelf, title="Night rounds", owner=cast.petra)
    make_article(shelf, title="Signed", audience="signed-in", source_organisation=cast.hill)
    home = space_in(cast.lake)
    home.logo = picture
    home.save()
    cast.lake.space_settings.colour = "#1d5f8a"
    cast.lake.space_settings.is_approved_by_two = True
    cast.lake.space_settings.save()
    rows = [(news, cast.ferry_landing, 7), (news, cast.lake, 4), (news, cast.high_pasture, 9)]
    for page, organisation, number in rows:
        ReadingCount.objects.create(
            page=page, organisation=organisation, month=date(2026, 5, 1), readings=number
        )


def body_of(page: Any, file: File | None = None) -> list[dict[str, Any]]:
    """A text that leads to a page, and perhaps to a file."""
    html = f'<p>See <a id="{page.pk}" linktype="page">this</a>.</p>'
    if file is not None:
        html += f'<p><a id="{file.pk}" linktype="document">The fees</a></p>'
    return [text_block(html), {"type": "checklist", "value": ["Ask", "Count"]}]


def newsletters_of(cast: Cast, circle: ClosedGroup) -> None:
    """One that has gone out, one that is written."""
    news = space_in(cast.lake).get_children().get(slug="news").specific
    page = make_page(NewsletterPage, news, title="June", audience=f"association:{cast.lake.pk}")
    at = datetime(2026, 6, 1, 8, tzinfo=UTC)
    sent = Newsletter.objects.create(
        association=cast.lake,
        language="en",
        subject="June",
        message="Dear *colleagues*.",
        audience=f"association:{cast.lake.pk}",
        narrowing={"size": ["medium"]},
        state="sent",
        written_by=cast.lena,
        approved_by=cast.lena,
        changed_at=at,
        approved_at=at,
        begun_at=at,
        ended_at=at,
        page=page,
        people=2,
    )
    sent.items.set([page])
    NewsletterReach.objects.create(newsletter=sent, organisation=cast.ferry_landing, people=2)
    Newsletter.objects.create(
        association=cast.lake,
        language="fr",
        subject="Juillet",
        message="Chers collègues.",
        audience=f"group:{circle.pk}",
        written_by=cast.lena,
        changed_at=at,
    )


def things_of_others(cast: Cast) -> None:
    """The word of the others, everywhere it could come along from."""
    word = OTHERS
    alien = ClosedGroup.objects.create(name=f"Circle {word}")
    theirs = ClosedGroup.objects.create(name=f"Pact {word}", association=cast.hill)
    theirs.members.set([PersonFactory(name=f"Iris {word}"), cast.bruno])
    secret = make_news(cast.hill, title=f"Hill {word}", audience=f"association:{cast.hill.pk}")
    picture, file = things_of(cast.hill)
    Picture.objects.filter(pk=picture.pk).update(title=f"Peak {word}")
    File.objects.filter(pk=file.pk).update(title=f"List {word}", human_name=f"{word}.csv")
    for group in (alien, theirs):
        make_news(cast.lake, title=f"Among {word}", audience=f"group:{group.pk}")
    # A link to what is closed, and a draft that names a picture of others by its number.
    public = make_news(cast.hill, title="Everyone may know")
    links = make_news(
        cast.lake, title="Links outside", body=[*body_of(secret, file), *body_of(public)]
    )
    links.body = links.body.stream_block.to_python(
        [{"type": "picture", "value": {"picture": picture.pk, "alt": "A", "caption": ""}}]
    )
    links.save_revision(user=cast.lena)
    Organisation.objects.filter(pk=cast.hill.pk).update(about=f"Says {word}", region=word)
    Newsletter.objects.create(
        association=cast.hill, language="en", subject=word, message=word, audience="public"
    )
    Newsletter.objects.create(
        association=cast.lake,
        language="en",
        subject=f"To {word}",
        message=word,
        audience=f"group:{alien.pk}",
    )
    Person.objects.filter(pk=cast.odette.pk).update(about=f"I {word}")


def archive_of_a_site_that_is_gone(folder: Path) -> Path:
    """The archive of the full association, whose site is rolled back."""
    make_way()
    with transaction.atomic():
        made = archive_of(make_full_association().lake, folder)
        transaction.set_rollback(True)
    return made


def archive_of(association: Organisation, folder: Path, name: str = "lake.zip") -> Path:
    target = folder / name
    export_association(association, target, shown=unshown)
    return target


def rows_in(path: Path, kind: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(path) as archive:
        return [json.loads(line) for line in archive.read(f"{kind}.jsonl").splitlines()]


def contents_of(path: Path) -> dict[str, bytes]:
    """Every file of an archive, but the manifest and the README, which name site and moment."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist()) - {"manifest.json", "README.md"}
        return {name: archive.read(name) for name in sorted(names)}


def rewritten(path: Path, changes: dict[str, bytes | None], target: Path) -> Path:
    """The same archive with other contents (None: without the file), its manifest made to fit."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    files = {**files, **changes}
    for name, content in changes.items():
        if content is None:
            del files[name], manifest["files"][name]
        else:
            facts = {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
            manifest["files"][name] = facts
            if name.endswith(".jsonl"):
                manifest["counts"][name.removesuffix(".jsonl")] = content.count(b"\n")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr("manifest.json", json.dumps(manifest))
    return target


def with_row(path: Path, kind: str, number: int, change: dict[str, Any], target: Path) -> Path:
    """The same archive with one row of a kind changed; `fields` are changed within the row's."""
    rows = rows_in(path, kind)
    row = rows[number - 1]
    fields = change.pop("fields", None)
    row.update(change)
    if fields is not None:
        row["fields"].update(fields)
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)
    return rewritten(path, {f"{kind}.jsonl": lines.encode()}, target)
