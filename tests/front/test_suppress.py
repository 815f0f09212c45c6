from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpcheck.findings import Confidence, Finding, Location, Severity
from mpcheck.suppress import may_hold_some, split, suppressions, unused

KNOWN = frozenset({"MP002", "MP201", "MP202"})


def finding(code: str, line: int, end_line: int | None = None) -> Finding:
    where = Location("a.py", line, 1, end_line or line, 5)
    return Finding(code, "flaw", "a flaw", Severity.ERROR, Confidence.HIGH, where, "mend it")


def kept(text: str, *findings: Finding) -> list[Finding]:
    return split(findings, {"a.py": suppressions("a.py", text)})[0]


def messages(text: str, *findings: Finding, judged: frozenset[str] = KNOWN) -> list[str]:
    comments = suppressions("a.py", text)
    used = split(findings, {"a.py": comments})[1]
    return [
        each.message.removeprefix("unused suppression: ") for each in unused(comments, used, judged=judged, known=KNOWN)
    ]


@pytest.mark.parametrize(
    "comment",
    [
        "# mpcheck: ignore[MP201]",
        "#mpcheck:ignore[MP201]",
        "# mpcheck: ignore [ MP202 , MP201 ] known to be harmless [1]",
        "# mpcheck: ignore",
        "# mpcheck: ignore, it is harmless",
        "# noqa: MP201",
        "# NOQA:MP201",
        "# noqa: E501, MP201 reason",
        "# noqa: E501 MP201",
        "# type: ignore[attr-defined]  # mpcheck: ignore[MP201]",
        "# mpcheck: ignore[MP202]  # noqa: MP201",
    ],
)
def test_a_comment_silences_its_line_alone(comment: str) -> None:
    text = f"f()  {comment}\nf()\n"
    assert kept(text, finding("MP201", 1), finding("MP201", 2)) == [finding("MP201", 2)]
    assert may_hold_some(text.encode())


@pytest.mark.parametrize(
    "comment",
    [
        "# mpcheck: ignore[MP202]",
        "# mpcheck: ignore[mp201]",
        "# mpcheck: ignore[MP201",
        "# mpcheck: ignore[]",
        "# mpcheck: ignored",
        "# mpcheck ignore[MP201]",
        "# noqa",
        "# noqa: E501",
        "# noqa: MP2011",
        "'# mpcheck: ignore[MP201]'",
        "'''# mpcheck: ignore[MP201]'''",
        "\n# mpcheck: ignore[MP201]",
    ],
)
def test_what_silences_nothing(comment: str) -> None:
    assert kept(f"f(); {comment}\n", finding("MP201", 1)) == [finding("MP201", 1)]


def test_the_first_and_the_last_line_of_a_range_count() -> None:
    many = finding("MP201", 1, 3)
    for line, expected in ((1, []), (2, [many]), (3, [])):
        lines = ["f(", "  x", ")"]
        lines[line - 1] += "  # mpcheck: ignore[MP201]"
        assert kept("\n".join(lines), many) == expected


def test_unused_suppressions_say_why() -> None:
    assert messages("f()  # mpcheck: ignore[MP201]") == ["MP201 is suppressed here but not found"]
    assert messages("f()  # noqa: MP201, E501") == ["MP201 is suppressed here but not found"]
    assert messages("f()  # mpcheck: ignore") == ["nothing on this line needs to be suppressed"]
    assert messages("f()  # mpcheck: ignore[]") == ["the brackets name no code"]
    assert messages("f()  # mpcheck: ignore[MP20]") == ["there is no code 'MP20'; did you mean 'MP202'?"]
    assert messages("f()  # mpcheck: ignore[MP201, MP202]", finding("MP202", 1)) == [
        "MP201 is suppressed here but not found"
    ]


def test_used_suppressions_and_those_that_cannot_be_judged_are_left_alone() -> None:
    assert messages("f()  # mpcheck: ignore[MP201]", finding("MP201", 1)) == []
    assert messages("f()  # mpcheck: ignore", finding("MP201", 1)) == []
    assert messages("f()  # mpcheck: ignore[MP201]", judged=frozenset({"MP002"})) == []
    assert messages("f()  # mpcheck: ignore", judged=frozenset({"MP002"})) == []
    assert messages("f()  # noqa: E501\nf()  # noqa") == []


def test_the_place_of_a_suppression_is_the_comment_in_characters() -> None:
    (comment,) = suppressions("a.py", "x = 'ä'  # mpcheck: ignore[MP201] why\n")
    assert comment.location == Location("a.py", 1, 10, 1, 34)


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    for comment in suppressions("a.py", text + "\n# mpcheck: ignore[MP201]"):
        assert comment.location.line >= 1


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.booleans())
def test_strings_are_not_comments(text: str, triple: bool) -> None:
    literal = repr(f"# mpcheck: ignore {text}")
    source = f"f('''{literal[1:-1]}''')\n" if triple and "'''" not in literal else f"f({literal})\n"
    assert suppressions("a.py", source) == ()


@given(st.lists(st.sampled_from(["MP201", "MP202", "E501"]), min_size=1), st.sampled_from(["MP201", "MP202"]))
def test_exactly_the_codes_that_are_listed_are_silenced(codes: list[str], code: str) -> None:
    for comment in (f"# mpcheck: ignore[{', '.join(codes)}]", f"# noqa: {','.join(codes)}"):
        assert (kept(f"f()  {comment}\n", finding(code, 1)) == []) == (code in codes)
