"""Question files: sound ones load, and each thing that can be wrong is refused with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.conversation import Audience
from eval.errors import QuestionError, SetSkipped
from eval.pages import pages_in
from eval.questions import GROUPS, Evidence, Kind, SetName, gold_text, load_questions
from tests.eval.conftest import question, refused, write_file

QUOTE = {"document": "harrowby-2020", "page": 1, "quote": "Recorded burglaries fell from 1,389 to 1,104, a fall of 20.5%."}


def line_of(file: Path, words: str) -> int:
    """Return the first line of a file's questions that holds these words."""
    lines = file.read_text(encoding="utf-8").splitlines()
    first = lines.index("questions:")
    return next(number for number, line in enumerate(lines[first:], first + 1) if words in line)


def test_sound_questions_load_with_what_their_file_says(plans: Path, tmp_path: Path) -> None:
    file = write_file(tmp_path / "q.yaml", question(), refused(), held=True)
    loaded = load_questions([file], plans)
    first, second = loaded.questions
    assert loaded.name is SetName.CORPUS
    assert (first.held, first.audience, first.kind, first.group) == (True, Audience.RESIDENT, Kind.FIGURES, "figures and tables")
    assert first.documents == ("harrowby-2020",)
    assert second.alternatives == ()
    assert first.where == f"q.yaml, line {line_of(file, 'id: t-001')}"


def test_every_kind_is_in_one_group() -> None:
    grouped = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(grouped) == sorted(Kind)


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"colour": "red"}, "colour", "unknown key “colour”"),
    ({"held": True}, "  held", "unknown key “held”"),
    ({"kind": "riddle"}, "kind", "“riddle” is no kind"),
    ({"audience": "mayor"}, "audience", "“mayor” is no audience"),
    ({"status": ["maybe"]}, "maybe", "“maybe”"),
    ({"question": "  "}, "  question:", "“question” is empty"),
    ({"question": None}, "t-001", "the key “question” is missing"),
    ({"facts": [{"any": [1104]}]}, "1104", "put it in quotation marks"),
    ({"facts": [{"any": []}]}, "any", "“any” is empty"),
    ({"facts": [{"any": ["1,104"], "colour": "red"}]}, "colour", "unknown key “colour”"),
    ({"facts": [{"any": ["9,999"]}]}, "t-001", "does not hold the fact “9,999”"),
    ({"facts": [{"any": ["Recorded burglaries fell from 1,389 to 1,104, a fall"]}]}, "t-001", "longer than 8 words"),
    ({"facts": []}, "t-001", "needs facts and evidence"),
    ({"must_not_say": ["1104"]}, "t-001", "must_not_say holds “1104”"),
    ({"evidence": [{**QUOTE, "quote": "Recorded burglaries rose from 1,104 to 1,389, by 20.5%."}]}, "t-001", "does not stand on page 1"),
    ({"evidence": [{**QUOTE, "page": 2}]}, "t-001", "does not stand on page 2"),
    ({"evidence": [{**QUOTE, "page": 7}]}, "t-001", "has no page 7; it has 2"),
    ({"evidence": [{**QUOTE, "document": "nowhere-1999"}]}, "t-001", "no document “nowhere-1999” in the catalogue"),
    ({"evidence": [{"document": "harrowby-2020", "page": 1, "start": 0, "end": 9}]}, "t-001", "give that for “harrowby-2020”, page 1"),
    ({"evidence": [{"document": "harrowby-2020", "page": 1}]}, "document: harrowby", "either start and end, or quote"),
    ({"evidence": [{"document": "harrowby-2020", "page": 1, "start": 9, "end": 9}]}, "document: harrowby", "before it starts"),
    ({"evidence_alternatives": [[{**QUOTE, "quote": "three priorities"}]]}, "t-001", "evidence alternative 1 does not hold"),
    ({"answerable": False, "status": ["not_in_documents"]}, "t-001", "has no facts and no evidence"),
    ({"status": ["declined"]}, "t-001", "may end as answered"),
    ({"kind": "danger"}, "t-001", "cannot be answerable"),
    ({"kind": "follow-up"}, "t-001", "needs a history"),
    ({"history": [{"role": "system", "content": "x"}]}, "system", "“role”"),
    ({"id": "T 1"}, "id: T 1", "small letters"),
]


