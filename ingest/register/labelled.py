"""Entries set as labelled lines: "Measure: …", "Baseline: …", "Target: …", each on a line of its own or one behind the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.documents import BlockKind
from ingest.register.dates import CALENDAR
from ingest.register.flow import Flow, Piece

_HEADS = {
    "measure": r"(?:(?:performance|success|key|progress)\s+)?(?:measure|indicator)s?(?:\s+of\s+success)?|kpis?|measured\s+by"
    r"|how\s+(?:will\s+we|we\s+will|we[’']ll|it\s+will\s+be)\s+(?:measured?|know|judge)(?:\s+(?:this|it|success|progress))?",
    "action": r"(?:key\s+)?action",
    "outcome": r"(?:(?:intended|desired|expected|our|key|strategic)\s+)?outcomes?"
    r"|what\s+(?:will\s+|does\s+|would\s+)?success\s+(?:will\s+|would\s+)?looks?\s+like|success\s+(?:will\s+)?(?:looks?\s+like|means)|what\s+good\s+looks\s+like"
    r"|what\s+(?:will|should|would)\s+(?:(?:be|become)\s+(?:different|better)|have\s+changed|change|improve)(?:\s+(?:for|by)\s[^:?–]{2,30})?"
    r"|what\s+difference\s+(?:will|should|would|do|can)\s[^:?–]{2,30}?\s(?:make|see)|(?:the\s+)?(?:difference|change)\s+(?:this|it|we)\s+(?:will|want|hope|aim|should)\b[^:?–]{2,20}"
    r"|(?:the\s+)?(?:intended|expected)\s+(?:result|benefit|impact|change)s?",
    "aim": r"(?:our\s+|overall\s+|the\s+)?(?:aim|ambition|goal|vision)|objective",
}
_TIME = (
    r"(?:the\s+)?(?:(?:end|start|middle)\s+of\s+|early\s+|late\s+|mid-?\s?)?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    rf"(?:{CALENDAR}\b(?!\s+(?-i:[A-Z])[a-z])|20\d{{2}}\b|\d{{1,2}}[/.]\d{{1,2}}|Q[1-4]\b|quarter\b|next\b|(?:the\s+)?year\b|ongoing\b)"
)
_PARTS = {
    "baseline": r"baseline|starting point",
    "target": r"target",
    "current": r"current(?:\s+(?:position|performance|value))?|latest|actual",
    "owner": r"(?:action\s+|measure\s+)?owner|who(?:\s+(?:leads|will\s+lead|is\s+(?:responsible|leading)))?|led\s+by|responsibility"
    r"|(?:lead|responsible|accountable)(?:\s+(?:officer|agency|partner|body|organisation|service|team|department|person|manager|director|group|lead|owner))?",
    "how_often": r"frequency|how often|reported",
    # "By" alone only before a time: "By: Housing Team" says who.
    "by_when": rf"by\s+when|(?<!ed\s)by(?=\s*[:–?]\s+{_TIME})|when|deadline|due(?:\s+(?:date|by))?|time\s?scales?|time\s?frame"
    r"|completion(?:\s+date)?|complete\s+by|(?:target|delivery|end)\s+date",
}
_LABEL = re.compile(
    r"(?:^|(?<=[(\[])|(?<=[.;,|])\s+|\s{1,3}(?=[A-Z]))(?P<label>(?i:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in {**_HEADS, **_PARTS}.items())
    + r"))(?:\s+\d{1,2})?\s*[:–?]\s+(?=\S)"
)

# The same where only the type tells labels from what stands behind them: "Lead Housing Team By March 2030".
_WITHOUT_SIGN = (
    r"(?:(?i:lead|leads|led\s+by|owner|who|responsible)|LEAD|OWNER|WHO)\s+(?P<owner>(?!(?:on|in|for|to|the\s+way)\b)(?-i:[A-Z])[^.;:]{1,80}?)",
    r"(?:By(?:\s+when)?|BY(?:\s+WHEN)?|When|WHEN|Due|DUE|Deadline|Date|Timescale)\s+(?P<by_when>(?:(?:from|every|each|when|by|in|the|end|early|mid|late|ongoing)\b[^.;:]{0,60}"
    rf"|{_TIME}[^.;:]{{0,40}}?))",
)
_LEAD_AND_TIME = [re.compile(rf"{one}\s*[|·,]?\s+{other}\.?") for one, other in (_WITHOUT_SIGN, _WITHOUT_SIGN[::-1])]
_SIGN = re.compile(r"[:–?]\s")  # what stands behind every label
_OF_ACTION = frozenset({"owner", "by_when"})
_SENTENCE_END = re.compile(r"(?<=[a-z\d)])\.\s+(?=[A-Z])")
_OTHER_LABEL = re.compile(r"[.;]\s+(?=[A-Z]\w+(?:\s+\w+){0,3}:\s)")


@dataclass
class Labelled:
    """One entry: the name of its first label, where its words stand, and the words behind each further label."""

    head: str
    piece: Piece
    start: int
    end: int
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """Where the sentences stand that its words hold."""
        edges = [(max(start, self.start), min(end, self.end)) for start, end in self.piece.sentences]
        return [(start, end) for start, end in edges if end > start]


def labelled_in(flow: Flow) -> Iterator[Labelled]:
    """Given a flow, yield the entries that it sets as labelled lines: a first line "Measure: …" or "Action: …" and what follows it."""
    one: Labelled | None = None
    for piece in flow.pieces:
        found = list(_LABEL.finditer(piece.text)) if piece.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else []
        if not found or found[0].start() > 0:
            if one is not None:
                yield one
            one = None
            continue
        ends = [*(match.start() for match in found[1:]), len(piece.text)]
        for match, end in zip(found, ends, strict=True):
            name = _name(match)
            if name in _HEADS:
                if one is not None:
                    yield one
                one = Labelled(name, piece, match.end(), match.end() + len(piece.text[match.end() : end].rstrip(" .;,")))
            elif one is not None and one.piece.section == piece.section:
                one.fields.setdefault(name, _behind(piece.text[match.end() : end]))
    if one is not None:
        yield one


def parts_of(text: str) -> dict[str, str]:
    """Given a line, return what stands behind each of its labels where it begins with one of a part ("Lead: … When: …"), or holds who leads
    and by when behind labels without a sign; else nothing."""
    found = list(_LABEL.finditer(text)) if _LABEL.match(text) else []
    if not found:
        bare = next((match for form in _LEAD_AND_TIME if (match := form.fullmatch(" ".join(text.split()))) is not None), None)
        return bare.groupdict() if bare is not None else {}
    if any(_name(match) in _HEADS for match in found):
        return {}
    return _behind_labels(text, found)


def owner_on(piece: Piece) -> Piece | None:
    """Given a piece that is a line of labels, return who leads as a piece of its own; None where it is no such line or names nobody."""
    owner = parts_of(piece.text).get("owner", "")
    start = piece.text.find(owner) if owner else -1
    return piece.part(start, start + len(owner)) if start >= 0 else None


def parts_within(text: str) -> tuple[int, dict[str, str]]:
    """Given words, return where labels of who leads or by when begin in them, and what stands behind each; nothing where there are none,
    or where other labels stand before or behind them."""
    found = list(_LABEL.finditer(text)) if _SIGN.search(text) else []
    if not found or found[0].start() == 0 or any(_name(match) not in _OF_ACTION for match in found):
        return len(text), {}
    return found[0].start(), _behind_labels(text, found)


def _behind_labels(text: str, found: Sequence[re.Match[str]]) -> dict[str, str]:
    """What stands behind each label, up to the next one or the sentence's end."""
    ends = [*(match.start() for match in found[1:]), len(text)]
    return {_name(match): _behind(text[match.end() : end]) for match, end in zip(found, ends, strict=True)}


def _behind(text: str) -> str:
    """What stands behind a label, up to the sentence's end or another label in a sentence of its own that we do not know
    ("Council. Approved By: …")."""
    sentence = _SENTENCE_END.split(text, maxsplit=1)[0]
    said = _OTHER_LABEL.split(sentence, maxsplit=1)[0].strip(" .;,|")
    return said if said.count("(") == said.count(")") and said.count("[") == said.count("]") else said.rstrip(" )].;,")


def _name(match: re.Match[str]) -> str:
    return next(name for name in (*_HEADS, *_PARTS) if match[name])
