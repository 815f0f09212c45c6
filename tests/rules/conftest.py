from __future__ import annotations

import pytest

from snippets import Check, check_snippet


@pytest.fixture
def check() -> Check:
    """Check a snippet with one rule: exactly the lines that end with ``# <code>`` are to be reported."""
    return check_snippet
