"""Duties: what a law makes someone do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents import BlockKind
from ingest.register.dates import MONTHS
from ingest.register.entry import EntryKind, Found, How
from ingest.register.flow import Flow, Piece
from ingest.register.law import LAW, Named, law_in
from ingest.register.lexicon import Lexicon

_LAW_NAME = re.compile(rf"{LAW.pattern}(?:,?\s*[Pp]art\s+\d+)?")
# Who must do what, and what may stand before it.
_BOUND = re.compile(
    r"(?P<who>[A-Z][^.;]{1,120}?)\s+(?:must(?:\s+also)?|shall|ha(?:s|ve)(?:\s+also)?(?:\s+had)?\s+to|(?:is|are|ha(?:s|ve)\s+been)\s+required\s+to)\s+(?P<what>[^.;]+)",
    re.S,
)
_SINCE = re.compile(r"^(?:Since|From|Once|When|Under|By)\b(?:[^,]*,\s*|\s+\d{1,2}\s+[A-Z][a-z]+\s+\d{4}\s+)")
_SECTION = re.compile(r"\b(?P<section>[Ss]ections?\s+\d+\w?(?:\(\d+\))?(?:\s+and\s+\d+\w?)?)")
_AND_SECTION = re.compile(
    r"[,;]?\s+(?:and|while|whereas)\s+(?=(?:under\s+)?(?:[Ss]ection|[Pp]art|[Rr]egulation|[Aa]rticle)\s+\w+\s+"
    r"(?:(?:also\s+)?(?:requires?|obliges?|tells?|asks?|places?|imposes?)\b|(?:it|they|[Tt]he\s+\w+|each\s+\w+)\s+(?:must|shall|has|have)\b))"
)
_IT_MUST = re.compile(r"^(?:it|they|them)$|\b(?:it|they)\s+(?:must|shall|has|have)\b", re.I)
_PART = re.compile(r"\b(?P<section>Part\s+\d+)\s+of\s+the\s+[A-Z]")
_OFTEN = re.compile(
    r"\b(?:annual(?:ly)?|every\s+(?:\w+\s+)?years?|each\s+year|three[- ]year(?:ly)?|yearly|once\s+a\s+year|quarterly)\b", re.I
)
_FORCE = re.compile(
    r"\b(?:[Ff]rom|[Ss]ince|on|in|came in ?to (?:effect|force) (?:in|on))\s+(?P<when>(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"{MONTHS}\s+20\d{{2}})"
)
_WHO = re.compile(
    r"(?P<who>(?:every|each|all)\s+(?:[a-z]+\s+){0,2}(?:authorit(?:y|ies)|councils?|boroughs?|bodies|partners)|"
    r"(?:[Tt]he\s+|[A-Z][a-z]+\s+)?(?:CSPs?|Community Safety Partnerships?|[Pp]artnership|[Cc]ouncil"
    r"|responsible authorities|local authorit(?:y|ies)|specified authorities|[Cc]ommittee|[Bb]oard|[Pp]olice"
    r"|[A-Z]{3,6}(?=\s+(?:must|shall|has|have|is|are|will)\b))"
    # A paper of theirs has no duties: "before adopting the Community Safety Partnership Plan, the Council must …".
    r"(?!\w|\s+(?:[A-Z][\w’'-]*\s+)?(?:Plans?|Strateg(?:y|ies)|Agreement|Report|Assessment|Policy|Constitution)\b|\s+and\s+(?:fire\s+and\s+)?[Cc]rime\b"
    r"|\s+(?:force\s+)?areas?\b))"
)
_TO = re.compile(
    r"\b(?:required(?:\s+by\s+law)?\s+to|duty(?:\s+[^.;]{0,120}?)?\s+to|dut(?:y|ies)\s+on\s+.{3,100}?\s+to"
    r"|responsib\w+\s+.{0,120}?\bto|requirement\s+.{0,160}?\bto"
    r"|obligation\s+.{0,100}?to|(?:obliges?|tells?|asks?|charges?)\s+.{2,100}?\s+(?:to|with)|ha(?:s|ve)(?:\s+also)?(?:\s+had)?\s+to"
    r"|must(?:\s+also)?|shall|require[sd]?\s+.{2,100}?\s+to|responsible\s+for|makes?\s+.{2,100}?(?=\s+responsible\s+for\b))\s+(?P<what>[^.;]+)",
    re.S,
)
_LABELLED = re.compile(r"^(?P<label>Who|What|How often|Law|In force|When|Duty)\s*[.:]\s+(?P<rest>\S.*)$", re.S)
_MUST = re.compile(r"\bmust\b", re.I)
_REFERS = re.compile(r"(?:[Tt]his|[Tt]hese|[Ii]t|[Tt]hey|[Ss]uch|Under (?:this|it))\b")
# What someone has to do, under a heading that speaks of the law: no matter of ours or yours.
_ASKED = re.compile(
    r"(?!(?:We|Our|You|If|When|This|It)\b)(?=[A-Z])(?:[\w’'-]+\s+){0,5}?(?:[Pp]artnerships?|[Cc]ouncils?|[Aa]uthorit(?:y|ies)|[Pp]olice|[Bb]oards?"
    r"|[Cc]ommittees?|CSPs?|[Bb]odies|[Aa]gencies|[Ss]ervices?|[Cc]ommissioner|[Pp]anel)\s+must\s"
)
_LEGAL = re.compile(r"\b(?:legal|statutory|laws?|legislat\w+|dut(?:y|ies))\b", re.I)
_ACT_FIRST = re.compile(
    r"^(?P<law>[A-Z][^.:–]{5,120}?\b(?:Act|Regulations|Order)\b[^.:–]{0,40}?)\s*(?::|–|\s-)\s+(?P<what>\S.{10,400})$", re.S
)
_KNOWN_LAW = re.compile(r"\b(?:the|this|that|same)\s+(?:act|duty|regulations|section)\b", re.I)
# What may stand without the law's name where a sentence before has named it.
_ALSO = re.compile(
    r"\b(?:must|shall|ha(?:s|ve)\s+to|(?:is|are|ha(?:s|ve)\s+been)\s+(?:also\s+)?required\s+to|(?:requires?|obliges?)\s+.{2,100}?\s+to"
    r"|(?:ha(?:s|ve)|is\s+under|are\s+under)\s+a\s+(?:[a-z]+\s+)?duty\s+to|(?:places|imposes)\s+a\s+(?:[a-z]+\s+)?duty\s+on)\b",
    re.I,
)
_THAT_ACT = re.compile(r"\b(?:that|the same|this|the)\s+Act\b(?!\s+\(?(?:19|20)\d{2})")
_GOES_ON = re.compile(r"(?:It|They) (?:must|shall|(?:is|are) (?:also )?required)\b")
_WE = re.compile(r"^(?:We|Our)\b")
# A duty that is named and not told: "the public sector equality duty in section 149 of the …".
_NAMED_DUTY = re.compile(
    r"\b(?:[Tt]he|[Oo]ur|[Aa])\s+(?P<what>(?:[a-z-]+\s+){1,5}?duty)\s+(?:in|under|of)\s+(?=(?:[Ss]ection|[Pp]art|[Cc]hapter|the\s+[A-Z]))"
)
# A law, or a section of one, that makes someone do something; and what someone has to do under a law that is named.
_ACT_MAKES = re.compile(
    r"(?:(?:From|Since|On)\s+[^,.;]{3,25}?\d{4},?\s+)?(?:The\s+)?(?:(?:[Ss]ection|Part|Chapter)\s+\w+\s+of\s+the\s+)?(?:[A-Z][\w'’-]*,?\s+|and\s+|of\s+|\([^)]*\)\s+){1,10}Act\s+(?:19|20)\d{2}"
    r"(?:\s*[,(]\s*[^,)]{3,30}[,)]?)?,?\s+(?:obliges?|requires|tells?|asks?|charges?|binds?|makes?\s+[^.;]{3,90}?\sresponsible\sfor)\s"
)
# "The Committee will look at our work each year, as the … Act 2006 requires."
_AS_REQUIRED = re.compile(
    r"\bas\s+(?:(?:is\s+)?required\s+(?:by|under)\s+(?:the\s+)?(?=[A-Z])|(?:the\s+)?(?=[A-Z])[^.;]{5,110}?\s+requires?\b)"
)
_WILL = re.compile(r"^(?P<who>[A-Z][^.;]{1,140}?)\s+(?:will|must|shall)\s+(?P<what>[^.;]+)", re.S)
_SET_IN = re.compile(r",\s.*$", re.S)  # what commas set off behind a name
# "requires a review where …": what a law wants done, by nobody it names.
_REQUIRES = re.compile(r"\brequires\s+(?P<what>(?:an?|the)\s+(?!.{0,60}\bto\b)[^.;]+)", re.S)
_HAVE_TO = re.compile(r"\bha(?:s|ve)(?:\s+also)?(?:\s+had)?\s+to\b|\bobliges?\s+[^.;]{2,60}?\s+to\b")
_OBLIGED = re.compile(
    r"\bmakes\s+(?P<made>[^.;]{2,90}?)\s+responsible\s+for\b"
    r"|\b(?:tells?|asks?|charges?|require[sd]?|places?\s+(?:a|an)\s+(?:[a-z]+\s+){0,2}duty\s+on|obliges?)\s+(?P<who>(?:(?!\bto\b)[^.;]){2,90}?)\s+to\b"
)


def duties(flow: Flow, words: Lexicon) -> list[Found]:
    """Given a flow, return its duties: sentences that name a legal duty, and the items of lists that such a sentence introduces."""
    found = _told(flow, words)
    below = list(_below_names(flow))
    told = {span for one in below for span in one.spans}
    found = [*(one for one in found if one.spans[0] not in told), *below]
    found += _labelled(flow)
    found += _rows(flow, words)
    for listing in flow.lists:
        lead = listing.introduction
        if (
            listing.lead is not None
            and listing.lead.kind is not BlockKind.HEADING
            and lead.rstrip().endswith(":")
            and _is_duty(lead, words)
        ):
            found = [one for one in found if one.words != lead]
            found += _items(listing.items, listing.lead, lead)
    return found


def _told(flow: Flow, words: Lexicon) -> list[Found]:
    """The duties that sentences tell, one by one; "They must …" goes on with the one before it."""
    found: list[Found] = []
    laws = Named()
    for piece in flow.pieces:
        if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        above = flow.before(piece)
        before = above.text if above is not None and above.section == piece.section else ""
        last: list[Found] = []
        for start, end in _clauses(piece):
            own = list(_in_sentence(piece, start, end, words, before, laws)) or list(_under_law(piece, start, end))
            laws.take(piece.text[start:end])
            if own and last and piece.text[start].islower() and _IT_MUST.search(own[0].fields.get("who", own[0].words)):
                own[0].fields["who"] = last[0].fields.get("who", "")
            if own and last and _GOES_ON.match(own[0].words):
                _take_in(last[0], own[0], piece, start, end)
                continue
            if own and last and _only_names(last[0], own[0], words):
                found.remove(last[0])
            found += own
            last = own
    return found


def _clauses(piece: Piece) -> Iterator[tuple[int, int]]:
    """The sentences of a piece, cut where another section of the law requires something else than the first part does: "…, and section 40
    requires it to …"."""
    for start, end in piece.sentences:
        cuts = [match.span() for match in _AND_SECTION.finditer(piece.text, start, end) if _ALSO.search(piece.text, start, match.start())]
        yield from zip([start, *(stop for _, stop in cuts)], [*(begin for begin, _ in cuts), end], strict=True)


