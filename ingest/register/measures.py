"""Tables of measures: which column holds the measure, and what the others say of it."""

from __future__ import annotations

import re
from functools import cached_property

from ingest.register.dates import DATED_YEARS, YEARS
from ingest.register.flow import Grid, GridCell
from ingest.register.grid import CODE
from ingest.register.lexicon import Lexicon
from ingest.register.note import baseline_said, name_with_exceptions, period_noted
from ingest.register.period import period_of
from ingest.register.roles import names_measures
from ingest.register.stated import NOTHING, VALUE, stated_values

_YEAR_NAME = re.compile(rf"^(?:(?:19|20)\d{{2}}|{YEARS}|q[1-4]\s+{YEARS})(?:\s+(?:actual|outturn|result|performance|figure)s?)?$", re.I)
_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,2})*[a-z]?[.)]?$|^[A-Z][.)]?$")
# A value with its date: "31 (2023/24)", "fewer than 30 by March 2028", "3.4 days (2023/24)".
_DATED = re.compile(
    rf"^[^\d£€]{{0,14}}(?P<value>{VALUE})(?:\s+(?P<unit>(?!by\b|in\b|from\b|for\b)[a-z]+))?\s*(?:\(\s*(?:in\s+)?(?:\w+\s+)?{YEARS}(?:\s+to\s+{YEARS})?(?:\s+\w+){{0,2}}\s*\)"
    rf"|(?:by|in|from|for)\s+(?:\w+\s+){{0,3}}{YEARS})$",
    re.I,
)
# "Baseline year", "Date of target": when a value was or is to be.
_YEAR_OF = re.compile(
    r"(?P<role>[\w ]+?)\s+(?:financial\s+)?(?:years?|periods?|dates?)|(?:years?|periods?|dates?)\s+(?:of|for)\s+(?:the\s+)?(?P<of>[\w ]+)",
    re.I,
)
_NOW = re.compile(r"\b(?:now|current(?:ly)?|latest|today|at present|where (?:are we|we are))\b", re.I)
_APART = 3  # years between the columns of a baseline and of a target
# A column's whole name, where a word of it would say too little.
_WHOLE = {
    "baseline": re.compile(r"(?:start|from|starting (?:position|value|figure)|where we (?:are )?start(?:ing)?(?: from)?|then)", re.I),
    "target": re.compile(
        r"(?:end|to|end point|aiming for|we want|where we want to (?:get to|be)|where we will be|(?:year|yr)\s*[2-9])", re.I
    ),
}
_WHEN = re.compile(rf"\b{DATED_YEARS}(?:\s+to\s+{DATED_YEARS})?|{YEARS}", re.I)
_NOTES = re.compile(r"(?:.{0,30}\b)?(?:notes?|comments?|remarks?|caveats?)", re.I)
_SHORT_CELL = 25  # characters: a longer cell explains its number


