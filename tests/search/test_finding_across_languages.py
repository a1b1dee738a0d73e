"""A question in one language leads to the texts in another, in words of the reader's own."""

from collections import defaultdict
from itertools import permutations

import pytest

from search.engine.interface import Request
from tests.search.corpus import names_of_themes, records


@pytest.fixture(scope="module")
def groups(samples):
    """The texts that the corpus holds in more than one language, by group."""
    found = defaultdict(list)
    for record in records(samples / "data" / "corpus"):
        if record.get("group"):
            found[record["group"]].append(record)
    return {name: texts for name, texts in found.items() if len(texts) > 1}


def leads_to(hits, keys, groups_of_them):
    """Whether a text is among the first ten, or is named on the hit of its group."""
    return any(hit.key in keys or hit.group in groups_of_them for hit in hits[:10])


def test_a_title_leads_to_the_same_text_in_another_language(corpus_engine, groups):
    asked = found = 0
    for name, texts in groups.items():
        for own, other in permutations(texts, 2):
            answer = corpus_engine.search(Request(own["title"], language=own["language"]))
            asked += 1
            found += leads_to(answer.hits, {other["path"]}, {name})
    print(f"by title: hit@10 {found / asked:.3f} over {asked} pairs of {len(groups)} groups")
    assert found / asked >= 0.9


def test_the_name_of_a_theme_leads_to_its_texts_in_another_language(corpus_engine, groups):
    """Among all texts of that language, also those that exist in no other."""
    names = names_of_themes()
    pairs = defaultdict(lambda: (set(), set()))
    for group, texts in groups.items():
        for own, other in permutations(texts, 2):
            for theme in set(other["themes"]) & names.keys():
                keys, their_groups = pairs[theme, own["language"], other["language"]]
                keys.add(other["path"])
                their_groups.add(group)
    found = 0
    for (theme, own, other), (keys, their_groups) in pairs.items():
        narrowed = {"language": [other]}
        answer = corpus_engine.search(Request(names[theme][own], language=own, filters=narrowed))
        found += leads_to(answer.hits, keys, their_groups)
    print(f"by theme: hit@10 {found / len(pairs):.3f} over {len(pairs)} pairs")
    assert found / len(pairs) >= 0.9