def _only_names(before: Found, one: Found, words: Lexicon) -> bool:
    """Whether a sentence only names the law under which the one behind it says what must be done."""
    return len(one.spans) > 1 and before.spans[0] in one.spans and not _is_duty(before.words, words)


def _below_names(flow: Flow) -> Iterator[Found]:
    """What must be done by the paragraph below a line that is a law's name and no more ("Domestic Abuse Act 2021, section 57")."""
    law = ""
    for piece in flow.pieces:
        if piece.kind in (BlockKind.HEADING, BlockKind.CONTENTS):
            law = piece.text.strip() if _LAW_NAME.fullmatch(piece.text.strip()) else ""
        elif piece.kind is BlockKind.PARAGRAPH and law:
            for start, end in piece.sentences:
                bound = _BOUND.match(piece.text[start:end])
                if bound is None:
                    continue
                fields = {**_fields(piece.text[start:end]), **{name: value for name, value in _fields(law).items() if value}}
                fields.update(who=_SINCE.sub("", bound["who"]).strip(), what=re.sub(r"\s+", " ", bound["what"]).strip(" ,:"))
                yield piece.found(EntryKind.DUTY, start, end, fields, How.STRUCTURE, 0.8)
            law = ""


def _take_in(duty: Found, more: Found, piece: Piece, start: int, end: int) -> None:
    """Take what the next sentence says of the same body ("It must do so each year") into a duty."""
    begin = piece.text.rindex(duty.words, 0, start)
    duty.words, duty.spans = piece.text[begin:end], piece.cut(begin, end)
    duty.fields.setdefault("how_often", more.fields.get("how_often", ""))


