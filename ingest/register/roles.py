"""What a list holds, by the line that introduces it and the heading above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.documents import BlockKind
from ingest.register.change import is_change
from ingest.register.dates import BY_LINE, WE_WANT
from ingest.register.entry import EntryKind, How
from ingest.register.enumeration import FIGURES
from ingest.register.flow import Flow, Listing, Piece
from ingest.register.focus import are_names, heads_focus, says_focus
from ingest.register.lexicon import Lexicon
from ingest.register.nouns import AREA, ONE, SEVERAL

_KINDS = (EntryKind.INDICATOR, EntryKind.OUTCOME, EntryKind.ACTION, EntryKind.PRIORITY)
# A heading longer than this is a sentence that happens to be set in bold.
_LONGEST_HEADING = 14
# A line longer than this above a list is a sentence, and no label of it.
_LONGEST_LABEL = 8
# What asks after the time behind: "What difference did we make?"
_LOOKS_BACK = re.compile(r"\bdid\b|\blast\s+year\b|\bso\s+far\b|\b(?:have|has)\s+(?:we|it|this|they)\b", re.I)
# What is done for priorities is none.
_SERVES = re.compile(r"\bto\s+(?:address|inform|fund)\b|\b(?:used|cut|looked\s+back)\b", re.I)
# Nor are the priorities of an earlier time, or of others.
_NOT_OURS = re.compile(r"\b(?:earlier|previous|past|former|old|last|their|his|her)\s+(?:[\w’'-]+\s+){0,2}$", re.I)


# What a priority is called before its number or letter, and a line that begins with it ("Priority A: Violence").
WORDS = rf"(?i:(?:(?:strategic|key|overarching)\s+)?(?:{ONE}|outcome)|{AREA}|focus|work ?stream|work strand)"
NAMED = re.compile(
    rf"^(?:\d{{1,2}}(?:\.\d{{1,2}})*\.?\s+)?(?P<noun>{WORDS})\s+(?P<number>\d{{1,2}}[A-Z]?|[IVX]{{2,4}}|[A-Z]|{'|'.join(FIGURES)})\b"
    rf"(?:\s+of\s+(?:\d{{1,2}}|{'|'.join(FIGURES)})\b(?=\s*(?:[:.|/>»•·–—-]|$)))?(?!\s+of\s+\d)"
    rf"(?P<sign>\s*(?:[:.|>»•·–—-]+|/(?=\s)(?!\s*{WORDS}\s+\d))?)\s*(?P<name>.*)$",
    re.I | re.S,
)
_PROMISES = re.compile(r"\b(?:commitments?|pledges?|promises?)\b", re.I)
_COMMITS = re.compile(r"\b(?:commit(?:s|ted)?|pledge[sd]?|promise[sd]?|undertake[sn]?)\b", re.I)
_WE_PROMISE = re.compile(
    r"\bwe\s+(?:\w+\s+){0,2}?(?:commit|pledge|promise|undertake)(?:\s+ourselves)?\s+to\s*:?\s*$"
    r"|\b(?!we\b)\w+\s+(?:promises?|pledges?|undertakes?|commits?(?:\s+(?:itself|themselves))?\s+to)\s+(?:(?:to\s+)?do\s+)?"
    r"(?:all\s+of\s+)?(?:the\s+following|these\s+things)\s*[:.]?\s*$",
    re.I,
)
NEXT_PART = re.compile(r"\s*(?:\d|appendix|glossary|annex)", re.I)  # a heading that opens another part of a document
_CONDITIONS = re.compile(r"\b(?:criteria|conditions?|subject to|provided that|permit\w*)\b", re.I)
_POINTS = re.compile(r"(?:there|these|they|those)\s+(?:are|is|will be)(?:\s+\w+){0,3}\s*:\s*$", re.I)
_AIMS = re.compile(r"\b(?:aims?|objectives?|goals?|ambitions?)\b", re.I)
_BARE_AIMS = re.compile(
    r"(?:(?:our|the|key|main|strategic|specific)\s+)*(?:aims?|objectives?|goals?|ambitions?)(?:\s+(?:are|include|for\s+this\s+\w+))?\s*:",
    re.I,
)
_TO_DO = re.compile(r"to\s+(?!be\b)\w", re.I)
_IN_BRIEF = re.compile(r"[\s:,–-]+(?:at\s+a\s+glance|on\s+(?:a|one)\s+page|in\s+(?:brief|short|summary|one\s+place)|explained)$", re.I)
_AIM_TO = re.compile(r"\b(?:aims?|seeks?|intends?|plans?|hopes?)\s+to\s*:?\s*$", re.I)
_TAKEN = re.compile(
    r"\b(?:mitigat\w*|regulatory|fiscal|control|safety|security|policy|legislative|legal|protect\w*|prevent\w*|enforcement|restrictive|special"
    r"|enhancement|compensat\w*|temporary|emergency|cost|saving|these|such|other|additional|proposed|physical|design)\s+(?:\w+\s+)?$",
    re.I,
)
_TO_TAKE = re.compile(r"\s+(?:to|taken|required|needed|in place|proposed|already|for)\b", re.I)
_WANTED = re.compile(rf"\b{WE_WANT}\b", re.I)
_SOMEONE_WILL = re.compile(r"[A-Z][^.;:]{1,90}?\bwill\s+(?!be\b|have\b)[a-z]{2,}")  # "By May 2031 Sandhill Youth Team will open …"
WE_WILL = re.compile(r"(?:we|(?:our\s+)?partners|the\s+(?:council|partnership|police|board|group|committee|plan|report))\s+will\b", re.I)


@dataclass(frozen=True, slots=True)
class Role:
    """What a list holds, how that is known and how surely, and the words that say so."""

    kind: EntryKind
    how: How
    confidence: float
    said: str = ""


class Roles:
    """The role of each list of a flow."""

    def __init__(self, flow: Flow, words: Lexicon) -> None:
        self._flow = flow
        self._words = words
        self._sections = _section_roles(flow, words)
        self._of: dict[int, Role] = {}
        named = [NAMED.match(section.title) for section in flow.sections]
        self._numbered = len({match["number"].upper() for match in named if match is not None}) > 1
        for listing in flow.lists:
            role = self._stated(listing)
            if role is not None:
                self._of[id(listing)] = self._unless_measured(role, listing)
        self._settle_focus()

    def _unless_measured(self, role: Role, listing: Listing) -> Role:
        """A list's role, save that what most of its items begin to count are measures, whatever they are to show."""
        counted = sum(1 for item in listing.items if self._words.begins("indicator", "begins", item.text))
        measured = role.kind is EntryKind.OUTCOME and 2 * counted > len(listing.items)
        return replace(role, kind=EntryKind.INDICATOR) if measured else role

    def _settle_focus(self) -> None:
        """Take what the only line or heading that says what "we will focus on" introduces as the priorities of a document that says of
        nothing outright that it is."""
        if self.are_named:
            return
        held = [listing for listing in self._flow.lists if self._focuses(listing)]
        if len(held) == 1 and are_names(held[0].items):
            self._of[id(held[0])] = Role(EntryKind.PRIORITY, How.LANGUAGE, 0.7, held[0].introduction)

    @property
    def are_named(self) -> bool:
        """Whether a list, a heading or numbers of the document say outright what its priorities are."""
        return self._numbered or EntryKind.PRIORITY in self._sections or any(role.kind is EntryKind.PRIORITY for role in self._of.values())

    def _focuses(self, listing: Listing) -> bool:
        if introduces(listing.introduction):
            return says_focus(self._words, listing.introduction)
        title = self._flow.sections[listing.items[0].section].title
        return listing.under is None and self._is_first(listing) and heads_focus(self._words, bare_title(title))

    def of(self, listing: Listing) -> Role | None:
        """Given a list, return its role, or None."""
        return self._of.get(id(listing))

    def of_section(self, piece: Piece) -> EntryKind | None:
        """Given a piece, return what the heading above it says it holds, or None."""
        return self._sections[piece.section]

    def paragraphs_of(self, *kinds: EntryKind) -> Iterator[Piece]:
        """Given kinds, yield the paragraphs in the parts of the document whose headings say that they hold one of them."""
        on, level = False, 0
        for piece in self._flow.pieces:
            if piece.kind is BlockKind.HEADING:
                depth = self._flow.sections[piece.section].level
                if self.of_section(piece) in kinds:
                    on, level = True, depth
                elif depth < level or NEXT_PART.match(piece.text):
                    on = False
            elif on and piece.kind is BlockKind.PARAGRAPH:
                yield piece

    def _stated(self, listing: Listing) -> Role | None:
        lead = listing.introduction
        pointed = self._pointed(listing)
        if pointed is not None:
            return pointed
        if BY_LINE.fullmatch(lead.strip()):
            return self._dated(listing)
        if lead and (introduces(lead) or listing.lead is None):
            kind = lead_kind(self._words, lead)
            if kind is not None:
                return Role(self._unless_promised(kind, lead, listing), How.LANGUAGE, 0.9, lead)
            if self._is_told(listing):
                return None
        return self._labelled(listing) or self._headed(listing)

    def _labelled(self, listing: Listing) -> Role | None:
        """The role of a list right below a short line of its own that says it holds outcomes or measures, as a heading would."""
        lead = listing.lead
        if (
            lead is None
            or lead.kind is not BlockKind.PARAGRAPH
            or len(lead.text.split()) > _LONGEST_LABEL
            or re.search(r"[.;:,]\s*\S", lead.text)
        ):
            return None
        kind = heading_kind(self._words, lead.text.rstrip(" :?"))
        return Role(kind, How.STRUCTURE, 0.85, lead.text) if kind in (EntryKind.INDICATOR, EntryKind.OUTCOME) else None

    def _dated(self, listing: Listing) -> Role | None:
        """The role of a list that a date alone introduces ("By 2030:"): what most of its items say will be true by then are outcomes, else
        the heading decides."""
        kind = self._sections[listing.items[0].section]
        wanted = _WANTED.search(listing.introduction) is not None
        if wanted or 2 * sum(1 for item in listing.items if is_change(item.text, self._words)) > len(listing.items):
            kind = EntryKind.OUTCOME
        return Role(kind, How.STRUCTURE, 0.85, listing.introduction) if kind in (EntryKind.OUTCOME, EntryKind.ACTION) else None

    def _pointed(self, listing: Listing) -> Role | None:
        """The role of a list that "There are four:" introduces: what was spoken of before, in the heading or here."""
        if listing.lead is None or not _POINTS.match(listing.introduction):
            return None
        said = listing.lead.text
        kind = self._sections[listing.items[0].section] or lead_kind(self._words, said)
        return Role(kind, How.LANGUAGE, 0.85, said) if kind is not None else None

    def _headed(self, listing: Listing) -> Role | None:
        """The role that the heading above a list gives it."""
        if not self._starts(listing):
            return None
        kind = self._sections[listing.items[0].section]
        if kind is not None and _tells(listing):
            return None
        if kind is EntryKind.PRIORITY and (self._is_part(listing) or self._is_beside(listing)):
            kind = EntryKind.OUTCOME  # "Our aims" under each of several priorities, or beside them
        elif kind is EntryKind.PRIORITY and _PROMISES.search(self._flow.sections[listing.items[0].section].title) and self.recurs(listing):
            kind = EntryKind.ACTION  # "Our commitments" under each of them
        elif kind is EntryKind.PRIORITY and not self._is_first(listing):
            return None
        if kind is None or (listing.under is not None and kind is not EntryKind.ACTION):
            return None
        said = listing.items[0].trail[-1] if listing.items[0].trail else ""
        return Role(self._unless_promised(kind, said, listing), How.STRUCTURE, 0.9, said)

    def _unless_promised(self, kind: EntryKind, said: str, listing: Listing) -> EntryKind:
        """The kind of a list, save that commitments inside a priority's own part, or that say what "we will" do, are actions."""
        if kind is EntryKind.PRIORITY and self._numbered and _AIM_TO.search(said):
            return EntryKind.ACTION  # the priorities have numbers, and these have none
        if kind is EntryKind.PRIORITY and self._aims_of_one(listing):
            deeds = sum(1 for item in listing.items if self._words.begins("action", "verbs", re.sub(r"^To\s+", "", item.text)))
            return EntryKind.ACTION if 2 * deeds > len(listing.items) else EntryKind.OUTCOME
        if kind is not EntryKind.PRIORITY or not (_PROMISES.search(said) or _COMMITS.search(said)):
            return kind
        inside = any(NAMED.match(heading) for heading in listing.items[0].trail) or self.recurs(listing)
        promised = sum(1 for item in listing.items if WE_WILL.match(item.text) or _SOMEONE_WILL.match(item.text))
        return EntryKind.ACTION if inside or promised > 0.5 * len(listing.items) else kind

    def _aims_of_one(self, listing: Listing) -> bool:
        """Whether a bare line ("Key objectives:") introduces a list without numbers in a numbered priority's own part."""
        inside = any(NAMED.match(heading) for heading in listing.items[0].trail)
        return self._numbered and inside and _BARE_AIMS.fullmatch(listing.introduction.strip()) is not None

    def _is_part(self, listing: Listing) -> bool:
        """Whether a list of aims stands in a priority's own part: its heading recurs under others, or stands under a numbered priority."""
        section = self._flow.sections[listing.items[0].section]
        if len(section.trail) < 2 or _PROMISES.search(section.title) or not _AIMS.search(section.title):
            return False
        title = bare_title(section.title).casefold()
        above = {other.trail[:-1] for other in self._flow.sections if bare_title(other.title).casefold() == title}
        return len(above) > 1 or any(NAMED.match(heading) for heading in section.trail[:-1])

    def _is_beside(self, listing: Listing) -> bool:
        """Whether a list of aims without numbers says what is to come of the priorities that have some: "To make … safer"."""
        title = self._flow.sections[listing.items[0].section].title
        if not self._numbered or not _AIMS.search(title) or _PROMISES.search(title) or any(item.number for item in listing.items):
            return False
        return 2 * sum(1 for item in listing.items if _TO_DO.match(item.text)) > len(listing.items)

    def _starts(self, listing: Listing) -> bool:
        """Whether a list begins at its beginning: what goes on from 3.14 or 28 are numbered paragraphs."""
        number = listing.items[0].number
        through = number.isdigit() and self.recurs(listing)  # the lists under one heading that comes again are numbered through
        return not number or through or number.split(".")[-1] in ("1", "a", "A", "i")

    def recurs(self, listing: Listing) -> bool:
        """Given a list, say whether the heading above it comes again above other lists."""
        sections = self._flow.sections
        title = bare_title(sections[listing.items[0].section].title).casefold()
        holding = {other.items[0].section for other in self._flow.lists}
        return bool(title) and sum(1 for n in holding if bare_title(sections[n].title).casefold() == title) > 1

    def _is_first(self, listing: Listing) -> bool:
        """Whether a list is the first under its heading."""
        section = listing.items[0].section
        return next(one for one in self._flow.lists if one.items[0].section == section) is listing

    def _is_told(self, listing: Listing) -> bool:
        """Whether a line says what the list holds, and it is none of the kinds we keep."""
        return introduces(listing.introduction) and listing.lead is not None and listing.lead.kind is not BlockKind.HEADING


