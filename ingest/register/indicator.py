"""Indicators: what a document says will be measured, with baseline, target, direction and unit where it gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ingest.documents import BlockKind
from ingest.register.dates import DATED_YEARS, YEARS
from ingest.register.entry import EntryKind, Found, How, plain
from ingest.register.flow import Flow, Grid, GridCell, Piece
from ingest.register.labelled import labelled_in
from ingest.register.lexicon import Lexicon
from ingest.register.measures import MeasureColumns, said_of
from ingest.register.merge import further_places
from ingest.register.roles import WE_WILL, Roles, heading_kind, names_measures
from ingest.register.stated import VALUE, aims_in, stated_values, told_values
from ingest.register.target import limit_of, share_of_change, start_of
from ingest.register.value_lines import is_change_line, name_of_change, period_alone, values_of

_TARGET = re.compile(
    rf"(?:(?P<period>{YEARS})\s+)?(?:target|goal|aim|ambition)\s*(?:of|is|:|=|–|-)?\s*(?P<value>{VALUE})(?:\s+"
    rf"(?P<unit>[a-z][\w ]{{2,30}}))?",
    re.I,
)
_BRACKET = re.compile(
    rf"\((?P<value>{VALUE})(?:\s+(?P<unit>(?:per|of)\s+[a-z][\w ]{{2,40}}|(?!and\b|or\b|to\b)[a-z][\w ]{{2,30}}))?\)", re.I
)
_PER = re.compile(r"\bper\s+(?:\d[\d,]*\s+\w+|(?:eligible\s+)?[a-z]+)\b", re.I)
_BY = re.compile(rf"\b(?P<by>(?i:by|up to|before|until)\s+(?:the end of\s+)?(?:(?:[A-Z][a-z]+)\s+)?{YEARS})\b")
_OFTEN = re.compile(
    r"\b(?:each|every|per)\s+(?:year|quarter|month|week|day)\b|\b(?:annually|(?:quarterly|monthly|weekly|yearly)(?=\s*(?:$|[,.;)]|and\b|by\b|in\b|to\b)))",
    re.I,
)
_FRACTION = r"(?:(?:an?|one|two|three)[ -](?:half|third|quarter|fifth|tenth)s?|half)\b"
_CUT = re.compile(
    rf"\b(?P<verb>cut|reduce|reducing|decrease|lower|boost|increase|increasing|raise|improve|improving|grow)\s+"
    rf"(?P<measure>[^.,;:]{{3,90}}?)\s+by\s+(?:at\s+least\s+)?(?!(?:19|20)\d{{2}}\b)(?P<value>{VALUE}|{_FRACTION})",
    re.I,
)
# "We will halve the number of …  by March 2028": without a date it says too little.
_HALVE = re.compile(
    rf"\b(?:to|will)\s+(?P<verb>(?P<value>halve|double))\s+(?P<measure>[^.,;:]{{3,90}}?)(?=\s+(?:by|before)\s+[^.,;]{{0,25}}?{YEARS})", re.I
)
_SHARE = re.compile(
    rf"\b(?:a|an)\s+(?P<value>{VALUE})\s+(?P<measure>(?P<verb>reduction|increase|improvement|rise|fall|decrease)\s+"
    rf"(?:in|across|of)\s+[^.,;:]{{3,60}})",
    re.I,
)
_FROM_TO = re.compile(
    rf"\bfrom\s+(?P<from>{VALUE})(?:\s*\(?\s*(?:in\s+)?(?P<when>{YEARS})\)?)?[^.;]{{0,40}}?\bto\s+(?:at least\s+"
    rf"|no more than\s+|below\s+|under\s+)?(?P<to>{VALUE}|none\b|zero\b|nil\b)",
    re.I,
)
_TO_VALUE = re.compile(rf"\bto\s+(?:at least|no more than|below|under|fewer than|less than|more than)\s+(?P<to>{VALUE})", re.I)
_LED = re.compile(
    r"\b(?P<verb>cut|reduce|reducing|decrease|lower|boost|increase|increasing|raise|improve|improving|grow|bring"
    r"|keep)\s+(?P<measure>(?:the\s+)?[^.,;:]{3,110}?)\s+(?=from\s+[£€]?\d|to\s+(?:at least|no more than|below|under"
    r"|fewer than|less than|more than)\s+[£€]?\d)",
    re.I,
)
_SEE = re.compile(
    r"\b(?:see|bring|get|drive|push)\s+(?P<measure>(?:the\s+)?[^.,;:]{3,110}?)\s+"
    r"(?P<verb>fall|rise|go down|go up|come down|down|up|drop|grow"
    r"|increase|decrease)\s+(?=from\s+[£€]?\d|to\s+(?:at least|no more than|below|under|fewer than|less than|more than)?\s*[£€]?\d)",
    re.I,
)
# "The plan proposes between 500 and 600 more homes by 2033": how many there are to be by a year.
_PLANNED = re.compile(
    rf"\b(?P<verb>proposes?|plans?\s+for|provides?\s+for|aims?\s+for|targets?)\s+(?P<value>(?:between\s+|at\s+least\s+|a\s+minimum\s+of\s+)?{VALUE}"
    rf"(?:\s+(?:and|to)\s+{VALUE})?)\s+(?P<measure>(?:[a-z-]+\s+){{0,4}}?[a-z-]+s)(?=\s+(?:by|up\s+to|before)\s+{YEARS})"
)
_OPENING = re.compile(
    rf"^(?:at least|no more than|fewer than|more than|up to|a minimum of|over)?\s*(?P<value>{VALUE})(?!\s*"
    rf"(?:per cent\s+)?change)\s+(?!\))[a-z]",
    re.I,
)
_PART_OF = re.compile(
    r"^(?P<value>(?:a|one|two|three)[ -](?:half|halves|third|quarter|fifth|tenth)s?|half"
    r"|(?:one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out of)\s+(?:every\s+)?(?:three|four|five|six|seven|eight|nine|ten))"
    r"(?:\s+of)?(?:\s+the)?\s+(?=[a-z])",
    re.I,
)
_REFERS = re.compile(r"\bsee\s+(?:also\s+)?(?:page|section|table|appendix|annex|paragraph|above|below)\b", re.I)
# A subject right before "cut", and no "to" or "will": it was cut.
_DID = re.compile(r"(?<!\bto)(?<!\bwill)(?<!\band)(?<!\bor)(?<!\bmust)(?<!\bshould)(?<!\bhelp)(?<!\bwould)(?<=[a-z])\s+$")
_NUMERIC = re.compile(VALUE)
# What a measure's words go on with once they have named it: "…: 31 in 2023/24", "…, down from 31", "… below 24%".
_VALUES = re.compile(
    rf"\s*(?::\s*(?=(?:from\s+|currently\s+|baseline\s+)?{VALUE})|,?\s+from\s+(?=(?:none|nothing|zero|nil|{VALUE})\s+(?:now|today|last\s+year)\b)|\s(?=(?:from\s+)?{VALUE}\s*(?:to|→)\s*{VALUE}[.\s]*$)"
    rf"|[,;]?\s+(?:falling|rising|down|up|reduced?|increased?|raised?|cut)\s+"
    rf"(?:(?:from|to|by)\s+)(?:at least\s+|below\s+|above\s+)?(?={VALUE})|\s(?:below|above|to at least|to below)\s+(?={VALUE}))",
    re.I,
)
_BASELINE_LINE = re.compile(
    rf"(?:baseline|now|currently|current|starting point|from|today)\s*(?:position|figure)?\s*[:–-]?\s*{VALUE}", re.I
)
_VALUE_LINE = re.compile(rf"(?:baseline|now|target|goal|ambition|by\s+20\d\d|current|latest|to)\b\s*(?:of|is)?\s*[:–-]?\s*{VALUE}", re.I)
_TIMES = r"(?:\s+(?:minutes|days|weeks|hours|months))?"
_AIM_LINE = re.compile(
    rf"(?:(?:our|the)\s+)?(?:target|goal|ambition)\b\s*(?:(?:for|by|in)\s+{YEARS})?\s*(?:of|is)?\s*[:–-]?\s*(?P<value>{VALUE}{_TIMES})"
    rf"(?:,?\s+\(?(?:by|in|for)\s+(?:the\s+end\s+of\s+)?{DATED_YEARS}\)?|\s+\(?{DATED_YEARS}\)?)?\.?",
    re.I,
)
_BARE_VALUE = re.compile(rf"{VALUE}{_TIMES}", re.I)
# The way a measure is to go, in front of its name: "Lower number of …", "Fewer …".
_WAY = re.compile(
    r"^(?:an?\s+)?(?:(?:lower|higher|reduced|increased|greater|smaller|rising|falling)\s+(?:numbers?|rates?|levels?|proportion|percentage|share)\s+of"
    r"|(?:reduction|increase|decrease|fall|rise|improvement)s?\s+in(?:\s+the\s+(?:number|rate|level|proportion|percentage)\s+of)?"
    r"|fewer|more|less|lower|higher|reduced|increased|improved|better)\s+",
    re.I,
)
_SHARE_OF = re.compile(r"^(?:the\s+)?(?:number|share|proportion|percentage|rate|level)s?\s+of\s+", re.I)
_WHO_ARE = re.compile(r"\s+(?:who|that|which)\s+(?:are|were|is|was)\s+", re.I)
_BESIDES = re.compile(r",\s+(?:which|who|where|although|though)\b.*$", re.I | re.S)
_TELLING = 3  # words of a measure that are enough to know it by
_FEWEST_WORDS = 2  # and in a list of measures without values, behind the way it is to go
_VALUED = {"baseline", "target", "current"}
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|shows?|suggests?|remains?|continues?)\b", re.I)


def indicators(flow: Flow, roles: Roles, words: Lexicon) -> list[Found]:
    """Given a flow and the roles of its lists, return its indicators."""
    rules = _Indicators(flow, roles, words)
    elsewhere = [*rules.from_labels(), *rules.from_lists()]
    in_tables = list(rules.from_grids())
    elsewhere += [*rules.from_cards(), *rules.from_sentences(), *rules.from_lines(), *rules.from_prose()]
    return [*_not_told_twice(elsewhere, in_tables), *in_tables]


def _not_told_twice(elsewhere: list[Found], in_tables: list[Found]) -> list[Found]:
    """The indicators outside tables, without those that a table names in the same words and gives no other target for: they become
    further places of the table's."""
    by_measure: dict[str, list[Found]] = {}
    for one in in_tables:
        by_measure.setdefault(plain(_WHO_ARE.sub(" ", _bare(one.fields["measure"]))), []).append(one)

    def alike_to(measure: str, telling: int = _TELLING) -> list[Found]:
        if len(measure.split()) < telling:
            return []
        begun = [held for name, held in by_measure.items() if name.startswith(f"{measure} ")]
        return by_measure.get(measure) or (begun[0] if len(begun) == 1 else [])

    def same(one: Found) -> Found | None:
        measure = _bare(one.fields["measure"])
        listed = _FEWEST_WORDS if one.how is How.STRUCTURE and not _VALUED & one.fields.keys() else _TELLING
        alike = alike_to(plain(measure)) or alike_to(plain(_WAY.sub("", measure)), listed) or alike_to(plain(_core(measure)))
        target = one.fields.get("target")
        return alike[0] if len(alike) == 1 and (not target or target == alike[0].fields.get("target")) else None

    return further_places(elsewhere, same)


