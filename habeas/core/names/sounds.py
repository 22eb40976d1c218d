"""How a word of a name sounds, whatever letters it is written in.

A *sound* is a spelling in few letters: `b v g h d z k l m n p r s t f c` (ц), `Z` (ж), `S` (ш, щ),
`C` (ч) and the vowels `a e i o u`. Softness, doubled letters and the glides between vowels are
gone, so Бяляцкі, Bialiatski, Byalyatski and Białacki all become `balacki`. One Latin spelling may
sound in several ways (`ch` is ч in English, ш in French and х in Polish), and a typist may have
left the marks of its letters out, so a word has one to seven sounds.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from habeas.core.names.scripts import script_of

_VOWELS = "aeiou"
_MOST_SOUNDS = 6


@lru_cache(maxsize=65536)
def sounds(word: str) -> tuple[str, ...]:
    """The ways in which a word may sound, the likeliest first; never empty for a word."""
    plain = _one_script(word.lower().replace("i̇", "i"))
    script = script_of(plain)
    if script == "Latn":
        return tuple(dict.fromkeys(map(_settle, _latin(plain))))
    letters = "".join(c for c in plain if c not in "'’ʼʻ‘`-")
    if script == "Cyrl":
        for pair, single in _CYRILLIC_PAIRS:
            letters = letters.replace(pair, single)
    table = _TABLES.get(script)
    return (_settle("".join(table.get(c, "") for c in letters)),) if table else (letters,)


_DOUBLED = re.compile(r"(.)\1+")
_COARSE = str.maketrans("oeca", "aata") | str.maketrans("h", "g")


def coarse(sound: str) -> str:
    """The sound without what languages change: vowels a/o/e, г/х, т/ц are one each."""
    return _once(sound.translate(_COARSE))


def given_key(sound: str) -> str:
    """As `coarse`, but a final vowel stays: it tells Aleksandra from Alexandre."""
    return coarse(sound[:-1]) + sound[-1:]


def consonants(sound: str) -> str:
    return _once("".join(c for c in sound.translate(_COARSE) if c not in _VOWELS))


def _once(sound: str) -> str:
    """Without doubled letters."""
    return _DOUBLED.sub(r"\1", sound)


# --- From letters -----------------------------------------------------------------------

_TO_CYRILLIC = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "y": "у", "x": "х", "i": "і"}
_TO_CYRILLIC |= {"h": "һ", "j": "ј", "k": "к", "t": "т", "m": "м", "b": "в"}
_TO_LATIN = {"а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i"}
_TO_LATIN |= {"к": "k", "т": "t", "м": "m", "н": "n", "в": "v"}


def _one_script(word: str) -> str:
    """A letter that only looks alike (Latin i in a Cyrillic word) becomes what it stands for."""
    if word.isascii():
        return word
    script = script_of(word)
    if script == "Cyrl" and re.search(r"[a-z]", word):
        return "".join(_TO_CYRILLIC.get(c, c) for c in word)
    if script == "Latn" and re.search(r"[а-яіў]", word):
        return "".join(_TO_LATIN.get(c, c) for c in word)
    return word


_CYRILLIC_PAIRS = [
    ("дз", "д"), ("дж", "ж"), ("шч", "щ"), ("сч", "щ"), ("тс", "ц"), ("тц", "ц"), ("дц", "ц"),
    ("йо", "о"), ("ьо", "о"),
]  # fmt: skip
_CYRILLIC = dict(
    zip("абвгґғдежзийклмнопрстуўфхцчшщыэ", "abvgggdeZziyklmnoprstuvfhcCSSie", strict=True)
)
_CYRILLIC |= {"ё": "o", "ю": "u", "я": "a", "є": "e", "і": "i", "ї": "i", "ә": "a", "ө": "o"}
_CYRILLIC |= {"ү": "u", "ұ": "u", "қ": "k", "ң": "n", "һ": "h", "ҷ": "Z", "ҳ": "h", "ӣ": "i"}
_CYRILLIC |= {"ј": "y", "љ": "l", "њ": "n", "ћ": "c", "ђ": "d", "џ": "Z", "ғ": "g", "ӯ": "u"}
_GEORGIAN = dict(
    zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "abgdevztiklmnopZrstupkgkSCcdcChZh", strict=True)
)
_ARMENIAN = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
        "abgdezeitZilhckhdgCmynSoCpZrsvtrcvpkof",
        strict=True,
    )
)
_ARMENIAN |= {"և": "ev"}
_ARABIC = dict(
    zip("بپتثجچحخدذرزژسشصضطظغفقکكگلمنهوؤ", "bptsZChhdzrzZsSsztzgfgkkglmnhvv", strict=True)
)
_ARABIC |= {"ا": "a", "آ": "a", "أ": "a", "إ": "a", "ی": "i", "ي": "i", "ى": "a", "ئ": "i"}
_TABLES = {"Cyrl": _CYRILLIC, "Geor": _GEORGIAN, "Armn": _ARMENIAN, "Arab": _ARABIC}

# --- From Latin spellings ---------------------------------------------------------------

_DIACRITICS = {"č": "C", "š": "S", "ş": "S", "ž": "Z", "ż": "Z", "ŭ": "v", "ł": "l", "ą": "on"}
_DIACRITICS |= {"ę": "en", "ə": "a", "ı": "i", "ğ": "g", "ç": "C", "đ": "d", "ø": "o", "ß": "s"}
_SLAVIC_MARKS = re.compile(r"[łńśćźżąęčšžŭó]|cz|sz|sch|w")
_TURKIC_MARKS = re.compile(r"[əışğç]")
_GERMAN_MARKS = re.compile(r"^(?!.*(?:cz|sz|rz|dz)).*(?:sch|w[aeio]|zk[iya]|ez$|ow$|ew$)")
_FRENCH_MARKS = re.compile(r"ou|tch|ine$|eff$|j")
_GERMAN_DS = re.compile(r"^ds|sch|w|dse$")
_GROUPS = {
    "schtsch": "S", "shtsch": "S", "chtch": "S", "shch": "S", "szcz": "S", "SC": "S",
    "tsch": "C", "dsch": "Z",
    "sch": "S", "tch": "C", "sh": "S", "zh": "Z", "kh": "h", "ch": "C", "cz": "C", "sz": "S",
    "dzh": "Z", "dZ": "Z", "dj": "Z", "ts": "c", "tz": "c", "dz": "d", "gh": "g", "ph": "f",
    "th": "t", "ee": "i", "oo": "u", "x": "ks", "w": "v", "q": "g", "h": "g",
}  # fmt: skip
_GROUP = re.compile("|".join(sorted(_GROUPS, key=len, reverse=True)))


def _latin(word: str) -> list[str]:
    """What a Latin spelling may stand for, glides still in it."""
    slavic, turkic = bool(_SLAVIC_MARKS.search(word)), bool(_TURKIC_MARKS.search(word))
    if turkic and not re.search(r"[łńśćźżąęčšž]", word):
        word = word.replace("c", "j").replace("x", "kh")
    marked = _letters_only("".join(_DIACRITICS.get(c, c) for c in word))
    readings = [re.sub(r"ck(?![iay])", "k", marked)]
    if slavic:
        readings = [_hard_ch(way) for way in dict.fromkeys((marked, *readings))]
    for letters, other, when in _alternatives(readings[0], slavic, turkic):
        if when and re.search(letters, readings[0]):
            changed = [re.sub(letters, other, reading) for reading in readings]
            readings = [*readings, *changed][:_MOST_SOUNDS]
    if (bare := _letters_only(word)) != marked:
        readings.append(_hard_ch(bare) if slavic else bare)
    return [_GROUP.sub(lambda m: _GROUPS[m[0]], r).replace("j", "y") for r in readings]


def _letters_only(word: str) -> str:
    """In the letters a to z: without marks, and without the h that Persian names end in."""
    split = unicodedata.normalize("NFKD", word.replace("ł", "l").replace("ı", "i"))
    plain = "".join(c for c in split if c.isascii() and c.isalpha())
    return re.sub(r"(?<=[ae])h$", "", re.sub(r"gu(?=[ei])", "g", plain))


def _hard_ch(word: str) -> str:
    return re.sub(r"(?<![st])ch", "kh", word)


def _alternatives(plain: str, slavic: bool, turkic: bool) -> tuple[tuple[str, str, bool], ...]:
    """Letters that another language reads otherwise: what, how, and whether it may be so."""
    return (
        (r"(?<![stz])ch", "kh", not slavic),
        (r"(?<![stz])rz", "Z", slavic or "rzh" not in plain),
        (r"(?<![stzd])j", "Z", not slavic or turkic),
        (r"ou(?=[^aeiouy])", "oo", True),
        (r"(?<![stz])z(?!h)", "ts", bool(_GERMAN_MARKS.search(plain))),
        (r"(?<![stc])ch", "sh", bool(_FRENCH_MARKS.search(plain))),
        (r"x", "kh", not slavic),
        (r"(?<=[^aeiou])([uo])e(?=[^aeiou])", r"\1", not slavic),
        (r"ds(?=[aeiou])|dj(?=[aou])", "d", bool(_GERMAN_DS.search(plain))),
    )


_GLIDES = [
    (re.compile(r"[iy]+(?=[aeou])"), ""),
    (re.compile(r"ao|oa"), "a"),
    (re.compile(r"(?<=[aeou])[iy]+"), ""),
    (re.compile(r"y"), "i"),
    (re.compile(r"(?<=[aeo])u(?![aeiou])"), "v"),
    (re.compile(r"(?<=[aeo])vu(?=[^aeiou])"), "v"),  # Навумчык, Наумчик
    (_DOUBLED, r"\1"),
    (re.compile(r"ts(?=k)"), "c"),
    (re.compile(r"ds(?=k)"), "d"),
]


def _settle(letters: str) -> str:
    """Take away glides, diphthongs and doubled letters."""
    for found, instead in _GLIDES:
        letters = found.sub(instead, letters)
    return _once(letters)


# --- Distance ---------------------------------------------------------------------------

# What one letter costs for another; 1.0 when not listed. Languages change vowels, г and х, ц and
# т, so that those are cheap; ш for с is not.
_COSTS = {
    "ao": 0.05, "ae": 0.15, "oe": 0.15, "ei": 0.35, "oi": 0.5, "ai": 0.8, "ou": 0.3, "au": 0.8,
    "iu": 0.8, "eu": 0.8, "gh": 0.15, "gk": 0.35, "hk": 0.5, "zs": 0.3, "ZS": 0.35, "ct": 0.2,
    "cz": 0.35, "cC": 0.5, "CS": 0.5, "zZ": 0.6, "sS": 0.6, "vf": 0.35, "vu": 0.3, "ZC": 0.4,
    "cZ": 0.4, "rZ": 0.5, "ck": 0.4, "dZ": 0.5, "dt": 0.6, "cs": 0.5, "vb": 0.8,
}  # fmt: skip
_COSTS |= {pair[::-1]: cost for pair, cost in _COSTS.items()}
FAR = 9.0
# What costs more than this is FAR: nobody asks how far.
_TOO_FAR = 1.5


@lru_cache(maxsize=262144)
def distance(one: str, other: str) -> float:
    """What it costs to make one sound of the other: 0 for equal ones, about 1 for a consonant.

    A consonant more at the end costs 1.5: it makes another suffix, and so another family.
    """
    if one == other:
        return 0.0
    if abs(len(one) - len(other)) > 3:
        return FAR
    while one[:1] == other[:1]:
        one, other = one[1:], other[1:]
    before = _prefix_costs(other)
    for row, letter in enumerate(one, start=1):
        gone = _cost_of(letter, at_end=row == len(one))
        line = [before[0] + gone]
        for column, opposite in enumerate(other, start=1):
            change = 0.0 if letter == opposite else _COSTS.get(letter + opposite, 1.0)
            more = _cost_of(opposite, at_end=column == len(other))
            line.append(
                min(before[column - 1] + change, before[column] + gone, line[column - 1] + more)
            )
        if min(line) > _TOO_FAR:
            return FAR
        before = line
    return before[-1]


def _prefix_costs(word: str) -> list[float]:
    costs = [0.0]
    for place, letter in enumerate(word, start=1):
        costs.append(costs[-1] + _cost_of(letter, at_end=place == len(word)))
    return costs


def _cost_of(letter: str, *, at_end: bool) -> float:
    if letter in _VOWELS:
        return 0.65
    return 1.5 if at_end else 1.0


def nearest(ones: tuple[str, ...], others: tuple[str, ...]) -> float:
    """The least distance between any two ways to sound."""
    return min((distance(a, b) for a in ones for b in others), default=FAR)
