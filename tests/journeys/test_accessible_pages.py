"""X01, X07, X08: every kind of page, in English and Arabic, on a wide and on a small screen."""

import json

import pytest

WIDE = {"width": 1280, "height": 900}
SMALL = {"width": 320, "height": 640}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
KINDS = [
    *("home", "library", "manual", "chapter", "article", "snapshot", "case study"),
    *("results", "no results", "login"),
]
INSIDE = ["/desk/", "/shelf/", "/write/", "/write/snapshot/", "/write/article/"]
INSIDE += ["/account/", "/account/sessions/", "/account/email/", "/account/password/change/"]
INSIDE += ["/notices/", "/notices/preferences/"]
INSIDE += ["/organisations/", "/people/", "/messages/"]
INSIDE += ["/profile/", "/join/?q=a"]


@pytest.fixture(scope="session")
def known_addresses(demo_site, search_addresses):
    return {
        language: {**demo_site.addresses(language), **search_addresses[language]}
        for language in ("en", "ar")
    }


def address_of(known_addresses, language, kind):
    address = known_addresses[language].get(kind)
    if address is None:
        assert language != "en", f"the demo has no {kind}"
        # Not each kind of text is told in each language; the English one is looked at then.
        address = known_addresses["en"][kind]
    return address


def faults(page, axe_script):
    """What axe-core finds, shortened to what one needs to mend it."""
    page.evaluate(axe_script)
    options = {"runOnly": {"type": "tag", "values": RULES}}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{fault['id']}: {node['html'][:120]}: {node['any'][0]['message'] if node['any'] else ''}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def sideways(page):
    """How many pixels the page is wider than the screen."""
    return page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_x01_axe_finds_no_fault(page, axe_script, known_addresses, language, kind):
    page.set_viewport_size(WIDE)
    page.emulate_media(reduced_motion="reduce")  # a colour half-way to another is nobody's fault
    response = page.goto(address_of(known_addresses, language, kind))
    assert response.status == 200
    assert faults(page, axe_script) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert faults(page, axe_script) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_x07_nothing_is_lost_at_320_pixels(page, known_addresses, language, kind):
    page.set_viewport_size(SMALL)
    page.goto(address_of(known_addresses, language, kind))
    assert sideways(page) <= 0
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    assert page.locator("main").is_visible()


def test_x07_text_spacing_of_the_reader_cuts_nothing_off(page, known_addresses):
    # The values of WCAG 2.2, 1.4.12, set as a reader's own tool sets them.
    page.set_viewport_size(SMALL)
    page.goto(known_addresses["en"]["article"])
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert sideways(page) <= 0


@pytest.mark.parametrize("kind", KINDS)
def test_x08_arabic_runs_from_right_to_left(page, known_addresses, kind):
    if kind not in known_addresses["ar"]:
        return
    page.goto(known_addresses["ar"][kind])
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("html").get_attribute("lang") == "ar"
    start = page.evaluate("() => getComputedStyle(document.querySelector('main')).direction")
    assert start == "rtl"


@pytest.mark.parametrize("address", INSIDE)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_x01_pages_of_members_have_no_fault_either(page, sign_in, axe_script, language, address):
    sign_in("member")
    response = page.goto(f"/{language}{address}")
    assert response.status == 200, json.dumps(response.all_headers())
    assert faults(page, axe_script) == []
    page.set_viewport_size(SMALL)
    assert sideways(page) <= 0


def test_x02_the_text_is_reached_by_keyboard_and_the_focus_is_seen(page, known_addresses):
    page.goto(known_addresses["en"]["article"])
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("() => location.hash") == "#main"
    page.keyboard.press("Tab")
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
