"""What was learnt is tied to a partnership from either side, and stands on the theme's page."""

import datetime
import html
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pages.models import Theme
from partnerships.models import Output
from partnerships.roles import make_coordinator
from tests.factories import make_board, make_cast, make_pair, make_topic, put_article, sign_in
from tests.partnerships.making import make_agreed_plan, make_partnership
from tests.standing import standing
from tests.training.making import make_course, make_training

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def petra(cast):
    return sign_in(cast.petra)


@pytest.fixture
def market():
    return Theme.objects.get(slug="markets")
