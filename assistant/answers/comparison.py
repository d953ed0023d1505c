"""Documents set side by side: a row a document, each cell quoted, "not mentioned" where a document was searched and nothing fits."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.answers.expected import weighed
from assistant.answers.mention import MENTIONED, in_other_words, mentions_of, row_of
from assistant.answers.passage import with_lists
from assistant.answers.read_on import says_same, with_beginnings
from assistant.conversation import AnsweredBy, Audience, Basis, Draft, DraftClaim, LookedIn
from assistant.newest import newest_of_each
from assistant.pieces import Piece
from assistant.prompts import Prompts
from assistant.regression import Floats
from assistant.understand import Intent, Understood
from assistant.wanted import SURE, number_named
from ingest.documents import Document, Source, Span
from ingest.lexical import stems_of, words_of
from ingest.library import Snapshot
from ingest.register.entry import EntryKind

MOST_SIDES = 6  # documents that are set side by side
MOST_EACH = 5  # pieces of each
ROOM = 900  # characters that all of them may use together beside the best piece of each
LEAST = 0.05  # of the fitness of the best piece of all: what fits less well is left out
LEAST_SIDE = 0.1  # the same for the best piece of one of several documents of the same area
NEARLY = 0.25  # of the fitness of a document's best piece: what fits nearly as well is quoted too
MOST_TOPIC = 4  # words of a topic that can be looked for as such
MOST_SURE = 2  # the same where a document is said not to mention it: of a longer question it is not sure what is missing
LEAST_WRITTEN = 4  # letters of a piece that says something
_INTENTS = frozenset({Intent.COMPARISON, Intent.CHANGE})
_TARGETED = re.compile(r"\b(?:targets?|baselines?)\b", re.I)
# "Which of these plans", "which two boroughs": documents are asked for, so each is named before its words.
_WHICH = re.compile(
    r"\bwhich (?:of (?:the|these|those|your|our) )?(?:(?:two|three|four|other) )?(?:of (?:the|these|those) )?(?:\w+ )?"
    r"(?:plans?|boroughs?|documents?|councils?|partnerships?|strateg(?:y|ies)|areas?|places?)\b(?! of\b)"
    r"|\b(?:do|does|is|are|have|has) any(?:one|body)?\b.*\b(?:plans|boroughs|councils|of them|say)\b"
    r"|\bin (?:any of )?(?:these|the) (?:plans|boroughs)\b",
    re.I,
)
# Of the fitness of the best piece of all: of a document whose best fits less that alone is told, and said to be less close.
FAR = 0.1
FAR_ELSEWHERE = 0.03  # the same for a document of another area: it may say the same in quite other words
WHICH_LEAST = 0.5  # of the fitness of the best piece of all: a document whose best fits less is not one of those that are asked for
# Words of such questions that name no topic.
_NO_TOPIC = frozenset(
    words_of(
        "compare compared comparison differ differs difference different between versus vs both each all any none some most every one of"
        " which how many plan plans borough boroughs document documents council councils partnership partnerships strategy strategies"
        " area areas mention mentions mentioned talk talks about refer refers speak speaks cover covers covered name names include includes"
        " contain contains bring up approach approaches deal deals dealing tackle tackles handle treat do does did doing say says said"
        " have has had give gives put set sets make makes target targets baseline baselines same side by them they it"
        " other others against what way ways in for with on to the a an and or are is was were there"
    )
)


def count_mentions(
    understood: Understood, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts, audience: Audience
) -> Draft | None:
    """Given what was understood and the documents in scope, return which of them mention something or set a target for it, and how many
    do; a draft without claims where it is sure that none does; None where that is not what is asked."""
    topic = topic_of(understood)
    sides = _in_scope(documents, understood)
    asks_target = _TARGETED.search(understood.standalone)
    asks_mention = MENTIONED.search(understood.standalone) or _asks_which(understood)
    if (
        understood.intent is not Intent.COMPARISON
        or not (asks_target or asks_mention)
        or not 0 < len(topic) <= MOST_TOPIC
        or len(sides) < 2
    ):
        return None
    kind = EntryKind.INDICATOR if asks_target else None
    nearly: dict[str, list[Span]] = {}
    if asks_target:
        found = {side.id: _targets(side, topic, snapshot) for side in sides}
    else:
        found = {side.id: mentions_of(side.id, topic, snapshot) for side in sides}
        nearly = {side.id: in_other_words(side.id, understood.written, snapshot) for side in sides if not found[side.id]}
    holding = tuple(side for side in sides if found[side.id])
    if not holding and asks_mention and not asks_target and len(topic) == 1 and not any(nearly.values()):
        return Draft((), AnsweredBy.REGISTER)  # one word that stands nowhere, and no other words for it do
    if not holding:
        return None
    values = {"count": prompts.number(len(holding)), "all": prompts.number(len(sides)), "topic": words_for(understood)}
    key = "comparison.targets" if asks_target else "comparison.mentions"
    said = prompts.say(key, audience, values)
    lead = DraftClaim(Basis.COUNTED, tuple(found[side.id][0] for side in holding), said[:1].upper() + said[1:])
    rows = [_row(side, found[side.id][0], prompts, audience) for side in holding]
    near = [_row(side, nearly[side.id][0], prompts, audience, "comparison.other_words") for side in sides if nearly.get(side.id)]
    missing = [absent(side, kind, snapshot, prompts, audience) for side in sides if side not in holding and not nearly.get(side.id)]
    return Draft((lead, *rows, *near, *missing), AnsweredBy.REGISTER)


def compare_pieces(
    understood: Understood,
    pieces: Sequence[Piece],
    fitness: Floats,
    documents: Sequence[Document],
    snapshot: Snapshot,
    prompts: Prompts,
    audience: Audience,
) -> Draft | None:
    """Given what was understood, the pieces that were found and how well each fits, return a row for each document that the question sets
    side by side; None where it sets none, or only one has anything to say."""
    sides = _sides(understood, documents)
    if len(sides) < 2:
        return None
    fitness = weighed(understood, pieces, fitness, snapshot)
    chosen = _chosen(pieces, fitness, [{document.id for document in side} for side in sides])
    if which := _asks_which(understood):
        chosen = [places if places and fitness[places[0]] >= WHICH_LEAST * fitness.max() else [] for places in chosen]
    elif len({document.area for side in sides for document in side}) == 1 and understood.intent not in _INTENTS:
        # The years that made two documents of one area out of the question may be those of one document's own figures.
        chosen = [places if places and fitness[places[0]] >= LEAST_SIDE * fitness.max() else [] for places in chosen]
    claims: list[DraftClaim] = []
    missing: list[DraftClaim] = []
    silent = _silent(sides, understood, snapshot)
    least = FAR if len({document.area for side in sides for document in side}) == 1 else FAR_ELSEWHERE
    for number, (side, places) in enumerate(zip(sides, chosen, strict=True)):
        if places and number not in silent:
            far = fitness[places[0]] < least * fitness.max()
            told = with_lists(pieces, with_beginnings(pieces, places[:1] if far else places))
            claims.extend(_labelled(told, snapshot, prompts, audience, "comparison.far" if far else "comparison.row"))
        elif number in silent:
            missing.extend(absent(document, None, snapshot, prompts, audience) for document in side)
    if not claims or not which and len({claim.spans[0].document_id for claim in claims}) + len(missing) < 2:
        return None
    return Draft((*claims, *missing), AnsweredBy.EXTRACT)


def _asks_which(understood: Understood) -> bool:
    """Whether a question that names no area asks which of the documents something is in."""
    return not understood.scope.areas and bool(_WHICH.search(understood.standalone))


def topic_of(understood: Understood) -> frozenset[str]:
    """Given what was understood, return the stems of what the documents are compared on."""
    return stems_of(understood.subject) - _NO_TOPIC


def words_for(understood: Understood) -> str:
    """Given what was understood, return what the documents are compared on in the asker's own words."""
    found = [word for word in re.findall(r"[\w'’-]+", understood.subject) if not stems_of(word) <= _NO_TOPIC]
    return " ".join(found)


