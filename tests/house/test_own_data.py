"""D03: for every row that points at a person somebody has said what becomes of it."""

import ast

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from pages.registries import own_data
from people.audit import acts
from people.own_data.rules import model_of, relation_of
from people.states import MOVES
from tests.house.tree import ROOT, project_files, rooms

WHAT_TO_DO = (
    "Write in <room>/own_data.py, whose RULES the room adds to pages.registries.own_data when it "
    'starts:\n    OwnData("{0}", _("What a reader calls these rows"), ("fields", "of", "the", '
    '"export"),\n            "delete" | "keep" | "empty", KEPT | Kept(days=…, since="field"))'
)


# Whoever is blocked or followed does not learn of it.
UNTOLD = {"people.Block.person", "forums.Follow.followed"}


def relations_to_persons(all_models):
    """`app.Model.field` of every relation, of ours and of others' models, to the person model."""
    for model in all_models:
        if model._meta.auto_created or model._meta.proxy:
            continue
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            target = field.related_model
            if target is not None and target._meta.label == settings.AUTH_USER_MODEL:
                yield f"{model._meta.label}.{field.name}"


def without_a_rule(all_models):
    known = {rule.relation for rule in own_data}
    return [
        WHAT_TO_DO.format(name) for name in relations_to_persons(all_models) if name not in known
    ]


def test_d03_every_relation_to_a_person_has_a_rule():
    assert without_a_rule(apps.get_models()) == []
    assert len(list(relations_to_persons(apps.get_models()))) > 30


@isolate_apps("people")
def test_d03_a_new_model_without_a_rule_is_named_with_what_to_write():
    class Diary(models.Model):  # noqa: DJ008 - never shown
        person = models.ForeignKey("people.Person", models.CASCADE)
        readers = models.ManyToManyField("people.Person", related_name="+")

        class Meta:
            app_label = "people"

    Diary._meta.get_field("person").remote_field.model = apps.get_model("people.Person")
    Diary._meta.get_field("readers").remote_field.model = apps.get_model("people.Person")
    told = without_a_rule([Diary])
    assert len(told) == 2
    assert "own_data.py" in told[0]
    assert 'OwnData("people.Diary.person"' in told[0]


def test_d03_every_rule_is_about_something_that_is_there():
    names = [rule.relation for rule in own_data]
    assert len(names) == len(set(names))
    for rule in own_data:
        model = model_of(rule)
        field = model._meta.get_field(relation_of(rule))
        if rule.at_erasure == "empty":
            assert field.many_to_many or field.null, f"{rule.relation} cannot be empty"
        if rule.kept.days is not None:
            assert isinstance(model._meta.get_field(rule.kept.since), models.DateTimeField)
        is_told = rule.relation not in UNTOLD
        assert bool(rule.fields) == is_told, f"{rule.relation} tells its person nothing"
        for name in rule.fields:
            first = name.partition(".")[0]
            assert hasattr(model, first), f"{rule.relation}: there is no {name}"


def test_every_act_that_is_noted_has_words():
    known = {act.key for act in acts}
    # A newsletter's moves carry their acts as data.
    noted = {move.act for move in MOVES}
    for path in project_files(".py"):
        if path.relative_to(ROOT).parts[0] not in rooms():
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            is_call = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record"
            if is_call and node.args:
                said = [one for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
                noted |= {one.value for one in said if isinstance(one.value, str)}
    assert noted - known == set(), "add an Act to people.audit.acts when the room starts"
    assert known - noted == set(), "nobody notes these any more"
    assert len(noted) > 5
