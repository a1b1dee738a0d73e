"""Canary words of calls and applications, and where they would be found by who may know them."""

from typing import Any

from partnerships.models import Application, Baseline, Call, DedicatedStaff, Opinion, Review

OF_X = ("editor of X", "programme editor", "coordinator")
PROGRAMME = ("programme editor",)
READERS = ("member", "editor of X", "programme editor")
REVIEWERS = ("member", "programme editor")


def hide(canaries: Any) -> None:
    """Puts words (`canaries.word(plant, place, knowers)`) into what `plant` has planted."""
    things, word = canaries.world.things, canaries.word
    Call.objects.filter(pk=things["call_draft_id"]).update(
        title=f"Call {word('call', 'title', PROGRAMME)}",
        words=f"For {word('call', 'words', PROGRAMME)}",
        checklist=f"Has {word('call', 'checklist', PROGRAMME)}",
    )
    knowers = {"draft": ("editor of X",), "new": ("editor of Y", "programme editor")}
    for key in ("draft", "new", "screened", "heard", "reviewed"):
        those = knowers.get(key, READERS)
        Application.objects.filter(pk=things[f"call_application_{key}_id"]).update(
            title=f"To {word(f'application {key}', 'title', those)}",
            expected=f"All {word(f'application {key}', 'expected', those)}",
            purpose=f"For {word(f'application {key}', 'purpose', those)}",
        )
    Baseline.objects.filter(pk=things["baseline_id"]).update(
        **{
            f"{part}_evidence": f"Since {word('baseline', f'evidence of {part}', OF_X)}"
            for part in ("commitment", "staffing", "performance")
        }
    )
    DedicatedStaff.objects.filter(baseline=things["baseline_id"]).update(
        name=f"Ana {word('baseline', 'staff', OF_X)}"
    )
    reviewed = things["call_application_reviewed_id"]
    Opinion.objects.filter(application=reviewed).update(
        fit=f"Fits {word('application', 'opinion', READERS)}",
        benefit=f"All {word('application', 'benefit', READERS)}",
    )
    # Who declares a conflict gives no vote.
    Opinion.objects.filter(application=things["call_application_heard_id"]).update(
        has_conflict=True,
        vote="",
        conflict=f"A cousin {word('application', 'conflict', READERS)}",
    )
    # Lines of the checklist are read by who screened, the decision by all who read it.
    Application.objects.filter(pk=reviewed).update(
        checks=[f"Has {word('application', 'line that was met', PROGRAMME)}"],
        reason=f"Since {word('application', 'reason', READERS)}",
    )
    Review.objects.filter(application=reviewed).update(
        words=f"Since {word('application', 'review', REVIEWERS)}"
    )


def addresses(canaries: Any) -> set[str]:
    """Addresses behind random numbers, which the crawl cannot make up."""
    things = canaries.world.things
    found = {f"/en/calls/{things['call_draft_id']}/", f"/en/calls/{things['call_id']}/"}
    doors = ("", "edit/", "preview/", "screen/", "opinion/", "reviewers/", "review/", "decide/")
    for key in ("draft", "new", "screened", "heard", "reviewed"):
        one = f"/en/calls/applications/{things[f'call_application_{key}_id']}/"
        found |= {f"{one}{door}" for door in doors}
    baselines = f"/en/partnerships/{things['partnership_closed_id']}/baselines/"
    return found | {baselines, f"{baselines}{things['baseline_about_id']}/"}
