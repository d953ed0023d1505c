"""One name for two bodies and two names for one: abbreviations spelt out in two ways, or that their own letters do not spell; two
chairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz

from assistant.findings.callings import callings
from assistant.findings.described import described, same_circle
from assistant.findings.finding import Finding, FindingType
from assistant.findings.homonyms import homonyms
from assistant.findings.likenames import likenames
from assistant.findings.meetings import chairs
from assistant.findings.namesakes import namesakes
from assistant.findings.saying import told
from assistant.findings.script import Script, script_of
from ingest.documents import Span
from ingest.lexical import words_of
from ingest.library import Snapshot
from ingest.register.entry import EntryKind, plain

_T = FindingType.NAMES
_SMALL = r"(?:(?:and|of|for|the|to|in|on|against|&)\s+){0,2}"
_CAPITAL = r"[A-Z][\w’'-]*"
_BRACKETED = re.compile(rf"(?P<long>{_CAPITAL}(?:\s+{_SMALL}[A-Za-z][\w’'-]*){{1,7}})\s*\(\s*(?P<short>[A-Z]{{3,7}})s?\s*\)")
# The same in small letters throughout, and letters that a verb spells out. No word holds a hyphen: in "a-b-c-d" there would be as many ways
# to part it as it has hyphens.
_SMALL_BEFORE = re.compile(r"(?P<long>(?:[A-Za-z][\w’']*[\s-]+){2,8})\(\s*(?P<short>[A-Z]{3,7})s?\s*\)")
_STANDS_FOR = re.compile(
    r"(?<![\w(])(?P<short>[A-Z]{3,7})s?\s+(?:stands\s+for|means|is\s+short\s+for|is\s+the)\s+(?:the\s+)?(?P<long>[A-Za-z][\w’'-]*(?:[\s-]+[A-Za-z][\w’'-]*){1,8})"
)
_LITTLE = frozenset("and of for the to in on against with at by a an".split())
_BEFORE = re.compile(
    rf"(?<![\w(])(?P<short>[A-Z]{{3,7}})s?\s*(?:\(\s*|\s[-–—]\s|:\s+|=\s*)(?P<long>{_CAPITAL}(?:[\s-]+{_SMALL}[A-Za-z][\w’'-]*){{1,7}})"
)
# The same in small letters, where every word has its letter: "IDVA (independent domestic violence adviser)", a line of a glossary.
_SMALL_BEHIND = re.compile(
    r"(?<![\w(])(?P<short>[A-Z]{3,7})s?\s*(?:\(\s*(?:the\s+|an?\s+)?|\s[-–—]\s|:\s+|=\s*)(?P<long>[A-Za-z][\w’'-]*(?:[\s-]+[A-Za-z][\w’'-]*){1,8})"
)
_SHORT = re.compile(r"(?<![\w(])[A-Z]{4,6}(?![\w)])")
_BODY = re.compile(
    r"\b(?:board|group|panel|forum|partnership|committee|network|executive|team|unit|service|conference|council|agency"
    r"|authority|alliance|commission)\b",
    re.I,
)
_FULL_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:and|of|for|the|on|&)\s+){{0,2}}{_CAPITAL}){{2,7}}")
_LEADING = re.compile(
    r"^(?:(?:The|This|Our|A|An|Whilst|While|When|Where|Since|For|Under|With|As|In|On|At|By|And|But|Both|All|If|How|Why|Through|From|To|That|So"
    r"|Each|Response to the|(?!Mayor)[A-Z]\w+['’]s)\s+)+"
)
_AND_THE = re.compile(r"\s+and\s+the\s+")
_TRAILING = re.compile(r"\s+(?:When|Who|Where|How|Why|By|Lead|Date|What|Status)$")  # the next column's heading, in a table without lines
_OFFICE = re.compile(
    r"\b(?:office|plan|strategy|fund|mayor|agreements?|bill|scheme|programme|project|survey|assessment|charter|framework|protocol)\b", re.I
)
NEAR = 200  # characters between a name and the letters that are meant for it
LONG = 4  # words of a name that is told even with a place in front of it
ALIKE = 85  # of 100; above that two spellings are one name
FEWEST_INITIALS = 3  # words in capitals of a name that letters are meant to spell
NEAR_WORD = 60  # the same of two words in one place of them ("adviser", "advisor"); below it they are two words


def names(document_id: str, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Given a document's id and what is published, return names in it that stand for two things, or things with two names."""
    script = script_of(document_id, snapshot)
    return (
        *_abbreviations(script),
        *chairs(script),
        *_spellings(script),
        *namesakes(script),
        *likenames(script),
        *homonyms(script),
        *callings(script),
        *described(script),
        *same_circle(script),
    )


