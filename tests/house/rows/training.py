"""Who may open what of training, and what is posted there to change something."""

from tests.house.table import SIGNED_IN, Door, Row, row

TRAININGS = "<language>/trainings/"
ONE = f"{TRAININGS}<uuid:pk>/"
COURSES = "<language>/courses/"
CERTIFICATES = "<language>/certificates/<uuid:pk>/"
# Roles:                V M MX EX EY PE AD
WHO_MAY_ENTER = "login 200 200 200 200 200 404"
KEEPS = "login 404 404 200 404 404 404"
KEEPS_OR_PROGRAMME = "login 404 404 200 404 200 404"
OWN_OR_KEEPS = "login 200 404 200 404 404 404"


def of_one(door: str, answers: str, *, thing: str = "training_id", is_post: bool = False) -> Row:
    """A row of a door below a training."""
    return row(
        f"{ONE}{door}",
        f"/en/trainings/{{{thing}}}/{door}",
        answers,
        is_post=is_post,
        contact="404" if answers.startswith("login 404") else "",
    )


ROWS: list[Row] = [
    row(COURSES, "/en/courses/", SIGNED_IN),
    row(f"{COURSES}new/", "/en/courses/new/", WHO_MAY_ENTER),
    row(f"{COURSES}<int:pk>/", "/en/courses/{course_id}/", SIGNED_IN),
    row(f"{COURSES}<int:pk>/", "/en/courses/987654/", "login 404 404 404 404 404 404"),
    row(f"{COURSES}<int:pk>/edit/", "/en/courses/{course_id}/edit/", KEEPS_OR_PROGRAMME),
    row(
        f"{COURSES}<int:pk>/editions/new/",
        "/en/courses/{course_id}/editions/new/",
        KEEPS_OR_PROGRAMME,
    ),
    row(TRAININGS, "/en/trainings/", "200"),
    row(f"{TRAININGS}new/", "/en/trainings/new/", WHO_MAY_ENTER),
    row(ONE, "/en/trainings/{training_id}/", "200"),
    row(ONE, "/en/trainings/11111111-1111-4111-8111-111111111111/", "404"),
    of_one("training.ics", "200"),
    of_one("edit/", KEEPS_OR_PROGRAMME),
    of_one("cancel/", KEEPS_OR_PROGRAMME),
    of_one("cancel/", "login 404 404 409 404 409 404", thing="training_held_id"),
    of_one("held/", "login 404 404 409 404 404 404"),
    of_one("place/", "login 400 400 400 400 400 400", is_post=True),
    of_one("participants/", KEEPS_OR_PROGRAMME, thing="training_held_id"),
    *(
        of_one(f"participants/{door}", KEEPS, thing="training_held_id")
        for door in ("one/", "lines/", "file/", "sheet/", "list.xlsx")
    ),
    of_one("participants/known/", "login 404 404 404 404 404 404", is_post=True),
    of_one("participants/keep/", "login 404 404 away 404 404 404", is_post=True),
    of_one("participants/unnamed/", KEEPS, is_post=True),
    of_one("participants/export/", KEEPS, is_post=True, thing="training_held_id"),
    of_one("certificates/", KEEPS, thing="training_held_id"),
    row(f"{TRAININGS}rows/<uuid:pk>/", "/en/trainings/rows/{row_id}/", KEEPS),
    row(CERTIFICATES, "/en/certificates/{certificate_id}/", OWN_OR_KEEPS),
    row(f"{CERTIFICATES}pdf/", "/en/certificates/{certificate_id}/pdf/", OWN_OR_KEEPS),
    row(f"{CERTIFICATES}revoke/", "/en/certificates/{certificate_id}/revoke/", KEEPS),
    row("<language>/verify/<str:token>/", "/en/verify/{certificate_token}/", "200"),
    row("<language>/verify/<str:token>/", "/en/verify/x/", "404"),
    row(f"{TRAININGS}asked/<str:token>/", "/en/trainings/asked/{asked_token}/", "200"),
    row(f"{TRAININGS}asked/<str:token>/", "/en/trainings/asked/x/", "404"),
]

LISTED = {"rows": '[[2, {"name": "Wanda Reed"}]]'}
DOORS: list[Door] = [
    Door("/en/courses/{course_id}/edit/", "editor of X", {"name": "Carts by day"}),
    Door(
        "/en/courses/{course_id}/editions/new/",
        "editor of X",
        {"label": "3", "from_on": "2026-01-02"},
    ),
    Door("/en/trainings/{training_id}/cancel/", "editor of X"),
    Door("/en/trainings/{training_id}/place/", "member", {"then": "sign-up"}, get=405),
    Door(
        "/en/trainings/{training_held_id}/participants/one/",
        "editor of X",
        {"name": "Wanda Reed", "role": "participant"},
    ),
    Door("/en/trainings/{training_held_id}/participants/keep/", "editor of X", LISTED, get=405),
    Door(
        "/en/trainings/{training_held_id}/participants/unnamed/",
        "editor of X",
        {"number": "7"},
        get=405,
    ),
    Door("/en/trainings/{training_held_id}/participants/export/", "editor of X", get=405),
    Door(
        "/en/trainings/{training_held_id}/participants/",
        "programme editor",
        {"purpose": "A report"},
    ),
    Door(
        "/en/trainings/{training_held_id}/certificates/",
        "editor of X",
        {"exception": "The first of all"},
    ),
    Door("/en/trainings/rows/{row_id}/", "editor of X", {"then": "remove"}),
    Door("/en/certificates/{certificate_id}/revoke/", "editor of X", {"why": "By mistake"}),
    Door("/en/trainings/asked/{asked_token}/", "visitor", {"uses_it": "yes"}),
]