def _is_duty(sentence: str, words: Lexicon) -> bool:
    if _ACT_MAKES.match(sentence) or _as_required(sentence) or _HAVE_TO.search(sentence) and LAW.search(sentence):
        return True
    if not words.finds("duty", "cues", sentence) and not (_MUST.search(sentence) and LAW.search(sentence)):
        return False
    statutory = re.search(r"statut|legal|\blaw\b|\bdut(?:y|ies)\b|due regard", sentence, re.I)
    return (
        bool(statutory) or LAW.search(sentence) is not None or re.search(r"\bresponsible authorities\b.*\brequired\b", sentence) is not None
    )


def _under_law(piece: Piece, start: int, end: int) -> Iterator[Found]:
    """ "Crime and Disorder Act 1998, section 17: consider crime in all that we do", under a heading that speaks of the law."""
    match = _ACT_FIRST.match(piece.text[start:end])
    if match is None or not any(_LEGAL.search(heading) for heading in piece.trail[-2:]):
        return
    fields = {**_fields(match["law"]), "what": re.sub(r"\s+", " ", match["what"]).strip(" .,:")}
    if fields.get("law"):
        yield piece.found(EntryKind.DUTY, start, end, fields, How.STRUCTURE, 0.75)


def _in_sentence(piece: Piece, start: int, end: int, words: Lexicon, above: str, laws: Named) -> Iterator[Found]:
    sentence = piece.text[start:end]
    meant = laws.meant_by(sentence) if LAW.search(sentence) is None else {}
    named = _law_named_before(piece, start, sentence)
    called = _NAMED_DUTY.search(sentence) if LAW.search(sentence) else None
    of_above = _is_of_above(sentence, above)
    asked = _ASKED.match(sentence) if piece.trail and _LEGAL.search(piece.trail[-1]) else None
    if not (_is_duty(sentence, words) or named or called or of_above or asked) or len(sentence.split()) < 6:
        return
    promised = _as_required(sentence)
    if promised:
        yield piece.found(EntryKind.DUTY, start, end, promised, confidence=0.7)
        return
    what = _TO.search(sentence) or called or (_REQUIRES.search(sentence) if _ACT_MAKES.match(sentence) else None)
    if what is None:
        return
    fields = _fields(sentence)
    if meant:
        fields.update(meant)
    elif named and not fields.get("law"):
        fields = {**{name: value for name, value in _fields(named).items() if name in ("law", "year", "section")}, **fields}
    elif not fields.get("law") and (_KNOWN_LAW.search(sentence) or _REFERS.match(sentence)):
        # The law was named in a sentence before: here, or in the paragraph above.
        before = _last_with_law(piece.text[:start]) or _last_with_law(above)
        fields = {**_fields(before), **fields}
    fields["what"] = re.sub(r"\s+", " ", what["what"]).strip(" ,:")
    who = _OBLIGED.search(sentence) or _WHO.search(_without_law(sentence, fields))
    if who is not None:
        fields["who"] = who["who"] or who["made"]
    one = piece.found(EntryKind.DUTY, start, end, fields, confidence=0.75)
    if named and not LAW.search(sentence) and not _SECTION.search(sentence):
        # Without the sentence that names the law nobody could see which one it is.
        begin = piece.text.rindex(named, 0, start)
        one.spans = (*one.spans, *piece.cut(begin, begin + len(named)))
    yield one


