from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import Future
from pathlib import Path

import pytest
from fake import FLAWED, FakeAnalysis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mpcheck import engine, source, workers
from mpcheck.check import Task, check
from mpcheck.engine import Request, scan
from mpcheck.findings import ScanResult
from mpcheck.settings import Options, Settings
from mpcheck.targets import all_targets

ALL = Settings(FakeAnalysis().codes() | {"MP002"}, all_targets(), "pedantic")


def run(*paths: str, **kwargs: object) -> ScanResult:
    return scan(Request(paths, **kwargs), FakeAnalysis())  # type: ignore[arg-type]


def places(result: ScanResult) -> list[tuple[str, int, str]]:
    return [(finding.location.path, finding.location.line, finding.code) for finding in result.findings]


def problems(result: ScanResult) -> list[tuple[str, str]]:
    return [(error.path, error.code) for error in result.errors]


def test_findings_come_in_the_order_of_paths_lines_and_columns(here: Path) -> None:
    (here / "b.py").write_text(FLAWED)
    (here / "a.py").write_text("import multiprocessing\nx = 1\ndoubt(); flaw()\nflaw()\n")
    result = run("b.py", "a.py")
    assert places(result) == [("a.py", 3, "MP202"), ("a.py", 3, "MP201"), ("a.py", 4, "MP201"), ("b.py", 3, "MP201")]
    assert (result.files, result.files_parsed, result.lines) == (2, 2, 7)
    assert result.excerpts["b.py", 3] == "flaw(pool)"


def test_only_promising_files_are_parsed_and_named_ones_at_least_for_syntax(here: Path) -> None:
    (here / "a.py").write_text("def f(:\n")
    (here / "b.py").write_text("flaw()\n")
    result = run(".")
    assert (problems(result), result.files, result.files_parsed) == ([], 2, 0)
    assert problems(run("a.py", "b.py")) == [("a.py", "MP001")]


def test_a_file_that_no_python_3_can_import_has_no_findings(here: Path) -> None:
    (here / "a.py").write_text("import cPickle\n" + FLAWED)
    (here / "b.py").write_text("import pickle\n" + FLAWED)
    assert {path for path, _, _ in places(run("."))} == {"b.py"}


def test_an_unused_suppression_is_found_in_a_file_that_is_otherwise_not_worth_parsing(here: Path) -> None:
    (here / "a.py").write_text("x = 1  # mpcheck: ignore\ny = 1  # noqa: MP201\n")
    assert places(run(".")) == [("a.py", 1, "MP002"), ("a.py", 2, "MP002")]


def test_the_prefilter_changes_no_finding(here: Path) -> None:
    (here / "a.py").write_text(FLAWED)
    (here / "b.py").write_text("x = 'noqa MP201'  # noqa: MP201\n")
    (here / "c.py").write_text("x = 1\n")
    with_it, without = run("."), run(".", prefilter=False)
    assert with_it.findings == without.findings
    assert (with_it.files_parsed, without.files_parsed) == (2, 3)


def test_a_crash_in_a_rule_names_it_and_the_others_report(here: Path) -> None:
    (here / "a.py").write_text(FLAWED + "crash_the_rule()  # mpcheck: ignore[MP202]\n")
    result = run("a.py")
    assert places(result) == [("a.py", 3, "MP201")]
    (error,) = result.errors
    assert (error.path, error.code) == ("a.py", "MP000")
    assert "MP301 (crash) failed with ZeroDivisionError: the rule's own fault" in error.message


def test_a_crash_of_the_model_names_the_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.py").write_text(FLAWED)

    def fail(*_: object) -> object:
        raise RecursionError("too deep")

    monkeypatch.setattr(FakeAnalysis, "module", fail)
    result = run("a.py")
    assert problems(result) == [("a.py", "MP000")]
    assert "the model failed with RecursionError: too deep" in result.errors[0].message


def test_a_finding_is_told_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.py").write_text(FLAWED)
    rules = FakeAnalysis().rules(["MP201"])
    monkeypatch.setattr(FakeAnalysis, "rules", lambda *_: rules * 2)
    assert places(run("a.py")) == [("a.py", 3, "MP201")]


def test_codes_and_levels_choose(here: Path) -> None:
    (here / "a.py").write_text("import multiprocessing\nflaw(); doubt(); guess(); advice()\n")

    def codes(**options: object) -> list[str]:
        return [code for _, _, code in places(run("a.py", options=Options(**options)))]  # type: ignore[arg-type]

    assert codes() == ["MP201", "MP202", "MP204"]
    assert codes(level="strict") == ["MP201"]
    assert codes(level="pedantic") == ["MP201", "MP202", "MP203", "MP204"]
    assert codes(select=("MP202", "MP204")) == ["MP202", "MP204"]
    assert codes(ignore=("MP20",)) == []


def test_a_suppression_below_the_level_is_used(here: Path) -> None:
    (here / "a.py").write_text("import multiprocessing\nguess()  # mpcheck: ignore[MP203]\n")
    assert places(run("a.py")) == []
    (here / "a.py").write_text("x = 1  # mpcheck: ignore[MP203]\n")
    assert places(run("a.py")) == [("a.py", 1, "MP002")]
    assert places(run("a.py", options=Options(level="strict"))) == []


