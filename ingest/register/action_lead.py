"""Who leads an action and by when, where that stands at the end of its words, behind them or on a line of its own below them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.documents import BlockKind
from ingest.register.dates import CALENDAR
from ingest.register.entry import Found
from ingest.register.flow import Flow, Listing
from ingest.register.labelled import parts_of, parts_within
from ingest.register.lexicon import Lexicon
from ingest.register.person import is_post_or_subject
from ingest.register.piece import Piece

_YEAR = r"20\d{2}(?:\s?[/–-]\s?\d{2,4})?"
_DATE = (
    r"(?:(?:by|from|until|each|every|before|in|during|due(?:\s+by)?|starts?(?:ing)?(?:\s+in)?)\s+)?"
    r"(?:(?:the\s+)?(?:end|start|middle)\s+of\s+|early\s+|mid[\s-]|late\s+)?"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{CALENDAR}(?:\s+{_YEAR})?|{_YEAR}|Q[1-4](?:\s+{_YEAR})?"
    r"|ongoing|quarterly|monthly|annually|weekly|termly|yearly|(?:year|quarter)\s+[1-4])"
)
_WORDS = r"[A-Z][\w’'&/-]*(?:\s+(?:(?:and|of|for|the|with|&)\s+)*[A-Z][\w’'&/-]*){0,8}"
# What stands in brackets or behind a dash at an action's end: who leads it and by when.
_LEAD = re.compile(
    r"\s*(?:[(\[]|[–—-]\s+|\.\s+)\s*(?:leads?|lead (?:agency|officer|partner)|led by|owner|responsible)\s*[:–-]?\s+"
    r"(?P<who>[^()\[\];,]{2,70}?)"
    rf"(?:[,;]\s*(?:by when:\s*)?(?P<when>{_DATE}))?\s*[)\]]?[.;]?\s*$",
    re.I,
)
_BRACKETED = re.compile(rf"\s*[(\[](?P<who>(?:the\s+)?[A-Z][^()\[\],;]{{2,60}}?)(?:[,;]\s*(?P<when>{_DATE}))?[)\]][.;]?\s*$")
_DATED = re.compile(rf"\s*[(\[](?P<when>{_DATE})[)\]][.;]?\s*$", re.I)
_WITH_DATE = re.compile(rf"[(\[](?:the\s+)?[A-Z][^()\[\],;]{{2,60}}?[,;]\s*{_DATE}[)\]][.;]?\s*$")
# "Highways Team, March 2028", "Police | ongoing", "(by June 2029)": no more than a name and a time, or a time.
_BARE = re.compile(rf"[(\[]?(?:(?P<who>(?:The\s+)?{_WORDS})\s*(?:[,;|/]|\s[–—-])\s*)?(?P<when>(?i:{_DATE}))[)\]]?\.?")
_THEN = re.compile(rf"(?P<who>.{{2,70}}?)\s*(?:[,;|(]|\s[–—-])\s*(?P<when>{_DATE})\)?", re.I)
# "From May 2031 Lowmere and Dale Trust will place …", "The clerk to the council will, with the wardens, write …".
_WILL = re.compile(
    rf"(?:(?:By|From|In|Before|During|Each|Every|Until|Over)\s+(?:the\s+)?(?:{_DATE}|[^,.;]{{3,50}}?,)(?:\s+onwards)?,?\s+)?"
    r"(?P<who>(?:(?:[Tt]he|An?|[Oo]ur|[Aa]ll|[Ee]ach|[Ee]very)\s+(?:[\w’'&/-]+\s+){0,9}?[\w’'&/-]+|[A-Z][\w’'&/-]*(?:\s+(?:[A-Z][\w’'&/-]*|and|of|for|the|with|y|yr|&)){0,9}))"
    r"\s+will(?:,|\s)",
)
# A name of two words or more: "Dale Trust", "Youth Services of Marl".
_PROPER = re.compile(r"[A-Z][\w’'&/-]*\s+(?:(?:and|of|for|the|y|yr|&)\s+)*[A-Z]")
# What is done to somebody or something, or goes on, behind "will".
_IS_DONE = re.compile(
    r"\s*(?:also\s+|then\s+|now\s+|not\s+|all\s+|continue\s+to\s+)*(?:be|become|remain|stay|have|receive|get|see|feel|experience|benefit|gain|know|need"
    r"|happen|take\s+place|continue(?!\s+to\b))\b"
)
_PRONOUN = re.compile(r"(?:It|They|He|She|We|This|That|These|Those|There|You|I|Who|What)", re.I)
_FIELDS = {"owner": "who", "by_when": "by_when"}
_MOST = 4  # lines
_REST = 90  # characters of a piece that may stand behind an action's words, as do labels


def said_in(parts: Mapping[str, str]) -> dict[str, str]:
    """Given what stands behind labels, return who leads and by when; a time behind the name of who leads is parted from it."""
    said = {field: parts[name] for name, field in _FIELDS.items() if parts.get(name)}
    then = _THEN.fullmatch(said.get("who", ""))
    if then is not None:
        said["who"] = then["who"]
        said.setdefault("by_when", then["when"])
    return said


def said_on(line: Piece) -> dict[str, str]:
    """Given a line, return who leads and by when where it says no more than that: with labels, or as a name and a time."""
    if line.kind is not BlockKind.PARAGRAPH:
        return {}
    parts = parts_of(line.text)
    if parts:
        return said_in(parts)
    match = _BARE.fullmatch(" ".join(line.text.split()))
    if match is None:
        return {}
    return {field: said for name, field in (("who", "who"), ("when", "by_when")) if (said := match[name])}


def lines_below(piece: Piece, flow: Flow) -> list[Piece]:
    """Given a piece, return the lines right below it that say who leads it, by when, or what else goes with it behind labels."""
    found: list[Piece] = []
    below = flow.after(piece)
    while below is not None and below.section == piece.section and len(found) < _MOST and (said_on(below) or _is_labelled(below)):
        found.append(below)
        below = flow.after(below)
    return found


def _is_labelled(line: Piece) -> bool:
    return line.kind is BlockKind.PARAGRAPH and bool(parts_of(line.text))


def take_lines_below(found: Sequence[Found], flow: Flow) -> None:
    """Give an action who leads it and by when from the lines right below it ("Lead: Highways Team  When: by May 2027"). Below the last of
    a list, who leads is of all in it that name nobody themselves; not where lists of a single action in its section have such lines, too:
    there each line is of the action above it. Where more words
    stand behind an action's, the lines are of those."""
    begins = {(piece.page, piece.parts[0][2]): piece for piece in flow.pieces}
    pieces = [begins.get((one.spans[0].page, one.spans[0].start)) for one in found]
    pieces = [
        piece if piece is None or len(piece.text) - len(one.words) < _REST else None for piece, one in zip(pieces, found, strict=True)
    ]
    below = [lines_below(piece, flow) if piece is not None else [] for piece in pieces]
    alone = {piece.section for piece, lines in zip(pieces, below, strict=True) if piece is not None and lines and _is_alone(piece, flow)}
    listed: dict[int, list[Found]] = {}
    for one, piece, lines in zip(found, pieces, below, strict=True):
        said = {field: words for line in reversed(lines) for field, words in said_on(line).items()}
        listing = flow.list_of.get(id(piece)) if piece is not None else None
        beside = listed.setdefault(id(listing), []) if listing is not None and piece is not None and piece.section not in alone else []
        for field, words in said.items():
            if not (beside and one.fields.get(field)):
                one.fields[field] = words
            for other in beside if field == "who" else ():
                other.fields[field] = other.fields.get(field) or words
        beside.append(one)
        if lines:
            one.spans = (*one.spans, *(span for line in lines for span in line.spans))
            beside.clear()


