"""Quotes of several documents: the name of each stands where its words begin, so that nobody takes one's for another's."""

from __future__ import annotations

from dataclasses import replace

from assistant.conversation import Audience, Basis, Draft, DraftClaim
from assistant.prompts import Prompts
from ingest.library import Snapshot


def with_documents_named(draft: Draft, snapshot: Snapshot, prompts: Prompts, audience: Audience) -> Draft:
    """Given a draft of quotes, return it with the name of a document before its first words and wherever they begin again behind another's;
    as it is where all are of one document, or names stand there already."""
    quoted = [claim for claim in draft.claims if claim.basis is Basis.QUOTED]
    if len({claim.spans[0].document_id for claim in quoted}) < 2 or any(claim.lead for claim in quoted):
        return draft
    claims: list[DraftClaim] = []
    last = ""
    for claim in draft.claims:
        name = claim.spans[0].document_id if claim.basis is Basis.QUOTED else last
        if name != last:
            document = snapshot.document(name).document
            lead = prompts.say("lead.passage", audience, {"whose": prompts.whose(document.area, document.plain_title)})
            claim = replace(claim, lead=lead[:1].upper() + lead[1:])
        claims.append(claim)
        last = name
    return replace(draft, claims=tuple(claims))
