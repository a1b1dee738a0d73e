"""One thing talked about, and what somebody is about to say."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.managers import TaggableManager
from taggit.models import TaggedItemBase
from wagtail.models import Page

from forums.querysets.topics import TopicQuerySet
from forums.states import SEEN_TOPICS, TopicState
from people.models import Organisation

from .board import Board

LONGEST_TITLE = 150


class TopicTag(TaggedItemBase):
    """A free tag on a topic."""

    content_object = models.ForeignKey(
        "forums.Topic", on_delete=models.CASCADE, related_name="tagged_topics"
    )


class Topic(models.Model):
    """A question, a discussion or an announcement; its words stand in its posts.

    `last_number` is the number of the newest post, seen or not: the next one takes the number after
    it in the statement that moves it, so that no two get the same. `post_count` and `last_post_at`
    are of the posts that readers see. `about` is the item of the library it is about, `article`
    the draft or text that grew out of it. `key` is the form's own, by which a form that is sent
    twice makes one.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", pgettext_lazy("topic", "Question")
        DISCUSSION = "discussion", pgettext_lazy("topic", "Discussion")
        ANNOUNCEMENT = "announcement", pgettext_lazy("topic", "Announcement")

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="topics")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.QUESTION)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    tags = TaggableManager(through=TopicTag, blank=True, verbose_name=_("tags"))
    about = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="topics_about",
        verbose_name=_("about"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="topics"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True)

    state = models.CharField(_("state"), max_length=10, choices=TopicState, default=TopicState.OPEN)
    state_before = models.CharField(max_length=10, choices=TopicState, blank=True)
    sanction = models.ForeignKey(
        "forums.Sanction",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="topics_removed",
    )
    is_pinned = models.BooleanField(_("stays at the top"), default=False)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    moved_at = models.DateTimeField(_("moved"), null=True, blank=True)

    last_number = models.PositiveIntegerField(default=0)
    post_count = models.PositiveIntegerField(_("posts"), default=0)
    last_post_at = models.DateTimeField(_("last post"), default=timezone.now)

    answer = models.OneToOneField(
        "forums.Post",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("answer"),
    )
    answer_marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    article = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="topics_behind",
        verbose_name=_("article"),
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="topic_has_a_title"),
            models.CheckConstraint(
                condition=Q(state__in=TopicState.values), name="topic_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["question", "discussion", "announcement"]),
                name="topic_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(answer__isnull=True) | Q(kind="question"),
                name="topic_with_an_answer_is_a_question",
            ),
            models.CheckConstraint(
                condition=~Q(state=TopicState.REMOVED) | ~Q(state_before=""),
                name="topic_removed_knows_its_state_before",
            ),
            models.CheckConstraint(
                condition=Q(post_count__lte=models.F("last_number")),
                name="topic_counts_no_more_than_was_posted",
            ),
        ]
        indexes = [
            # The list of a board: what is pinned, then what was last written in.
            models.Index(
                fields=["board", "is_pinned", "-last_post_at", "-id"], name="topic_of_a_board"
            ),
            models.Index(fields=["state", "-last_post_at"], name="topic_lately"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """Its key in the index."""
        return f"topic:{self.pk}"

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION

    @property
    def is_seen(self) -> bool:
        """Whether readers of its board see it."""
        return self.state in SEEN_TOPICS

    @property
    def is_locked(self) -> bool:
        return self.state == TopicState.LOCKED

    @property
    def is_open(self) -> bool:
        return self.state == TopicState.OPEN


class PostDraft(models.Model):
    """What somebody is writing and has not posted: one for each topic, and one for each board."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="post_drafts"
    )
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="drafts")
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    about = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Topic.Kind, blank=True)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    tags = models.CharField(_("tags"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        verbose_name = _("draft of a post")
        verbose_name_plural = _("drafts of posts")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"],
                condition=Q(topic__isnull=False),
                name="draft_of_a_reply_once",
            ),
            models.UniqueConstraint(
                fields=["person", "board"],
                condition=Q(topic__isnull=True),
                name="draft_of_a_topic_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.text[:60]