def _is_alone(piece: Piece, flow: Flow) -> bool:
    listing = flow.list_of.get(id(piece))
    return listing is not None and len(listing.items) == 1


def ends_in_names(listing: Listing) -> bool:
    """Given a list, say whether brackets at the end of its items name who acts: most have such, or some of them with a date."""
    ends = sum(1 for item in listing.items if _BRACKETED.search(item.text))
    return 2 * ends > len(listing.items) or ends > 1 and any(_WITH_DATE.search(item.text) for item in listing.items)


def take_lead(one: Found, bracketed: bool) -> None:
    """Read who leads an action and by when from labels in its words, or from what stands in brackets at their end; `bracketed` where most
    of its list have such."""
    start, parts = parts_within(one.words)
    if parts:
        one.fields["what"] = first_words(one.words[:start])
        one.fields.update(said_in(parts))
        return
    match = _LEAD.search(one.words) or _DATED.search(one.words)
    if match is None and (bracketed or _WITH_DATE.search(one.words)):
        match = _BRACKETED.search(one.words)
    if match is None:
        return
    one.fields["what"] = first_words(one.words[: match.start()])
    one.fields.update(
        {field: said for name, field in (("who", "who"), ("when", "by_when")) if (said := (match.groupdict().get(name) or "").strip())}
    )


def own_subject(text: str, words: Lexicon) -> str:
    """Given the words of an action, return who they say will do it, or nothing: "From May 2031 Lowmere and Dale Trust will place …". What
    is done to something ("Training will be given") or for somebody ("Victims will receive") names nobody who does it."""
    match = _WILL.match(text)
    if match is None or _PRONOUN.fullmatch(match["who"]) or _IS_DONE.match(text, match.end()):
        return ""
    who = match["who"]
    is_body = words.ends_body(who.split()[-1]) or words.ends("body", "person", who) or is_post_or_subject(who, words)
    return who if is_body or _PROPER.search(who) else ""


def take_behind(one: Found, behind: str) -> None:
    """Given an action and the words behind it, give it who leads it and by when where they begin with such labels ("Owner: … Due: …")."""
    one.fields.update(said_in(parts_of(behind.lstrip(" .;,|–-"))))


def first_words(text: str) -> str:
    """Given words, return them on one line and without the marks at their ends."""
    return re.sub(r"\s+", " ", text).strip(" .;:,|([")