def _abbreviations(script: Script) -> Iterator[Finding]:
    places = _places(script)
    yield from _one_letter_off(places, script)
    for short, found in places.items():
        spelt = [(name, span) for name, span in ((_spelling(long, short), span) for long, span in found) if name]
        unspelt = [(_last_name(long), span) for long, span in found if not _spelling(long, short)]
        other = next(((name, span) for name, span in spelt[1:] if not _is_alike(spelt[0][0], name)), None) if spelt else None
        stray = next(((name, span) for name, span in unspelt if _is_name_for(name, short)), None)
        if other is not None:
            yield _told("two_expansions", [spelt[0][1], other[1]], short, spelt[0][0], other[0], 0.8)
        elif stray is not None and spelt and not _is_alike(spelt[0][0], stray[0]):
            yield _told("two_expansions", [spelt[0][1], stray[1]], short, spelt[0][0], stray[0], 0.7)
        elif not spelt and (odd := next(((name, span) for long, span in found if (name := _odd(long, short))), None)) is not None:
            yield _told("letters", [odd[1]], short, odd[0], "", 0.65)
        elif stray is not None and not spelt and stray[0].split()[-1][0].upper() == short[-1]:
            yield _told("letters", [stray[1]], short, stray[0], "", 0.7)


def _places(script: Script) -> dict[str, list[tuple[str, Span]]]:
    """Abbreviations with the words they are given for, and where: in brackets behind them, or behind the letters where these spell them."""
    places: defaultdict[str, list[tuple[str, Span]]] = defaultdict(list)
    for sentence in [*script.sentences, *script.cell_sentences, *script.short_cells]:
        found = [(match, match["long"]) for match in _BRACKETED.finditer(sentence.text)]
        found += [(match, _run(match["long"], match["short"])) for match in _BEFORE.finditer(sentence.text)]
        for match, long in found:
            span = sentence.cut(match.start(), match.end())
            if len(span) == 1 and long:
                places[match["short"]].append((re.sub(r"\s+", " ", long), span[0]))
        for match in (match for pattern in (_SMALL_BEFORE, _STANDS_FOR, _SMALL_BEHIND) for match in pattern.finditer(sentence.text)):
            long = _run_of(match["long"], match["short"], from_end=match.re is _SMALL_BEFORE)
            where = sentence.cut(match.start(), match.end())
            if long and len(where) == 1 and not any(where[0].overlaps(other) for _, other in places[match["short"]]):
                places[match["short"]].append((long, where[0]))
    for short, long, place in _glossed(script):
        places[short].append((long, place))
    return {short: found for short, found in places.items() if found}


def _run_of(long: str, short: str, from_end: bool) -> str:
    """The words at the end, or the beginning, of some whose initials, little words aside, are just the letters of an abbreviation."""
    words = [word for word in re.split(r"[\s-]+", long) if word]
    for count in range(2, len(words) + 1):
        run = words[-count:] if from_end else words[:count]
        whole = run[0].casefold() not in _LITTLE and run[-1].casefold() not in _LITTLE
        if whole and _are_initials(run, short.casefold()):
            return " ".join(run)
    return ""


