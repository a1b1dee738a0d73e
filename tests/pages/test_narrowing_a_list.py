"""The links beside a list say what narrows it, and hold nothing but words."""

from pages.templatetags.entries import entry_links


def test_a_label_or_an_address_cannot_write_html():
    made = entry_links([{"label": "<b>&", "url": '/?q="><script>', "count": None}])
    assert made == (
        '<li><a href="/?q=&quot;&gt;&lt;script&gt;"><span>&lt;b&gt;&amp;</span></a></li>'
    )


def test_the_chosen_one_is_told_to_those_who_do_not_see_it():
    made = entry_links([{"label": "Manual", "url": "/", "count": 3, "is_chosen": True}])
    assert 'aria-current="true"' in made
    assert '<span class="number">3</span>' in made
