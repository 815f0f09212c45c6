from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck import pyproject
from mpcheck.errors import UsageError
from mpcheck.findings import Confidence, Finding, Location, Severity
from mpcheck.pyproject import line_of
from mpcheck.settings import Options, Settings, SettingsFinder, is_at_level, supported_pythons
from mpcheck.source import UncheckableError
from mpcheck.targets import ASSUMED_PYTHONS

KNOWN = frozenset({"MP002", "MP101", "MP201", "MP202"})


def configured(
    folder: Path, text: str, options: Options | None = None
) -> tuple[Settings, list[tuple[int | None, str]]]:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    finder = SettingsFinder(KNOWN, options or Options())
    settings = finder.of_folder(str(folder))
    return settings, [(error.line, error.message) for error in finder.errors]


def test_the_whole_configuration_is_read(tmp_path: Path) -> None:
    text = """
[project]
requires-python = ">=3.9"
[tool.mpcheck]
select = ["MP1", "MP201"]
ignore = ["MP101"]
level = "strict"
exclude = ["generated/"]
[tool.mpcheck.targets]
platform = ["linux"]
python = ["3.13", "3.14"]
start-method = ["fork", "spawn"]
"""
    settings, errors = configured(tmp_path, text)
    assert errors == []
    assert settings.codes == {"MP201"}
    assert settings.level == "strict"
    assert settings.exclude == ("generated/",)
    assert settings.root == str(tmp_path)
    assert {(t.platform, t.python_text, t.start_method) for t in settings.targets} == {
        ("linux", python, method) for python in ("3.13", "3.14") for method in ("fork", "spawn")
    }


def test_the_command_line_wins(tmp_path: Path) -> None:
    options = Options(("MP2",), ("MP202",), "pedantic", ("windows",), ("3.11",), ("spawn",))
    text = '[tool.mpcheck]\nselect=["MP101"]\nignore=["MP201"]\nlevel="strict"\ntargets={platform=["linux"]}\n'
    settings, _ = configured(tmp_path, text, options)
    assert settings.codes == {"MP201"}
    assert settings.level == "pedantic"
    assert [(t.platform, t.python_text, t.start_method) for t in settings.targets] == [("windows", "3.11", "spawn")]
    assert not settings.judges_suppressions


def test_nothing_is_read_when_isolated(tmp_path: Path) -> None:
    settings, errors = configured(tmp_path, '[tool.mpcheck]\nselect=["MP101"]\nbad=1\n', Options(isolated=True))
    assert (settings.codes, errors) == (KNOWN, [])


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[tool.mpcheck]\n\nselct = []\n", 3, "unknown key 'selct' in [tool.mpcheck]; did you mean 'select'?"),
        ("tool.mpcheck.selct = []\n", 1, "unknown key 'selct' in [tool.mpcheck]; did you mean 'select'?"),
        ("[tool]\nmpcheck = {selct = []}\n", 2, "unknown key 'selct' in [tool.mpcheck]; did you mean 'select'?"),
        ("[tool.mpcheck]\nselect = 'MP1'\n", 2, "select: has to be a list of strings, each a code"),
        ("[tool.mpcheck]\nselect = ['MP1', 2]\n", 2, "select: has to be a list of strings, each a code"),
        ("[tool.mpcheck]\nignore = ['MP203']\n", 2, "ignore: there is no code 'MP203'; did you mean 'MP202'?"),
        ("[tool.mpcheck]\nlevel = 'strct'\n", 2, "level: there is no 'strct'; did you mean 'strict'?"),
        ("[tool.mpcheck]\nlevel = 1\n", 2, "level: has to be a string: strict, default, pedantic"),
        ("[tool.mpcheck]\nexclude = 'a'\n", 2, "exclude: has to be a list of strings, each a pattern"),
        ("[tool.mpcheck]\ntargets = 'linux'\n", 2, "targets: has to be a table"),
        ("[tool]\nmpcheck = 1\n", 2, "tool.mpcheck has to be a table"),
        (
            "[project]\npython = 1\n[tool.mpcheck.targets]\npythn = []\n",
            4,
            "unknown key 'pythn' in [tool.mpcheck.targets]; did you mean 'python'?",
        ),
        (
            "[tool.mpcheck.targets]\npython = ['2.7']\n",
            2,
            "targets.python: '2.7' is no Python that mpcheck knows: it knows 3.8 to 3.15",
        ),
        (
            "[tool.mpcheck.targets]\nplatform = ['linx']\n",
            2,
            "targets.platform: there is no 'linx'; did you mean 'linux'?",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_nearest_word(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    _, errors = configured(tmp_path, text)
    assert errors == [(line, message)]


def test_the_valid_rest_of_a_wrong_configuration_holds(tmp_path: Path) -> None:
    settings, errors = configured(tmp_path, "[tool.mpcheck]\nselct = []\nlevel = 'strict'\n")
    assert (settings.level, len(errors)) == ("strict", 1)


def test_what_is_not_toml_is_named_where_it_speaks_of_mpcheck(tmp_path: Path) -> None:
    _, errors = configured(tmp_path, "[tool.mpcheck]\nselect = [\n")
    assert [line for line, _ in errors] in ([2], [3], [None])
    assert errors[0][1].startswith("is not TOML: ")
    assert configured(tmp_path, "[tool.other\n") == (SettingsFinder(KNOWN).of_folder("/"), [])


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> bytes:
        raise UncheckableError("MP003", "cannot be read: Permission denied")

    monkeypatch.setattr(pyproject, "read", refuse)
    assert configured(tmp_path, "")[1] == [(None, "cannot be read: Permission denied")]


def test_the_nearest_file_with_the_table_counts(tmp_path: Path) -> None:
    inner = tmp_path / "package" / "module"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.mpcheck]\nlevel = 'pedantic'\n[project]\nrequires-python='>=3.14'")
    (tmp_path / "package" / "pyproject.toml").write_text("[project]\nrequires-python='==3.12.*'")
    settings = SettingsFinder(KNOWN).of_folder(str(inner))
    assert settings.level == "pedantic"
    assert {target.python_text for target in settings.targets} == {"3.12"}


def test_the_errors_of_one_file_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.mpcheck]\nselct = []\n")
    finder = SettingsFinder(KNOWN)
    for name in ("a", "b", "a"):
        finder.of_folder(str(tmp_path / name))
    assert len(finder.errors) == 1


