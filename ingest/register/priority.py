"""Priorities: objectives, aims, themes, key areas, commitments; the document's own and those it reports of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile

from ingest.documents import BlockKind, Span
from ingest.register.entry import EntryKind, Found, How, plain
from ingest.register.enumeration import COUNT, FIGURES, enumeration_in, included, without_and
from ingest.register.flow import Flow, Listing, Piece
from ingest.register.focus import heads_focus, leads_of, says_focus
from ingest.register.heading_forms import named_by_form, of_sections
from ingest.register.lexicon import Lexicon
from ingest.register.merge import essence
from ingest.register.ownership import Owners
from ingest.register.priority_table import LONGEST_LINE, LONGEST_NAME, NUMBERED_CELL, PriorityTables, clean, first_sentence
from ingest.register.roles import NAMED, WE_WILL, WORDS, Roles, bare_title, heading_kind, lead_kind
from ingest.register.series import take_series
from ingest.register.whose import OWN, another_plan, whose_of

_ORDINALS = {name: str(number) for number, name in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
_NUMBERED = re.compile(r"^(?P<number>\d{1,2}|[A-Z])[.):]\s+(?P<name>\S.*)$", re.S)
_ORDINAL = re.compile(
    rf"^(?:Our|The)?\s*(?P<number>{'|'.join(_ORDINALS)})\s+(?:{WORDS})\s+(?:will be|is)\s+(?:to\s+)?(?P<name>.+?)[.:;]?$", re.I | re.S
)
_OUR = re.compile(
    r"^(?:Our|The)\s+(?:overall\s+|overarching\s+|shared\s+)?(?:aim|vision|goal|ambition|mission)\s*[:–—-]\s*(?P<name>.+)$", re.I
)
_IT_IS_THE_AIM = re.compile(
    r"^It\s+(?:is|remains)\s+(?:the|our|an)\s+(?:overall\s+|overarching\s+|shared\s+|key\s+)?(?:aim|ambition|goal|vision|objective|priority)"
    r"(?:\s+of\s+[^.,;]{3,60}?)?\s+to\s+(?P<name>[^.;:]{5,160}?)[.;:]*$",
    re.I,
)
_THEIRS = re.compile(
    r"(?:['’][sS]?\s+(?:overall\s+|key\s+|main\s+)?(?:goal|aim|ambition|target|objective|priority|vision)"
    r"(?:\s+for\s+[^.,;]{1,60}?)?\s+(?:is\s+|was\s+)?to"
    r"|\b(?:a|itself\s+(?:a|the))\s+(?:goal|vision|ambition|mission|target)\s+of(?:\s+making(?:\s+[A-Z][\w'’-]*)+)?)\s+(?P<name>[^;:]+?)(?=[,;:]\s+(?:and"
    r"|while|which|through|by|with)\b|\.\s|\.$|$)"
)
_PROMISE = re.compile(r"^(?:The\s+|Our\s+)?(?P<name>[A-Z0-9][^.:;]{2,60}?)\s+(?:promises|pledges|commits)\s+to\s*[:;]?$")
_INCLUDES = re.compile(
    r"^This(?: priority| objective| theme)?\s+(?:will\s+)?(?P<verb>includes?|focus(?:es)?\s+on|covers?)\s+(?P<rest>.+)$", re.I | re.S
)
_SOMEONE_WILL = re.compile(r"(?:we|the\s+(?:[\w’'-]+\s+){1,7}?|[A-Z][\w’'-]*\s+(?:[\w’'-]+\s+){0,6}?)\s*will\b", re.I)
# "This theme has two parts, Theme 1A: Calm streets and Theme 1B: Safe parks".
_INNER = re.compile(
    rf"\b(?P<noun>{WORDS})\s+(?P<number>(?P<of>\d{{1,2}})(?:[A-Za-z]|\.\d)?)\s*:\s+(?P<name>[A-Z][^:;]{{3,120}}?)"
    rf"(?=[.;]?\s*$|[,;]?\s+(?:and\s+)?(?:{WORDS})\s+\d{{1,2}}(?:[A-Za-z]|\.\d)?\s*:)"
)
_BARE_NUMBER = re.compile(r"^(?:0?(?P<number>\d{1,2}))[.)]?$")
_PLEDGED = re.compile(r"pledge|promise|commitment", re.I)
# What stands before the clause that lists: "In setting them we had regard to the plan, in which the board has three aims: …".
_CLAUSE = re.compile(r",\s+(?:(?:in|under|by|of)\s+which|which|where|whose|who)\b", re.I)
_ASKS = re.compile(
    r"^(?:why|how|what|where|when|who|which|about|introduction|background|appendix|progress|next steps|conclusion|summary)\b", re.I
)
# "How much harm it does, whether it grows, what you told us": what priorities were chosen by, not what they are.
_WEIGHED = re.compile(r"\s*(?:and\s+)?(?:how|whether|what|why|who|which|where|when)\b", re.I)
_PERIOD = re.compile(r"\b(?:(?:19|20)\d{2}\s?[-–/]\s?(?:20)?\d{2}|\d{2}\s?[-–/]\s?\d{2}|(?:up to|by|until)\s+20\d{2})\b")
_COUNTED = re.compile(rf"\b(?P<count>{COUNT})\s+(?:\w+\s+|[\"“'‘’”\w]+\s+){{0,3}}?\w+s\b", re.I)
_FEWEST_ALIKE, _FEWEST_PARTS = 3, 2  # headings that have the same parts; parts that each has in common with the others


def priorities(flow: Flow, roles: Roles, words: Lexicon) -> list[Found]:
    """Given a flow and the roles of its lists, return its priorities, doubles and all."""
    found = _Priorities(flow, roles, words).found
    take_series(found)
    return found


class _Priorities:
    """Goes through the flow by one rule after the other; what one rule found, the next may stand under."""

    def __init__(self, flow: Flow, roles: Roles, words: Lexicon) -> None:
        self._flow, self._roles, self._words = flow, roles, words
        self._owners = Owners(flow, words)
        self.found: list[Found] = []
        self._listed: list[Found] = []  # those that stand in lists
        self._at: dict[int, Found] = {}  # by the identity of the piece that names it
        self._named_pieces()
        self._numbered_headings()
        self._headings_of_a_form()
        self._sentences()
        self._lists()
        self._headings_below()
        self._headings_with_parts()
        self._below_numbers()
        self._plain_lines()
        self.found += PriorityTables(flow, words, self._owners, self._names()).found

    def _add(self, piece: Piece, start: int, end: int, name: str, introduction: str = "", said_at: int | None = None, **more: str) -> Found:
        """Take up the words from `start` to `end`; `introduction` is the line that introduces them, beginning at `said_at`."""
        before = self._before(piece, start if said_at is None else said_at)
        whose = self._owners.ours(whose_of(self._words, introduction, piece.trail, before))
        one = Found(
            EntryKind.PRIORITY,
            piece.text[start:end],
            piece.cut(start, end),
            {"name": clean(name), **more},
            piece.trail,
            piece.paragraph,
            whose,
        )
        one.fields.setdefault("period", self._period(one, introduction))
        self.found.append(one)
        self._at.setdefault(id(piece), one)
        return one

    def _period(self, one: Found, introduction: str) -> str:
        """The years a priority is for: those of its own words or its introduction, of the headings above, or of the document's title."""
        titles = self._flow.titles if one.whose == OWN else ()
        for text in (one.words, introduction, *reversed(one.trail), *titles):
            match = _PERIOD.search(text)
            if match is not None:
                return match.group()
        return ""

    def _before(self, piece: Piece, start: int) -> str:
        """What stands before a place in a piece: its own words and the piece before it under the same heading."""
        before = self._flow.before(piece)
        return " ".join(([before.text] if before is not None and before.section == piece.section else []) + [piece.text[:start]])

    # -- "Priority A: Violence", "Theme 2", "Priority 1" with the name in the line below ------------------------------

    def _named_pieces(self) -> None:
        for piece in self._flow.pieces:
            match = NAMED.match(piece.text)
            if (
                match is None
                or len(piece.text.split()) > LONGEST_NAME
                or piece.kind is BlockKind.CONTENTS
                and not self._is_bare(piece, match)
            ):
                continue
            number = FIGURES.get(match["number"].casefold(), match["number"].upper())
            name = match["name"].strip()
            if WE_WILL.match(name) and not _PLEDGED.match(match["noun"]) or _SOMEONE_WILL.match(name) and self._has_others(match["noun"]):
                continue  # what will be done for a priority that is named elsewhere
            if name and (not name[0].isupper() or not match["sign"].strip() and piece.kind is not BlockKind.HEADING):
                continue
            if name:
                self._subs(self._add(piece, 0, len(piece.text.rstrip()), first_sentence(name), number=number), piece)
            elif piece.kind in (BlockKind.HEADING, BlockKind.CONTENTS) or self._is_label(piece):
                self._name_below(piece, number)

    def _is_label(self, piece: Piece) -> bool:
        """Whether a line of its own with nothing but "Priority 1" stands right above a heading, as in a card."""
        below = self._flow.after(piece)
        return (
            piece.kind is BlockKind.PARAGRAPH and below is not None and below.kind is BlockKind.HEADING and NAMED.match(below.text) is None
        )

    def _is_bare(self, piece: Piece, match: re.Match[str]) -> bool:
        """Whether what looks like a line of contents is a number alone, with its name in the paragraph below."""
        below = self._flow.after(piece)
        return not match["name"].strip() and below is not None and below.kind is BlockKind.PARAGRAPH

    def _has_others(self, noun: str) -> bool:
        """Whether two or more priorities are numbered under another noun than this one."""
        return any(len(numbers) > 1 for other, numbers in self._nouns.items() if other != noun.casefold())

    @cached_property
    def _nouns(self) -> dict[str, set[str]]:
        """The numbers that follow each noun at the beginning of a piece."""
        found: dict[str, set[str]] = {}
        for piece in self._flow.pieces:
            match = NAMED.match(piece.text)
            if match is not None and not _SOMEONE_WILL.match(match["name"].strip()):
                found.setdefault(match["noun"].casefold(), set()).add(match["number"].casefold())
        return found

    def _name_below(self, piece: Piece, number: str) -> None:
        below = self._flow.after(piece)
        if below is None or not below.sentences or below.kind is BlockKind.ITEM:
            return
        start, end = below.sentences[0]
        if len(below.text[start:end].split()) > LONGEST_NAME:
            return
        one = self._add(piece, 0, len(piece.text), below.text[start:end], number=number)
        one.spans = _run(one.spans + below.cut(start, end))
        one.words = f"{piece.text}\n{below.text[start:end]}"
        self._subs(one, below)
        after = self._flow.after(below)
        if after is not None and after.section == below.section and after.kind is BlockKind.PARAGRAPH:
            self._subs(one, after)

    # -- "1. Safe from Harm": a run of numbered headings, where something says that they are priorities -----------------

    def _numbered_headings(self) -> None:
        for family in self._families():
            if self._are_priorities(family):
                for piece, match in family:
                    self._add(piece, 0, len(piece.text.rstrip()), match["name"], number=match["number"])

    def _headings_of_a_form(self) -> None:
        """Headings with a code, a number behind or the word alone, where no heading has named priorities otherwise."""
        for named in () if self.found else named_by_form(self._flow.pieces, self._words):
            self._add(named.piece, 0, len(named.piece.text.rstrip()), named.name, number=named.number)

    def _families(self) -> Iterator[list[tuple[Piece, re.Match[str]]]]:
        runs: dict[tuple[int, tuple[str, ...]], list[tuple[Piece, re.Match[str]]]] = {}
        for piece in self._flow.pieces:
            match = _NUMBERED.match(piece.text) if piece.kind is BlockKind.HEADING else None
            if match is None or self._words.is_only("priority", "parts", match["name"]):
                continue
            key = (self._flow.sections[piece.section].level, piece.trail[:-1])
            run = runs.setdefault(key, [])
            expected = str(len(run) + 1) if match["number"].isdigit() else chr(ord("A") + len(run))
            if match["number"] == expected:
                run.append((piece, match))
        yield from (run for run in runs.values() if len(run) >= 2)

    def _are_priorities(self, family: Sequence[tuple[Piece, re.Match[str]]]) -> bool:
        before = self._flow.before(family[0][0])
        said = before is not None and before.kind is not BlockKind.CONTENTS and self._words.finds("priority", "nouns", before.text)
        if said and before is not None and re.search(r"\bfollowing\b|\bbelow\b|:\s*$", before.text):
            return True
        return 2 * sum(1 for place in range(len(family)) if self._has_parts(family, place)) >= len(family)

    def _has_parts(self, family: Sequence[tuple[Piece, re.Match[str]]], place: int) -> bool:
        """Whether headings under one of the family say what parts of a priority say ("Strategic Actions")."""
        first = family[place][0].section
        after = range(first + 1, family[place + 1][0].section if place + 1 < len(family) else min(first + 8, len(self._flow.sections)))
        below = takewhile(lambda title: _NUMBERED.match(title) is None, (self._flow.sections[number].title for number in after))
        titles = [bare_title(title) for title in below]  # of its own chapter, whatever the levels of headings
        own = plain(family[place][1]["name"])
        return any(self._words.is_only("priority", "parts", title) or own in plain(title) for title in titles)

    # -- plain headings below "Our priorities" --------------------------------------------------------------------------

    def _headings_below(self) -> None:
        """The headings one step below one that names priorities, where nothing in its part has named them otherwise."""
        sections = self._flow.sections
        heads = {piece.section: piece for piece in self._flow.pieces if piece.kind is BlockKind.HEADING}
        for index, section in enumerate(sections):
            if section.heading is None or not self._announces(index):
                continue
            end = next((n for n in range(index + 1, len(sections)) if sections[n].level <= section.level), len(sections))
            below = range(index + 1, end)
            level = min((sections[n].level for n in below), default=0)
            names = [heads[n] for n in below if sections[n].level == level and n in heads and self._names_one(heads[n])]
            names = self._one_below_other(names)
            if len(names) < 2 or any(index <= self._section_of(one) < end for one in self.found):
                continue
            for piece, (name, number) in zip(names, of_sections([piece.text for piece in names]), strict=True):
                match = _NUMBERED.match(piece.text) or NUMBERED_CELL.match(piece.text)
                name, number = (match["name"], match["number"]) if match else (name, number)
                self._add(piece, 0, len(piece.text.rstrip()), name, self._leads.get(index, ""), number=number)

    def _announces(self, index: int) -> bool:
        """Whether a section's heading names priorities, or its last line before the next heading introduces them; where the document says
        so of none, whether it is the only one that says what is focused on."""
        if heading_kind(self._words, self._flow.sections[index].title) is EntryKind.PRIORITY:
            return True
        lead = self._leads.get(index, "")
        if lead and lead_kind(self._words, lead) is EntryKind.PRIORITY:
            return True
        return index == self._focus

    @cached_property
    def _leads(self) -> Mapping[int, str]:
        return leads_of(self._flow.pieces)

    @cached_property
    def _focus(self) -> int:
        """The only section that says what is focused on, or -1."""
        if self._roles.are_named or any(one.whose == OWN for one in self.found):
            return -1
        held = [
            index
            for index, section in enumerate(self._flow.sections)
            if heads_focus(self._words, bare_title(section.title)) or says_focus(self._words, self._leads.get(index, ""))
        ]
        return held[0] if len(held) == 1 else -1

    def _one_below_other(self, names: list[Piece]) -> list[Piece]:
        """Headings that follow each other with nothing between are a list, which ends with the first that has text below it."""
        bare = [self._flow.after(one) is other for one, other in zip(names, names[1:], strict=False)]
        return names[: bare.index(False) + 1] if bare[:2] == [True, True] and False in bare else names

    # -- headings under each of which the same parts come again ----------------------------------------------------------

    def _headings_with_parts(self) -> None:
        """Three or more headings of one depth, where nothing else has named priorities of the document's own, under each of which stand
        two or more of the same sub-headings that parts of a priority have ("Why it matters", "What we will do")."""
        if any(one.whose == OWN and one.parent is None for one in self.found):
            return
        heads = {piece.section: piece for piece in self._flow.pieces if piece.kind is BlockKind.HEADING}
        levels: dict[int, list[tuple[Piece, set[str]]]] = {}
        for index, section in enumerate(self._flow.sections):
            parts = self._parts_below(index)
            if len(parts) >= _FEWEST_PARTS and index in heads and self._names_one(heads[index]):
                levels.setdefault(section.level, []).append((heads[index], parts))
        for held in levels.values():
            common = set.intersection(*(parts for _, parts in held))
            if len(held) >= _FEWEST_ALIKE and len(common) >= _FEWEST_PARTS:
                for (piece, _), (name, number) in zip(held, of_sections([piece.text for piece, _ in held]), strict=True):
                    self._add(piece, 0, len(piece.text.rstrip()), name, number=number).confidence = 0.8

    def _parts_below(self, index: int) -> set[str]:
        """What the sub-headings right below a heading are called, of those that a priority's parts are called."""
        sections = self._flow.sections
        level = sections[index].level
        end = next((n for n in range(index + 1, len(sections)) if sections[n].level <= level), len(sections))
        titles = {plain(bare_title(sections[n].title)) for n in range(index + 1, end)}
        return {title for title in titles if self._words.is_only("priority", "parts", title)}

    # -- "1", "2" … each on a line of its own above a name: cards ---------------------------------------------------------

    def _below_numbers(self) -> None:
        """Names below numbers that stand alone and count up from 1, where the words above speak of priorities."""
        run: list[tuple[Piece, Piece, str]] = []
        for piece in [*self._flow.pieces, None]:
            match = _BARE_NUMBER.match(piece.text.strip()) if piece is not None and piece.kind is not BlockKind.CONTENTS else None
            if piece is not None and match is None:
                continue
            number = match["number"] if match is not None else ""
            if number != str(len(run) + 1):
                self._take_run(run)
                run = []
            below = self._flow.after(piece) if piece is not None else None
            if piece is not None and below is not None and number == str(len(run) + 1) and self._is_line(below):
                run.append((piece, below, number))

    def _take_run(self, run: Sequence[tuple[Piece, Piece, str]]) -> None:
        if len(run) < 2 or not (self._speaks_of_priorities(run[0][0]) or self._are_known([below for _, below, _ in run])):
            return
        for _, below, number in run:
            known = self._at.get(id(below))
            if known is not None:
                known.fields.setdefault("number", number)
            else:
                self._add(below, 0, len(below.text.rstrip()), below.text, number=number)

    def _names(self) -> frozenset[str]:
        """What the document's own priorities are called that have been found."""
        return frozenset(essence(one.name) for one in self.found if one.whose == OWN and one.parent is None)

    def _are_known(self, lines: Sequence[Piece]) -> bool:
        """Whether lines are the names of priorities that headings have named."""
        known = self._names()
        return all(essence(line.text) in known for line in lines)

    def _speaks_of_priorities(self, piece: Piece) -> bool:
        """Whether the heading above a piece, or one of the two pieces before it, announces priorities."""
        if piece.trail and heading_kind(self._words, piece.trail[-1]) is EntryKind.PRIORITY:
            return True
        before = self._flow.before(piece)
        for _ in range(2):
            if before is None:
                return False
            kind = (
                heading_kind(self._words, before.text) if before.kind is BlockKind.HEADING else lead_kind(self._words, before.last_sentence)
            )
            if kind is EntryKind.PRIORITY:
                return True
            before = self._flow.before(before)
        return False

    def _is_line(self, piece: Piece) -> bool:
        """Whether a piece is a short line that can name a priority: no sentence, no question, no list's introduction."""
        text = piece.text.strip()
        return (
            piece.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
            and 1 < len(text.split()) <= LONGEST_LINE
            and text[:1].isupper()
            and text[-1:] not in ".:;,?!"
            and self._names_one(piece)
        )

    # -- plain short lines below a line that announces priorities ------------------------------------------------------------

    def _plain_lines(self) -> None:
        """Short lines that follow a line such as "Our priorities are:" and are no list by their look."""
        pieces = self._flow.pieces
        for place, piece in enumerate(pieces):
            lead = piece.last_sentence
            if piece.kind is BlockKind.HEADING or not lead.rstrip().endswith(":") or lead_kind(self._words, lead) is not EntryKind.PRIORITY:
                continue
            run: list[Piece] = []
            for line in pieces[place + 1 :]:
                if not self._is_line(line) or line.section != piece.section and not self._is_inner_line(line, piece):
                    break
                run.append(line)
            if len(run) < 2 or any(id(line) in self._at for line in run):
                continue
            stated = _COUNTED.search(lead)
            for line in run:
                one = self._add(line, 0, len(line.text.rstrip()), line.text, introduction=lead)
                one.confidence = 0.8
                if stated is not None:
                    one.fields["stated_count"] = FIGURES.get(stated["count"].casefold(), stated["count"])

    def _is_inner_line(self, line: Piece, lead: Piece) -> bool:
        """Whether a line that looks like a heading is the last of a run: nothing stands below it before the next part begins."""
        after = self._flow.after(line)
        sections = self._flow.sections
        deeper = sections[line.section].level > sections[lead.section].level
        return deeper and (after is None or after.kind is BlockKind.HEADING)

    def _section_of(self, one: Found) -> int:
        """The section that a priority's first words stand in."""
        place = one.spans[0]
        held = (
            p.section
            for p in self._flow.pieces
            for _, page, start, length in p.parts
            if page == place.page and start <= place.start < start + length
        )
        return next(held, -1)

    def _names_one(self, piece: Piece) -> bool:
        """Whether a heading can be the name of a priority: short, no question, and not what its parts or a report's parts are called."""
        title = bare_title(piece.text)
        if len(title.split()) > 14 or _ASKS.match(title) or self._words.finds("priority", "never", title):
            return False
        parts = any(self._words.is_only("priority", name, title) for name in ("parts", "plain_words"))
        return not parts and heading_kind(self._words, title) is None

    # -- "The first priority will be to …", "the Mayor's goal to …", "Our Aim: …" --------------------------------------

    def _sentences(self) -> None:
        for piece in self._flow.pieces:
            if piece.kind is BlockKind.HEADING:
                self._our_aim(piece)
            elif piece.kind is not BlockKind.CONTENTS:
                for start, end in piece.sentences:
                    self._sentence(piece, start, end)

    def _our_aim(self, piece: Piece) -> None:
        match = _OUR.match(piece.text)
        if match is None:
            return
        one = self._add(piece, match.start("name"), match.end("name"), match["name"])
        below = self._flow.after(piece)
        while below is not None and below.kind is not BlockKind.HEADING and below.section == piece.section:
            below = self._flow.after(below)
        if below is not None and below.kind is BlockKind.HEADING:
            one.fields["aim"] = below.text

    def _sentence(self, piece: Piece, start: int, end: int) -> None:
        sentence = piece.text[start:end]
        match = _ORDINAL.match(sentence)
        if match is not None:
            one = self._add(piece, start, end, match["name"], number=_ORDINALS[match["number"].casefold()])
            self._at[id(piece)] = one
            self._subs(one, piece)
            return
        match = _IT_IS_THE_AIM.match(sentence)
        if match is not None:
            one = self._add(piece, start + match.start("name"), start + match.end("name"), match["name"])
            one.how, one.confidence = How.LANGUAGE, 0.75
            return
        self._inline(piece, start, sentence)
        self._inner(piece, start, sentence)
        match = _THEIRS.search(sentence)
        if match is None or len(match["name"].split()) > LONGEST_NAME:
            return
        whose = self._owners.ours(whose_of(self._words, sentence[: match.start("name")], ()))
        if whose != OWN:
            one = self._add(piece, start + match.start("name"), start + match.end("name"), match["name"], introduction=sentence)
            one.whose, one.how, one.confidence = whose, How.LANGUAGE, 0.75
            if self._at[id(piece)] is one and (start, end) != piece.sentences[-1]:
                del self._at[id(piece)]  # what the paragraph's last sentence introduces is not of this one

    def _inner(self, piece: Piece, start: int, sentence: str) -> None:
        """Two or more that a sentence names with one noun and their numbers; those with a letter are parts of the one with the number."""
        matches = [match for match in _INNER.finditer(sentence) if match.start()]
        if len({match["number"] for match in matches}) < 2 or len({match["noun"] for match in matches}) > 1:
            return
        for match in matches:
            of = match["of"] if match["number"] != match["of"] else ""
            own = (one for one in self.found if one.parent is None and one.whose == OWN)
            parent = next((one for one in own if of and one.fields.get("number") == of), None)
            one = self._add(piece, start + match.start(), start + match.end(), match["name"], number=match["number"].upper())
            one.parent, one.how, one.confidence = parent, How.LANGUAGE, 0.8

    def _inline(self, piece: Piece, start: int, sentence: str) -> None:
        """ "There are seven priorities: one; two; three": parts that semicolons divide, or commas where the count is right."""
        before = piece.text[:start].rstrip()
        preceding = re.split(r"(?<=[.!?])\s+", before)[-1]
        found = enumeration_in(sentence, preceding)
        if found is None or self._words.finds("priority", "never", _CLAUSE.split(sentence[: found.start])[-1]):
            return
        said = sentence[: found.start]
        if all(_WEIGHED.match(sentence[first:last]) for first, last in found.parts):
            return
        for first, last in found.parts:
            one = self._add(
                piece, start + first, start + last, sentence[first:last], introduction=said, said_at=start, stated_count=found.count
            )
            one.how, one.confidence = How.LANGUAGE, 0.8
            if one.whose == OWN and said.lower().startswith(("they ", "these ")):
                one.whose = self._owners.ours(whose_of(self._words, preceding, ()))
            if one.whose == OWN:
                one.whose = another_plan(said, self._before(piece, start), self._owners.own_titles) or OWN

    def _subs(self, parent: Found, piece: Piece | None) -> None:
        """Sub-priorities that a sentence behind the name lists: "This will include A, B and C"."""
        for start, end in piece.sentences if piece is not None and piece.kind is not BlockKind.HEADING else ():
            assert piece is not None
            match = _INCLUDES.match(piece.text[start:end])
            if match is None:
                continue
            begin = start + match.start("rest")
            for first, last in included(match["verb"], match["rest"]):
                one = self._add(piece, begin + first, begin + last, piece.text[begin + first : begin + last])
                one.parent, one.whose, one.how, one.confidence = parent, parent.whose, How.LANGUAGE, 0.75

    # -- lists ---------------------------------------------------------------------------------------------------------

    def _lists(self) -> None:
        for listing in self._flow.lists:
            parent = self._parent_of(listing)
            role = self._roles.of(listing)
            if role is not None and role.kind is EntryKind.PRIORITY:
                self._items(listing, parent, role.how, role.confidence)
            elif parent is not None and role is None:
                self._items(listing, parent, How.STRUCTURE, 0.85)
            elif role is None:
                self._counted(listing)

    def _items(self, listing: Listing, parent: Found | None, how: How, confidence: float) -> None:
        above: Found | None = parent
        stated = _COUNTED.search(listing.introduction)
        for item in listing.items:
            if id(item) in self._at:
                above = self._at[id(item)] if _opens(item) else parent
                continue
            name = _item_name(item)
            if not name or len(name.split()) > 40 or self._words.is_only("priority", "plain_words", name):
                continue
            one = self._add(item, 0, len(without_and(item.text)), name, introduction=listing.introduction)
            one.whose = self._owners.of_list(listing, one.whose, self._listed[-1].whose if self._listed else "")
            one.parent, one.how, one.confidence = above, how, confidence
            if item.number and not item.number.islower():
                one.fields["number"] = item.number
            self._listed.append(one)
            if above is not None:
                one.whose = above.whose
            if stated is not None and above is None:
                one.fields["stated_count"] = FIGURES.get(stated["count"].casefold(), stated["count"])

    def _parent_of(self, listing: Listing) -> Found | None:
        """The priority that introduces a list: the item above it, the piece before it, or the subject of "X promises to:"."""
        lead = listing.lead
        if lead is None:
            return None
        match = _PROMISE.match(listing.introduction)
        if match is not None:
            begin = lead.sentences[-1][0]
            return self._add(lead, begin + match.start("name"), begin + match.end("name"), match["name"])
        if not listing.introduction.rstrip().endswith(":"):
            return None
        known = self._at.get(id(lead))
        if known is None:
            name = plain(re.sub(r"^\d{1,3}[.)]\s+", "", lead.text).rstrip(":"))
            known = next((one for one in self.found if plain(one.name) == name), None)
            if known is not None:
                known.spans += lead.cut(0, len(lead.text.rstrip(" :")))
        return known

    def _counted(self, listing: Listing) -> None:
        """A list of as many items as a priority just above it counts ("7 key crimes") belongs to that priority."""
        before = self._flow.before(listing.items[0])
        for _ in range(2):
            if before is None:
                return
            one = self._at.get(id(before))
            counts = {FIGURES.get(match["count"].casefold(), match["count"]) for match in _COUNTED.finditer(before.text)}
            if one is not None and str(len(listing.items)) in counts and len(listing.items) > 2:
                self._items(listing, one, How.STRUCTURE, 0.8)
                return
            before = self._flow.before(before)


def _item_name(item: Piece) -> str:
    """An item's name: its words up to a dash or colon that explains them, or its first sentence."""
    text = item.text
    match = re.match(r"^(?P<name>[^:.]{3,80}?)\s*(?::|\s[–—-])\s+\S", text)
    if match is not None and len(match["name"].split()) <= 10:
        return clean(match["name"])
    return clean(text[slice(*item.sentences[0])]) if item.sentences else clean(text)


def _opens(item: Piece) -> bool:
    """Whether an item announces those after it."""
    return item.text.rstrip().endswith((":", "-", "–"))


def _run(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans that follow each other on one page, with a line break between, as one."""
    first, *rest = spans
    run = [first]
    for span in rest:
        last = run[-1]
        if span.page == last.page and 0 <= span.start - last.end <= 2:
            run[-1] = Span(last.document_id, last.page, last.start, span.end)
        else:
            run.append(span)
    return tuple(run)
