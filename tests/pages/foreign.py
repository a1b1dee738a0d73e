"""Things of others in the CMS, with a word in each that an editor must not meet."""

import io
import re
from dataclasses import dataclass

from learning.actions import send_for_approval
from learning.models import ArticlePage
from pages.models import File, Picture
from pages.storing import store_file, store_picture
from people.models import Person
from tests.factories import Cast, drawn_picture, library_in, make_article, make_draft, make_officer

CANARY = re.compile(r"Heron\w*|heron(?:article|title|draft|main|picture|file|summary|alt|tag)")


@dataclass
class Foreign:
    """Things of the hill communes that Lena, who edits for the lake towns, knows nothing of."""

    article: ArticlePage
    draft: ArticlePage
    in_main_library: ArticlePage
    picture: Picture
    file: File
    person: Person
    revisions: list[int]
    ids: dict


def make_foreign(cast: Cast) -> Foreign:
    """Plant them: a closed article with its history, drafts, a picture, a file, a person."""
    shelf = library_in("en", cast.hill)
    collection = cast.hill.role_group.collection
    picture = store_picture(
        io.BytesIO(drawn_picture()), title="Heronpicture", collection=collection, by=cast.yara
    )
    file = store_file(
        io.BytesIO(b"a,b\n1,2\n"), "heron.csv", title="Heronfile", collection=collection
    )
    article = make_article(
        shelf,
        title="Heronarticle",
        summary="Heronsummary",
        audience=f"association:{cast.hill.pk}",
        body=[
            {"type": "picture", "value": {"picture": picture.pk, "alt": "Heronalt"}},
            {"type": "file", "value": {"file": file.pk, "title": ""}},
        ],
    )
    article.tags.add("Herontag")
    article.save()
    revisions = []
    for title in ("Herontitle one", "Herontitle two"):
        article.title = title
        revisions.append(article.save_revision(user=cast.yara).pk)
    person = make_officer("Heron Sel", cast.high_pasture, "Keeper of the wells")
    draft = make_draft(shelf, person, title="Herondraft")
    send_for_approval(by=person, item=draft)
    state = draft.current_workflow_state
    return Foreign(
        article=article,
        draft=draft,
        in_main_library=make_draft(library_in("en"), cast.bruno, title="Heronmain"),
        picture=picture,
        file=file,
        person=person,
        revisions=revisions,
        ids={
            "page_id": article.pk,
            "parent_page_id": article.pk,
            "page_to_move_id": article.pk,
            "destination_id": shelf.pk,
            "page_pk": article.pk,
            "object_id": article.pk,
            "revision_id": revisions[0],
            "revisions": revisions,
            "workflow_state_id": state.pk,
            "task_state_id": state.current_task_state.pk,
            "task_id": state.current_task_state.task_id,
            "workflow_pk": state.workflow_id,
            "image_id": picture.pk,
            "document_id": file.pk,
            "doc_id": file.pk,
            "collection_id": collection.pk,
            "action_name": "approve",
            "action": "delete",
            "app_label": "wagtailcore",
            "model_name": "page",
            "content_type_app_name": "learning",
            "content_type_model_name": "articlepage",
            "app_name": "taggit",
            "filter_spec": "width-40",
            "session_id": 1,
            "translation_id": 1,
            "translation_source_id": 1,
            "uploaded_file_id": 1,
        },
    )


def own_id_for(name: str, foreign: Foreign) -> int:
    """What `pk` means at this address."""
    if "person" in name:
        return foreign.person.pk
    if "image" in name:
        return foreign.picture.pk
    return foreign.file.pk if "doc" in name else foreign.article.pk


def said(answer) -> str:
    """All that came back: body and headers."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace") + str(answer.headers)
