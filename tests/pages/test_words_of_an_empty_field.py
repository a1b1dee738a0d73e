"""A field that was left empty says what to do."""

from django import forms


class Letter(forms.Form):
    words = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    towns = forms.MultipleChoiceField(choices=[("b", "B")])
    paper = forms.FileField()
    day = forms.DateField(error_messages={"required": "Say when."})


def test_each_kind_of_field_says_it_in_its_words():
    said = {name: errors[0] for name, errors in Letter({}).errors.items()}
    assert said == {
        "words": "This is empty. Fill it in.",
        "kind": "Choose one.",
        "towns": "Choose one or more.",
        "paper": "Choose a file.",
        "day": "Say when.",
    }