def _without_law(sentence: str, fields: dict[str, str]) -> str:
    """A sentence without the law's name in it: "the Police, Crime, Sentencing and Courts Act 2022" names no police."""
    return re.sub(re.escape(fields["law"]), " ", sentence) if fields.get("law") else sentence


def _as_required(sentence: str) -> dict[str, str]:
    """The duty in a sentence that says who will do what, as a law that it names requires; nothing where it is none."""
    law, will = _AS_REQUIRED.search(sentence), _WILL.match(sentence)
    if law is None or will is None or will.start("what") >= law.start() or LAW.search(sentence, law.start()) is None:
        return {}
    told = sentence[will.start("what") : law.start()]
    return {
        **_fields(sentence),
        **law_in(sentence[law.start() :]),
        "who": _SET_IN.sub("", will["who"]).strip(),
        "what": re.sub(r"\s+", " ", told).strip(" ,:"),
    }


def _is_of_above(sentence: str, above: str) -> bool:
    """Whether a sentence says what the law of the paragraph above requires: "the same Act", or "these" below a law's bare name."""
    if _ALSO.search(sentence) is None:
        return False
    if _LAW_NAME.fullmatch(above.strip(" .:;")) is not None:
        return _REFERS.match(sentence) is not None
    return _THAT_ACT.search(sentence) is not None and bool(_last_with_law(above))


