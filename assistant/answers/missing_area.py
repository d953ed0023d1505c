"""A question about several areas of which no document is held for one: that is said beside what is told of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation import Basis, Draft, DraftClaim, LookedIn, Question
from assistant.prompts import Prompts, listed
from assistant.uncovered import uncovered_beside
from ingest.documents import Document
from ingest.library import Snapshot


def with_missing_area(draft: Draft, question: Question, documents: Sequence[Document], snapshot: Snapshot, prompts: Prompts) -> Draft:
    """Given a draft, the question and the documents that its asker may see, return it with the areas that the question names beside theirs,
    that none of the documents is about and that nothing quoted speaks of, named as missing; otherwise as it was."""
    areas = uncovered_beside(question.message, documents)
    if not areas:
        return draft
    spans = [span for claim in draft.claims for span in claim.spans]
    told = " ".join(snapshot.page(span.document_id, span.page).text[span.start : span.end] for span in spans).casefold()
    missing = [area for area in areas if area.casefold() not in told]
    if not missing:
        return draft
    text = prompts.say("absent.area", question.audience, {"area": listed(missing, "or")})
    looked_in = LookedIn(tuple(document.id for document in documents), "documents", len(documents))
    return replace(draft, claims=(DraftClaim(Basis.ABSENT, (), text, looked_in), *draft.claims), partly=True)