def _are_initials(words: list[str], letters: str) -> bool:
    """Whether letters are the initials of words, of which little ones may be left out."""
    if not words or not letters:
        return not words and not letters
    first = words[0].casefold()
    return first[0] == letters[0] and _are_initials(words[1:], letters[1:]) or first in _LITTLE and _are_initials(words[1:], letters)


def _glossed(script: Script) -> Iterator[tuple[str, str, Span]]:
    """Letters in the first cell of a row with the words in the next one that they are the initials of, and the place of both."""
    for grid in script.flow.grids:
        for row in grid.rows:
            cells = [cell for cell in row if cell.text.strip()]
            short = cells[0].text.strip() if len(cells) > 1 else ""
            long = _run_of(cells[1].text, short, from_end=False) if re.fullmatch(r"[A-Z]{3,7}", short) else ""
            if long:
                yield short, long, script.cell_span(grid, cells[1])


def _run(long: str, short: str) -> str:
    """The words behind an abbreviation that it stands for: as many as it has letters, small words aside, that begin with them."""
    words = re.split(r"[\s-]+", long)
    for count in range(2, len(words) + 1):
        if "".join(word[0] for word in words[:count] if word[0].isupper()).upper() == short:
            return " ".join(words[:count])
    return ""


def _one_letter_off(places: Mapping[str, list[tuple[str, Span]]], script: Script) -> Iterator[Finding]:
    """Letters that nobody spells out, right behind a name in full whose letters they are but for one."""
    for piece in script.flow.pieces:
        text = re.sub(r"\s", " ", piece.text)
        for match in _SHORT.finditer(text):
            short = match.group()
            if short in places or f"({short})" in script.text:
                continue
            for name in _FULL_NAME.finditer(text, max(0, match.start() - NEAR), match.start()):
                letters = "".join(word[0] for word in name.group().split() if word[0].isupper())
                if letters != short and letters[:-1] == short[:-1] and letters not in text:
                    spans = [*piece.cut(*name.span()), *piece.cut(*match.span())]
                    yield _told("letters", spans, short, re.sub(r"\s+", " ", name.group()), "", 0.7)


def _told(key: str, spans: list[Span], short: str, first: str, second: str, sure: float) -> Finding:
    return told(f"contradiction.{key}", _T, spans, {"short": short, "first": first, "second": second}, sure=sure)


def _spelling(long: str, short: str) -> str:
    """The words before an abbreviation that spell it: the shortest run at their end whose letters give it in order, from its first
    letter on."""
    words = long.split()
    for count in range(2, len(words) + 1):
        run = words[-count:]
        if run[0][0].upper() == short[0] and _spells(" ".join(run), short):
            return " ".join(run)
    return ""


def _spells(text: str, short: str) -> bool:
    position = 0
    for letter in short.casefold():
        position = text.casefold().find(letter, position) + 1
        if not position:
            return False
    return True


def _last_name(long: str) -> str:
    """The last name of a run of words: capitals and the small words between them, back to the first word without one, or to an "and"."""
    kept: list[str] = []
    for word in reversed(long.split()):
        if word[0].isupper() or word in ("of", "for", "the", "&"):
            kept.append(word)
        else:
            break
    while kept and not kept[-1][0].isupper():
        kept.pop()
    return " ".join(reversed(kept))


def _odd(long: str, short: str) -> str:
    """The name right before or behind an abbreviation that begins with its first letter and whose initials are its letters but for one
    that is another, or for the last."""
    words = _last_name(long).split()
    for start in range(len(words)):
        run = words[start:]
        capitals = [one for one in run if one[0].isupper()]
        initials = "".join(one[0] for one in capitals)
        off = sum(a != b for a, b in zip(initials, short, strict=False))
        near = len(initials) == len(short) and off == 1 or len(initials) == len(short) - 1 and short.startswith(initials)
        if near and initials[0] == short[0] and len(initials) >= FEWEST_INITIALS:
            return " ".join(run) if not _spells(" ".join(run), short) else ""
    return ""


