"""Which language a question is in, where it is surely not English.

Questions are short, misspelt and full of names, and to refuse an English one is worse than to search a foreign one in vain. So a
language is named only where there is enough to go by and the model leaves English no chance.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from assistant.areas import areas_in

# Spoken or written in the United Kingdom by enough people to be asked in; the model knows more, and finds them in misspelt English.
LANGUAGES = (
    "am ar bg bn cs cy da de el en es et fa fi fr ga gu he hi hr hu it ja ko ku lt lv mk ml mr ne nl no pa pl ps pt ro ru si "
    "sk sl so sq sr sv sw ta te th tl "
    "tr uk ur vi yo zh"
).split()

_LETTERS = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 12
_FEWEST_WORDS = 3
_SURE = 0.80
_ENGLISH_AT_MOST = 0.02
# A third of everyday English words, and it is English with foreign names or misspellings in it.
_ENGLISH_SHARE = 0.34
_ENGLISH = frozenset(
    "a about all am an and any are area areas as at be been being by can check cops council cops crime crimes cut did do does "
    "doing done dont drugs each else every figure "
    "figures for from gang gangs get getting give going got gonna had has hate have he help her here him his how i if im in "
    "into is isnt it its kids knife "
    "know last like list lot made main many me more most much my near new no not now number of off on one or our out people "
    "plan plans police priorities priority "
    "public report right safe safety say says she should so some street support target targets than that the their them then "
    "there these they this those to "
    "too under up us use victims violence want was we were what whats when where which who whos why will with women work "
    "would year years yes you young your "
    "wot wat wots n da dat dis dem teh hav wen wich hoo shud wud cud abt ur u r y".split()
)


def foreign_language(text: str) -> str | None:
    """Given a question, return the code of its language (ISO 639) where it is surely another than English, else None."""
    words = _LETTERS.findall(_without_areas(text))
    letters = "".join(words)
    if not letters:
        return None
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters) / len(letters)
    if latin < 0.4:
        return _likeliest(text, 0.0) if len(letters) >= 2 else None
    if len(letters) < _FEWEST_LETTERS or len(words) < _FEWEST_WORDS:
        return None
    if sum(word.casefold() in _ENGLISH for word in words) / len(words) >= _ENGLISH_SHARE:
        return None
    return _likeliest(" ".join(words), _SURE)


def _without_areas(text: str) -> str:
    for mention in reversed(areas_in(text)):
        text = text[: mention.start] + " " + text[mention.end :]
    return text


def _likeliest(text: str, at_least: float) -> str | None:
    ranked = _identifier().rank(text[:2000])
    code, probability = ranked[0]
    english = dict(ranked).get("en", 0.0)
    if code == "en" or probability < at_least or (at_least and english > _ENGLISH_AT_MOST):
        return None
    return str(code)


@cache
def _identifier() -> LanguageIdentifier:
    """The model, loaded when first needed: 1.6 s and about 60 MB."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def warm() -> None:
    """Load the model now, so that no question waits for it."""
    _identifier()