def _bare(measure: str) -> str:
    """A measure without its unit in brackets and without what a colon adds."""
    return re.sub(r"\s*\([^)]*\)", "", measure.split(": ")[0]).strip()


def _core(measure: str) -> str:
    """A measure as a list elsewhere may shorten it: without the way it is to go, "the share of", "who are", and what is said besides."""
    return _WHO_ARE.sub(" ", _SHARE_OF.sub("", _BESIDES.sub("", _WAY.sub("", measure))))


class _Indicators:
    """The rules, by where an indicator stands."""

    def __init__(self, flow: Flow, roles: Roles, words: Lexicon) -> None:
        self._flow, self._roles, self._words = flow, roles, words
        self._taken: set[int] = set()
        self._told: set[tuple[int, int]] = set()  # sentences of a piece, by where they begin, that are indicators

    # -- "Measure: …", "Baseline: …", "Target: …" ----------------------------------------------------------------------

    def from_labels(self) -> Iterator[Found]:
        for line in labelled_in(self._flow):
            if line.head != "measure":
                continue
            self._taken.add(id(line.piece))
            for start, end in _parts(line.piece.text, line.start, line.end):
                one = self._of_piece(line.piece, start, end, How.STRUCTURE, 0.9)
                for role, text in line.fields.items():
                    one.fields.update(said_of(role, text))
                yield one

    # -- lists -------------------------------------------------------------------------------------------------------

    def from_lists(self) -> Iterator[Found]:
        for listing in self._flow.lists:
            role = self._roles.of(listing)
            if role is None or role.kind is not EntryKind.INDICATOR:
                continue
            direction = self._direction(role.said)
            for item in listing.items:
                if id(item) in self._taken or WE_WILL.match(item.text):
                    continue
                self._taken.add(id(item))
                one = self._of_piece(item, 0, len(item.text.rstrip(" ;,")), role.how, role.confidence)
                own = self._direction(item.text)
                if own or direction and not re.match(r"(?:successful|satisf|confiden|percentage of|positive)", item.text, re.I):
                    one.fields.setdefault("direction", own or direction)
                yield one

    def _of_piece(self, piece: Piece, start: int, end: int, how: How, confidence: float) -> Found:
        return piece.found(EntryKind.INDICATOR, start, end, self._fields(piece.text[start:end]), how, confidence)

    def _fields(self, text: str) -> dict[str, str]:
        """What an indicator's own words give: the measure, and target, baseline, unit and how often where they are printed."""
        fields = {"measure": _measure(text)}
        target = _TARGET.search(text)
        bracket = None if target else _BRACKET.search(text)
        for match in (target, bracket):
            if match is None or match["value"].strip() in ("999", "101", "111"):
                continue
            fields["target"] = match["value"].strip()
            if match["unit"]:
                fields["unit"] = match["unit"].strip()
        if target is not None and target["period"]:
            fields["target_period"] = target["period"]
        self._aim(fields, text)
        first = _OPENING.match(text)
        if first is not None and "target" not in fields:
            fields["target"] = first["value"].strip()
        self._state(fields, text)
        fields.update(share_of_change(text) or limit_of(text, fields))
        return self._unit(fields, text)

    def _state(self, fields: dict[str, str], text: str) -> None:
        """Put the baseline and target that the words state in the place of what was read from a part of them."""
        stated = stated_values(text)
        if any(fields.get(name, value) != value for name, value in stated.items() if name in ("baseline", "target")):
            fields.pop("unit", None)
        fields.update(stated)

    def _aim(self, fields: dict[str, str], text: str) -> None:
        """ "From 31 % (2023/24) to 25 % by March 2028", "to at least 80 %"."""
        both = _FROM_TO.search(text)
        to = both or _TO_VALUE.search(text)
        if to is None or "target" in fields:
            return
        fields["target"] = to["to"].strip()
        if both is not None:
            fields["baseline"] = both["from"].strip()
            if both["when"]:
                fields["baseline_period"] = both["when"].strip(" ()")
        by = _BY.search(text[to.end() - 1 :])
        if by is not None:
            fields["target_period"] = by["by"]

    def _unit(self, fields: dict[str, str], text: str) -> dict[str, str]:
        often, per = _OFTEN.search(text), _PER.search(text)
        if often:
            fields["how_often"] = often.group()
        elif per:
            fields["unit"] = per.group()
        if fields.get("target", "").endswith("%") or (re.match(r"(?:percentage|proportion|%)", text, re.I) and "unit" not in fields):
            fields["unit"] = "%"
        return fields

    def _direction(self, text: str) -> str:
        """Up, down, keep or nothing: the first word that says so."""
        found = [(m.start(), name) for name in ("down", "up", "keep") if (m := self._words.pattern("indicator", name).search(text))]
        return min(found)[1] if found else ""

    # -- tables --------------------------------------------------------------------------------------------------------

    def from_grids(self) -> Iterator[Found]:
        for grid in self._flow.grids:
            columns = MeasureColumns(grid, self._words)
            if columns.measure is None:
                yield from self._matrix_rows(grid)
                continue
            for number, row in enumerate(grid.rows):
                yield from self._of_row(grid, columns, row, number)

    def _of_row(self, grid: Grid, columns: MeasureColumns, row: list[GridCell], number: int) -> Iterator[Found]:
        cell = next((cell for cell in row if cell.column == columns.measure and re.search(r"[A-Za-z]{3}", cell.text)), None)
        if cell is None or number in grid.carried or grid.is_group(row):
            return
        beside = next((other.text for other in row if other.column != cell.column and other.text), "")
        for place, item in enumerate(cell.items):
            if _REFERS.search(item.text):
                continue  # what is measured stands elsewhere
            for part in _counted_apart(item):
                yield self._of_cell(grid, part, beside, columns.fields_of(row, place, len(cell.items)), grid.groups[number])

    def _matrix_rows(self, grid: Grid) -> Iterator[Found]:
        """A row that is called "Measures of success", under columns that are priorities: each cell's measures."""
        for row in grid.rows:
            if len(grid.columns) < 3 or not any(names_measures(self._words, cell.text) and len(cell.text) < 60 for cell in row[:1]):
                continue
            for cell in row[1:]:
                for item in cell.items if len(cell.text.split()) > 2 else ():
                    yield self._of_cell(grid, item, "", {}, grid.name_of(cell))

    def _of_cell(self, grid: Grid, cell: GridCell, beside: str, known: Mapping[str, str], group: str) -> Found:
        text = cell.text
        opens = {} if {"target", "baseline"} & known.keys() or share_of_change(text) else _opening_target(text)
        one = grid.found(EntryKind.INDICATOR, cell, {**self._fields(text), **opens, **known}, 0.9 * grid.confidence, group)
        self._with_direction(one)  # its values first: "Callers who report three or more times" counts upwards in words alone
        direction = self._direction(text) or self._direction(known.get("target", "")) or self._direction(beside)
        if direction and not re.match(r"Total\b", text):
            one.fields.setdefault("direction", direction)
        if "unit" not in one.fields and _in_shares(one.fields):
            one.fields["unit"] = "%"
        return one

    # -- cards: a name above "Baseline 44 (2023)", or two large numbers above a name ------------------------------------------

    def from_cards(self) -> Iterator[Found]:
        for piece in self._flow.pieces:
            if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or id(piece) in self._taken:
                continue
            if is_change_line(piece):
                yield from self._of_card(piece, name_of_change(piece, self._flow), [piece])
            elif _BASELINE_LINE.match(piece.text) or "baseline" in values_of(piece.text):
                values = [piece]
                after = self._flow.after(piece)
                while after is not None and after.kind is BlockKind.PARAGRAPH and (_VALUE_LINE.match(after.text) or values_of(after.text)):
                    values.append(after)
                    after = self._flow.after(after)
                yield from self._of_card(values[0], self._flow.before(piece), values)
            elif _AIM_LINE.fullmatch(piece.text.strip()):
                yield from self._of_tile(piece)

    def _of_tile(self, aim: Piece) -> Iterator[Found]:
        """The measure of a tile: a name and a large figure, in either order, above a line with the target."""
        second = self._flow.before(aim)
        first = self._flow.before(second) if second is not None else None
        when = period_alone(first.text) if first is not None else ""
        first = self._flow.before(first) if first is not None and when else first
        if first is None or second is None or any(id(piece) in self._taken for piece in (first, second)):
            return
        stated = _AIM_LINE.fullmatch(aim.text.strip())
        value, name = (second, first) if _BARE_VALUE.fullmatch(second.text.strip()) else (first, second)
        alike = stated is not None and _unit_of(stated["value"]) == _unit_of(value.text)
        if alike and _BARE_VALUE.fullmatch(value.text.strip()) and not _BARE_VALUE.fullmatch(name.text.strip()):
            for one in self._of_card(value, name, [aim]):
                one.fields.setdefault("current", value.text.strip())
                if when:
                    one.fields.setdefault("current_period", when)
                yield one

    def _of_card(self, first: Piece, name: Piece | None, values: list[Piece]) -> Iterator[Found]:
        """The measure that a short line names, with the values that stand beside it."""
        if name is None or id(name) in self._taken or name.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            return
        text = name.text.strip()
        listed = [values_of(piece.text) for piece in values]
        stated = {name: value for part in listed for name, value in part.items()}
        if not all(listed):
            stated = stated_values(": " + " ".join(piece.text for piece in values))
        if not 2 <= len(text.split()) <= 20 or ":" in text or text[-1:] == "?" or not stated or not re.search(r"[A-Za-z]{3}", text):
            return
        self._taken.update(id(piece) for piece in (name, *values))
        one = self._of_piece(name, 0, len(name.text.rstrip()), How.STRUCTURE, 0.75)
        one.fields.update(stated)
        one.fields["measure"] = _measure(text)
        yield self._with_direction(one)

    def _with_direction(self, one: Found) -> Found:
        """An indicator with the direction that its baseline and target show, where its words do not; none where it has since gone past
        its target, so that it may be meant to come back."""
        start, end, now = (re.search(r"\d[\d,]*(?:\.\d+)?", one.fields.get(name, "")) for name in ("baseline", "target", "current"))
        alike = ("%" in one.fields.get("baseline", "")) == ("%" in one.fields.get("target", ""))  # else it is how much it is to change by
        if start is not None and end is not None and alike and "direction" not in one.fields:
            first, last, latest = (float(match.group().replace(",", "")) for match in (start, end, now or start))
            if first != last and (last - first) * (last - latest) >= 0:
                one.fields["direction"] = "down" if last < first else "up"
        return one

    # -- lines under "Outcomes and Outputs" that no table holds ------------------------------------------------------------

    def from_lines(self) -> Iterator[Found]:
        """Sentences that begin as measures do, where the headings above speak of outputs or indicators."""
        for piece in self._roles.paragraphs_of(EntryKind.INDICATOR, EntryKind.OUTCOME):
            if id(piece) in self._taken:
                continue
            yield from self._measures_in(piece)
            if id(piece) not in self._taken and self._roles.of_section(piece) is EntryKind.INDICATOR and _states_values(piece):
                self._taken.add(id(piece))
                yield self._of_piece(piece, 0, len(piece.text.rstrip()), How.STRUCTURE, 0.8)

    # -- sentences: "The number of … was 6 in 2024/25 and should be no more than 2 by 2029" ----------------------------------

    def from_sentences(self) -> Iterator[Found]:
        """Sentences that name a measure, where it stands and where it is to go."""
        for piece in self._flow.pieces:
            if piece.kind is not BlockKind.PARAGRAPH or id(piece) in self._taken:
                continue
            below = self._roles.of_section(piece) is EntryKind.INDICATOR
            for start, end in piece.sentences:
                sentence = piece.text[start:end]
                told = told_values(sentence, below)
                if told is None:
                    continue
                self._told.add((id(piece), start))
                one = self._of_piece(piece, start, end, How.LANGUAGE, 0.75)
                one.fields = {"measure": _subject(sentence[: told[0]]), **told[1]}
                self._unit(one.fields, one.fields["measure"])
                yield self._with_direction(one)

    def _measures_in(self, piece: Piece) -> Iterator[Found]:
        for start, end in piece.sentences:
            text = piece.text[start:end]
            below = start == 0 and (before := self._flow.before(piece)) is not None and _NUMERIC.fullmatch(before.text.strip())
            if below or (id(piece), start) in self._told:
                continue  # "£4,300" above "average loss in a theft": what was measured
            if self._words.begins("indicator", "begins", text) and len(text.split()) <= 30 and not _FINITE.search(text):
                self._taken.add(id(piece))
                yield self._of_piece(piece, start, end, How.LANGUAGE, 0.8)

    # -- prose ---------------------------------------------------------------------------------------------------------------

    def from_prose(self) -> Iterator[Found]:
        """ "Cut crime by 20 %", "a 20 % reduction across these crimes": a change that is aimed at, not one that happened."""
        for piece in self._flow.pieces:
            if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or id(piece) in self._taken:
                continue
            for start, end in piece.sentences:
                for first, last in aims_in(piece.text, start, end) if (id(piece), start) not in self._told else ():
                    yield from self._aimed(piece, first, last)

    def _is_deed(self, piece: Piece) -> bool:
        """Whether a piece is an item of a list that a heading above it announces as actions: what it cuts is what will be done."""
        return piece.kind is BlockKind.ITEM and any(heading_kind(self._words, title) is EntryKind.ACTION for title in piece.trail)

    def _aimed(self, piece: Piece, start: int, end: int) -> Iterator[Found]:
        text = piece.text[start:end]
        lead = self._flow.list_of[id(piece)].introduction if id(piece) in self._flow.list_of else ""
        match = (
            _SEE.search(text)
            or _LED.search(text)
            or _CUT.search(text)
            or _HALVE.search(text)
            or _PLANNED.search(text)
            or (_SHARE.search(text) if re.search(r"\b(?:achieve|deliver|target|aim|working to)\b", text, re.I) else None)
        )
        if match is None or re.search(
            r"\b(?:has|have|had|was|were)\s+(?:been\s+)?\w+ed\b|\b(?:can|could|may|might|would|showed|shows|found)\b", text[: match.start()]
        ):
            return
        if match["verb"].casefold() == "cut" and _DID.search(text[: match.start()]):
            return  # "The patrol cut thefts from 58 to 19": what happened
        if self._is_deed(piece):
            return
        whole = start + match.start(), start + match.end()
        if re.search(r"\btarget\b.*\bto\s*$", text[: match.start()], re.I):
            whole = start, end
        fields = {"measure": match["measure"].strip()}
        if "value" in match.groupdict():
            fields["target"] = match["value"].strip()
        else:
            self._aim(fields, text[match.end() :])
        if "target" not in fields:
            return
        fields = {**start_of(text[match.end() :]), **fields}
        direction = self._direction(match["verb"])
        if direction:
            fields["direction"] = direction
        if fields["target"].endswith("%"):
            fields["unit"] = "%"
        by = _BY.search(text) or _BY.search(lead)
        if by is not None:
            fields["target_period"] = by["by"]
        whole = (whole[0], start + by.end()) if by is not None and _BY.search(text) and start + by.end() > whole[1] else whole
        yield piece.found(EntryKind.INDICATOR, *whole, fields, confidence=0.75)