def _tells(listing: Listing) -> bool:
    """Whether what is set as a list are the numbered paragraphs of a report: most are lettered or numbered, and of several sentences or
    lead on to lists of their own."""
    items = listing.items
    lettered = [item for item in items if re.match(r"\(?[a-z0-9.]+[).]?$", item.marker)]
    told = [item for item in lettered if len(item.sentences) > 1 and len(item.text.split()) > 20 or item.text.rstrip().endswith(":")]
    return len(told) >= 0.5 * len(items)


_LEADS_ON = re.compile(r"\b(?:by|through|to|includes?|including|are|is|will|when|if|that)\s*$", re.I)


# "Its four aims are listed here so that …", "Our priorities are set out below."
_SHOWN = re.compile(
    rf"\b(?:{SEVERAL}|outcomes|measures)\s+(?:are|is)\s+(?:listed|set\s+out|shown|given|printed|named)\s+"
    r"(?:here|below|alongside|opposite|overleaf|(?:in|on)\s+(?:this|the)\s+(?:box|panel|side\s?bar|page))\b",
    re.I,
)


def introduces(sentence: str) -> bool:
    """Given a sentence, say whether it announces what stands below it."""
    plain = sentence.rstrip()
    if plain.endswith((":", ";", "…", "...", ":-")) or re.search(r"\bfollowing\b", sentence[-80:]):
        return True
    return len(plain.split()) <= 12 and bool(_LEADS_ON.search(plain)) or _SHOWN.search(plain) is not None


