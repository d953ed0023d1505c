"""Abbreviations: where the full name begins that one stands for, whether words spell it, and one for several of a thing ("PCSOs")."""

from __future__ import annotations

import re

SHORT = r"[A-Z][A-Za-z&/-]*[A-Z][A-Za-z]?|[A-Z]{2,8}s?"
_SMALL = frozenset("and of the for in to on a with by at".split())
_LONGEST = 10  # words of a name
_TELLS = re.compile(r"\b(?:is|are|who|which|that)\b")
_WORD = re.compile(r"[A-Za-z][\w'’]*")


def words_of(text: str) -> list[str]:
    """Given words as printed, return them one by one, the parts of a compound apart."""
    return _WORD.findall(text)


def expansion_start(before: str, short: str) -> int | None:
    """Given the words before an abbreviation in brackets, return where its full name begins: the shortest run of words whose
    first letters give it; None where none does."""
    cut = max(len(before) - 250, 0)
    found = _expansion_start(before[cut:], short)
    return None if found is None else cut + found


def _expansion_start(before: str, short: str) -> int | None:
    places = [match.start() for match in re.finditer(r"[A-Za-z][\w'’]*", before)]
    for place in list(reversed(places))[: 2 * len(short) + 3]:
        words = re.findall(r"[A-Za-z][\w'’]*", before[place:])
        if words[0][0].casefold() == short[0].casefold() and words[0] not in _SMALL and fits(short, words):
            return place
    skipped = _one_skipped(before, short)
    if skipped is not None:
        return skipped
    near = _near_fit(before, short)
    if near is not None:
        return near
    alike = _last_letters(before, short)
    if alike is not None:
        return alike
    last = [match for match in re.finditer(r"[A-Z][\w'’-]*(?:\s+(?:[A-Z][\w'’-]*|and|of|for))*\s*$", before)]
    return last[-1].start() if last and len(last[-1].group().split()) >= 3 and before[last[-1].start()] == short[0] else None


def _one_skipped(before: str, short: str) -> int | None:
    """Where a run of capitalised words begins that spells an abbreviation save for one word in its middle, which has no letter ("Upper Dale
    Safety Board (USB)")."""
    letters = "".join(letter for letter in short.casefold() if letter.isalpha())
    places = [match for match in re.finditer(r"[A-Za-z][\w'’]*", before) if match.group().casefold() not in _SMALL][-len(letters) - 1 :]
    initials = "".join(place.group()[0].casefold() for place in places)
    if len(letters) < 3 or len(initials) != len(letters) + 1 or not all(place.group()[0].isupper() for place in places):
        return None
    gap = before[places[0].start() :]
    spelt = any(initials[:at] + initials[at + 1 :] == letters for at in range(1, len(letters)))
    return places[0].start() if spelt and re.search(r"[.,;:()]", gap) is None else None


def _last_letters(before: str, short: str) -> int | None:
    """Where a run of capitalised words begins that gives an abbreviation's last three letters and more ("Community Risk Assessment
    Conference (MARAC)")."""
    run = re.search(r"(?:[A-Z][\w'’-]*\s+){2,5}[A-Z][\w'’-]*\s*$", before)
    letters = "".join(letter for letter in short.casefold() if letter.isalpha())
    if run is None or len(letters) < 4:
        return None
    words = list(re.finditer(r"[A-Z][\w'’-]*", run.group()))
    initials = "".join(word.group()[0].casefold() for word in words)
    if len(initials) < len(letters) - 1 or initials[-3:] != letters[-3:]:
        return None
    return run.start() + words[-min(len(letters), len(words))].start()


def _near_fit(before: str, short: str) -> int | None:
    """Where a full name begins that an abbreviation does not quite spell: one letter stands for none of its words ("CCTV")."""
    names = list(re.finditer(r"[A-Z][\w'’-]*(?:\s+(?:[\w'’-]+))*\s*$", before))
    for place in [match.start() for match in re.finditer(r"\b[A-Z]", before)][::-1][: len(short) + 1]:
        words = [word for word in re.findall(r"[A-Za-z][\w'’]*", before[place:]) if word.casefold() not in _SMALL]
        initials = "".join(word[0].casefold() for word in words)
        letters = "".join(letter for letter in short.casefold() if letter.isalpha())
        if names and len(words) >= 3 and len(initials) == len(letters) - 1 and initials in (letters[:-1], letters[1:]):
            return place
        if len(words) == len(letters) and len(words) >= 4 and initials[1:] == letters[1:]:
            return place
    return None


def fits(short: str, words: list[str]) -> bool:
    """Given an abbreviation and words, say whether its letters begin the words, in order; small words and a plural's s may be left out."""
    letters = [letter.casefold() for letter in short if letter.isalpha()]
    if short.endswith("s") and len(letters) > 2:
        letters = letters[:-1]
    # A small word has a letter of its own in some ("Department for Transport", DfT) and none in others ("Drug and Alcohol Team", DAT).
    return _spells(letters, words) or _spells(letters, [word for word in words if word.casefold() not in _SMALL])


def _spells(letters: list[str], words: list[str]) -> bool:
    place = 0
    for word in words:
        if place < len(letters) and word[0].casefold() == letters[place]:
            place += 1
        elif word.casefold() not in _SMALL and word[:1].isupper():
            return False
    return place == len(letters) and place >= 2


def explained(short: str, text: str) -> dict[str, str]:
    """Given a term of a glossary and what stands beside it, return the expansion of an abbreviation, the definition, or both."""
    said = re.sub(r"\s+", " ", text).strip().strip(" .")
    if re.fullmatch(SHORT, short) is None:
        return {"definition": said}
    for match in re.finditer(r"\s*(?::|,|\(|;|\.\s|\s[–—-]\s|$)\s*", said):
        head, rest = said[: match.start()], said[match.end() :]
        if head and fits(short, words_of(head)):
            return {"expansion": head, "definition": rest.strip(" ()")} if rest else {"expansion": head}
    return (
        {"expansion": said}
        if len(said.split()) <= 10 and re.search(r"\b(?:is|are|who|which|that)\b", said) is None
        else {"definition": said}
    )


def singular(short: str, expansion: str) -> tuple[str, str]:
    """Given an abbreviation and its expansion, return both for one thing where the abbreviation is of several ("PCSOs")."""
    if re.fullmatch(r"[A-Z]{2,}[A-Za-z]*[A-Z]s|[A-Z]{2,}s", short) is None:
        return short, expansion
    return short[:-1], re.sub(r"ies$", "y", expansion) if expansion.endswith("ies") else re.sub(r"(?<=[a-z])(?<!s)s$", "", expansion)