def absent(document: Document, kind: EntryKind | None, snapshot: Snapshot, prompts: Prompts, audience: Audience) -> DraftClaim:
    """Given a document that was searched and the kind of entry (None: its passages), return that it does not mention what was asked."""
    published = snapshot.document(document.id).published
    read = len(snapshot.entries(document.id, kind)) if kind else len(snapshot.passages_of(document.id))
    looked = LookedIn((document.id,), kind.value if kind else "passages", read, tuple((document.id, page) for page in published.unreadable))
    text = f"{_label(document, prompts, audience)} {prompts.say('comparison.not_mentioned', audience)}"
    return DraftClaim(Basis.ABSENT, (), text, looked)


def _in_scope(documents: Sequence[Document], understood: Understood) -> list[Document]:
    own = [document for document in documents if document.source is not Source.NOTE]
    return [document for document in own if document.id in understood.scope.documents][:MOST_SIDES]


def _sides(understood: Understood, documents: Sequence[Document]) -> list[list[Document]]:
    """What is set side by side: the areas that are named, each with its newest document where no year is; else the documents of one area,
    else all documents where they are compared."""
    scoped = _in_scope(documents, understood)
    areas = understood.scope.areas
    if len(areas) > 1:
        meant = scoped if understood.scope.years else newest_of_each(scoped)
        return [[document for document in meant if document.area == area] for area in areas]
    one_area = len({document.area for document in scoped}) == 1
    if _asks_which(understood):
        return [[document] for document in scoped]
    if understood.scope.several and (understood.intent in _INTENTS or (one_area and len(understood.scope.years) > 1)):
        return [[document] for document in scoped]
    return []