def _is_name_for(name: str, short: str) -> bool:
    """Whether words that do not spell an abbreviation are still meant as its name: a body of several words, some of whose initials it
    has."""
    words = [word for word in name.split() if word[0].isupper()]
    shared = sum(word[0] in short for word in words)
    return len(words) >= 3 and _BODY.search(words[-1]) is not None and shared * 2 >= len(words)


def _is_alike(first: str, second: str) -> bool:
    a, b = set(words_of(first)), set(words_of(second))
    if a <= b or b <= a:
        return True
    pairs = list(zip(plain(first).split(), plain(second).split(), strict=False))
    if len(plain(first).split()) == len(plain(second).split()) and any(fuzz.ratio(one, other) < NEAR_WORD for one, other in pairs):
        return fuzz.token_sort_ratio(plain(first), plain(second)) == 100
    return fuzz.token_sort_ratio(plain(first), plain(second)) >= ALIKE


_Forms = dict[tuple[str, ...], dict[str, tuple[str, Span]]]


def _spellings(script: Script) -> Iterator[Finding]:
    """A name of several words spelt in two ways: the same stems in the same order, in other forms. The last word's plural is none."""
    said = _forms(script)
    for stemmed, forms in list(said.items()):
        # A name with a place in front of it is the same name.
        longer = [found for other, found in said.items() if len(stemmed) >= LONG and other[1:] == stemmed]
        placed = {form.partition(" ")[2]: place for found in longer for form, place in found.items() if place[0].split()[1][0].isupper()}
        every = {**placed, **forms}
        if len(every) > 1:
            (first, one), (second, other_span) = list(every.values())[:2]
            yield told("contradiction.two_spellings", _T, [one, other_span], {"first": first, "second": second}, sure=0.65)


def _forms(script: Script) -> _Forms:
    """Names of bodies, offices and plans by their stems, and the forms each is printed in, with where each stands first."""
    said: _Forms = {}
    for sentence in [*script.sentences, *script.cell_sentences]:
        for start, end in (part for match in _FULL_NAME.finditer(sentence.text) for part in _parted(match)):
            name = _TRAILING.sub("", re.sub(r"\s+", " ", _LEADING.sub("", sentence.text[start:end])))
            words = name.split()
            stemmed = tuple(stem for word in words for stem in words_of(word.replace("&", "and"))[:1])
            if len(stemmed) < 3 or not _BODY.search(name) and not _OFFICE.search(name):
                continue
            last = (words_of(words[-1]) or [words[-1]])[0]
            form = plain(" ".join(word for word in (*words[:-1], last) if word != "the").replace("&", "and"))
            said.setdefault(stemmed, {}).setdefault(_apostrophes(name, form), (name, sentence.cut(start, end)[0]))
    return said


def _parted(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Where each of the names stands that "and the" joins to one run of capitals."""
    start = match.start()
    for joint in _AND_THE.finditer(match.string, match.start(), match.end()):
        yield start, joint.start()
        start = joint.end()
    yield start, match.end()


def _apostrophes(name: str, form: str) -> str:
    """A name's form with the place of an apostrophe inside it kept: "Children Board" and "Children's Board" are two."""
    return form + ("'" if re.search(r"\w['’]\w*\s", name) else "")


def spelt_out(script: Script) -> Iterator[tuple[str, Span]]:
    """Given a document, yield its abbreviations, each once, with the words that spell it out: from its register, else from its text."""
    seen: set[str] = set()
    for entry in script.entries:
        short = entry.fields.get("short", "")
        if entry.kind is EntryKind.TERM and short and entry.fields.get("expansion") and short not in seen:
            seen.add(short)
            yield short, entry.spans[0]
    for sentence in script.sentences:
        for match in _BRACKETED.finditer(sentence.text):
            name = _spelling(re.sub(r"\s+", " ", match["long"]), match["short"])
            if name and match["short"] not in seen:
                seen.add(match["short"])
                start = match.end("long") - len(match["long"]) + match["long"].rfind(name.split()[0])
                yield match["short"], sentence.cut(start, match.end())[0]
