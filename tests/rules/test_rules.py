"""What holds for every rule: it finds exactly what its programs mark, and its words are in order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

import mpcheck.rules
from mpcheck.findings import Finding
from mpcheck.rules import REGISTRY, load
from mpcheck.rules.base import Example, Rule
from mpcheck.targets import ALL_PYTHONS, ASSUMED_PLATFORMS, PLATFORMS, START_METHODS, Target, all_targets
from verification.plan import modules_of

RULES = load()
FOLDER = Path(mpcheck.rules.__file__).parent
OUTCOMES = ("raises", "child", "hangs", "wrong", "any")
MARK = re.compile(r"#\s*(MP\d{3}(?:,\s*MP\d{3})*)\s*$")
#: A program with these chooses its own start method, whatever the default is.
CHOOSES = re.compile(r"set_start_method|get_context")

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
each_bad = pytest.mark.parametrize(
    ("rule", "example"),
    [pytest.param(rule, bad, id=f"{rule.code}-bad-{n}") for rule in RULES for n, bad in enumerate(rule.bad, 1)],
)
each_good = pytest.mark.parametrize(
    "example",
    [pytest.param(good, id=f"{rule.code}-good-{n}") for rule in RULES for n, good in enumerate(rule.good, 1)],
)


def findings(
    example: Example, rules: Iterable[Rule] = RULES, targets: frozenset[Target] = frozenset()
) -> list[Finding]:
    targets = targets or all_targets({*ASSUMED_PLATFORMS, *example.platforms}, ALL_PYTHONS)
    with modules_of(example, targets) as modules:
        return [finding for module in modules for rule in rules for finding in rule.check(module)]


def marks(example: Example) -> set[tuple[str, int, str]]:
    """(file, line, code) of every mark."""
    lines = ((name, *line) for name, text in example.python_files for line in enumerate(text.split("\n"), 1))
    found = ((name, number, MARK.search(line)) for name, number, line in lines)
    return {(name, number, code) for name, number, match in found if match for code in re.findall(r"MP\d{3}", match[1])}


@each_bad
def test_a_bad_program_is_reported_exactly_on_its_marked_lines(rule: Rule, example: Example) -> None:
    marked = marks(example)
    found = {(finding.location.path, finding.location.line, finding.code) for finding in findings(example)}
    assert {row for row in marked if row[2] == rule.code}, "no line is marked"
    assert found == marked


@each_good
def test_a_good_program_is_silent_under_every_rule(example: Example) -> None:
    # It is good where it is meant to run; on macOS nothing is run here, and a program for Linux is as good there.
    meant = all_targets({*example.platforms, "macos"}, pythons_of(example))
    assert findings(example, targets=meant) == []
    assert not marks(example)


@each_bad
def test_breaks_when_holds_every_target_under_which_the_program_was_seen_to_fail(rule: Rule, example: Example) -> None:
    breaks = {target for finding in findings(example, [rule]) for target in finding.breaks_when}
    claimed = set(claimed_targets(example))
    if CHOOSES.search(example.source):
        missing = {(t.platform, t.python) for t in claimed} - {(t.platform, t.python) for t in breaks}
        assert not missing
    else:
        assert not claimed - breaks


def claimed_targets(example: Example) -> Iterable[Target]:
    return all_targets(example.platforms, pythons_of(example), example.methods)


def pythons_of(example: Example) -> list[tuple[int, int]]:
    return [p for p in ALL_PYTHONS if SpecifierSet(example.pythons).contains("{}.{}".format(*p), prereleases=True)]


@each_rule
def test_there_are_enough_programs_and_their_claims_are_well_formed(rule: Rule) -> None:
    assert len(rule.bad) >= 2
    assert len(rule.good) >= 3
    assert {example.outcome.kind for example in rule.bad} <= set(OUTCOMES)
    assert {example.outcome.kind for example in rule.good} == {"ok"}
    for example in (*rule.bad, *rule.good):
        assert set(example.methods) <= set(START_METHODS)
        assert set(example.platforms) <= set(PLATFORMS)
        assert set(claimed_targets(example)), "no target is left"


@each_rule
def test_every_program_is_there_once(rule: Rule) -> None:
    sources = [(example.source, example.methods, example.pythons) for example in (*rule.bad, *rule.good)]
    assert len(set(sources)) == len(sources)


@each_rule
def test_the_words_are_in_order(rule: Rule) -> None:
    assert re.fullmatch(r"MP[1-9]\d\d", rule.code)
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", rule.name)
    for text in (rule.summary, rule.why, rule.cure):
        assert text == text.strip()
        assert text.endswith(".")
    assert "\n" not in rule.summary
    assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since)
    assert rule.references
    assert all(re.fullmatch(r"https://\S+", url) for url in rule.references)


@each_rule
def test_the_module_is_named_after_the_rule(rule: Rule) -> None:
    module = REGISTRY[rule.code]
    assert module.rpartition(".")[2] == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"


def test_codes_and_names_are_unique() -> None:
    assert [rule.code for rule in RULES] == sorted(REGISTRY)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_rule_module_is_registered() -> None:
    modules = {".".join(path.relative_to(FOLDER).with_suffix("").parts) for path in FOLDER.glob("*/mp*.py")}
    assert modules == set(REGISTRY.values())


def test_families_do_not_share_a_folder() -> None:
    families = {(code[:3], module.partition(".")[0]) for code, module in REGISTRY.items()}
    assert len({digit for digit, _ in families}) == len(families) == len({folder for _, folder in families})


def test_load_takes_codes_in_any_order() -> None:
    codes = sorted(REGISTRY)
    assert [rule.code for rule in load(reversed(codes))] == codes
    assert [rule.code for rule in load(codes[:1])] == codes[:1]