_SAID_OF = re.compile(
    r"^(?:.*?\b(?:judged|measured)\s+by|.*?\b(?:we|the\s+\w+)\s+will\s+(?:track|monitor|measure|watch|follow))\s+(?:the\s+)?", re.I | re.S
)
_SAYS = re.compile(r"(?:\s+is\s+(?:our|the|a)\s+[^:;]{3,40}[:;].*|\s*[,;:]\s*(?:and\s+)?(?:it|we)?|\s+and\s+(?:we\s+)?)$", re.I | re.S)


def _subject(text: str) -> str:
    """The measure that the words before a sentence's values name, without what says that it is one."""
    return re.sub(r"\s+", " ", _SAYS.sub("", _SAID_OF.sub("", text))).strip(" ,;:")


def _in_shares(fields: Mapping[str, str]) -> bool:
    """Whether each of an indicator's values that holds a figure is a share: beside a baseline that counts, one is a change."""
    values = [fields[name] for name in ("baseline", "current", "target") if re.search(r"\d", fields.get(name, ""))]
    return bool(values) and all(value.endswith("%") for value in values)


def _states_values(piece: Piece) -> bool:
    """Whether a line is a measure with its values ("Knife offences: from 418 (2024) to 350 (2030)"), and no sentence."""
    if _BASELINE_LINE.match(piece.text) or _VALUE_LINE.match(piece.text):
        return False  # what a line above it names
    short = len(piece.text.split()) <= 30 and len(piece.sentences) == 1
    return short and _VALUES.search(piece.text) is not None and bool(stated_values(piece.text))


