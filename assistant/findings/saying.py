"""The sentences that findings say, from `prompts/findings.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from assistant.findings.finding import Finding, FindingKind, FindingType
from assistant.findings.wording import FOLDER, Wording, load_wording
from ingest.documents import Span

# Gaps that many entries can share, each in three sentences.
SHARED = (
    FindingType.PRIORITY_WITHOUT_INDICATOR,
    FindingType.INDICATOR_WITHOUT_BASELINE,
    FindingType.INDICATOR_WITHOUT_TARGET,
    FindingType.INDICATOR_WITHOUT_PERIOD,
    FindingType.INDICATOR_WITHOUT_OWNER,
    FindingType.ACTION_WITHOUT_OWNER,
    FindingType.ACTION_WITHOUT_DATE,
    FindingType.OUTCOME_WITHOUT_MEASURE,
    FindingType.BODY_UNEXPLAINED,
)
_OTHERS: Mapping[str, str] = {
    "gap.target_period_before": "name period own",
    "gap.measure_left_empty": "count total",
    "gap.promised_reference": "reference",
    "gap.promised_plan": "reference",
    "gap.promised_link": "",
    "gap.promised_chart": "reference",
    "gap.leftover_text": "",
    "gap.leftover_slip": "",
    "gap.breaks_off": "count",
    "gap.body_uncharted": "heading count total",
    "gap.time_over": "count total",
    "gap.time_over_one": "total",
    "gap.promise_over": "count",
    "gap.own_period_over": "period",
    "gap.promise_over_one": "",
    "contradiction.total_of_column": "column row",
    "contradiction.total_of_columns": "column row more",
    "contradiction.total_of_parts": "row",
    "contradiction.total_of_row": "column row",
    "contradiction.total_in_words": "",
    "contradiction.change_in_table": "row",
    "contradiction.change_in_words": "",
    "contradiction.share_of_whole": "",
    "contradiction.share_among_others": "",
    "contradiction.same_quantity": "what first second",
    "contradiction.same_indicator": "field name first second",
    "contradiction.same_title": "first second",
    "contradiction.count_and_list": "stated listed",
    "contradiction.count_in_table": "stated listed",
    "contradiction.weekday": "date right stated",
    "contradiction.no_such_date": "date",
    "contradiction.dates_reversed": "first second",
    "contradiction.duration": "stated first second right",
    "contradiction.two_dates": "first second",
    "contradiction.version_dates": "version first second",
    "contradiction.before_start": "first second",
    "contradiction.after_end": "first second",
    "contradiction.told_too_early": "first second",
    "contradiction.comes_too_late": "first second",
    "contradiction.out_of_order": "first second",
    "contradiction.after_what_is_later": "first second",
    "contradiction.before_what_is_earlier": "first second",
    "contradiction.own_period": "first second",
    "contradiction.reference_missing": "reference first last",
    "contradiction.reference_alone": "reference",
    "contradiction.named_above": "reference",
    "contradiction.named_below": "reference",
    "contradiction.contents_heading": "listed heading",
    "contradiction.contents_missing": "listed",
    "contradiction.contents_pages": "count total places",
    "contradiction.contents_line": "title said page",
    "contradiction.two_spellings": "first second",
    "contradiction.two_names": "first second",
    "contradiction.number_twice": "first second",
    "contradiction.one_name": "short first second",
    "contradiction.two_expansions": "short first second",
    "contradiction.letters": "short first",
    "contradiction.two_chairs": "name first second",
    "contradiction.not_all": "said count total",
    "law.wrong_year": "cited right",
    "law.wrong_name": "cited right",
    "change.kept": "kind name",
    "change.renamed": "kind earlier later",
    "change.merged": "kinds earlier later",
    "change.split": "kind earlier later",
    "change.renamed_perhaps": "kind earlier later",
    "change.dropped": "kind kinds name",
    "change.dropped_near": "kind kinds name later",
    "change.dropped_spoken": "kind kinds name",
    "change.dropped_silently": "kind kinds name",
    "change.duty_now": "name",
    "change.body_new": "name",
    "change.new": "kind name",
    "change.changed": "field name earlier later",
    "change.restated": "field name year earlier later",
    "change.result_short": "name target result",
    "change.result_met": "name target result",
    "change.not_mentioned": "",
}
KEYS: Mapping[str, str] = {
    **{f"gap.{type}_{number}": "count total" for type in SHARED for number in ("all", "some", "one")},
    **_OTHERS,
}


@cache
def sentences(folder: Path = FOLDER) -> Wording:
    """Return the sentences of findings. Raises BadInput naming the file and the key that is wrong."""
    return load_wording(folder / "findings.toml", KEYS)


def told(
    key: str,
    type: FindingType,
    spans: Sequence[Span],
    values: Mapping[str, object] | None = None,
    sum: str = "",
    sure: float = 0.9,
) -> Finding:
    """Given a sentence's key ("gap.promised_link") and what fills it, return the finding that says it."""
    filled = {name: str(value) for name, value in (values or {}).items()}
    kind = FindingKind(key.partition(".")[0])
    return Finding(kind, type, sentences().say(key, filled), tuple(dict.fromkeys(spans)), sum, sure, filled)


def shared(type: FindingType, spans: Sequence[Span], total: int, sure: float = 0.9) -> Finding:
    """Given a gap's type, a span for each entry that has it, and how many entries there are, return the finding."""
    number = "one" if total == 1 else "all" if len(spans) == total else "some"
    share = {"one": "one of the", "all": f"any of the {total}", "some": f"{len(spans)} of the {total}"}[number]
    return told(f"gap.{type}_{number}", type, spans, {"count": len(spans), "total": total, "share": share}, sure=sure)
