from __future__ import annotations

import pytest

from mpcheck.targets import ALL_PYTHONS, PLATFORMS, Target, all_targets, describe, parse_python

EVERYTHING = all_targets()


def where(**wanted: object) -> frozenset[Target]:
    return frozenset(
        target
        for target in EVERYTHING
        if all(getattr(target, name) in values for name, values in wanted.items())  # type: ignore[operator]
    )


NOT_FORK = frozenset(target for target in EVERYTHING if target.start_method != "fork")
DEFAULT = frozenset(target for target in EVERYTHING if target.is_default_method)
DESKTOP = frozenset(target for target in EVERYTHING if target.platform != "wasm")


@pytest.mark.parametrize(
    ("targets", "among", "text"),
    [
        (EVERYTHING, None, "every platform"),
        (frozenset(), None, "no target"),
        (where(platform={"windows"}), None, "Windows"),
        (where(platform={"windows", "macos"}), None, "Windows, macOS"),
        (NOT_FORK & DEFAULT & DESKTOP, None, "Windows, macOS, Linux with Python >= 3.14"),
        (
            NOT_FORK & DESKTOP,
            DESKTOP,
            "Windows, macOS, Linux with Python >= 3.14; elsewhere with forkserver or spawn",
        ),
        (NOT_FORK & where(platform={"linux"}), where(platform={"linux"}),
         "Linux with Python >= 3.14; elsewhere with forkserver or spawn"),
        (where(platform={"linux"}, start_method={"fork"}), None, "Linux with fork"),
        (where(platform={"macos"}, start_method={"fork"}), None, "macOS with fork"),
        (where(platform={"linux"}, python={(3, 10), (3, 11)}), None, "Linux with Python <= 3.11"),
        (where(platform={"linux"}, python={(3, 12)}), None, "Linux with Python 3.12"),
        (where(platform={"linux"}, python={(3, 12), (3, 13)}), None, "Linux with Python 3.12 to 3.13"),
        (where(platform={"linux"}, python={(3, 10), (3, 15)}), None, "Linux with Python <= 3.10 or Python >= 3.15"),
        (where(python={(3, 14), (3, 15)}), None, "every platform with Python >= 3.14"),
        (where(platform={"macos"}, python={(3, 10)}, start_method={"fork"}), None,
         "macOS with Python <= 3.10 and fork"),
    ],
)  # fmt: skip
def test_targets_are_described_in_one_line(
    targets: frozenset[Target], among: frozenset[Target] | None, text: str
) -> None:
    assert describe(targets, among) == text


def test_versions_that_are_not_asked_about_are_not_spoken_of() -> None:
    newest = all_targets(pythons=[(3, 14), (3, 15)])
    assert describe({target for target in newest if target.platform == "linux"}, newest) == "Linux"


def test_every_single_target_can_be_told() -> None:
    for target in all_targets(PLATFORMS, ALL_PYTHONS):
        text = describe({target}, all_targets(PLATFORMS, ALL_PYTHONS))
        assert target.python_text in text
        assert target.is_default_method or target.start_method in text


@pytest.mark.parametrize(
    ("text", "python"), [("3.14", (3, 14)), ("3", None), ("3.", None), ("3.x", None), ("3.1.2", None), ("3.٣", None)]
)
def test_versions_are_parsed(text: str, python: tuple[int, int] | None) -> None:
    assert parse_python(text) == python