@pytest.mark.parametrize(
    ("specifier", "minors"),
    [
        (">=3.12", [12, 13, 14, 15]),
        (">=3.12.4,<3.14", [12, 13]),
        (">3.8,!=3.9.*,<=3.11", [8, 10, 11]),
        ("~=3.13.2", [13]),
        ("==3.10.7", [10]),
    ],
)
def test_requires_python_allows_a_version_by_any_patch_release(specifier: str, minors: list[int]) -> None:
    assert list(supported_pythons(specifier)) == [(3, minor) for minor in minors]


@pytest.mark.parametrize("specifier", ["", ">=2.7,<3", ">=4", "three"])
def test_a_specifier_that_says_nothing_usable_leaves_the_assumption(specifier: str) -> None:
    assert supported_pythons(specifier) == ASSUMED_PYTHONS


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (Options(select=("MP9",)), "--select: there is no code 'MP9'"),
        (Options(ignore=("MP204",)), "--ignore: there is no code 'MP204'; did you mean 'MP20"),
        (Options(select=("",)), "--select: there is no code ''"),
        (Options(ignore=("MP001",)), "--ignore: there is no code 'MP001'"),
        (Options(level="loud"), "--level: there is no 'loud'; valid: default, pedantic, strict"),
        (Options(platforms=("windos",)), "--target-platform: there is no 'windos'; did you mean 'windows'?"),
        (Options(pythons=("3.7",)), "--target-python: '3.7' is no Python that mpcheck knows"),
        (Options(start_methods=("spwan",)), "--start-method: there is no 'spwan'; did you mean 'spawn'?"),
    ],
)
def test_wrong_options_are_refused_with_the_nearest_word(options: Options, message: str) -> None:
    with pytest.raises(UsageError, match="^" + message.replace("?", r"\?")):
        SettingsFinder(KNOWN, options)


@pytest.mark.parametrize(
    ("text", "keys", "line"),
    [
        ("[tool.mpcheck]\n'level' = 1", ("level",), 2),
        ('["tool"."mpcheck"]\nlevel=1', ("level",), 2),
        ("[ tool . mpcheck ]\nlevel=1", ("level",), 2),
        ("[other]\nlevel=1\n[tool.mpcheck]\nx=1\nlevel=1", ("level",), 5),
        ("[tool.mpcheck]\ntargets.python=1", ("targets", "python"), 2),
        ("[tool.mpcheck]\n[tool.mpcheck.targets]\npython=1", ("targets", "python"), 3),
        ("[other]\nx=1", ("level",), None),
    ],
)
def test_keys_are_found_however_they_are_written(text: str, keys: tuple[str, ...], line: int | None) -> None:
    assert line_of(text, keys) == line


