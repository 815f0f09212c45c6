"""Where the probes lie, and that they are the standalone scripts that they say they are."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from mpcheck import rules
from mpcheck.env.catalogue import PROBES, SURROUNDINGS, Probe, choose, own_probes, probes_folder, question_of
from mpcheck.errors import MpcheckError, UsageError

FOLDER = probes_folder()
SCRIPTS = sorted(FOLDER.glob("*.py"))
TAIL = "# ---- The same in every probe"


def put_probe(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / PROBES[0].script).touch()


def test_probes_of_a_wheel_lie_in_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "mpcheck"
    put_probe(package / "probes")
    assert probes_folder(package) == package / "probes"


def test_probes_of_a_checkout_lie_at_its_root(tmp_path: Path) -> None:
    package = tmp_path / "src" / "mpcheck"
    package.mkdir(parents=True)
    put_probe(tmp_path / "probes")
    assert probes_folder(package) == tmp_path / "probes"


def test_absent_probes_are_an_error_that_names_the_package(tmp_path: Path) -> None:
    (tmp_path / "probes").mkdir()  # another project's folder of that name
    with pytest.raises(MpcheckError, match="mpcheck"):
        probes_folder(tmp_path / "src" / "mpcheck")


def test_every_script_is_in_the_catalogue() -> None:
    assert [path.name for path in SCRIPTS] == sorted(probe.script for probe in PROBES)


def test_every_probe_bears_on_rules_that_exist() -> None:
    assert {code for probe in PROBES for code in probe.rules} <= set(rules.REGISTRY)


def test_every_probe_asks_a_question() -> None:
    assert all(question_of(probe, FOLDER).endswith("?") or "?" in question_of(probe, FOLDER) for probe in PROBES)


def ids(probes: tuple[Probe, ...]) -> set[str]:
    return {probe.id for probe in probes}


def test_choice() -> None:
    usual, deep = ids(choose(PROBES)), ids(choose(PROBES, deep=True))
    assert deep == {probe.id for probe in PROBES}
    assert usual == {probe.id for probe in PROBES if not probe.deep}
    assert ids(choose(PROBES, quick=True)) == {probe.id for probe in PROBES if probe.quick} >= set(SURROUNDINGS)
    assert ids(choose(PROBES, only=["lock", "pool"], skip=["pool"])) == {"lock"}
    assert ids(choose(PROBES, skip=["lock"])) == usual - {"lock"}


@pytest.mark.parametrize(
    ("only", "skip", "message"),
    [(["lok"], [], "no probe 'lok'"), ([], ["x"], "no probe 'x'"), (["cpu"], ["cpu"], "left")],
)
def test_wrong_choice_is_refused(only: list[str], skip: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        choose(PROBES, only=only, skip=skip)


def test_own_probes_are_parsed_and_not_run(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('"""Is it?"""\nID = "gpu-memory"\nBY_METHOD = True\nraise SystemExit')
    (tmp_path / "b.py").write_text('"""Was it?\n\nMore."""\nID = "licence"\n')
    first, second = own_probes(tmp_path)
    assert (first.id, first.by_method, first.script) == ("gpu-memory", True, str(tmp_path / "a.py"))
    assert (second.id, second.by_method, question_of(second, FOLDER)) == ("licence", False, "Was it?")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no probe in the folder"),
        ("print()", "has no ID"),
        ('ID = "../x"', "has no ID"),
        ("ID = 3", "has no ID"),
        ('ID = "lock"', "taken"),
        ("ID = (", "cannot be read"),
        ("\0", "cannot be read"),
    ],
)
def test_own_probe_that_cannot_be_told_is_refused(text: str | None, message: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "own.py").write_text(text)
    with pytest.raises(UsageError, match=message) as caught:
        own_probes(tmp_path)
    assert str(tmp_path) in str(caught.value.path)


def test_folder_of_own_probes_must_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        own_probes(tmp_path / "none")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_script_runs_on_python_3_8_with_the_standard_library_alone(script: Path) -> None:
    tree = ast.parse(script.read_text(), feature_version=(3, 8))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or "."])
    }
    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_script_does_not_hide_a_module_of_the_library(script: Path) -> None:
    assert script.stem not in sys.stdlib_module_names


def test_tail_is_the_same_in_every_script() -> None:
    tails = {script.read_text().partition(TAIL)[2] for script in SCRIPTS}
    assert len(tails) == 1
    assert "print(json.dumps(answer), flush=True)" in tails.pop()


def test_script_names_its_own_id() -> None:
    named = {script.name: ast.literal_eval(assigned(script, "ID")) for script in SCRIPTS}
    assert named == {probe.script: probe.id for probe in PROBES}


def assigned(script: Path, name: str) -> ast.expr:
    return next(
        node.value
        for node in ast.parse(script.read_text()).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name
    )
