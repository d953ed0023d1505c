"""The best sentences, list items and table rows of what was found; a list is quoted whole, behind the line that introduces it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.answers.aside import set_aside
from assistant.answers.captioned import rows_below
from assistant.answers.expected import weighed
from assistant.answers.headed import heading_of
from assistant.answers.read_on import is_prose, says_same, with_beginnings, with_between, with_ends, with_more, with_rest, with_taken_back
from assistant.answers.tabled import OF_ANY_ROW, grids_of_years, head_of, rows_of_years
from assistant.conversation import AnsweredBy, Basis, Draft, DraftClaim, Turn
from assistant.money import asks_amount, asks_of_money, holds_amount
from assistant.parts import EVEN, LEAST_PART, REPEATED, SHARE, Part, told_before
from assistant.pieces import Piece, numbering_ends
from assistant.regression import Floats
from assistant.understand import NUMBERS, Intent, Understood
from assistant.wanted import SURE, stated_count
from assistant.weights import weights_of
from assistant.wish import covered
from ingest.lexical import stems_of, words_of
from ingest.library import Snapshot
from ingest.register.entry import EntryKind

LONGEST = 1500  # characters of an answer, whole lists aside
MOST_PIECES = 12
LEAST = 0.1  # of the best piece's fitness: what fits less well is left out
FLOOR = 0.02  # what fits less well than this is left out, however little the best fits
SHORT = 600  # characters: up to these more is told, for what answers is not always what fits best
LEAST_SHORT = 0.02  # of the best piece's fitness, in so short an answer
FLOOR_SHORT = 0.005
FLOOR_PROSE = 0.01  # of a sentence: one that fits less well adds a fact once in some hundred times
BRIEF = 150  # characters: what is said in fewer costs less, and may fit as much less, where it holds a word that was asked
BRIEFEST = 30  # characters: what is briefer costs no less
FEWEST_WORDS = 3  # of a sentence that says something
LEAST_EACH = 0.1  # the same for the best piece of each document, where documents are set side by side
LEAST_LIST = 0.05  # the same for a list that has as many items as the question says
WELL_STATED = 0.5  # the same for what says how many they are: then the list of so many in its passage is the one
MOST_DOCUMENTS = 4
WELL = 2.0  # times as well as the list of as many things as were asked for: then something else is told beside it
SHORT_LIST = 300  # characters of a list that is told whole where any item of it is
OF_AMOUNT = 0.4  # of the weight of the words asked that any piece holds: an amount that holds less is one of something else
WELL_OF_ANOTHER = 0.6  # of the best piece's fitness: what another area's document says fits so well, or is told aside
BROUGHT = 600  # characters of the list that a sentence further down brings with it
# What is asked of money, or of any year, names nothing that money is of.
_OF_MONEY = stems_of(
    "amount annual annually annum bill budget cash charge cost costs earn expenditure fee fees fund funded funding funds give gave get"
    " grant grants income invest kitty money month much overall paid pay pays per pot pound pounds price rake raise set spend spending"
    " spent sum total tot worth year yearly years gonna going far exactly pls please allocate allocated allocation aside earmark earmarked"
    " reserve reserved ring fence fenced ringfence ringfenced supply provide over out own long term period page one two three four five"
    " help helping people council councils borough partnership"
)
_OF_FIGURES = frozenset({Intent.FIGURE, Intent.COUNT})
FEWEST_OF_OTHERS = 3  # rows of other things: of one or two the asker sees what they are of
FEWEST_NAMING = 2  # words of a priority's name that a heading may hold
COMMON = 3  # rows of a table that hold a word: where most do, it tells none of them from the others
# Several things are asked for, and what they are called.
_OF_SEVERAL = re.compile(
    r"\b(?:which|what) (?:[\w’'-]+ ){0,2}(?!(?:does|this|says|goes|costs|gets|makes|always|numbers|figures|counts|totals|percentages)\b)"
    r"[a-z]{3,}(?<!s)s\b"
    r"|\b(?:all|each|every|list)\b",
    re.I,
)
# "It has seven areas. What are they?"
_SAID_BEFORE = re.compile(
    rf"\b({'|'.join(NUMBERS)}|1?\d)\b (?:[\w’'-]+ ){{0,2}}[a-z]{{3,}}s\b[^?]{{0,60}}[.,;:–-]+ (?:and )?"
    r"(?:what(?:['’]?re| are) they|which (?:ones )?are they|(?:name|list) (?:them|each|all))\b",
    re.I,
)
_TWO_ASKED = re.compile(r"\b(?:how (?:many|much)|what|which|who)\b[^?]*(?:,|\band) (?:and )?(?:how (?:many|much)|which|who)\b", re.I)
_OF_LISTS_ALONE = frozenset({Intent.LIST, Intent.SUMMARY})
_SIDE_BY_SIDE = frozenset({Intent.COMPARISON, Intent.CHANGE, Intent.CONTRADICTION})
_OF_LISTS = frozenset({Intent.LIST, Intent.SUMMARY, Intent.PASSAGE})
# An address beside what was asked of something else is taken for its own.
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
# "The house where …" asks for no place.
_ASKS_PLACE = re.compile(
    r"(?:^|[,;:.?!]\s*|\b(?:and|or|but|know|say|tell me) )where\b|\bwhere['’]?s\b"
    r"|\b(?:address|contact|write|visit|office|find|get hold|reach|based|post\w*|email|phone|ring|call)\b",
    re.I,
)
_FIGURE = re.compile(r"\d{3}|[£%]|\d[.,]\d")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_FOOTNOTE = re.compile(r"\s*\\?[*†‡§]\s?[A-Za-z]")  # a note to what bears such a sign, and told with that alone
_YES_OR_NO = re.compile(r"\W*(?:yes|no|y|n|n/a)?\W*$", re.I)
_BETWEEN_NAMES = re.compile(r"[,;]|\band\b")
_SAID = re.compile(
    rf"\b(?:what|which|name|list|give|all|the|are|were) (?:are |were |all |the ){{0,4}}({'|'.join(NUMBERS)}|1?\d)\b"
    r"(?! (?:years?|months?|weeks?|days?)\b)",
    re.I,
)


def quote_pieces(
    understood: Understood,
    pieces: Sequence[Piece],
    fitness: Floats,
    snapshot: Snapshot,
    parts: Sequence[Part] = (),
    history: Sequence[Turn] = (),
    aside: str = "",
) -> Draft | None:
    """Given what was understood, the pieces that were found and how well each fits, return the best as quoted claims, or None where
    nothing was found, an amount of money is asked for and none is among them, or a figure of which only the rows of other things are.
    `parts` are the question's, where it asks several things or goes on from what was said in the turns before it: the best for each of
    them is told. What fits much less well than the best stands behind it, after the words `aside`."""
    fitness = weighed(understood, pieces, fitness, snapshot)
    firsts: list[int] = []
    if parts and len(pieces):
        fitness, firsts = _over_parts(understood, pieces, fitness, parts, history, snapshot)
    kept = _of_priority(understood, pieces, snapshot)
    fitness, firsts = fitness * kept, [place for place in firsts if kept[place]]
    chosen = _chosen(understood, pieces, fitness, firsts)
    if rows := rows_of_years(understood, pieces, snapshot):
        beside = [piece for piece in chosen[:1] if is_prose(piece) and not piece.words.rstrip().endswith(":")]
        return Draft((*rows, *(DraftClaim(Basis.QUOTED, (span,)) for piece in beside for span in piece.spans)), AnsweredBy.EXTRACT)
    if understood.intent in _OF_FIGURES and _are_of_others(chosen, understood) and grids_of_years(understood, chosen, snapshot):
        return None
    if asks_amount(understood.standalone):
        held = [_named_in(piece, understood, snapshot) for piece in chosen if _is_of_amount(piece, understood)]
        if not held or max(held) < OF_AMOUNT * max(_named_in(piece, understood, snapshot) for piece in pieces):
            return None
    chosen = list(_led_by_amount(chosen, understood, snapshot))
    close = [*firsts, *_best_of_each(pieces, np.argsort(-fitness, kind="stable").tolist())] if understood.scope.several else firsts
    chosen, near = set_aside(chosen, pieces, fitness, close, _of_others(chosen, pieces, fitness, understood, snapshot))
    return Draft(tuple(_claims(chosen, understood, snapshot, near, aside)), AnsweredBy.EXTRACT) if chosen else None


def _of_priority(understood: Understood, pieces: Sequence[Piece], snapshot: Snapshot) -> NDArray[np.bool_]:
    """Which pieces may be told where a priority is asked about by its number or letter: those that do not stand under the heading of
    another one of the same plan; all where it is not, or no other would be left."""
    own = [
        (entry.id, set(words_of(entry.name)))
        for name in (understood.scope.documents if understood.priority else ())
        for entry in snapshot.entries(name, EntryKind.PRIORITY)
        if entry.whose == "own" and not entry.belongs_to and entry.confidence >= SURE
    ]
    meant = [words for key, words in own if key == understood.priority]
    others = [words for key, words in own if key != understood.priority and words not in meant]
    kept = np.array([not any(_names(title, others) for title in piece.hit.passage.trail) for piece in pieces], dtype=np.bool_)
    return kept if kept.any() else np.ones(len(pieces), dtype=np.bool_)


def _names(title: str, priorities: Sequence[set[str]]) -> bool:
    """Whether a heading is the name of one of some priorities, or holds it where it is of several words."""
    said = set(words_of(title))
    return any(words == said or len(words) >= FEWEST_NAMING and words <= said for words in priorities)


def _are_of_others(chosen: Sequence[Piece], understood: Understood) -> bool:
    """Whether all that would be told of a figure are several rows of tables, and none is called by any word that was asked: where the
    tables are of the year that was asked, they are of other things."""
    if len(chosen) < FEWEST_OF_OTHERS or not all(piece.row for piece in chosen) or understood.leans:
        return False
    topic = stems_of(understood.subject) - OF_ANY_ROW
    return not any(covered(topic, understood.standalone, _name_of(piece)) for piece in chosen)


def _of_amounts(chosen: Sequence[Piece], understood: Understood, snapshot: Snapshot) -> dict[int, float]:
    """The places of the amounts of money among what would be told, each with the weight of what its words, and those above it, hold of what
    an amount is asked of, squared word by word."""
    amounts = {place: piece for place, piece in enumerate(chosen) if holds_amount(piece.words, piece.row)}
    # What stands above all of them tells none from the others.
    above = frozenset.intersection(*(stems_of(" ".join(piece.hit.passage.trail[-1:])) for piece in amounts.values())) if amounts else ()
    return {place: _named_in(piece, understood, snapshot, frozenset(above)) for place, piece in amounts.items()}


def _led_by_amount(chosen: Sequence[Piece], understood: Understood, snapshot: Snapshot) -> Sequence[Piece]:
    """What is told, led by the amount that holds most of what one is asked of, where what leads it is an amount of something else."""
    amounts = _of_amounts(chosen, understood, snapshot) if asks_of_money(understood.standalone) else {}
    if not amounts or amounts.get(0, 1.0) >= OF_AMOUNT * max(amounts.values()):
        return chosen
    best = max(amounts, key=lambda place: (amounts[place], -place))
    return [chosen[best], *chosen[:best], *chosen[best + 1 :]]


def _named_in(piece: Piece, understood: Understood, snapshot: Snapshot, but: frozenset[str] = frozenset()) -> float:
    """The weight of what a piece and the words above it hold of what an amount is asked of, `but` some: one rare word tells more than
    several common ones."""
    held = stems_of(" ".join((*piece.hit.passage.trail[-1:], piece.hit.passage.lead, piece.words)))
    weights = weights_of(snapshot)
    return sum(weights.of(stem) ** 2 for stem in _names_of_amount(understood) & held - but)


def _names_of_amount(understood: Understood) -> frozenset[str]:
    return stems_of(" ".join((understood.subject, *understood.written))) - _OF_MONEY


def _of_others(chosen: Sequence[Piece], pieces: Sequence[Piece], fitness: Floats, understood: Understood, snapshot: Snapshot) -> set[int]:
    """The places of what is told of something else: amounts of money that hold much less of what one is asked of than another does; and,
    where no area is named, what documents of other areas than the best say and fits less well."""
    places = {id(piece): place for place, piece in enumerate(pieces)}
    amounts = _of_amounts(chosen, understood, snapshot) if asks_of_money(understood.standalone) else {}
    found = {places[id(chosen[at])] for at, held in amounts.items() if held < OF_AMOUNT * max(amounts.values())}
    if chosen and not understood.scope.areas:
        area = {name: snapshot.document(name).document.area for name in {piece.hit.passage.document_id for piece in chosen}}
        mine, best = area[chosen[0].hit.passage.document_id], max(float(fitness[places[id(piece)]]) for piece in chosen)
        others = (places[id(piece)] for piece in chosen if area[piece.hit.passage.document_id] != mine)
        found |= {place for place in others if fitness[place] < WELL_OF_ANOTHER * best}
    return found


def _is_of_amount(piece: Piece, understood: Understood) -> bool:
    """Whether an amount of money stands in a piece, and in its passage anything of what it is asked of. What the numbers of a row are may
    stand above it."""
    passage = piece.hit.passage
    if not holds_amount(passage.text if piece.row else piece.words, piece.row):
        return False
    named = _names_of_amount(understood)
    return not named or bool(named & stems_of(" ".join((*passage.trail, passage.text))))


def _claims(chosen: Sequence[Piece], understood: Understood, snapshot: Snapshot, near: int, aside: str) -> list[DraftClaim]:
    """The pieces as claims: a list's items one by one, below the heading of their part where other things were said before, so that nobody
    takes one part's items for another's; a table's name with its rows that are asked about, where the first of them stands. A table's name
    with no such row is left out where anything else is said. What stands behind the first `near` pieces is led by the words `aside`."""
    rows = [span for piece in chosen if piece.row for span in piece.spans]
    named = {place: rows_below(piece.spans[0], rows, understood, snapshot) for place, piece in enumerate(chosen) if is_prose(piece)}
    tables = {place: claims for place, claims in named.items() if claims is not None}
    said: list[list[DraftClaim]] = []
    part: tuple[object, ...] = ()
    named_columns: set[str] = set()
    blocks_near: int | None = None
    for place, piece in enumerate(chosen):
        blocks_near = len(said) if place == near else blocks_near
        own = _below_columns(piece, named_columns, snapshot)
        block = tables.get(place) or next((table for table in tables.values() if piece.row and _holds(table, piece)), own)
        heading = heading_of(piece, snapshot)
        trail = (piece.hit.passage.document_id, *piece.hit.passage.trail, *heading)
        if block not in said and (len(block) > 1 or place not in tables):
            if trail != part and (piece.item or piece.whole):
                said.append([DraftClaim(Basis.QUOTED, (span,)) for span in heading])
            said.append(block)
        part = trail
    blocks_near = len(said) if blocks_near is None else blocks_near
    close = [claim for block in said[:blocks_near] for claim in block]
    far = [replace(claim, above=aside) for block in said[blocks_near:] for claim in block]
    return [*close, *far] or [DraftClaim(Basis.QUOTED, chosen[0].spans)]


def _below_columns(piece: Piece, named: set[str], snapshot: Snapshot) -> list[DraftClaim]:
    """A piece as claims, a row of several figures below the names of its columns, where these were not told before; `named` holds the
    words of those that were, and takes in these."""
    head = [DraftClaim(Basis.QUOTED, (span,)) for span in head_of(piece, snapshot)]
    own = [DraftClaim(Basis.QUOTED, (span,), item=bool(piece.whole or piece.item or head)) for span in piece.spans]
    new = {" ".join(_words_at(claim, snapshot).split()) for claim in head} - named
    named |= new
    return [*head, *own] if new else own


def _words_at(claim: DraftClaim, snapshot: Snapshot) -> str:
    return " ".join(snapshot.page(span.document_id, span.page).text[span.start : span.end] for span in claim.spans)


def _holds(claims: Sequence[DraftClaim], piece: Piece) -> bool:
    return any(span.overlaps(other) for claim in claims for span in claim.spans for other in piece.spans)


def _over_parts(
    understood: Understood, pieces: Sequence[Piece], fitness: Floats, parts: Sequence[Part], history: Sequence[Turn], snapshot: Snapshot
) -> tuple[Floats, list[int]]:
    """How well each piece answers any part of a question, and the best piece of each part. What answers one part very well must not keep
    out what answers another; what was told before tells little new."""
    own = [weighed(part.understood, pieces, part.fitness, snapshot) for part in parts if part.fitness.max() >= LEAST_PART]
    best = max(float(one.max()) for one in (fitness, *own))
    own = [one * (best / max(float(one.max()), FLOOR_SHORT)) ** EVEN for one in own]
    if not understood.leans:
        return np.maximum.reduce([fitness, *own]), [int(np.argmax(one)) for one in own]
    new = np.where(told_before(pieces, history), REPEATED, 1.0)
    return new * np.maximum.reduce([SHARE * fitness, *own]), [int(np.argmax(new * one)) for one in own]


def _chosen(understood: Understood, pieces: Sequence[Piece], fitness: Floats, firsts: Sequence[int]) -> list[Piece]:
    """The best pieces that are no repeats, up to the length of an answer: the best first, the rest in the order of reading. `firsts` are
    taken before all others."""
    several = understood.scope.several and len(understood.scope.documents) > 1
    order = [int(place) for place in np.argsort(-fitness, kind="stable")]
    ranked = [place for place in order if _says_something(pieces[place]) and not _leads_nowhere(pieces, place)] or order
    if not ranked:
        return []
    counted = _counted(understood, pieces, fitness)
    before = [*(place for place in firsts if place in ranked), *counted]
    before += _best_of_each(pieces, ranked) if several else []
    best = float(fitness[ranked[0]])
    asked = stems_of(" ".join((understood.subject, *understood.written)))
    least = max((LEAST_EACH if several else LEAST) * best, FLOOR)
    # A figure that was asked for needs no more, but for each of several parts.
    words = asked if len(firsts) > 1 or not _is_figure(understood, pieces[ranked[0]]) else frozenset()
    if counted and len(firsts) < 2 and len(understood.scope.areas) < 2:
        # The list of as many as were asked for is the answer.
        return with_lists(pieces, [*counted, *(place for place in ranked[:1] if fitness[place] > WELL * fitness[counted[0]])])
    candidates = [*before, *ranked]
    fitting = [place for number, place in enumerate(candidates) if not number or _fits(pieces[place], fitness[place], least, words)]
    chosen = _taken(pieces, fitting, (), LONGEST)
    told = [*chosen[:1], *sorted(chosen[1:])]
    told = told if several else _read_on(understood, pieces, told)
    if len(firsts) > 1 or not _is_figure(understood, pieces[told[0]]):
        near = [place for place in ranked if fitness[place] >= max(LEAST_SHORT * best, _floor(pieces[place]))]
        speaking = {pieces[place].hit.passage.document_id for place in told}
        near = [place for place in near if pieces[place].hit.passage.document_id in speaking]
        nearly = [place for place in near if asked & stems_of(pieces[place].words)]
        told = [*told, *sorted(_taken(pieces, nearly, told, SHORT))]
    told = _of_rows_asked(understood, pieces, told, asked)
    if not _ASKS_PLACE.search(understood.standalone):
        told = [place for place in told if not _POSTCODE.search(pieces[place].words) or place == ranked[0]]
    return with_lists(pieces, with_taken_back(pieces, with_beginnings(pieces, told)))


def _of_rows_asked(understood: Understood, pieces: Sequence[Piece], told: Sequence[int], asked: frozenset[str]) -> list[int]:
    """The places that are told, without a table's rows whose name holds less of what was asked than that of another of its rows: a figure
    is not to be taken for its neighbour. Where a list is asked for, all are told, and so they are where things are set side by side, unless
    a row's whole name was asked."""
    text = understood.standalone
    whole = understood.intent in _OF_LISTS_ALONE or _OF_SEVERAL.search(text) is not None or _TWO_ASKED.search(text) is not None
    if understood.intent in _SIDE_BY_SIDE:
        names = [stems_of(_name_of(pieces[place])) - OF_ANY_ROW for place in told if pieces[place].row]
        whole = whole or not any(name and name <= asked for name in names)
    left_out: set[int] = set()
    for rows in _tables_of([place for place in told if pieces[place].row and not whole], pieces):
        held = {place: stems_of(_name_of(pieces[place])) & asked for place in rows}
        often = {stem for stem in asked if (times := sum(stem in one for one in held.values())) >= COMMON and 2 * times > len(rows)}
        named = {place: held[place] - often for place in rows}
        # A row of one cell is called nothing: what it is of stands before it.
        left_out |= {place for place in rows if "\t" in pieces[place].words and any(named[place] < other for other in named.values())}
    return [place for place in told if place not in left_out]


