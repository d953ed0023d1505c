"""The headings and standing words of a pack, from `prompts/briefing.toml`, and its questions, from `prompts/questioning.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from assistant.findings.wording import FOLDER, Wording, load_wording

_PLAIN = {
    "pack": "title none basis",
    "chapters": "glance priorities duties missing adding_up changed questions sources",
    "glance": "authority area kind period published pages adopted digest note bodies body said_of does chair reports_to catalogue short",
    "priorities": (
        "none aim actions action who when outcomes indicators indicator baseline target latest direction up down maintain elsewhere series"
        " others whose name not_given"
    ),
    "duties": "intro duty status words missing found in_part not_found pilot laws",
    "adding_up": "certain likely possible rounding",
    "changed": "no_register kept renamed merged split dropped new changed target_result not_mentioned_since promise",
    "side_by_side": "document priority indicator outcome action words several",
    "questions": "none intro why evidence",
    "sources": "intro number place words no_page terms term meaning documents",
}
_FILLED: Mapping[str, str] = {
    "pack.of_documents": "titles",
    "pack.made": "date documents",
    "pack.topic": "topic",
    "pack.more": "count",
    "chapters.side_by_side": "topic",
    "glance.period_over": "period",
    "glance.pages_unread": "count pages",
    "glance.counts": "counts",
    "glance.no_register": "title",
    "glance.no_text": "title",
    "glance.unread_pages": "title pages",
    "glance.found_missing": "count",
    "glance.found_adding_up": "count",
    "glance.found_duties": "count",
    "glance.found_questions": "count",
    "priorities.chart": "name points",
    "priorities.none_given": "what",
    "duties.not_checked": "title",
    "duties.later": "since",
    "duties.later_within": "since",
    "duties.since_day": "day",
    "duties.since_year": "year",
    "duties.looked": "phrases",
    "missing.none": "title",
    "missing.not_a_plan": "title",
    "missing.a_report": "title",
    "adding_up.none": "title",
    "changed.lead": "earlier later",
    "changed.no_earlier": "title",
    "changed.kinds": "earlier later",
    "changed.other_kind": "later kind",
    "changed.none": "earlier later",
    "side_by_side.nothing": "topic title",
    "side_by_side.none_at_all": "topic",
    "questions.looked": "read kind title",
    "sources.page": "page",
    "sources.page_label": "page label",
    "sources.paragraph": "paragraph",
    "sources.published": "published",
}
KEYS: Mapping[str, str] = {**{f"{section}.{name}": "" for section, names in _PLAIN.items() for name in names.split()}, **_FILLED}

_SHARED = "count total share"
_QUESTIONS: Mapping[str, str] = {
    "performance.target_missed": "name current target",
    "performance.indicator_without_target": _SHARED,
    "performance.indicator_without_baseline": _SHARED,
    "performance.indicator_without_period": _SHARED,
    "performance.target_period_over": "name period",
    "performance.time_over": "count",
    "performance.time_over_one": "",
    "performance.own_period_over": "period",
    "performance.promise_over": "count",
    "performance.promise_over_one": "",
    "performance.priority_without_indicator": _SHARED,
    "performance.outcome_without_measure": _SHARED,
    "evidence.total_and_parts": "sum",
    "evidence.change_and_figures": "sum",
    "evidence.share_and_count": "sum",
    "evidence.same_quantity": "says",
    "evidence.count_and_list": "says",
    "evidence.dates": "says",
    "evidence.reference_missing": "says",
    "evidence.names": "says",
    "resources.no_money": "title",
    "accountability.indicator_without_owner": _SHARED,
    "accountability.action_without_owner": _SHARED,
    "accountability.action_without_date": _SHARED,
    "accountability.body_unexplained": "",
    "accountability.promised_missing": "reference",
    "accountability.leftover_text": "",
    "accountability.law_misnamed": "laws",
    "accountability.duty_not_found": "title name basis who",
    "accountability.duty_in_part": "name basis parts who",
    "accountability.duty_revise": "title name basis who",
    "equality.duty_not_found": "title basis who",
    "follow_through.dropped": "name earlier later",
    "follow_through.merged": "says",
    "follow_through.changed": "says",
    "follow_through.figure_changed": "says",
    "follow_through.target_result": "says",
    "follow_through.not_mentioned_since": "count earlier later",
}
KINDS = ("performance", "evidence", "resources", "accountability", "equality", "follow_through")
QUESTION_KEYS: Mapping[str, str] = {
    **{f"kinds.{kind}": "" for kind in KINDS},
    **_QUESTIONS,
    "parts.law_cited": "cited right",
    **{f"{key}_why": "who" if "who" in names.split() else "" for key, names in _QUESTIONS.items()},
}


@cache
def pack_words(folder: Path = FOLDER) -> Wording:
    """Return the standing words of a pack. Raises BadInput naming the file and the key that is wrong."""
    return load_wording(folder / "briefing.toml", KEYS)


@cache
def question_words(folder: Path = FOLDER) -> Wording:
    """Return the lines of questioning. Raises BadInput naming the file and the key that is wrong."""
    return load_wording(folder / "questioning.toml", QUESTION_KEYS)


def kind_of_question(name: str) -> str | None:
    """Given the name of a question ("same_quantity"), return the kind it belongs to, None where there is no such question."""
    return next((key.partition(".")[0] for key in _QUESTIONS if key.partition(".")[2] == name), None)
