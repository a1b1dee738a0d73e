"""Canary words of moderation, and where they would be found by who may know them."""

from typing import Any

from forums.models import Post, Report, Sanction

# The board is open, and of the programme; who wrote the post is in no role.
MODERATORS = ("programme editor", "administrator")
# What holds everywhere holds in a board of X: who decides there is told of it, and not why.
KNOWERS = {
    "of_x": ("editor of X", "administrator"),
    "everywhere": MODERATORS,
}


def hide(canaries: Any) -> None:
    """Puts words (`canaries.word(plant, place, knowers)`) into what `plant` has planted."""
    things, word = canaries.world.things, canaries.word
    for state in ("hidden", "removed"):
        note = f"Since {word('moderation', f'why it is {state}', MODERATORS)}"
        Post.objects.filter(pk=things[f"post_{state}"]).update(note=note)
    # In a closed board of nobody: the programme decides what is reported there (2A).
    Report.objects.filter(post=things["reported_of_group"]).update(
        words=f"He {word('moderation', 'words of a report', MODERATORS[:1])}"
    )
    # Kept for who reported, in their copy, and shown nowhere.
    Report.objects.filter(post=things["reported_of_x"]).update(
        outcome=f"Then {word('moderation', 'outcome', ())}"
    )
    for where, knowers in KNOWERS.items():
        reason = word("moderation", f"reason of a measure {where}", ("member of X", *knowers))
        Sanction.objects.filter(pk=things[f"measure_{where}"]).update(reason=f"For {reason}")


def addresses(canaries: Any) -> set[str]:
    """Addresses that a crawl does not make up."""
    things = canaries.world.things
    posts = ("post_hidden", "post_removed", "reported_of_group", "reported_of_x", "post_of_x")
    return {
        *(f"/en/boards/post/{things[one]}/" for one in posts),
        *(f"/en/boards/queue/post/{things[one]}/" for one in posts),
        *("/en/boards/queue/", "/en/boards/queue/done/", "/en/boards/mine/"),
        f"/en/boards/topic/{things['topic_open']}/",
    }