def _law_named_before(piece: Piece, start: int, sentence: str) -> str:
    """The sentence of the same paragraph that names the law of one that says what must be done and names none: right before it, or
    anywhere before where it speaks of a section or "the same Act"; nothing where there is none."""
    if not _ALSO.search(sentence) or LAW.search(sentence) or _WE.match(sentence):
        return ""
    before = [piece.text[first : min(last, start)] for first, last in piece.sentences if first < start]
    refers = _SECTION.search(sentence) or _KNOWN_LAW.search(sentence)
    near = before if refers else before[-1:]
    return next((one for one in reversed(near) if LAW.search(one)), "")


def _last_with_law(before: str) -> str:
    """The last sentence before this one that names a law, or nothing."""
    named = [sentence for sentence in re.split(r"(?<=[.;])\s+", before) if LAW.search(sentence)]
    return named[-1] if named else ""


def _labelled(flow: Flow) -> Iterator[Found]:
    """Sections whose paragraphs begin with "Who.", "What.", "How often.", "Law.": one duty each."""
    sections: dict[int, dict[str, Piece]] = {}
    for piece in flow.pieces:
        match = _LABELLED.match(piece.text) if piece.kind is not BlockKind.HEADING else None
        if match is not None:
            sections.setdefault(piece.section, {}).setdefault(match["label"].casefold(), piece)
    for parts in sections.values():
        if "what" not in parts or "law" not in parts:
            continue
        said = {label: _LABELLED.match(piece.text)["rest"].strip() for label, piece in parts.items()}  # type: ignore[index]
        law = _fields(said["law"])
        fields = {
            **law,
            "what": said["what"].strip(" .:"),
            "who": said.get("who", "").strip(" ."),
            "how_often": said.get("how often", "").strip(" ."),
        }
        force = re.search(r"[Ii]n force:\s*(?P<when>[^.]+)", said["law"])
        fields["in_force"] = force["when"].strip() if force else ""
        what = parts["what"]
        spans = what.spans + tuple(span for label in ("who", "law", "how often") if label in parts for span in parts[label].spans)
        yield Found(EntryKind.DUTY, what.text, spans, fields, what.trail, what.paragraph, confidence=0.9)


def _rows(flow: Flow, words: Lexicon) -> Iterator[Found]:
    """Tables with a column of laws and one of duties."""
    for grid in flow.grids:
        names = {column: name.strip().casefold() for column, name in grid.columns.items()}
        what = next((c for c, name in names.items() if re.search(r"\bdut(?:y|ies)\b|requirement|what", name)), None)
        law = next((c for c, name in names.items() if re.search(r"\blaw\b|\bact\b|legislation|statute", name)), None)
        if what is None or law is None or what == law:
            continue
        for row in grid.rows:
            cells = {cell.column: cell for cell in row}
            if what not in cells or not re.search(r"[A-Za-z]{3}", cells[what].text):
                continue
            fields = _fields(cells[law].text if law in cells else "")
            fields["what"] = cells[what].text.strip()
            for column, name in names.items():
                key = "who" if re.search(r"\bwho\b|body|authority", name) else "how_often" if "often" in name or "frequency" in name else ""
                if key and column in cells and column not in (what, law):
                    fields[key] = cells[column].text.strip()
            yield grid.found(EntryKind.DUTY, cells[what], fields, 0.85)


def _items(items: list[Piece], lead: Piece, sentence: str) -> Iterator[Found]:
    common = _fields(sentence)
    who = _WHO.search(sentence)
    for item in items:
        fields = {**common, "what": item.text.strip(" .;:"), "who": who["who"] if who else ""}
        end = len(item.text.rstrip(" ;,"))
        yield Found(
            EntryKind.DUTY, item.text[:end], item.cut(0, end), fields, item.trail, item.paragraph or lead.paragraph, confidence=0.85
        )


def _fields(sentence: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    fields.update(law_in(sentence))
    section = _SECTION.search(sentence) or _PART.search(sentence)
    if section is not None:
        fields["section"] = section["section"]
    often, force = _OFTEN.search(sentence), _FORCE.search(sentence)
    if often is not None:
        fields["how_often"] = often.group()
    if force is not None:
        fields["in_force"] = force["when"]
    return fields
