"""Functions of workers that the standard library calls for them: a key, a replacement, a predicate."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

_PROGRAM = """
    import heapq
    import itertools
    import re
    from functools import partial, reduce
    from multiprocessing import Pool

    names = set()
    WORD = re.compile("[a-z]+")

    def weight(found, *more):
        return len(names) * len(found)MARK

    def work(words):
        return CALL

    def main(texts):
        names.update(texts)
        with Pool() as pool:
            return pool.map(work, [text.split() for text in texts])

    if __name__ == "__main__":
        print(main(["a b", "c d"]))
    """
CALLED = (
    "re.sub('[a-z]', weight, words[0])",
    "WORD.sub(weight, words[0])",
    "WORD.subn(repl=weight, string=words[0])",
    "re.compile('a').sub(partial(weight, 'b'), words[0])",
    "words.sort(key=weight)",
    "max(words, key=weight)",
    "heapq.nlargest(3, words, key=weight)",
    "list(itertools.takewhile(weight, words))",
    "[list(group) for _, group in itertools.groupby(words, weight)]",
    "reduce(weight, words)",
)
KEPT = ("re.escape(str(weight))", "words.index(weight)", "words.sort(weight)", "print(weight)", "words.sub(weight)")


@pytest.mark.parametrize("call", CALLED)
def test_what_a_called_function_reads_is_read_by_the_worker(check: Check, call: str) -> None:
    assert check("MP302", _PROGRAM.replace("MARK", "  # MP302").replace("CALL", call))


@pytest.mark.parametrize("call", KEPT)
def test_a_function_that_is_only_passed_on_may_never_run(check: Check, call: str) -> None:
    assert not check("MP302", _PROGRAM.replace("MARK", "").replace("CALL", call))


def test_a_replacement_of_another_file(tmp_path: Path) -> None:
    check_files(
        tmp_path,
        {
            "glossary.py": """
                import re

                TERMS = {"cpu": "processor"}
                _WORD = re.compile(r"[a-z]+")

                def learn(lines):
                    for line in lines:
                        short, _, long = line.partition("=")
                        TERMS[short] = long

                def expand(text):
                    def instead(match):
                        return TERMS.get(match.group(), match.group())

                    return _WORD.sub(instead, text)
                """,
            "main.py": """
                import sys
                from multiprocessing import get_context

                import glossary

                def main(texts):
                    glossary.learn(sys.stdin)
                    with get_context("spawn").Pool(2) as pool:
                        return pool.map(glossary.expand, texts)  # MP302

                if __name__ == "__main__":
                    print(main(sys.argv[1:]))
                """,
        },
        "MP302",
    )


_FOLDED = """
from functools import partial, reduce
from multiprocessing import Pool

def strip(text):
    return text.strip()

def lower(text):
    return text.lower()

def then(first, second):
    def both(text):
        return second(first(text))
    return both

def in_turn(steps, text):
    for step in steps:
        text = step(text)
    return text

def joined(first, second):
    return partial(in_turn, (first, second))

class Chain:
    def __init__(self, first, second):
        self.first, self.second = first, second

    def __call__(self, text):
        return self.second(self.first(text))

def compose(*steps):
    return FOLD

def main(texts):
    with Pool(2) as pool:
        print(pool.map(compose(strip, lower), texts))MARK
"""


@pytest.mark.parametrize(
    ("fold", "code"),
    [
        ("reduce(lambda first, second: lambda text: second(first(text)), steps, str)", "MP201"),
        ("reduce(lambda first, second: lambda text: second(first(text)), steps)", "MP201"),
        ("reduce(then, steps)", "MP203"),
    ],
)
def test_what_is_folded_out_of_functions(check: Check, fold: str, code: str) -> None:
    assert check(code, _FOLDED.replace("FOLD", fold).replace("MARK", f"  # {code}"))


@pytest.mark.parametrize(
    "fold", ["reduce(Chain, steps)", "reduce(joined, steps)", "reduce(then, [], str)", "reduce(max, steps)"]
)
def test_what_is_folded_can_be_sent(check: Check, fold: str) -> None:
    for code in ("MP201", "MP203"):
        assert not check(code, _FOLDED.replace("FOLD", fold).replace("MARK", ""))
