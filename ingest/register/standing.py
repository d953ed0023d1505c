"""Where a body stands: who chairs it, and to whom it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.documents import BlockKind
from ingest.register.abbreviation import fits, words_of
from ingest.register.entry import EntryKind, Found
from ingest.register.flow import Flow, Grid
from ingest.register.lexicon import BODIES, Lexicon

_STOP = (
    r"(?=\s+(?:and|who|which|but|with)\s+(?:reports?|meets?|is|are|has|includes?|oversees?|brings?|will|provides?|leads?|sits?|the)\b"
    r"|[.,;()]|$)"
)
_OFTEN = r"(?:\s+(?:[a-z]+ly|back|up|every\s+[a-z]+|(?:once|twice)\s+an?\s+[a-z]+|each\s+[a-z]+)){0,2}"
_REPORTS = re.compile(
    rf"(?:(?:reports?|reporting|answers|feeds?){_OFTEN}\s+(?:in)?to|(?:accountable|answerable){_OFTEN}\s+to)\s+(?:the\s+)?"
    rf"(?P<to>[A-Z][^.,;]{{3,70}}?)(?=\s+(?:each|every|in|once|twice|at|on)\s+[a-z A-Z]+[.;]|(?:{_STOP}))"
)
_CHAIR = re.compile(
    rf"\b(?:co-?)?chaired (?:jointly )?by\s+(?:the\s+|our\s+)?"
    rf"(?P<chair>(?:an?\s+independent\s+chair,\s+)?(?-i:[A-Z])[^.,;()]{{3,70}}?|(?:an?|two|three|our|senior|local|elected)\s[^.,;()]{{3,60}}?){_STOP}",
    re.I,
)
# "Chaired by the Director of Quays, Ann Example.": the office first, then who holds it.
_OFFICES = r"director|head|leader|mayor|commander|superintendent|commissioner|manager|officer|executive|member|holder|chief|deputy|cabinet"
_BY_OFFICE = re.compile(rf"\bby\s+(?:the|our)\s+[^,]*\b(?:{_OFFICES})\b", re.I)
# What offices are of, and services and places are called by: "the Assistant Director, Safer Communities" names nobody.
_OF_WORK = (
    r"safer|safety|communit(?:y|ies)|public|adults?|children\w*|housing|homes|place|environment\w*|borough|county|city|district|town|fire|rescue|probation"
    r"|neighbourhoods?|regeneration|residents?|people|families|social|leisure|partnerships?|crime|development|growth|metropolitan|strateg\w+|policy"
    r"|operations?|performance|customers?|corporate|finance|resources|education|early|prevention|integrated|commissioning|transformation|enforcement"
    r"|regulatory|culture|communications|planning|trust|board|group|london|west|east|north|south|central"
)
_OFFICE_HOLDER = re.compile(
    rf",\s+(?![^,.;)]*\b(?i:{_OF_WORK})\b)(?!(?i:\w+\s+)?(?i:{_OFFICES}|services?|care|health|council|police)\b)"
    r"(?P<name>(?:(?:Cllr|Councillor|Dr|Professor|Sir|Dame)\s+)?[A-Z][a-zé’'-]+(?:\s+[A-Z][\w’'-]+)?\s+[A-Z][\w’'-]*[a-z])"
    r"(?=[.;)]|,\s+(?:and|who|which|with)\b|\s+and\b|$)"
)
_CHAIR_NAMED = re.compile(
    r"\s*(?:\([A-Z]{2,8}\)\s*)?[(,:–—-]\s*(?:(?:co-?)?chair(?:person|s)?|chaired by)\s*(?::|–|-|is|\s)\s*(?:the\s+)?"
    r"(?P<chair>[A-Za-z][^.,;()]{3,70})(?=[.,;)]|$)",
    re.I,
)
_CHAIRS = re.compile(
    r"(?:^|[.]\s+)(?:The\s+)?(?P<chair>[A-Z][^.,;()]{3,60}?)(?:,\s+(?P<called>[A-Z][^.,;()]{3,40}),)?\s+(?:co-)?chairs\s+(?:the\s+|this\s+)?$"
)
_LISTED = re.compile(r"\breports? (?:directly )?(?:in)?to\s+(?:the\s+)?(?P<to>[A-Z][^.,;:]{3,70}):[^.:]*$")
_AGAIN = re.compile(r"^[^.]*\.\s+(?:It|This|They|This (?:group|board|forum|panel|partnership)|The (?:group|board|forum|panel))\s+(?=[a-z])")
_NOUN = r"Board|Partnership|Group|Panel|Forum|Committee|Executive|Alliance|Network|Cabinet"
_ANOTHER = re.compile(rf"\b(?!Chief\s)[A-Z]\w+\s+(?:(?!Chief\s)\w+\s+){{0,3}}?(?<!Chief\s)(?:{_NOUN})\b")
# "The SHP is chaired by …", "The Board reports every year to …": said of a body by its abbreviation or by its last word.
_SUBJECT = re.compile(rf"(?:(?:The|Our|This)\s+)?(?P<subject>[A-Z]{{2,8}}|(?<=\s)(?:{_NOUN}))\s+(?P<said>[a-z].*)", re.S)
_CHAIR_COLUMN = re.compile(r"(?:who\s+)?(?:co-?\s?)?chair(?:s|ed\s+by|person)?(?:\s*[/(&].*)?", re.I)
_REPORTS_COLUMN = re.compile(r"reports?\s+(?:in)?to|reporting\s+(?:line|to)|accountable\s+to", re.I)
_LONGEST_NAME = 10  # words


def standing_of(text: str, start: int, end: int) -> dict[str, str]:
    """Given words and where a body's name stands in them, return who chairs it and to whom it reports, as its sentence says, or one that
    goes on with "It"."""
    fields: dict[str, str] = {}
    behind = text[end : end + 400]
    again = _AGAIN.match(behind)
    own = behind.split(". ", 1)[0]
    told = [own, *([behind[again.end() :].split(". ", 1)[0]] if again is not None else [])]
    for part in told:
        for key, said in _said(part).items():
            fields.setdefault(key, said)
    named = _CHAIR_NAMED.match(behind)
    if named is not None:
        fields.setdefault("chair", named["chair"].strip())
    listed = _LISTED.search(text[max(0, start - 300) : start])
    if listed is not None:
        fields.setdefault("reports_to", listed["to"].strip())
    chairs = _CHAIRS.search(text[max(0, start - 130) : start])
    if chairs is not None:
        fields.setdefault("chair", (chairs["called"] or chairs["chair"]).strip())
    return fields


def _said(words: str) -> dict[str, str]:
    """What is said behind a body's name of who chairs it and to whom it reports; nothing where another body is named before that."""
    found: dict[str, str] = {}
    for key, pattern, group in (("chair", _CHAIR, "chair"), ("reports_to", _REPORTS, "to")):
        match = pattern.search(words)
        if match is not None and not _ANOTHER.search(words[: match.start()]):
            named = _OFFICE_HOLDER.match(words[match.end() :]) if key == "chair" and _BY_OFFICE.search(match.group()) else None
            found[key] = " ".join((named["name"] if named is not None else match[group]).split())
    return found


