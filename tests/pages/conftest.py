"""Who works in the CMS, on what of their own, and what is there of others."""

import pytest

from tests.factories import library_in, make_article, sign_in
from tests.pages.foreign import Foreign, make_foreign


@pytest.fixture
def lena(cast):
    return sign_in(cast.lena, with_second_factor=True)


@pytest.fixture
def petra(cast):
    return sign_in(cast.petra, with_second_factor=True)


@pytest.fixture
def own(cast):
    return make_article(library_in("en", cast.lake), title="Lake matters", owner=cast.lena)


@pytest.fixture
def foreign(cast) -> Foreign:
    return make_foreign(cast)
