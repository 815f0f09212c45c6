"""Which rules are asked of which files."""

from __future__ import annotations

import pytest

from mpcheck.model.trigger_words import LIBRARY_WORDS, PROCESS_WORDS
from mpcheck.rules import REGISTRY, load
from mpcheck.rules.base import Rule
from mpcheck.targets import all_targets
from mpcheck.words import Held

_PROCESS_WORDS = [word.decode() for word in (*PROCESS_WORDS, *LIBRARY_WORDS)]


@pytest.mark.parametrize("rule", load(REGISTRY), ids=lambda rule: rule.code)
def test_a_rule_is_asked_of_every_program_that_it_reports(rule: Rule) -> None:
    for example in rule.bad:
        texts = [text for _, text in example.python_files]
        about = any(word in text for text in texts for word in _PROCESS_WORDS)
        marked = [text for text in texts if rule.code in text]
        targets = all_targets(rule.platforms) if rule.platforms else all_targets()
        assert any(rule.is_worth_asking(Held(text.encode()), targets, about_processes=about) for text in marked)