def lead_kind(words: Lexicon, lead: str) -> EntryKind | None:
    """Given the line that introduces a list, return what the list holds, or None."""
    if words.finds("indicator", "introduces", lead):
        return EntryKind.INDICATOR
    if words.finds("outcome", "introduces", lead):
        return EntryKind.ACTION if re.search(r"\bwe will\s*:?\s*$", lead, re.I) else EntryKind.OUTCOME
    if _WE_PROMISE.search(lead):
        return EntryKind.ACTION
    if (words.finds("priority", "introduces", lead) or _ends_in_priorities(words, lead)) and not words.finds("priority", "never", lead):
        return EntryKind.PRIORITY
    if words.finds("action", "introduces", lead) and not words.finds("action", "done", lead) and not _CONDITIONS.search(lead):
        return EntryKind.ACTION
    # "Measures of success:" says in a line of its own what a heading would; "Our activity:" is as often followed by what was done.
    kind = heading_kind(words, lead.rstrip(" :")) if re.fullmatch(r"[^.;:]*:\s*", lead) else None
    return kind if kind in (EntryKind.INDICATOR, EntryKind.OUTCOME) else None


def _ends_in_priorities(words: Lexicon, lead: str) -> bool:
    """Whether a line ends by speaking of priorities ("… three important objectives for our borough:")."""
    end = len(lead.rstrip(" :;"))
    if any(match.start() <= 70 and end - match.end() <= 40 for match in words.pattern("priority", "closes").finditer(lead)):
        return True
    return any(
        end - match.end() <= 90 and _SERVES.search(lead[: match.start()]) is None and _NOT_OURS.search(lead[: match.start()]) is None
        for match in words.pattern("priority", "ends").finditer(lead)
    )