class MeasureColumns:
    """Which column of a grid holds the measure (None where none does), and what the others hold, by column."""

    def __init__(self, grid: Grid, words: Lexicon) -> None:
        self._grid = grid
        self.roles: dict[int, str] = {}
        self.measure: int | None = None
        candidates: list[int] = []
        for column, name in sorted(grid.columns.items()):
            role = _role(name.strip(), words)
            if role == "owner" and role in self.roles.values():
                continue  # who leads stands before who helps
            if role:
                self.roles[column] = role
            elif len(name.split()) <= 8 and names_measures(words, name):
                candidates.append(column)
            elif words.begins("indicator", "current", name.strip()) or _YEAR_NAME.match(name.strip()):
                self.roles[column] = "current"
        self._drop_ratings()
        self._choose(candidates)
        self._from_first_year_to_last()
        self._drop_years_before_baseline()

    def _drop_years_before_baseline(self) -> None:
        """Leave out years that lie before the baseline's: they are not where things stand now."""
        first = next((self._first_year(column) for column, role in self.roles.items() if role == "baseline"), 0)
        for column in [column for column, role in self.roles.items() if role == "current" and 0 < self._first_year(column) < first]:
            del self.roles[column]

    def _first_year(self, column: int) -> int:
        """The year that a column's name gives first, or 0."""
        years = re.findall(r"\b(?:19|20)\d{2}\b", self._grid.columns[column])
        return int(years[0]) if years else 0

    def _drop_ratings(self) -> None:
        """Leave out a column that says in words how things stand ("Status": "Amber") beside one that says it in figures."""
        now = [column for column, role in self.roles.items() if role == "current"]
        counted = {cell.column for cell in self._grid.cells if cell.column in now and re.search(r"\d", cell.text)}
        for column in now if counted else ():
            if column not in counted:
                del self.roles[column]

    def _from_first_year_to_last(self) -> None:
        """Beside a measure, two years that lie apart are where it starts from and where it is to go, if nothing else says so."""
        named = {"baseline", "target"} & set(self.roles.values())
        years = [(column, match) for column, name in sorted(self._grid.columns.items()) if (match := _YEAR_NAME.match(name.strip()))]
        if self.measure is None or named or len(years) != 2:
            return
        (first, early), (last, late) = years
        if int(re.findall(r"(?:19|20)\d{2}", late.group())[0]) - int(re.findall(r"(?:19|20)\d{2}", early.group())[0]) >= _APART:
            self.roles[first], self.roles[last] = "baseline", "target"

    def _choose(self, candidates: list[int]) -> None:
        worded = [column for column in candidates if not self._holds_codes(column)]
        if self._grid.references & {*candidates}:
            self.measure = None  # "Measures: 1 and 2" points to those of another table; what stands beside it tells how one will know
        elif worded:
            self.measure = worded[0]
        elif candidates or {"baseline", "target"} <= set(self.roles.values()):
            # "KPI" over numbers, or no name that says so beside baselines and targets: the first column of words.
            free = [c for c in sorted(self._grid.columns) if c not in self.roles and c not in candidates and not self._holds_codes(c)]
            self.measure = free[0] if free else None
        if "target" not in self.roles.values() and "baseline" not in self.roles.values():
            self.roles = {column: role for column, role in self.roles.items() if role != "current" or not self._is_year(column)}
        years = [column for column, role in self.roles.items() if role == "current" and self._is_year(column)]
        if "baseline" not in self.roles.values() and len(years) == 1 and list(self.roles.values()).count("current") == 1:
            self.roles[years[0]] = "baseline"  # the one year beside a target is where it starts from
        elif "baseline" not in self.roles.values() and (said := baseline_said(f"{self._grid.above}\n{self._grid.below}")):
            own = [column for column, role in self.roles.items() if role == "current" and _is_of(self._grid.columns[column], said)]
            self.roles.update(dict.fromkeys(own[:1], "baseline"))

    def _is_year(self, column: int) -> bool:
        return bool(_YEAR_NAME.match(self._grid.columns[column].strip()))

    def periods_of(self, row: list[GridCell]) -> dict[int, str]:
        """Given a row, return the period of each of its columns that another cell of it dates ("Baseline year"), by column."""
        dated = {role: cell.text.strip() for cell in row if (role := self.roles.get(cell.column, "")).endswith("_period")}
        return {column: dated[f"{role}_period"] for column, role in self.roles.items() if re.search(r"\d", dated.get(f"{role}_period", ""))}

    def noted_in(self, row: list[GridCell]) -> dict[int, str]:
        """Given a row, return by column the period that its note gives the values of a column which the text near the table dates "unless a
        note says otherwise"."""
        name = self._with_exceptions
        columns = [column for column, said in self._grid.columns.items() if name and said.strip().casefold().startswith(name)]
        notes = [cell.text.strip() for cell in row if _NOTES.fullmatch(self._grid.name_of(cell).strip())] if columns else []
        periods = [period for note in notes if (period := period_noted(note))]
        return dict.fromkeys(columns[:1], periods[0]) if len(periods) == 1 else {}

    @cached_property
    def _with_exceptions(self) -> str:
        return name_with_exceptions(f"{self._grid.above}\n{self._grid.below}")

    def _holds_codes(self, column: int) -> bool:
        texts = [cell.text.strip() for cell in self._grid.cells if cell.column == column and cell.text.strip()]
        return bool(texts) and sum(1 for text in texts if CODE.match(text) or _NUMBER.match(text)) >= 0.8 * len(texts)

    def fields_of(self, row: list[GridCell], place: int = 0, count: int = 1) -> dict[str, str]:
        """Given a row and which of how many measures in it is meant, return what its cells say of it.

        A later column of one role takes the place of an earlier one. Where several measures share a row, the items of a cell with as many
        go with them one by one; what else stands beside them is of all only where it says who or how often.
        """
        fields: dict[str, str] = {}
        measure = next((cell.text for cell in row if cell.column == self.measure), "")
        noted = self.noted_in(row)
        for cell in self._grid.beside(row):
            role = self.roles.get(cell.column, "")
            text = cell.text
            if count > 1 and len(cell.items) == count:
                text = cell.items[place].text
            elif count > 1 and role not in ("owner", "how_often"):
                continue
            said = said_of(role, text.strip(), self._grid.name_of(cell)) if role else {}
            if role in said:
                if f"{role}_period" not in self.roles.values():
                    fields.pop(f"{role}_period", None)
                    self._date(said, role, cell, measure)
                    if cell.column in noted and re.search(r"\d", said[role]):
                        said[f"{role}_period"] = noted[cell.column]
                fields.update(said)
        if self._starts_now and "current" in fields:
            fields["baseline"] = fields["current"]
            if "current_period" in fields:
                fields["baseline_period"] = fields["current_period"]
        return fields

    def _date(self, said: dict[str, str], role: str, cell: GridCell, measure: str) -> None:
        """Give a figure that its cell does not date the period of its column, as the table's name or the text near it says it."""
        if role in ("baseline", "target", "current") and f"{role}_period" not in said and re.search(r"\d", said[role]):
            period = period_of(self._grid, self._grid.name_of(cell), measure)
            if period:
                said[f"{role}_period"] = period

    @cached_property
    def _starts_now(self) -> bool:
        """Whether the only value beside the target is where things stand now ("Now", "Latest figure"): that is where it starts from."""
        roles = list(self.roles.values())
        now = [column for column, role in self.roles.items() if role == "current"]
        return len(now) == 1 and "target" in roles and "baseline" not in roles and bool(_NOW.search(self._grid.columns[now[0]]))


