"""Which of many words a file holds."""

from __future__ import annotations

import pytest

from mpcheck.words import Held, holds_any, stands_in_code

_WORDS = (b"multiprocess",)


@pytest.mark.parametrize(
    "text",
    [
        "import multiprocessing",
        "import os, multiprocessing as mp",
        "import os, \\\n    multiprocessing",
        "from multiprocessing import Pool",
        "if True: import multiprocessing",
        "from library import (\n    one,\n    multiprocessing,\n    other)",
        "from library import multiprocessing  # not the other one",
        "module = importlib.import_module('multiprocessing')",
        'module = __import__("multiprocessing")',
        "pool = torch.multiprocessing.Pool()",
        "pool: 'multiprocessing.pool.Pool'",
        "# multiprocessing\nimport multiprocessing",
        'print("#"); multiprocessing.Pool()\nimport multiprocessing',
    ],
)
def test_a_word_in_code(text: str) -> None:
    assert stands_in_code(text.encode(), _WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "# import multiprocessing",
        "x = 1  # from multiprocessing",
        '"""Safe for multiprocessing applications."""',
        'def f():\n    """Like `multiprocessing.Pool`."""',
        "def test_multiprocess(self): pass",
        "parser.add_argument('-j', '--multiprocess')",
    ],
)
def test_a_word_in_comments_and_texts(text: str) -> None:
    assert not stands_in_code(text.encode(), _WORDS)


def test_of_very_many_mentions_not_all_are_looked_at() -> None:
    assert stands_in_code(b"# multiprocess\n" * 10_000, _WORDS)
    assert not stands_in_code(b"# multiprocess\n" * 10, _WORDS)


@pytest.mark.parametrize(
    ("text", "held"),
    [("os.fork()", True), ("os.forks", True), ("os.spawn", False), ("xfork", False), ("SIGCHLD", True)],
)
def test_words_that_begin_alike(text: str, held: bool) -> None:
    assert holds_any(text.encode(), (b"os.fork", b"os.wait", b"SIGCHLD")) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [("subprocess shell", True), ("shell", False), ("subprocess", False), ("fork(", True), ("subprocess poll(", True)],
)
def test_words_that_must_stand_together(text: str, held: bool) -> None:
    assert Held(text.encode()).one_of(("subprocess & shell", "fork(", "subprocess & poll(")) is held


_MANY = (b"fork(", b".fork", b"forkpty", b"os.wait", b"import os as", b"zmq", b"\xc3\xa9t\xc3\xa9", b"e", b'"')


@pytest.mark.parametrize("word", _MANY)
def test_each_of_many_words_is_found_wherever_it_stands_and_only_whole(word: bytes) -> None:
    words = tuple(one for one in _MANY if one != word and one not in word)
    whole = (word, b"x" + word, word + b"x", word * 2, word[:-1] + word, b"\0\n" + word + b"\r\n")
    for text in (*whole, word[:-1], word[1:]):
        assert holds_any(text, (word,)) is (word in text)
        assert holds_any(text, (*words, word)) is any(one in text for one in (*words, word))


def test_no_word_is_held_and_the_empty_one_always() -> None:
    assert not holds_any(b"import os", ())
    assert holds_any(b"import os", (b"fork", b"", b"zmq"))
    assert holds_any(b"", (b"",))