def told_elsewhere(flow: Flow, found: Sequence[Found]) -> Iterator[Found]:
    """Given a flow and its bodies, add to them what sentences say of one by its abbreviation, or by its last word where a single body
    ends in it; yield what is chaired under an abbreviation that no body has."""
    for piece in flow.pieces:
        for start, end in piece.sentences if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and _may_say(piece.text) else ():
            match = _SUBJECT.match(piece.text[start:end])
            said = _said(match["said"]) if match is not None else {}
            if match is None or not said:
                continue
            bodies = [one for one in found if _is_called(one, match["subject"])]
            if len({one.name for one in bodies}) == 1:
                for key, words in said.items():
                    bodies[0].fields.setdefault(key, words)
            elif not bodies and match["subject"].isupper() and "chair" in said:
                begin, stop = start + match.start("subject"), start + match.end("subject")
                yield piece.found(EntryKind.BODY, begin, stop, {"name": match["subject"], "role": "group", **said}, confidence=0.6)


def _may_say(text: str) -> bool:
    return "chaired" in text or "report" in text or "account" in text


def _is_called(body: Found, subject: str) -> bool:
    """Whether a body is what an abbreviation stands for, or ends in a word."""
    if body.fields.get("role") == "person":
        return False
    name = re.sub(r"\s*\(.*?\)", "", body.name)
    if not subject.isupper():
        return name.split()[-1:] == [subject]
    return name == subject or fits(subject, words_of(name))


def in_columns(flow: Flow, words: Lexicon) -> Iterator[Found]:
    """The bodies of a table that says in columns who chairs each, or to whom it reports."""
    for grid in flow.grids:
        columns = {
            key: column
            for column, name in sorted(grid.columns.items(), reverse=True)
            for key, pattern in (("chair", _CHAIR_COLUMN), ("reports_to", _REPORTS_COLUMN))
            if column and pattern.fullmatch(name.strip(" :?"))
        }
        if columns:
            yield from _of_rows(grid, columns, words)


def _of_rows(grid: Grid, columns: dict[str, int], words: Lexicon) -> Iterator[Found]:
    for row in grid.rows:
        texts = {cell.column: " ".join(cell.text.split()) for cell in row}
        name = texts.get(0, "")
        if not name[:1].isupper() or len(name.split()) > _LONGEST_NAME:
            continue
        last = re.sub(r"\s*\(.*?\)", "", name).split()[-1:]
        role = next((kind for kind in BODIES if last and words.is_only("body", kind, last[0])), "group")
        said = {key: texts[column] for key, column in columns.items() if re.search(r"[A-Za-z]{3}", texts.get(column, ""))}
        cell = next(cell for cell in row if cell.column == 0)
        yield grid.found(EntryKind.BODY, cell, {"name": name, "role": role, **said}, 0.8 * grid.confidence)