def _is_of(name: str, year: str) -> bool:
    """Whether a column's name gives a year, however its two parts are joined: "2023-24" is 2023/24."""
    return re.sub(r"\D", "", year) in (re.sub(r"\D", "", found) for found in re.findall(YEARS, name))


def said_of(role: str, text: str, column: str = "") -> dict[str, str]:
    """Given what a cell or line holds (its role), its words and its column's name, return the fields it gives: none where it says "n/a"."""
    if not text or NOTHING.fullmatch(text):
        return {}
    if role.endswith("_period"):
        return {role: text} if re.search(r"\d", text) else {}
    if role not in ("baseline", "target", "current"):
        return {role: text}
    stated = stated_values(f": {text}") if role == "target" else {}
    if {"baseline", "target"} <= stated.keys():
        return stated
    period = _WHEN.search(text) or _WHEN.search(column)
    found = {role: _value_in(text, role)}
    dated = _DATED.match(text)
    if dated is not None and dated["unit"]:
        found["unit"] = dated["unit"]
    if period and period.group() != text:
        found[f"{role}_period"] = period.group()
    return found


def _value_in(text: str, role: str) -> str:
    """What a cell gives as a value: the whole of a short one without its date, the number in a longer one."""
    dated = _DATED.match(text)
    if dated is not None:
        return dated["value"].strip()
    if len(text) <= _SHORT_CELL:
        return text
    number = re.search(r"\d[\d,.]*\s?[-–]\s?\d[\d,.]*\s?%|(?!\b(?:19|20)\d{2}\b)(?<!\d)" + VALUE, text)
    share = re.search(r"\d[\d.]*\s?%", text) if role == "baseline" else None
    value = share or number
    return value.group().strip() if value else text


def _role(name: str, words: Lexicon) -> str:
    """What a column holds beside the measure, by its name; nothing where the name says nothing of the kind."""
    if len(name.split()) > 7:
        return ""
    dated = _YEAR_OF.fullmatch(name)
    if dated is not None:
        value = dated["role"] or dated["of"]
        named = next((role for role in ("baseline", "target") if words.finds("indicator", role, value)), "")
        named = named or ("current" if words.begins("indicator", "current", value) else "")
        return f"{named}_period" if named else ""
    for role, pattern in _WHOLE.items():
        if pattern.fullmatch(name):
            return role
    for role in ("baseline", "target", "how_often"):
        if words.finds("indicator", role, name) and not (
            role == "target" and names_measures(words, name) and "target" not in name.casefold()
        ):
            return role
    return "owner" if words.heads("action", "who", name) else ""
