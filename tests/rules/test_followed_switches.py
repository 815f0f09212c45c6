"""What stands under a switch, and what only runs where it is off, or says another word."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

PROXY = """
import multiprocessing as mp
from collections import defaultdict


class Store:
    def __init__(self, shared):
        self.shared = shared

    def fill(self, kind, shared, *, name="a"):
        {change}
        if {on}:
            manager = mp.Manager()
            found = manager.dict()
        else:
            found = defaultdict(list)
        if {off}:
            found[name].append(1){mark}
        if {on}:
            print(len(found))
"""
#: On where the proxy is made, on where it is changed, what stands before, and whether the change may be one of the proxy.
SWITCHES = {
    "a flag": ("shared", "not shared", "", False),
    "the same flag": ("shared", "shared", "", True),
    "an attribute": ("self.shared", "not self.shared", "", False),
    "a word": ("kind == 'processes'", "kind == 'threads'", "", False),
    "not the word": ("kind == 'processes'", "kind != 'processes'", "", False),
    "perhaps the word": ("kind == 'processes'", "kind != 'threads'", "", True),
    "one of two flags": ("shared and kind", "not shared", "", False),
    "either of two flags": ("shared or kind", "not shared", "", True),
    "a flag that is set": ("shared", "not shared", "shared = len(kind) > 3", True),
    "an attribute that is set": ("self.shared", "not self.shared", "self.shared = kind", True),
    "an attribute of another name": ("self.shared", "not self.other", "", True),
}


@pytest.mark.parametrize(("on", "off", "change", "is_found"), SWITCHES.values(), ids=SWITCHES)
def test_what_a_name_holds_under_a_switch(check: Check, on: str, off: str, change: str, *, is_found: bool) -> None:
    mark = "  # MP305" if is_found else ""
    check("MP305", PROXY.format(on=on, off=off, change=change or "pass", mark=mark))


def test_a_switch_that_each_round_of_a_loop_sets(check: Check) -> None:
    check(
        "MP305",
        """
        import multiprocessing as mp

        def fill(found):
            for shared in (True, False):
                if shared:
                    found = mp.Manager().dict()
                else:
                    found["a"].append(1)  # MP305
        """,
    )


TIMING = """
on = False

def measured(function):
    return function() if on else None
"""
SENDING = """
import timing
from multiprocessing import Pool


def work(n):
    return timing.measured(n.bit_length)


def evaluate(config):
    if {0}:
        timing.on = True
    if {1}:
        with Pool(2) as pool:
            pool.map(work, [1, 2]){2}
"""
ALONE = """
from multiprocessing import Pool

on = False


def work(n):
    return n.bit_length() if on else None{2}


def evaluate(config):
    global on
    if {0}:
        on = True
    if {1}:
        with Pool(2) as pool:
            pool.map(work, [1, 2])
"""
CONFIGS = {
    "off": ("config['progress'] and not config['parallel']", "config['parallel']", False),
    "on": ("config['progress'] and config['parallel']", "config['parallel']", True),
    "another": ("not config['progress']", "config['parallel']", True),
    "other words": ("config['mode'] == 'threads'", "config['mode'] == 'processes'", False),
    "the same word": ("config['mode'] == 'processes'", "config['mode'] == 'processes'", True),
    "perhaps the same": ("config['mode'] != 'threads'", "config['mode'] == 'processes'", True),
}


@pytest.mark.parametrize(("on", "sends", "is_found"), CONFIGS.values(), ids=CONFIGS)
def test_settings_that_are_changed_where_no_process_is_started(
    tmp_path: Path, on: str, sends: str, *, is_found: bool
) -> None:
    mark = "  # MP302" if is_found else ""
    check_files(tmp_path, {"timing.py": TIMING, "program.py": SENDING.format(on, sends, mark)}, "MP302")
    check_files(tmp_path / "alone", {"program.py": ALONE.format(on, sends, mark)}, "MP302")
