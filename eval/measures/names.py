"""What each measure is called, what it says, and which way is better: the report's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its name in rows, its title, what it says in a sentence. `share` is false where the values are no shares."""

    name: str
    title: str
    meaning: str
    better: Better = Better.HIGHER
    share: bool = True


RETRIEVAL = (
    Measure(
        "evidence_1500", "Evidence in 1,500 characters", "Share of the gold evidence that one passage holds, in the first 1,500 characters."
    ),
    Measure("evidence_4000", "Evidence in 4,000 characters", "The same in the first 4,000 characters."),
    Measure("facts_1500", "Facts in 1,500 characters", "Share of the gold facts that stand in the first 1,500 characters of passages."),
    Measure("facts_4000", "Facts in 4,000 characters", "The same in the first 4,000 characters."),
    Measure("recall_1", "Recall in 1 passage", "Share of the gold evidence held by the first passage, of any length."),
    Measure("recall_5", "Recall in 5 passages", "Share of the gold evidence held by one of the first five passages, of any length."),
    Measure("recall_10", "Recall in 10 passages", "Share of the gold evidence held by one of the first ten passages, of any length."),
    Measure("mrr", "Reciprocal rank", "1 divided by the rank of the first passage that holds any gold evidence."),
    Measure("ndcg_10", "nDCG in 10", "How near the top the gold evidence stands, 1 being at the very top."),
)
ANSWERS = (
    Measure("facts", "Facts found", "Share of the gold facts that the answer holds."),
    Measure("all_facts", "All facts found", "Share of the questions whose answer holds every gold fact."),
    Measure("wrong", "Wrong statements", "Share of the answers that say something that is wrong for the question.", Better.LOWER),
    Measure("evidence_covered", "Evidence covered", "How much of the gold evidence the citations' quotes cover."),
    Measure("pages_right", "Pages right", "Share of the gold evidence whose document and page the answer cites."),
    Measure(
        "citation_precision",
        "Citations that carry",
        "Share of the cited claims whose quotes hold their figures and names; says nothing of right or wrong.",
    ),
    Measure("verbatim", "Quotes verbatim", "Share of the quotes that two other extractors find word for word on the page."),
    Measure("verbatim_pdfium", "Verbatim (pypdfium2)", "Share of the quotes that pypdfium2 finds word for word on the page."),
    Measure("cited", "Answers with citations", "Share of the answers given that cite something."),
    Measure("refusal_right", "Refusals right", "Share of the questions that cannot be answered that end as they should, without sources."),
    Measure("false_refusal", "False refusals", "Share of the answerable questions that are refused.", Better.LOWER),
    Measure("status_right", "Ending right", "Share of all questions that end in a way they may."),
    Measure("signposting_right", "Signposting right", "Where somebody to turn to must be named (or was, wrongly): share that is right."),
    Measure("characters", "Length", "Characters of the answer's plain words.", Better.NEITHER, share=False),
    Measure("words", "Words", "Words of the answer.", Better.NEITHER, share=False),
    Measure("reading_age", "Reading age", "Age at which residents' answers read easily.", Better.LOWER, share=False),
)
# What a judge model says, where one is set: in a table of its own, and in no comparison or gate.
JUDGED = (
    Measure("judged_facts", "Facts stated", "Share of the gold facts that the judge finds stated in the answer, in whatever words."),
    Measure("judged_support", "Claims entailed", "Share of the cited claims that the judge finds entailed by their own quotes alone."),
)
MEASURES: dict[str, tuple[Measure, ...]] = {"retrieval": RETRIEVAL, "answers": ANSWERS}
HEADLINES: dict[str, tuple[str, ...]] = {
    "retrieval": ("evidence_1500", "evidence_4000", "facts_1500", "facts_4000"),
    "answers": ("facts", "all_facts", "wrong", "evidence_covered", "refusal_right", "false_refusal"),
}
