"""The page of a rule as Markdown: the one text of ``mpcheck explain`` and of ``docs/rules``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.targets import PLATFORMS, START_METHODS

_LABELS = {"linux": "Linux", "macos": "macOS", "windows": "Windows", "wasm": "WebAssembly"}
#: What a program visibly does, for people.
_DOES = {
    "ok": "works",
    "raises": "ends with an error",
    "child": "ends with exit status 0 although a child process failed",
    "hangs": "never ends",
    "wrong": "ends with exit status 0 and a wrong result",
    "any": "misbehaves: how depends on the version and on luck",
}


def render(rule: Rule) -> str:
    """The whole page, ending with one newline."""
    blocks = [
        f"# {rule.code}: {rule.name}",
        rule.summary,
        f"*{rule.severity.value}, {rule.confidence.value} confidence, since mpcheck {rule.since}*",
        "## Why",
        rule.why,
        "## Cure",
        rule.cure,
        "## Programs that go wrong",
        *_examples(rule.bad),
        "## Programs that are right",
        *_examples(rule.good),
        "## Suppress",
        f"End the line with `# mpcheck: ignore[{rule.code}] reason`.",
        "## References",
        "\n".join(f"- <{url}>" for url in rule.references),
    ]
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def describe_example(example: Example) -> str:
    """One sentence: under which targets the program does what."""
    return f"{_conditions(example)}: {describe_outcome(example.outcome)}."


def describe_outcome(outcome: Outcome) -> str:
    """What a program does, such as ``ends with an error, printing `PicklingError` ``."""
    return _DOES[outcome.kind] + (f", printing `{outcome.text}`" if outcome.text else "")


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    for example in examples:
        yield describe_example(example)
        yield _code(example.source)
        for name, text in example.files:
            yield f"with `{name}` beside it:"
            yield _code(text, "python" if name.endswith(".py") else "text")


def _code(source: str, language: str = "python") -> str:
    # Longer than any run of backticks in the program, as Markdown asks for.
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", source))])
    return f"{fence}{language}\n" + source.strip("\n") + f"\n{fence}"


def _conditions(example: Example) -> str:
    platforms = " and ".join(_LABELS[name] for name in PLATFORMS if name in example.platforms)
    methods = [name for name in START_METHODS if name in example.methods]
    under = "every start method" if len(methods) == len(START_METHODS) else " and ".join(methods)
    pythons = example.pythons.strip()
    return f"Under {under}" + (f" on {platforms}" if platforms else "") + (f", Python {pythons}" if pythons else "")