def _tables_of(rows: Sequence[int], pieces: Sequence[Piece]) -> list[list[int]]:
    """The places of rows by the table they may stand in: those of one passage, and of passages on the same page or the next whose columns
    are as many."""
    tables: list[list[int]] = []
    last: tuple[str, int, int] | None = None
    for place in sorted(rows, key=lambda place: (pieces[place].spans[0].document_id, pieces[place].spans[0].page, place)):
        piece = pieces[place]
        document, page, columns = piece.spans[0].document_id, piece.spans[0].page, piece.words.count("\t")
        same = tables and pieces[tables[-1][-1]].rank == piece.rank
        if not same and (last is None or last[0] != document or page > last[1] + 1 or last[2] != columns):
            tables.append([])
        tables[-1].append(place)
        last = document, page, columns
    return tables


def _name_of(row: Piece) -> str:
    """What a table's row is called: its first cell that is no number."""
    return next((cell for cell in row.words.split("\t") if _LETTERS.search(cell)), "")


def _fits(piece: Piece, fitness: float, least: float, asked: frozenset[str]) -> bool:
    """Whether a piece fits as well as is needed: one that is brief and holds a word that was asked needs to fit as much less."""
    if fitness >= least:
        return True
    needed = max(least * max(len(piece.words), BRIEFEST) / BRIEF, _floor(piece))
    return fitness >= needed and bool(asked & stems_of(piece.words))