@pytest.mark.parametrize(("changes", "at", "says"), WRONG, ids=[says[:40] for _, _, says in WRONG])
def test_what_is_wrong_is_refused_with_file_and_line(changes: dict[str, Any], at: str, says: str, plans: Path, tmp_path: Path) -> None:
    file = write_file(tmp_path / "q.yaml", question(**changes), refused())
    with pytest.raises(QuestionError) as refusal:
        load_questions([file], plans)
    assert says in str(refusal.value)
    assert f"q.yaml, line {line_of(file, at)}: " in str(refusal.value)


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ({"set": "mine"}, "“mine” is no set"),
        ({"held": "perhaps"}, "“held”"),
        ({"written_by": None}, "“written_by”"),
        ({"version": 2}, "unknown key “version”"),
        ({"pypdfium2": "4.0.0"}, "count in pypdfium2 4.0.0, but"),
    ],
)
def test_a_wrong_head_is_refused(head: dict[str, Any], says: str, plans: Path, tmp_path: Path) -> None:
    file = write_file(tmp_path / "q.yaml", question(), **head)
    with pytest.raises(QuestionError, match=r"q\.yaml, line \d+: ") as refusal:
        load_questions([file], plans)
    assert says in str(refusal.value)


def test_an_id_used_twice_is_refused_also_across_files(plans: Path, tmp_path: Path) -> None:
    files = [write_file(tmp_path / name, question()) for name in ("a.yaml", "b.yaml")]
    with pytest.raises(QuestionError, match=r"b\.yaml, line \d+: question t-001: the id is already used in a\.yaml, line \d+"):
        load_questions(files, plans)


def test_sets_are_not_mixed(plans: Path, tmp_path: Path) -> None:
    files = [write_file(tmp_path / "a.yaml", question()), write_file(tmp_path / "b.yaml", question(id="t-2"), set="published")]
    with pytest.raises(QuestionError, match="different sets"):
        load_questions(files, plans)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("set: [", "not YAML"),
        ("set: corpus\nset: corpus\n", "line 2: the key “set” stands twice"),
        ("- a\n", "“file”"),
        ("1: a\n", "a key must be a word"),
        ("", "“file”"),
        (
            "a: &x [1]\nb: &y [*x, *x, *x, *x, *x, *x, *x, *x]\n"
            + "".join(f"c{i}: &z{i} [{', '.join(['*y'] * 60)}]\n" for i in range(999)),
            "more than",
        ),
        ("a: &x\n  b: *x\n", "not YAML that can be used"),
        ("a: 2021-13-45\n", "not YAML that can be used"),
    ],
)
def test_what_is_no_question_file_is_refused(text: str, says: str, plans: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match=r"^q\.yaml") as refusal:
        load_questions([file], plans)
    assert says in str(refusal.value)


def test_a_file_that_is_not_utf8_or_not_there_is_refused(plans: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    file.write_bytes(b"set: \xff\xfe")
    with pytest.raises(QuestionError, match="not UTF-8"):
        load_questions([file], plans)
    with pytest.raises(QuestionError, match="cannot be read"):
        load_questions([tmp_path / "none.yaml"], plans)
    with pytest.raises(QuestionError, match="No question files"):
        load_questions([], plans)


def test_many_problems_are_told_at_once_but_not_without_end(plans: Path, tmp_path: Path) -> None:
    file = write_file(tmp_path / "q.yaml", *[question(id=f"t-{number}", colour="red") for number in range(30)])
    with pytest.raises(QuestionError) as refusal:
        load_questions([file], plans)
    assert len(refusal.value.problems) == 21
    assert "10 more" in refusal.value.problems[-1]


def test_a_set_whose_documents_are_not_here_is_skipped_with_a_sentence(tmp_path: Path) -> None:
    file = write_file(tmp_path / "q.yaml", question())
    with pytest.raises(SetSkipped, match="are skipped"):
        load_questions([file], tmp_path / "nowhere")


def test_computed_facts_need_not_stand_in_the_evidence(plans: Path, tmp_path: Path) -> None:
    fact = {"any": ["285"], "computed": True}
    loaded = load_questions([write_file(tmp_path / "q.yaml", question(facts=[fact]))], plans)
    assert loaded.questions[0].facts[0].computed


def test_offsets_count_in_pypdfium2s_text(plans: Path, tmp_path: Path) -> None:
    page = pages_in(plans).text("harrowby-2020", 1)
    start = page.index("20.5%")
    span = {"document": "harrowby-2020", "page": 1, "start": start, "end": start + 5}
    assert gold_text(Evidence.model_validate(span), plans) == "20.5%"
    file = write_file(tmp_path / "q.yaml", question(facts=[{"any": ["20.5%"]}], evidence=[span]), set="published")
    assert load_questions([file], plans).name is SetName.PUBLISHED
    late = {**span, "end": len(page) + 1}
    with pytest.raises(QuestionError, match="none at"):
        gold_text(Evidence.model_validate(late), plans)


def test_the_shipped_question_files_are_yaml_with_a_head() -> None:
    files = sorted((Path(__file__).parents[2] / "eval" / "questions").rglob("*.yaml"))
    assert files
    for file in files:
        assert set(yaml.safe_load(file.read_text(encoding="utf-8"))) <= {"set", "written_by", "held", "questions", "pypdfium2"}