def _chosen(pieces: Sequence[Piece], fitness: Floats, sides: Sequence[set[str]]) -> list[list[int]]:
    """For each side the best pieces of that document of it that fits best: the best first, the rest in the order of reading. What one
    side leaves of the room the others may use."""
    ranked = [int(place) for place in np.argsort(-fitness, kind="stable")]
    firsts = [next((place for place in ranked if pieces[place].hit.passage.document_id in side), None) for side in sides]
    chosen = [[place] if place is not None else [] for place in firsts]
    of_document = {pieces[one[0]].hit.passage.document_id: one for one in chosen if one}
    length = 0
    for place in ranked:
        piece = pieces[place]
        mine = of_document.get(piece.hit.passage.document_id, [])
        if not mine or place in mine or len(piece.words) < LEAST_WRITTEN or len(mine) >= MOST_EACH or length + len(piece.words) > ROOM:
            continue
        fits = fitness[place] >= LEAST * fitness[ranked[0]] or fitness[place] >= NEARLY * fitness[mine[0]]
        if not fits or any(says_same(piece, pieces[one]) for one in mine):
            continue
        mine.append(place)
        length += len(piece.words)
    return [[*one[:1], *sorted(one[1:])] for one in chosen]


def _labelled(best: Sequence[Piece], snapshot: Snapshot, prompts: Prompts, audience: Audience, key: str) -> list[DraftClaim]:
    """A row: the document's name before its first words, the rest as a list."""
    document = snapshot.document(best[0].hit.passage.document_id).document
    first, *rest = (span for piece in best for span in piece.spans)
    return [_row(document, first, prompts, audience, key), *(DraftClaim(Basis.QUOTED, (span,), item=True) for span in rest)]


def _silent(sides: Sequence[Sequence[Document]], understood: Understood, snapshot: Snapshot) -> set[int]:
    """The sides that do not speak of the topic in any words we know, where another side names it: else it is not sure."""
    topic = topic_of(understood)
    if not 0 < len(topic) <= MOST_SURE or number_named(understood.standalone):
        return set()  # a priority that is named by its number need not be called by any word of the question
    naming = {number for number, side in enumerate(sides) if any(mentions_of(document.id, topic, snapshot) for document in side)}
    others = {number for number in range(len(sides)) if number not in naming}
    return {
        number
        for number in others
        if naming and not any(in_other_words(document.id, understood.written, snapshot) for document in sides[number])
    }


def _row(document: Document, span: Span, prompts: Prompts, audience: Audience, key: str = "comparison.row") -> DraftClaim:
    return DraftClaim(Basis.QUOTED, (span,), lead=_label(document, prompts, audience, key))


def _label(document: Document, prompts: Prompts, audience: Audience, key: str = "comparison.row") -> str:
    whose = prompts.whose(document.area, document.plain_title)
    return prompts.say(key, audience, {"whose": whose})


def _targets(document: Document, topic: frozenset[str], snapshot: Snapshot) -> list[Span]:
    """The first measure of a document about a topic that has a target."""
    entries = [
        entry for entry in snapshot.entries(document.id, EntryKind.INDICATOR) if entry.confidence >= SURE and entry.fields.get("target")
    ]
    return [row_of(entry, snapshot) for entry in entries if topic <= stems_of(f"{entry.fields.get('measure', '')} {entry.words}")][:1]
