"""What somebody said in a topic, what it said before, and what came with it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.querysets.posts import PostQuerySet
from forums.states import PostState
from pages.private_files import PrivateStorage
from people.models import Organisation

from .topic import Topic

LONGEST_POST = 20_000


class Post(models.Model):
    """One post; `text` is Markdown as it was written, `html` what is shown of it, made and cleaned
    when it is written.

    `number` is its place in the topic. `post_held` and `organisation` are those of the author when
    it was written: that is as whom they spoke. `note` is what a moderator says to the author about
    a post that they hid, or whose words they changed. `key` is the form's own.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="posts"
    )
    post_held = models.CharField(_("post of the author"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="posts"
    )
    text = models.TextField(_("text"), max_length=LONGEST_POST)
    html = models.TextField()
    posted_at = models.DateTimeField(_("posted"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True)

    state = models.CharField(_("state"), max_length=10, choices=PostState, default=PostState.SHOWN)
    state_before = models.CharField(max_length=10, choices=PostState, blank=True)
    note = models.CharField(_("why"), max_length=500, blank=True)
    sanction = models.ForeignKey(
        "forums.Sanction",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts_removed",
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="post_once_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="post_numbers_begin_at_one"),
            models.CheckConstraint(condition=~Q(text=""), name="post_says_something"),
            models.CheckConstraint(
                condition=Q(state__in=PostState.values), name="post_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=PostState.HIDDEN) | ~Q(note=""), name="post_hidden_with_a_note"
            ),
            models.CheckConstraint(
                condition=~Q(state=PostState.REMOVED) | ~Q(state_before=""),
                name="post_removed_knows_its_state_before",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-posted_at"], name="post_of_a_person"),
            models.Index(fields=["state", "posted_at"], name="post_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}, {self.number}"

    @property
    def anchor(self) -> str:
        """Its place on the page of the topic."""
        return f"post-{self.pk}"

    @property
    def is_shown(self) -> bool:
        return self.state == PostState.SHOWN

    @property
    def earlier_words(self) -> str:
        """What it said before each change, newest first, for its author's copy; one query."""
        return "\n\n".join(
            f"{one.replaced_at:%Y-%m-%d %H:%M}\n{one.text}" for one in self.versions.all()
        )


class PostVersion(models.Model):
    """What a post said before it was edited; whoever reads the post may read it.

    What a moderator took out `is_kept_back`: its author and who looks after the board read it.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField(_("text"))
    html = models.TextField()
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now)
    is_kept_back = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("earlier version of a post")
        verbose_name_plural = _("earlier versions of posts")
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.post_id}, {self.replaced_at:%Y-%m-%d %H:%M}"


class Attachment(models.Model):
    """A picture or a file that came with a post, checked like any upload; read by its readers."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="attachments")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    file = models.FileField(storage=PrivateStorage("forums"), upload_to="attachments")
    is_picture = models.BooleanField(default=False)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    human_name = models.CharField(_("name when downloaded"), max_length=160)
    alt = models.CharField(_("what the picture shows"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("attachment of a post")
        verbose_name_plural = _("attachments of posts")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_picture=False) | ~Q(alt=""), name="attached_picture_says_what"
            )
        ]

    def __str__(self) -> str:
        return self.human_name