def _floor(piece: Piece) -> float:
    """How well a piece must fit at least, however short the answer: a line that brings a list with it counts as its items do."""
    return FLOOR_PROSE if is_prose(piece) and not piece.words.rstrip().endswith(":") else FLOOR_SHORT


def _taken(pieces: Sequence[Piece], ranked: Sequence[int], told: Sequence[int], longest: int) -> list[int]:
    """Of places in the order in which they count, those that can be told behind what is told, that say nothing again and keep to the length
    of an answer in characters, whole lists aside."""
    taken: list[int] = []
    length = sum(len(pieces[place].words) for place in told if not pieces[place].whole)
    for place in ranked:
        piece = pieces[place]
        is_first = not (taken or told)
        if len(taken) + len(told) >= MOST_PIECES:
            break
        if any(says_same(piece, pieces[other]) for other in (*told, *taken)) or (length + len(piece.words) > longest and not is_first):
            continue
        taken.append(place)
        length += 0 if piece.whole else len(piece.words)
    return taken


def _is_figure(understood: Understood, piece: Piece) -> bool:
    """Whether a figure is asked for and stands in a piece."""
    return understood.intent in _OF_FIGURES and _FIGURE.search(piece.words) is not None


def _read_on(understood: Understood, pieces: Sequence[Piece], told: Sequence[int]) -> list[int]:
    """The places that are told with what belongs to them; a figure that was asked for needs no more."""
    placed = with_ends(pieces, with_between(pieces, with_rest(pieces, told) if understood.intent in _OF_LISTS else told))
    return placed if _is_figure(understood, pieces[told[0]]) else with_more(pieces, placed)