def _opening_target(text: str) -> dict[str, str]:
    """The target that a measure in an action's row begins with, and the measure behind it ("120 staff trained", "Half of visitors …")."""
    match = _OPENING.match(text) or _PART_OF.match(text)
    if match is None:
        return {}
    measure = re.sub(r"^(?:of\s+)?(?:the\s+)?", "", text[match.end("value") :].strip())
    return {"target": match["value"].strip(), "measure": _measure(measure)} if len(measure.split()) > 1 else {}


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts that semicolons divide a range of text into, where each is a measure of its own."""
    cuts = [match.span() for match in re.finditer(r";\s+(?:and\s+)?(?![^(]*\))", text[start:end])]
    edges = [0, *(stop for _, stop in cuts)]
    for first, last in zip(edges, [*(begin for begin, _ in cuts), end - start], strict=True):
        yield start + first, start + last


def _unit_of(value: str) -> str:
    """What a value is counted in: its words and signs without the figure."""
    return re.sub(r"[\d.,\s]+", "", value).casefold().replace("percent", "%")


_MARKED = re.compile(r"(?<=[a-z)])[*†‡]\s+(?=[A-Z])")


def _counted_apart(cell: GridCell) -> list[GridCell]:
    """The measures of a cell: each up to a note's mark; or those that a semicolon divides, where each begins with what is to be reached
    ("90 trained; 5% more referrals")."""
    ends = [0, *(mark.end() for mark in _MARKED.finditer(cell.text)), len(cell.text)]
    if len(ends) > 2:
        return [cell.cut(start, start + len(cell.text[start:end].rstrip())) for start, end in pairwise(ends)]
    parts = [cell.cut(*edges) for edges in _parts(cell.text, 0, len(cell.text))]
    return parts if all(_OPENING.match(part.text) for part in parts) else [cell]


def _measure(text: str) -> str:
    """An indicator's words without what they say of its values, and without the closing stop or a note's mark."""
    values = _VALUES.search(text)
    if values is not None and values.start() > 5:
        text = text[: values.start()]
    short = re.sub(r"\s*\((?=[^)]*\d)[^)]*\)\s*", " ", text)
    return re.sub(r"\s+", " ", short).strip(" .;,*†‡") or text.strip()