def test_suppressions_are_not_judged_where_options_narrow_the_targets(here: Path) -> None:
    (here / "a.py").write_text("x = 1  # mpcheck: ignore[MP201]\n")
    assert places(run("a.py")) == [("a.py", 1, "MP002")]
    assert places(run("a.py", options=Options(platforms=("linux",)))) == []
    assert places(run("a.py", options=Options(ignore=("MP002",)))) == []


def test_fingerprints_outlive_moves_and_tell_equal_lines_apart(here: Path) -> None:
    path = here / "a.py"
    path.write_text("import multiprocessing\nflaw()\nflaw()\n")
    before = [finding.fingerprint for finding in run("a.py").findings]
    path.write_text("import multiprocessing\nx = 1\nif x:\n    flaw()\n\nflaw()\n")
    assert [finding.fingerprint for finding in run("a.py").findings] == before
    assert len(set(before)) == 2


def test_each_file_is_judged_by_its_own_project(here: Path) -> None:
    for name, python in (("old", "3.12"), ("new", "3.14")):
        (here / name).mkdir()
        (here / name / "a.py").write_text(FLAWED)
        (here / name / "pyproject.toml").write_text(f'[project]\nrequires-python = "=={python}.*"\n')
    result = run("old", "new")
    pythons = {finding.location.path: {t.python_text for t in finding.breaks_when} for finding in result.findings}
    assert pythons == {"old/a.py": {"3.12"}, "new/a.py": {"3.14"}}
    assert {target.python_text for target in result.targets} == {"3.12", "3.14"}


def test_a_wrong_configuration_is_an_error_and_the_rest_is_scanned(here: Path) -> None:
    (here / "a.py").write_text(FLAWED)
    (here / "pyproject.toml").write_text("[tool.mpcheck]\nselct = []\n")
    result = run(".")
    assert (places(result), problems(result)) == ([("a.py", 3, "MP201")], [("pyproject.toml", "MP008")])
    assert result.errors[0].line == 2


def test_standard_input_is_judged_by_its_name(here: Path) -> None:
    (here / "sub").mkdir()
    (here / "sub" / "pyproject.toml").write_text('[tool.mpcheck]\nignore = ["MP201"]\n')
    assert places(run(stdin=("a.py", FLAWED.encode()))) == [("a.py", 3, "MP201")]
    assert places(run(stdin=("sub/a.py", FLAWED.encode()))) == []
    assert problems(run(stdin=("a.py", b"def f(:"))) == [("a.py", "MP001")]


def test_a_file_that_vanishes_is_skipped_unless_it_was_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.py").write_text(FLAWED)
    (here / "b.py").write_text(FLAWED)
    read = source.read

    def vanish(path: str) -> bytes:
        Path(path).unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr(source, "read", vanish)
    result = run(".", "b.py")
    assert (places(result), problems(result), result.files) == ([], [("b.py", "MP006")], 0)


@given(st.binary() | st.text().map(lambda text: ("import multiprocessing\n" + text).encode("utf-8", "replace")))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_bytes_make_a_check_fail(data: bytes) -> None:
    report = check(Task("a.py", "a.py", ALL, data=data), FakeAnalysis())
    assert all(error.code in {"MP001", "MP004", "MP005"} for error in report.errors)


def tree(here: Path, files: int) -> None:
    for number in range(files):
        (here / f"m{number}.py").write_text(FLAWED + f"flaw({number})\n" * (number % 3))
    (here / "bad.py").write_text("import multiprocessing\ndef f(:\n")


def test_processes_find_the_same_in_the_same_order(here: Path) -> None:
    tree(here, 11)
    one, two = run(".", jobs=1), run(".", jobs=2)
    assert two.findings == one.findings
    assert two.errors == one.errors
    assert two.excerpts == one.excerpts
    assert multiprocessing.active_children() == []


def test_processes_are_started_for_large_trees_alone(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(here, 3)
    used: list[bool] = []
    monkeypatch.setattr(workers, "check_in_processes", lambda *_: used.append(True))
    run(".")
    assert used == []
    monkeypatch.setattr(engine, "PARALLEL_BYTES", 10)
    assert len(run(".").findings) == 6
    assert used == [True]
    run(".", jobs=1)
    assert used == [True]


def test_a_file_that_kills_its_process_is_named_and_the_rest_is_checked(here: Path) -> None:
    tree(here, 6)
    (here / "killer.py").write_text("import multiprocessing\nkill_the_checker()\n")
    expected = places(run(".", jobs=1, options=Options(ignore=("MP302",))))
    result = run(".", jobs=2)
    assert places(result) == expected
    assert problems(result) == [("bad.py", "MP001"), ("killer.py", "MP010")]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("error", [OSError(38, "Function not implemented"), ImportError("no _multiprocessing")])
def test_where_no_process_can_start_one_does_all(here: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    tree(here, 4)

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(workers, "ProcessPoolExecutor", refuse)
    assert run(".", jobs=2).findings == run(".", jobs=1).findings


def test_an_executor_without_threads_is_not_waited_for() -> None:
    with pytest.raises(RuntimeError, match="threads of the executor have ended"):
        workers._await([Future()], set(threading.enumerate()))


def test_progress_is_told(here: Path) -> None:
    tree(here, 4)
    for jobs in (1, 2):
        told: list[tuple[str, int, int]] = []
        scan(Request((".",), jobs=jobs), FakeAnalysis(), lambda *args, into=told: into.append(args))
        assert {doing for doing, _, _ in told} == {"Reading", "Checking"}
        assert all(0 <= done <= total == 5 for _, done, total in told)