def _says_something(piece: Piece) -> bool:
    """Whether a piece is more than the name of a part or a number by itself; what stands in a list or a table is of it, but for a line in
    capitals that names what stands below it, a row of nothing but yes and no, and a note to something else."""
    words = len(_LETTERS.findall(piece.words))
    if is_prose(piece) and _FOOTNOTE.match(piece.words):
        return False
    if piece.row and all(_YES_OR_NO.match(cell) for cell in piece.words.split("\t")):
        return False
    if words > 1 and piece.words.isupper() and not (piece.item or piece.whole or _DIGIT.search(piece.words)):
        return False
    return piece.row or piece.item or piece.whole or words >= FEWEST_WORDS or words > 0 and _FIGURE.search(piece.words) is not None


def _leads_nowhere(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a piece is a line that introduces what follows, and nothing follows it in its passage."""
    ends = place + 1 == len(pieces) or pieces[place + 1].rank != pieces[place].rank
    return ends and is_prose(pieces[place]) and pieces[place].words.rstrip().endswith(":")


def _counted(understood: Understood, pieces: Sequence[Piece], fitness: Floats) -> list[int]:
    """Where the question says how many there are: the list of so many items that fits best, or the sentence that names so many."""
    text = understood.standalone
    said = (_SAID.search(text) if understood.intent is Intent.LIST else None) or _SAID_BEFORE.search(text)
    if said is None or not len(pieces):
        return []
    count = NUMBERS.get(said[1].casefold()) or int(said[1])
    says = stated_count(count)
    lists = [place for place, piece in enumerate(pieces) if piece.whole and len(piece.spans) == count or _enumerates(piece, says, count)]
    well = WELL_STATED * fitness.max()
    stating = {piece.rank for piece, fits in zip(pieces, fitness, strict=True) if fits >= well and says.search(piece.words)}
    fitting = [place for place in lists if fitness[place] >= LEAST_LIST * fitness.max() or pieces[place].rank in stating]
    asked = stems_of(" ".join((understood.subject, *understood.written)))
    return sorted(fitting, key=lambda place: (-len(asked & stems_of(" ".join(pieces[place].hit.passage.trail))), -fitness[place]))[:1]


def _enumerates(piece: Piece, says: re.Pattern[str], count: int) -> bool:
    """Whether a sentence says how many there are and then names as many, with a comma or an "and" between them."""
    found = says.search(piece.words) if is_prose(piece) else None
    return found is not None and len(_BETWEEN_NAMES.findall(piece.words, found.end())) >= count - 1


def with_lists(pieces: Sequence[Piece], chosen: Sequence[int]) -> list[Piece]:
    """Given pieces and which of them were chosen, in order, return those, each list behind the line that introduces it. A line that
    introduces what is not said is left out."""
    found: list[Piece] = []
    for number, place in enumerate(chosen):
        piece = pieces[place]
        lead = _leading(pieces, place) if piece.whole or piece.item else None
        if lead is not None:
            # An item whose whole list is told stands where it does in that; a short list is told whole.
            items = [] if piece.whole else _introduced(pieces, lead, BROUGHT if lead in chosen else SHORT_LIST)
            brought = [pieces[lead], *(items if any(item.overlaps(piece) for item in items) else [piece])]
        elif piece.words.rstrip().endswith(":"):
            items = _introduced(pieces, place, LONGEST if number == 0 else BROUGHT)
            followed = items or (place + 1 in chosen and pieces[place + 1].rank == piece.rank)
            brought = [piece, *items] if followed or len(chosen) == 1 else []
        else:
            brought = [piece]
        found.extend(one for one in brought if not any(one.overlaps(other) for other in found))
    return found


def _introduced(pieces: Sequence[Piece], place: int, longest: int) -> list[Piece]:
    """The list items right behind a piece that ends with a colon, in the same passage."""
    items: list[Piece] = []
    for piece in pieces[place + 1 :]:
        if piece.rank != pieces[place].rank or not piece.item or numbering_ends(items, piece.words):
            break
        items.append(piece)
    return items if sum(len(item.words) for item in items) <= longest else []


def _leading(pieces: Sequence[Piece], place: int) -> int | None:
    """Where the sentence right in front of a whole list stands, or of the list that an item is of; None where none introduces it."""
    first = place
    if pieces[place].whole:
        first = next((at for at, piece in enumerate(pieces) if piece.item and piece.overlaps(pieces[place])), 0)
    while first and pieces[first - 1].item and pieces[first - 1].rank == pieces[place].rank:
        first -= 1
    before = pieces[first - 1] if first else None
    if before is None or before.rank != pieces[place].rank or not is_prose(before) or not before.words.rstrip().endswith(":"):
        return None
    return first - 1


def _best_of_each(pieces: Sequence[Piece], order: Sequence[int]) -> list[int]:
    """The best piece of each document that was found, best first."""
    best: dict[str, int] = {}
    for place in order:
        best.setdefault(pieces[place].hit.passage.document_id, place)
    return list(best.values())[:MOST_DOCUMENTS]
