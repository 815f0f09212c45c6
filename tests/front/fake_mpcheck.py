"""The command line with the fake rules, for tests that need a process of its own."""

from __future__ import annotations

import fake

import mpcheck.analysis

mpcheck.analysis.Installed = fake.FakeAnalysis  # type: ignore[misc,assignment]

if __name__ == "__main__":
    from mpcheck.cli.main import entry

    entry()
