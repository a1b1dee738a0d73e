"""A text is cut into the same words, however it is cut."""

from hypothesis import example, given
from hypothesis import strategies as st

from search.engine.interface import LANGUAGES
from search.engine.language.analysis import Analyser
from search.engine.language.text import WORD


@given(text=st.text(max_size=80), language=st.sampled_from(LANGUAGES))
@example(
    text="The P.P.P. of R&D, by e-mail:\tl'eau\u00a0courante\u2028É\u0301cole x\x1cy", language="fr"
)
@example(text="وَالمُهَنْدِسُونَ في البلديّة", language="ar")
def test_words_between_spaces_are_the_words_of_the_text(text, language):
    analyser = Analyser(language)
    words = WORD.findall(text)
    terms, different = analyser.read(text)
    assert different == analyser.words(text) == set(words)
    assert terms == analyser.terms(text) == [term for term in map(analyser.term, words) if term]