def heading_kind(words: Lexicon, heading: str) -> EntryKind | None:
    """Given a heading, return what the list below it holds, or None."""
    plain = bare_title(heading)
    if len(plain.split()) > _LONGEST_HEADING:
        return None
    for kind in _KINDS:
        if kind is EntryKind.PRIORITY:
            return kind if _heads_priorities(words, plain) else None
        if kind is EntryKind.OUTCOME and looks_back(plain):
            continue
        if (
            kind is EntryKind.INDICATOR
            and names_measures(words, plain)
            or kind is not EntryKind.INDICATOR
            and words.finds(kind.value, "headings", plain)
            or kind is EntryKind.OUTCOME
            and words.is_only("outcome", "alone", plain)
        ):
            return kind
    return None


def looks_back(title: str) -> bool:
    """Given a heading, a line or a column's name, say whether it asks after what was."""
    return _LOOKS_BACK.search(title) is not None


def names_measures(words: Lexicon, title: str) -> bool:
    """Given a heading or a column's name, say whether it names measures: by a phrase that says so, or by a word that does unless it is one
    of measures that are taken ("mitigation measures")."""
    if words.finds("indicator", "headings", title):
        return True
    plain = re.sub(r"\s*\(.*?\)", "", title.strip(" :?.–-"))
    if words.is_only("outcome", "headings", plain) or len(plain.split()) > 6:
        return False
    return any(
        not _TAKEN.search(plain[: match.start()]) and not _TO_TAKE.match(plain[match.end() :])
        for match in words.pattern("indicator", "bare").finditer(plain)
    )


