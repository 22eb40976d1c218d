"""Invented households and the ways in which offices and papers of six languages spell them.

The development list: seventy families with fathers, sons, daughters and wives, so that near
misses are everywhere. The transliterations here are rules of offices, written apart from
`core.names`, which knows none of them. `data/names_known.txt` and `data/names_blind.txt` are
written by hand: the first may be read to mend what fails, the second is looked at only through
its score.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from habeas.core.names.evaluate import Spelling

# Belarusian, Russian and Ukrainian, parted by slashes.
FAMILIES = """
Азярэцкі/Озерецкий/Озерецький Баранчук/Баранчук/Баранчук Баранчык/Баранчик/Баранчик
Бялькоў/Бельков/Бельков Бялькевіч/Белькевич/Белькевич Вярхоўскі/Верховский/Верховський
Вяршок/Вершок/Вершок Гаравец/Горовец/Горовець Гарбулёў/Горбулёв/Горбульов
Грынявецкі/Гриневецкий/Гриневецький Дабрынін/Добрынин/Добринін Даманчук/Доманчук/Доманчук
Драгун/Драгун/Драгун Дубяга/Дубяго/Дубяго Ермалінскі/Ермолинский/Єрмолинський
Жабінец/Жабинец/Жабинець Жураўкоў/Журавков/Журавков Завадоўскі/Заводовский/Заводовський
Зубарэвіч/Зубаревич/Зубаревич Зялёнка/Зелёнко/Зеленко Іваньковіч/Иванькович/Іванькович
Кавалькоў/Ковальков/Ковальков Каваленчык/Коваленчик/Коваленчик Казлянскі/Козлянский/Козлянський
Карпеня/Карпеня/Карпеня Карпук/Карпук/Карпук Касцючэнка/Костюченко/Костюченко
Кісялёнак/Киселёнок/Кисельонок Крупскевіч/Крупскевич/Крупскевич Лагунёнак/Лагунёнок/Лагуньонок
Ладуцька/Ладутько/Ладутько Лісаўчук/Лисовчук/Лисовчук Лучынін/Лучинин/Лучинін
Ляўшэня/Левшеня/Левшеня Макарчык/Макарчик/Макарчик Маляўка/Малявко/Малявко
Мацюшонак/Матюшонок/Матюшонок Мяцельскі/Метельский/Метельський Навасад/Новосад/Новосад
Нікіцёнак/Никитёнок/Нікітьонок Падгорны/Подгорный/Підгорний Палазок/Полозок/Полозок
Парфянчук/Парфенчук/Парфенчук Пашкевец/Пашковец/Пашковець Пяткевіч/Петкевич/Петкевич
Пятроўскі/Петровский/Петровський Радзівонаў/Родионов/Родіонов Рудзянок/Руденок/Руденок
Рыбчынскі/Рыбчинский/Рибчинський Савянок/Савенок/Савенок Самахвал/Самохвал/Самохвал
Сідарчук/Сидорчук/Сидорчук Скарабагаты/Скоробогатый/Скоробогатий Сушынскі/Сушинский/Сушинський
Сянчура/Сенчуро/Сенчуро Таўстыка/Товстыко/Товстико Трафімук/Трофимук/Трофимук
Трусаў/Трусов/Трусов Фаміноў/Фоминов/Фомінов Хадкевец/Ходкевец/Ходкевець
Хвашчынскі/Хвощинский/Хвощинський Цвіркун/Цвиркун/Цвіркун Цітовец/Титовец/Титовець
Чарняк/Черняк/Черняк Шаламіцкі/Шаломицкий/Шаломицький Шчарбінаў/Щербинов/Щербінов
Юшчанок/Ющенок/Ющенок Якаўчык/Яковчик/Яковчик Ясінскі/Ясинский/Ясинський Ярашук/Ярошук/Ярошук
"""
MEN = """
Аляксандр/Александр/Олександр Аляксей/Алексей/Олексій Андрэй/Андрей/Андрій Антон/Антон/Антон
Арцём/Артём/Артем Васіль/Василий/Василь Віктар/Виктор/Віктор Віталь/Виталий/Віталій
Генадзь/Геннадий/Геннадій Дзмітрый/Дмитрий/Дмитро Дзяніс/Денис/Денис Ігар/Игорь/Ігор
Іван/Иван/Іван Ілля/Илья/Ілля Кірыл/Кирилл/Кирило Канстанцін/Константин/Костянтин
Леанід/Леонид/Леонід Максім/Максим/Максим Мікалай/Николай/Микола Мікіта/Никита/Микита
Міхаіл/Михаил/Михайло Павел/Павел/Павло Пётр/Пётр/Петро Раман/Роман/Роман
Сяргей/Сергей/Сергій Станіслаў/Станислав/Станіслав Уладзімір/Владимир/Володимир
Уладзіслаў/Владислав/Владислав Фёдар/Фёдор/Федір Юрый/Юрий/Юрій Яўген/Евгений/Євген
"""
WOMEN = """
Аляксандра/Александра/Олександра Алена/Елена/Олена Алеся/Олеся/Олеся Ганна/Анна/Ганна
Валянціна/Валентина/Валентина Вера/Вера/Віра Вікторыя/Виктория/Вікторія Вольга/Ольга/Ольга
Дар'я/Дарья/Дар'я Ірына/Ирина/Ірина Кацярына/Екатерина/Катерина Людміла/Людмила/Людмила
Марыя/Мария/Марія Марына/Марина/Марина Наталля/Наталья/Наталія Паліна/Полина/Поліна
Святлана/Светлана/Світлана Таццяна/Татьяна/Тетяна Юлія/Юлия/Юлія Яўгенія/Евгения/Євгенія
"""
FEMININE = """
кі/кий/кий кая/кая/ка
ны/ный/ний ная/ная/на
ты/тый/тий тая/тая/та
оў/ов/ов ова/ова/ова
ёў/ёв/ьов ёва/ёва/ьова
аў/ов/ов ава/ова/ова
ін/ин/ін іна/ина/іна
ын/ин/ін ына/ина/іна
"""
FATHERS = {
    "Аляксандр": "Аляксандравіч/Александрович", "Аляксей": "Аляксеевіч/Алексеевич",
    "Андрэй": "Андрэевіч/Андреевич", "Антон": "Антонавіч/Антонович",
    "Васіль": "Васільевіч/Васильевич", "Віктар": "Віктаравіч/Викторович",
    "Генадзь": "Генадзевіч/Геннадьевич", "Дзмітрый": "Дзмітрыевіч/Дмитриевич",
    "Ігар": "Ігаравіч/Игоревич", "Іван": "Іванавіч/Иванович", "Леанід": "Леанідавіч/Леонидович",
    "Мікалай": "Мікалаевіч/Николаевич", "Міхаіл": "Міхайлавіч/Михайлович",
    "Павел": "Паўлавіч/Павлович", "Пётр": "Пятровіч/Петрович", "Раман": "Раманавіч/Романович",
    "Сяргей": "Сяргеевіч/Сергеевич", "Станіслаў": "Станіслававіч/Станиславович",
    "Уладзімір": "Уладзіміравіч/Владимирович", "Юрый": "Юр'евіч/Юрьевич",
    "Яўген": "Яўгенавіч/Евгеньевич",
}  # fmt: skip


@dataclass(frozen=True)
class Invented:
    """One person: given name and family name in Belarusian, Russian and Ukrainian."""

    given: tuple[str, str, str]
    family: tuple[str, str, str]
    father: tuple[str, str]
    is_woman: bool


def development_list() -> list[list[Spelling]]:
    """About 280 people with some 1,900 spellings; the same every time."""
    chance = random.Random(20310502)
    return [list(dict.fromkeys(_spellings(person, chance))) for person in _people(chance)]


def _people(chance: random.Random) -> Iterator[Invented]:
    """Of each family a father, two sons, a daughter; no two of one family share all names."""
    men, women = _triples(MEN), _triples(WOMEN)
    for family in _triples(FAMILIES):
        fathers = [man for man in men if man[0] in FATHERS]
        grandfather, father = chance.sample(fathers, 2)
        one, other = chance.sample([man for man in men if man != father], 2)
        his = (_patronymic(grandfather[0]), _patronymic(father[0]))
        yield Invented(father, family, his[0], False)
        yield Invented(one, family, his[1], False)
        yield Invented(other, family, his[1], False)
        yield Invented(chance.choice(women), _of_woman(family), his[1], True)


def _patronymic(father: str) -> tuple[str, str]:
    belarusian, russian = FATHERS[father].split("/")
    return belarusian, russian


def _triples(text: str) -> list[tuple[str, str, str]]:
    found = []
    for entry in text.split():
        belarusian, russian, ukrainian = entry.split("/")
        found.append((belarusian, russian, ukrainian))
    return found


def _of_woman(family: tuple[str, str, str]) -> tuple[str, str, str]:
    for line in FEMININE.strip().splitlines():
        of_man, of_woman = (part.split("/") for part in line.split())
        if all(word.endswith(end) for word, end in zip(family, of_man, strict=True)):
            stems = (word.removesuffix(end) for word, end in zip(family, of_man, strict=True))
            belarusian, russian, ukrainian = map("".join, zip(stems, of_woman, strict=True))
            return belarusian, russian, ukrainian
    return family


def _spellings(person: Invented, chance: random.Random) -> list[Spelling]:
    (be, ru, uk), (be_family, ru_family, uk_family) = person.given, person.family
    be_father, ru_father = person.father
    if person.is_woman:
        be_father = be_father.removesuffix("віч").removesuffix("а") + "аўна"
        ru_father = ru_father.removesuffix("ич") + "на"
    ways = [
        f"{be} {be_family}",
        f"{be_family} {be} {be_father}",
        f"{ru} {ru_father} {ru_family}",
        f"{ru_family} {ru}".replace("ё", "е"),
        f"{uk} {uk_family}",
        _passport(f"{be} {be_family}"),
        _passport(f"{be_family} {be}").upper(),
        _lacinka(f"{be} {be_family}"),
        _english(f"{ru} {ru_family}"),
        _german(f"{ru} {ru_family}"),
        _polish(f"{ru} {ru_family}"),
        _english(f"{ru} {ru_father} {ru_family}"),
        f"{_genitive(ru)} {_genitive(ru_family, woman=person.is_woman)}",
    ]
    kept = chance.sample(ways, 7)
    short = [f"{ru[0]}. {ru_father[0]}. {ru_family}", _passport(f"{be_family} {be[0]}."), be_family]
    return [*((way, True) for way in kept), (chance.choice(short), False)]


def _genitive(word: str, *, woman: bool = False) -> str:
    """The Russian genitive, by the endings that occur here."""
    for ending, other in (("ский", "ского"), ("цкий", "цкого"), ("ый", "ого"), ("ская", "ской"),
                          ("цкая", "цкой"), ("ая", "ой"), ("ий", "ия"), ("ия", "ии"), ("ья", "ьи"),
                          ("ей", "ея"), ("ай", "ая"), ("ёнок", "ёнка"), ("вец", "вца"),
                          ("бинец", "бинца"), ("рь", "ря"), ("Пётр", "Петра"), ("Павел", "Павла"),
                          ("ита", "иты"), ("га", "ги"), ("на", "ной" if woman else "ны"),
                          ("ва", "вой"), ("ра", "ры"), ("са", "сы"), ("ся", "си"), ("ня", "ни"),
                          ("ла", "лы")):  # fmt: skip
        if word.endswith(ending) and not (woman and ending in ("вец", "ёнок", "бинец")):
            return word.removesuffix(ending) + other
    return word if word[-1] in "оаяы" or woman else word + "а"


# --- Romanisation, by rules of offices --------------------------------------------------


def _each(text: str, table: dict[str, str], after_vowel: dict[str, str]) -> str:
    """Letter by letter; iotated letters sound otherwise after a vowel and at the beginning."""
    written, before = "", " "
    for letter in text:
        low = letter.lower()
        free = before in " аеёіоуыэюяиўь'"
        latin = after_vowel[low] if free and low in after_vowel else table.get(low, low)
        written += latin.capitalize() if letter.isupper() else latin
        before = low
    return written


def _table(letters: str, latin: str) -> dict[str, str]:
    return dict(zip(letters, latin.split(), strict=True)) | {"ь": "", "'": ""}


_PASSPORT = _table(
    "абвгдежзійклмнопрстуўфхцчшыэёюя",
    "a b v h d e zh z i i k l m n o p r s t u u f kh ts ch sh y e io iu ia",
)
_LACINKA = _table(
    "абвгдежзіклмнопрстуўфхцчшыэйёюя",
    "a b v h d ie ž z i k l m n o p r s t u ŭ f ch c č š y e j io iu ia",
)
_ENGLISH = _table(
    "абвгдежзийклмнопрстуфхцчшщыэёюя",
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yo yu ya",
)
_GERMAN = _table(
    "абвгдежзийклмнопрстуфхцчшщыэёюя",
    "a b w g d e sch s i j k l m n o p r s t u f ch z tsch sch schtsch y e jo ju ja",
)
_POLISH = _table(
    "абвгдежзийклмнопрстуфхцчшщыэёюя",
    "a b w g d ie ż z i j k l m n o p r s t u f ch c cz sz szcz y e io iu ia",
)


def _passport(text: str) -> str:
    return _each(text, _PASSPORT, {"е": "ye", "ё": "yo", "ю": "yu", "я": "ya"})


def _lacinka(text: str) -> str:
    for hard, soft in (("нь", "ń"), ("сь", "ś"), ("ць", "ć"), ("зь", "ź"), ("ль", "l")):
        text = text.replace(hard, soft)
    return _each(text, _LACINKA, {"е": "je", "ё": "jo", "ю": "ju", "я": "ja"})


def _english(text: str) -> str:
    plain = _each(text, _ENGLISH, {"е": "ye"})
    return plain.replace("iy ", "y ").replace("yy", "y").removesuffix("iy") + (
        "y" if plain.endswith("iy") else ""
    )


def _german(text: str) -> str:
    return _each(text, _GERMAN, {"е": "je"}).replace("skij", "ski").replace("zkij", "zki")


def _polish(text: str) -> str:
    plain = _each(text, _POLISH, {"е": "je", "ё": "jo", "ю": "ju", "я": "ja"})
    return plain.replace("kij", "ki").replace("yj", "y").replace("la", "ła").replace("lo", "ło")
