"""Targets that are no bare value: a share by which something is to change, a limit that is not to be passed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.register.dates import DATED_YEARS

_SHARE = r"\d[\d.]*\s?(?:%|per cent)"
_VALUE = r"[£€]?\d[\d,]*(?:\.\d+)?(?:\s?(?:%|per cent|million|m\b))?"
_WAYS = r"(?:fewer|more|less|lower|higher|reduction|increase|decrease|rise|fall|drop|cut|improvement)"
# As a measure begins ("5% fewer …", "15% reduction in …"), or behind its colon ("…: 10% lower by 2030").
_BEGINS = re.compile(
    rf"^(?P<value>{_SHARE}\s+{_WAYS})\s+(?:(?:in|of)\s+)?(?P<measure>[a-z].*?)(?:\s+by\s+(?P<period>{DATED_YEARS}))?"
    r"(?:\s+(?:from|against|compared\s+(?:with|to))\s+(?:an?|the)\s+.*)?[.;]?$",
    re.I | re.S,
)
_BEHIND = re.compile(rf":\s*(?P<value>{_SHARE}\s+{_WAYS})(?:\s+(?:by|in)\s+(?P<period>{DATED_YEARS}))?[.;]?\s*$", re.I)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
# Where it starts: "(from 304 in 2027/28)", ", from 216 in 2023/24", "from a 2007/08 baseline of 4,102", "against a 2022/23 baseline".
_FROM = re.compile(
    rf"\((?:from|against|baseline:?)\s+(?P<baseline>{_VALUE})(?:\s+in\s+(?P<period>{DATED_YEARS}))?\)"
    rf"|,\s+(?:down\s+|up\s+)?from\s+(?P<value>{_VALUE})(?:\s+[a-z]+)?\s+in\s+(?P<at>{DATED_YEARS})"
    rf"|\b(?:from|against|compared\s+(?:with|to))\s+(?:an?|the)\s+(?:(?P<year>{DATED_YEARS})\s+)?(?:baseline|average|level|figure|total)"
    rf"(?:\s+of\s+(?P<level>{_VALUE}))?(?:\s+in\s+(?P<in>{DATED_YEARS}))?",
    re.I,
)
# Before where it stands now, in brackets: "below 10% (17% in 2030)".
_LIMIT = re.compile(
    rf"\b(?:below|under|above|over|at least|at most|no more than|fewer than|less than|more than)\s+(?P<target>{_VALUE})(?=\s*\()", re.I
)


def share_of_change(text: str) -> dict[str, str]:
    """Given a measure's words, return target, measure and what else they give where they name the share by which it is to change, else
    nothing."""
    match = _BEGINS.match(_BRACKETS.sub("", text))
    change = match or _BEHIND.search(text)
    if change is None:
        return {}
    measure = match["measure"] if match is not None else text[: change.start()]
    fields = {"target": change["value"].strip(), "measure": re.sub(r"\s+", " ", measure).strip(" .;,")}
    if change["period"]:
        fields["target_period"] = change["period"]
    return {**fields, **start_of(text)}


def start_of(text: str) -> dict[str, str]:
    """Given words behind a target, return the baseline that they measure it from, and its period, where they give either."""
    match = _FROM.search(text)
    if match is None:
        return {}
    value, period = match["baseline"] or match["value"] or match["level"], match["period"] or match["at"] or match["year"] or match["in"]
    return {name: said.strip() for name, said in (("baseline", value), ("baseline_period", period)) if said}


def limit_of(text: str, known: Mapping[str, str]) -> dict[str, str]:
    """Given a measure's words and what is known of it, return as target the limit that stands before a value in brackets, or nothing."""
    match = None if "target" in known else _LIMIT.search(text)
    return {"target": match["target"].strip()} if match is not None else {}