def _heads_priorities(words: Lexicon, heading: str) -> bool:
    """Whether a heading names priorities: it begins or ends with such a word, years aside."""
    if words.finds("priority", "never", heading):
        return False
    short = re.sub(r"\s+(?:for\s+|from\s+)?[\d–/ -]+$", "", re.sub(r"^(?:our|the|key|strategic)\s+", "", heading, flags=re.I))
    short = _IN_BRIEF.sub("", short)
    pattern = words.pattern("priority", "headings")
    return pattern.match(short) is not None or any(match.end() == len(short) for match in pattern.finditer(short))


def bare_title(heading: str) -> str:
    """Given a heading, return it without its number and closing marks."""
    return (
        re.sub(r"^\s*(?:\d{1,2}(?:\.\d+)*|[A-Z])[.)]?\s+(?=\S)", "", heading).strip(" :?.–-")
        if heading[:1].isdigit()
        else heading.strip(" :?.–-")
    )


def _section_roles(flow: Flow, words: Lexicon) -> list[EntryKind | None]:
    """What each section's heading says. A sub-heading that comes again under the same parent says nothing itself: it goes on with
    what the section before it holds."""
    counts: dict[tuple[str, ...], int] = {}
    for section in flow.sections:
        counts[section.trail] = counts.get(section.trail, 0) + 1
    roles: list[EntryKind | None] = []
    for index, section in enumerate(flow.sections):
        kind = heading_kind(words, section.title) if section.title else None
        if kind is None and counts[section.trail] > 1 and index and flow.sections[index - 1].trail[:-1] == section.trail[:-1]:
            kind = roles[-1]
        roles.append(kind)
    return roles