@pytest.mark.parametrize(
    ("severity", "confidence", "levels"),
    [
        (Severity.ERROR, Confidence.HIGH, {"strict", "default", "pedantic"}),
        (Severity.WARNING, Confidence.HIGH, {"strict", "default", "pedantic"}),
        (Severity.NOTE, Confidence.HIGH, {"default", "pedantic"}),
        (Severity.ERROR, Confidence.MEDIUM, {"default", "pedantic"}),
        (Severity.ERROR, Confidence.LOW, {"pedantic"}),
    ],
)
def test_levels(severity: Severity, confidence: Confidence, levels: set[str]) -> None:
    finding = Finding("MP201", "flaw", "a flaw", severity, confidence, Location("a.py", 1, 1, 1, 2), "")
    shown = {level for level in ("strict", "default", "pedantic") if is_at_level(finding, level)}
    assert shown == levels


DESCRIBED = """
[tool.mpcheck]
[[tool.mpcheck.api]]
name = "ourlib.run_all"
params = ["function", "items"]
callable = "function"
iterable = "items"
[[tool.mpcheck.api]]
name = "ourlib.pool"
returns = "multiprocessing.pool.Pool"
"""


def test_functions_of_the_users_own_are_described(tmp_path: Path) -> None:
    settings, errors = configured(tmp_path, DESCRIBED)
    assert errors == []
    first, second = (dict(one) for one in settings.described)
    assert first["params"] == ("function", "items")
    assert (first["runs_in"], first["serializer"], first["starts"]) == ("process", "pickle", True)
    assert second == {"name": "ourlib.pool", "returns": "multiprocessing.pool.Pool"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('calable = "f"', "unknown key 'calable' in [[tool.mpcheck.api]]; did you mean 'callable'?"),
        ('callable = "g"', "api.callable: there is no 'g'; valid: f, n"),
        ('runs-in = "proces"', "api.runs-in: there is no 'proces'; did you mean 'process'?"),
        ('starts = "yes"', "api.starts: has to be true or false"),
        ("leading = -1", "api.leading: has to be a number of arguments"),
        ("carried = 3", "api.carried: has to be a list of strings, each a parameter"),
        ('carried = ["m"]', "api.carried: there is no 'm'; valid: f, n"),
        ('returns = "Pool"', "api.returns: 'Pool' is no dotted name, such as package.module.function"),
        ('when = "k > 1"', "api.when: there is no 'k'; valid: f, n"),
        ('when = "print(n)"', "api.when: 'print(n)' does not compare a parameter with a constant"),
        ('when = "n >"', "api.when: 'n >' is no expression"),
    ],
)
def test_what_is_wrong_in_a_description_is_said_with_its_line(tmp_path: Path, line: str, expected: str) -> None:
    wrong = f'[[tool.mpcheck.api]]\nname = "ourlib.wrong"\nparams = ["f", "n"]\n{line}\n'
    settings, errors = configured(tmp_path, DESCRIBED + wrong)
    assert errors == [(DESCRIBED.count("\n") + 4, expected)]
    assert len(settings.described) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[tool.mpcheck]\napi = 3\n", (2, "api: has to be an array of tables: [[tool.mpcheck.api]]")),
        ('[[tool.mpcheck.api]]\nparams = ["f"]\n', (1, "every entry of [[tool.mpcheck.api]] needs a name")),
        (
            '[[tool.mpcheck.api]]\nname = "a.b"\n[[tool.mpcheck.api]]\nname = "a.b"\n',
            (4, "api.name: 'a.b' is described twice"),
        ),
        (
            '[[tool.mpcheck.api]]\nname = "a.b"\ncallable = "f"\n',
            (3, "api.callable: there is no 'f': the entry lists no params"),
        ),
    ],
)
def test_descriptions_need_a_name_and_their_parameters(tmp_path: Path, text: str, expected: tuple[int, str]) -> None:
    _, errors = configured(tmp_path, text)
    assert errors == [expected]
