"""Arabic word forms: a light stem, and looser traces that join broken plurals to their singular.

Words come folded (``text.fold``): no hamza carriers, ta marbuta as ha, alif maqsura as ya, no
vowels. The affixes follow the light stemmer of Larkey, Ballesteros and Connell (2002); the traces
are our own: a *skeleton* drops the long vowels inside a word until three letters are left, which is
where most broken plurals differ (قانون قوانين, مشروع مشاريع, ضريبة ضرائب), and a *root* reads the
common patterns.
"""

_ARTICLES = ("وبال", "وكال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "هم", "نا", "ه", "ي")
# Words that begin with waw as a letter of their own; elsewhere a first waw is "and".
_OWN_WAW = (
    "وثيق", "وثايق", "وثاءق", "وزار", "وزير", "وزراء", "وزرا", "وطن", "وسيل", "وسايل",
    "وساءل", "وسط", "وسيط", "وضع", "وضعي", "وقت", "وقاي", "وقوع", "وقود", "وقف", "وحد",
    "وحيد", "ورش", "ورق", "وصول", "وصف", "وصل", "وظيف", "وظايف", "وكال", "وكيل", "واجب",
    "وارد", "واقع", "والي", "ولاي", "وفد", "وفا", "وعي", "وعاء", "ولاد", "وليد", "وجود",
    "وجب", "وزن", "وزع", "واجه", "واضح", "واسع", "واحد", "وادي", "وباء", "وسم", "وجه",
    "ودي", "وراث", "وتير",
)  # fmt: skip
# Templates by length: ف ع ل stand for the three letters of the root, the rest for themselves.
_PATTERNS = {
    length: tuple(pattern for pattern in group)
    for length, group in {
        4: ("فاعل", "فعال", "فعول", "فعيل", "افعل", "مفعل", "تفعل", "يفعل", "فعله", "فعلي"),
        5: (
            "مفعول", "تفعيل", "مفاعل", "مفتعل", "منفعل", "افعال", "افعله", "فعاله",
            "فعيله", "فاعله", "فواعل", "فعايل", "مفعله", "تفاعل", "افتعل", "انفعل",
            "مفعال", "فعلان", "فعلاء", "فعوله", "متفعل",
        ),
        6: (
            "استفعل", "مفاعيل", "مستفعل", "انفعال", "افتعال", "تفاعيل", "متفاعل",
            "فواعيل", "مفاعله", "تفعيله",
        ),
        7: ("استفعال", "انفعاله", "افتعاله"),
    }.items()
}  # fmt: skip


def without_article(word: str) -> str:
    """Return the word without "and", the article and the prepositions written with it."""
    for prefix in _ARTICLES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    if word[0] == "و" and len(word) >= 5 and not word.startswith(_OWN_WAW):
        return word[1:]
    return word


def _without_suffixes(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
    return word


def light_stem(word: str) -> str:
    """Return the word without article, clitics and the endings of gender and sound plurals."""
    return _without_suffixes(without_article(word))


def _skeleton(word: str) -> str:
    """Drop alif, then waw and ya, after the first letter, until three letters are left."""
    for weak in ("ا", "وي"):
        place = len(word) - 1
        while len(word) > 3 and place > 0:
            if word[place] in weak:
                word = word[:place] + word[place + 1 :]
            place -= 1
    if word[0] == "ا" and len(word) > 3:
        word = word[1:]
    return word


def _root(word: str) -> str:
    for pattern in _PATTERNS.get(len(word), ()):
        root = ""
        for letter, expected in zip(word, pattern, strict=True):
            if expected in "فعل":
                root += letter
            elif letter != expected:
                break
        else:
            if not any(letter in "اه" for letter in root):
                return root
    return ""


def traces(word: str) -> set[str]:
    """Return the looser forms of the word; two words that share one are probably related."""
    bare = without_article(word)
    light = _without_suffixes(bare)
    ending = bare[:-1] if bare[-1] == "ه" and len(bare) > 3 else bare
    found = {f"~{_skeleton(light)}", f"~{_skeleton(ending)}"}
    for form in (bare, ending, light):
        root = _root(form)
        if root:
            found.add(f"~{root}")
    if len(ending) == 2 or (len(bare) == 3 and bare[-1] == "ه"):
        # A doubled last letter shows in the plural only: خطة خطط, حق حقوق.
        found.add(f"~{bare[:2]}{bare[1]}")
    if word[0] in "بلكف" and len(word) >= 5:
        # Perhaps a preposition written together: "in a municipality".
        attached = _without_suffixes(word[1:])
        found |= {f"~{_skeleton(attached)}"}
    return found
