"""Answers that hold no plan text: people to turn to, a kind no, another area, another year, nothing found. Never with sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.areas import other_areas
from assistant.cite import escaped
from assistant.conversation import Answer, AnsweredBy, Audience, Question, Status
from assistant.guard import Verdict
from assistant.guard_rules import Reason
from assistant.prompts import Prompts, listed
from assistant.purpose import Purpose
from assistant.strangers import strange_places
from assistant.subjects import unspoken_of
from assistant.uncovered import asking_sentences, names_covered
from assistant.understand import Understood
from assistant.vague import says_nothing
from ingest.documents import Document
from ingest.lexical import stems_of, words_of
from ingest.library import Snapshot

_DECLINED = {
    Purpose.OPINION: Reason.OPINION,
    Purpose.PRIVATE: Reason.PERSONAL_DATA,
    Purpose.WORK: Reason.OFF_TOPIC,
    Purpose.CHAT: Reason.CHIT_CHAT,
    Purpose.INSTRUCTIONS: Reason.INSTRUCTIONS,
}
MOST_QUESTIONS = 5  # that one message may hold
MOST_SUGGESTED = 3  # of them, to choose from
_OF_PAPERS = stems_of("council councils borough boroughs plan plans document documents report reports covered mentioned there")


def guarded(verdict: Verdict, question: Question, prompts: Prompts) -> Answer | None:
    """Given the guard's verdict, return the answer that it calls for, or None where the question goes on."""
    if verdict.wordless:
        return Answer(Status.UNCLEAR, prompts.say("unclear.short", question.audience), standalone_question=verdict.masked)
    status = verdict.status
    if status is None:
        return None
    text = prompts.say(verdict.reply, question.audience)
    signposts = prompts.signposts(verdict.situations) if verdict.situations else ()
    if signposts:
        text = "\n".join([text, "", *(f"- {post.name}: {post.contact} ({post.when})" for post in signposts)])
    return Answer(status, text, signposts=signposts, standalone_question=verdict.masked)


def too_many(question: Question, prompts: Prompts) -> Answer | None:
    """Given a question, return the reply to many at once, of which each would get a share of one answer: the asker is shown the first of
    them to choose from. None where there are few."""
    asked = [part.strip() for part in question.message.split("?")[:-1] if re.search(r"\w", part)]
    if len(asked) <= MOST_QUESTIONS:
        return None
    text = prompts.say("unclear.many", question.audience, {"count": str(len(asked)), "most": prompts.number(MOST_QUESTIONS)})
    first = tuple(f"{part}?" for part in asked[:MOST_SUGGESTED])
    return Answer(Status.UNCLEAR, text, suggestions=first, standalone_question=question.message)


def of_another_purpose(purpose: Purpose, question: Question, prompts: Prompts) -> Answer:
    """Given what a message is for that no document answers, return the answer to it: what can be asked instead."""
    message, audience = question.message, question.audience
    if purpose is Purpose.UNCLEAR:
        return Answer(Status.UNCLEAR, prompts.say("unclear.about", audience), standalone_question=message)
    return Answer(Status.DECLINED, prompts.say(f"declined.{_DECLINED[purpose].value}", audience), standalone_question=message)


def out_of_scope(understood: Understood, question: Question, documents: Sequence[Document], prompts: Prompts) -> Answer | None:
    """Given what was understood, return the refusal for an area or a year that no document covers, or None."""
    searched = tuple(document.id for document in documents)
    held = list(dict.fromkeys(document.area for document in documents if document.area))
    asked = asking_sentences(question.message)
    others = other_areas(asked, held)
    if others and not names_covered(asked, documents):
        text = prompts.say("nothing.area", question.audience, {"area": others[0], "areas": listed(held)})
        return Answer(Status.NOT_IN_DOCUMENTS, text, standalone_question=understood.standalone, documents_searched=searched)
    if understood.scope.outside is not None:
        chosen = [document for document in documents if document.id in understood.scope.documents]
        text = _of_no_year(understood.scope.outside, chosen, held, question.audience, prompts)
        return Answer(Status.NOT_IN_DOCUMENTS, text, standalone_question=understood.standalone, documents_searched=searched)
    return None


def _of_no_year(year: int, chosen: Sequence[Document], held: Sequence[str], audience: Audience, prompts: Prompts) -> str:
    """That none of the chosen documents covers a year, and which years they cover: of one area, where documents of others are held too."""
    if not any(document.period for document in chosen):
        return prompts.say("nothing.year", audience, {"year": year})
    dated = (document.period.label if document.period else document.published and str(document.published.year) for document in chosen)
    values = {"year": year, "periods": listed(list(dict.fromkeys(label for label in dated if label)))}
    area = chosen[0].area if len({document.area for document in chosen}) == 1 and len(held) > 1 else None
    if area is None:
        return prompts.say("nothing.period", audience, values)
    return prompts.say("nothing.period_of", audience, {**values, "area": escaped(area)})


def of_a_strange_place(
    understood: Understood, question: Question, documents: Sequence[Document], prompts: Prompts, snapshot: Snapshot
) -> Answer | None:
    """Given what was understood, return the refusal for a place that no document names, or None."""
    asked = asking_sentences(question.message)
    if not documents or names_covered(asked, documents):
        return None
    places = strange_places(asked, documents, snapshot)
    if not places:
        return None
    searched = prompts.searched([escaped(document.title) for document in documents])
    text = prompts.say("nothing.place", question.audience, {"place": escaped(places[0]), "searched": searched})
    ids = tuple(document.id for document in documents)
    return Answer(Status.NOT_IN_DOCUMENTS, text, standalone_question=understood.standalone, documents_searched=ids)


def of_an_unspoken_subject(
    understood: Understood, question: Question, documents: Sequence[Document], prompts: Prompts, snapshot: Snapshot
) -> Answer | None:
    """Given what was understood, return the refusal for a subject of which none of the documents that are asked about speaks, or None."""
    chosen = [document for document in documents if document.id in understood.scope.documents]
    asked = asking_sentences(question.message)
    places = stems_of(" ".join(f"{document.area or ''} {document.title}" for document in chosen))
    # "Loan sharks. Anything in Marwick?" asks about what stands before it.
    bare = says_nothing(" ".join(stem for stem in words_of(asked) if stem not in places | _OF_PAPERS))
    subject = unspoken_of(question.message if bare else asked, [document.id for document in chosen], snapshot)
    if subject is None:
        return None
    searched = prompts.searched([escaped(document.title) for document in chosen])
    text = prompts.say(
        "nothing.subject", question.audience, {"subject": escaped(subject.called_in(question.message)), "searched": searched}
    )
    ids = tuple(document.id for document in chosen)
    return Answer(Status.NOT_IN_DOCUMENTS, text, standalone_question=understood.standalone, documents_searched=ids)


def nothing_found(
    understood: Understood, documents: Sequence[Document], audience: Audience, prompts: Prompts, nearest: Sequence[str]
) -> Answer:
    """Given what was searched in vain, return the refusal: what was searched, and the nearest questions that can be answered."""
    if not documents:
        return Answer(Status.NOT_IN_DOCUMENTS, prompts.say("nothing.no_documents", audience), standalone_question=understood.standalone)
    chosen = [document for document in documents if document.id in understood.scope.documents]
    searched = prompts.searched([escaped(document.title) for document in chosen])
    text = prompts.say("nothing.found", audience, {"searched": searched})
    return Answer(
        Status.NOT_IN_DOCUMENTS,
        text,
        suggestions=tuple(nearest),
        standalone_question=understood.standalone,
        documents_searched=understood.scope.documents,
        answered_by=AnsweredBy.NONE,
    )
