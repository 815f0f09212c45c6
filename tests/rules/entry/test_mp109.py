"""MP109: the ways to patch, where the patch is in force, and what the worker uses."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

HEAD = """
import multiprocessing as mp
import os, platform, time
from time import sleep
from unittest import mock
from unittest.mock import patch
import pytest

LIMIT = 10
RATES = {"a": 1}

class Client:
    retries = 3
    def fetch(self):
        return LIMIT

def describe(queue=None):
    sleep(1)
    return platform.node(), helper(), os.environ["HOME"]

def rate(name):
    return RATES[name]

def run_rates():
    with mp.Pool() as pool:
        pool.map(rate, ["a"])

def helper():
    return Client().fetch()

def run():
    child = mp.Process(target=describe)
    child.start()
    child.join()
"""

REPORTED = {
    "a function that another test of the same fixture uses itself": (
        "@pytest.fixture(autouse=True)\ndef offline(monkeypatch):\n    monkeypatch.setattr(Client, 'fetch', str)  # MP109\n"
        "def test_helper():\n    helper()\ndef test_run():\n    run()\n"
    ),
    "an item of a table": (
        "def test():\n    with patch.dict(RATES, {'a': 2}):  # MP109\n        run_rates()\n"
        "@patch.dict(f'{__name__}.RATES', a=3)  # MP109\ndef test_by_name():\n    run_rates()\n"
        "def test_of_pytest(monkeypatch):\n    monkeypatch.setitem(RATES, 'a', 4)  # MP109\n    run_rates()\n"
    ),
    "several members": "@patch.multiple(Client, retries=1, fetch=print)  # MP109\ndef test():\n    run()\n",
    "a patcher that is started before each test": (
        "class TestIt:\n    def setUp(self):\n        patcher = patch('platform.node')  # MP109\n        patcher.start()\n"
        "        self.addCleanup(patcher.stop)\n    def test(self):\n        run()\n"
    ),
    "a patcher that is kept": (
        "class TestIt:\n    def setUp(self):\n        self.node = patch('platform.node')  # MP109\n        self.node.start()\n"
        "    def tearDown(self):\n        self.node.stop()\n    def test(self):\n        run()\n"
    ),
    "a patch that is entered before each test of a subclass": (
        "class Base:\n    def setUp(self):\n        self.enterContext(patch('platform.node'))  # MP109\n"
        "class TestIt(Base):\n    def test(self):\n        run()\n"
    ),
    "a fixture": (
        "@pytest.fixture\ndef quiet(monkeypatch):\n    monkeypatch.setattr('platform.node', str)  # MP109\n"
        "def test(quiet):\n    run()\n"
    ),
    "a fixture of a runner of their own, by another name": (
        "from runner import fixture\n@fixture(name='silence')\ndef quiet():\n    with patch('platform.node'):  # MP109\n"
        "        yield\ndef test(silence):\n    run()\n"
    ),
    "a fixture for all tests, which yields": (
        "@pytest.fixture(autouse=True)\ndef quiet():\n    with patch('platform.node'):  # MP109\n        yield\n"
        "def test():\n    run()\n"
    ),
    "a name imported from the module": "def test():\n    with patch('time.sleep'):  # MP109\n        run()\n",
    "called by a function that the worker calls": (
        "def test():\n    with mock.patch.object(Client, 'fetch'):  # MP109\n        run()\n"
    ),
    "a global of the module": "def test():\n    with patch('__main__.LIMIT', 3):  # MP109\n        run()\n",
    "a decorated class": (
        "@patch('platform.node')  # MP109\nclass TestIt:\n    def test(self, node):\n        mp.Pool(1).apply(describe)\n"
    ),
    "a patcher": (
        "def test():\n    patcher = patch('platform.node')  # MP109\n    patcher.start()\n    run()\n    patcher.stop()\n"
    ),
    "monkeypatch": "def test(monkeypatch):\n    monkeypatch.setattr(platform, 'node', str)  # MP109\n    run()\n",
    "monkeypatch by name": "def test(monkeypatch):\n    monkeypatch.setattr('platform.node', str)  # MP109\n    run()\n",
    "pytest.MonkeyPatch": (
        "def test():\n    with pytest.MonkeyPatch.context() as m:\n        m.setattr(platform, 'node', str)  # MP109\n"
        "        run()\n"
    ),
    "mocker": "def test(mocker):\n    mocker.patch('platform.node')  # MP109\n    run()\n",
    "mocker.patch.object": "def test(mocker):\n    mocker.patch.object(platform, 'node')  # MP109\n    run()\n",
    "the file's own name": ("def test():\n    with patch(f'{__name__}.Client.fetch'):  # MP109\n        run()\n"),
    "the file's own name in a constant": (
        "TARGET = __name__ + '.helper'\n"
        "def test(monkeypatch):\n    monkeypatch.setattr(TARGET, str)  # MP109\n    run()\n"
    ),
    "the file by its own name": (
        "import sys\ndef test():\n    with patch.object(sys.modules[__name__], 'helper'):  # MP109\n        run()\n"
    ),
    "a module that is formatted into the name": (
        "HOME = 'platform'\ndef test():\n    with patch(f'{HOME}.node'):  # MP109\n        run()\n"
    ),
    "several in one with": "def test():\n    with patch('os.getpid'), patch('platform.node'):  # MP109\n        run()\n",
}
SILENT = {
    "tables that children get, or do not read": (
        "def test(monkeypatch):\n    monkeypatch.setitem(RATES, 'a', 4)\n    monkeypatch.setitem(os.environ, 'a', 'b')\n"
        "    with patch.dict(os.environ, a='b'), patch.dict('os.environ', {}):\n        run()\n"
    ),
    "other members": "@patch.multiple(Client, retries=1, autospec=True)\ndef test():\n    run()\n",
    "a fixture that goes by another name": (
        "@pytest.fixture(name='silence')\ndef quiet(monkeypatch):\n    monkeypatch.setattr('platform.node', str)\n"
        "def test(quiet):\n    run()\n"
    ),
    "a fixture that this test does not take": (
        "@pytest.fixture\ndef quiet(monkeypatch):\n    monkeypatch.setattr('platform.node', str)\n"
        "def test_other(quiet):\n    helper()\ndef test():\n    run()\n"
    ),
    "a patch for the tests of another class": (
        "class TestOther:\n    def setUp(self):\n        patch('platform.node').start()\n    def test(self):\n        pass\n"
        "class TestIt:\n    def test(self):\n        run()\n"
    ),
    "a patcher that is only made before each test": (
        "class TestIt:\n    def setUp(self):\n        self.patcher = patch('platform.node')\n    def test(self):\n        run()\n"
    ),
    "something that no worker uses": "def test():\n    with patch('platform.system'):\n        run()\n",
    "started after it": "def test():\n    with patch('platform.node'):\n        helper()\n    run()\n",
    "patched after the start": "def test(monkeypatch):\n    run()\n    monkeypatch.setattr(platform, 'node', str)\n",
    "something of the file that no worker uses": (
        "def test():\n    with patch(f'{__name__}.run_all'), patch(f'{__name__}.Client.close'):\n        run()\n"
    ),
    "a name that is not known": (
        "import sys\ndef test(name, part):\n    with patch(f'{name}.helper'), patch(f'{__name__}.{part}'):\n        run()\n"
        "    with patch.object(sys.modules[name], 'helper'):\n        run()\n"
    ),
    "a name that grows": (
        "def test(parts):\n    name = __name__\n    for part in parts:\n        name = f'{name}.{part}'\n"
        "    with patch(name):\n        run()\n"
    ),
    "an object of the file that takes it along": (
        "CLIENT = Client()\ndef test():\n    with patch(f'{__name__}.CLIENT.fetch'):\n        run()\n"
    ),
    "a new mock": "def test():\n    with patch('platform.node'):\n        helper()\n",
    "fork": (
        "def test():\n    with patch('platform.node'):\n        mp.get_context('fork').Process(target=describe).start()\n"
    ),
    "a thread": (
        "import threading\ndef test():\n    with patch('platform.node'):\n        threading.Thread(target=describe).start()\n"
    ),
    "skipped unless forked": (
        "@pytest.mark.skipif(mp.get_start_method() != 'fork', reason='fork')\ndef test():\n"
        "    with patch('platform.node'):\n        mp.Process(target=describe).start()\n"
    ),
    "an object that takes it along": (
        "class Task:\n    def call(self):\n        self.tell()\n    def tell(self):\n        pass\n"
        "    def start(self):\n        mp.Process(target=self.call).start()\n"
        "def test():\n    task = Task()\n    with patch.object(task, 'tell', new=print):\n        task.start()\n"
    ),
    "the process": (
        "def test(monkeypatch):\n    monkeypatch.setattr(platform, 'node', str)\n"
        "    monkeypatch.setattr(mp, 'Process', mock.Mock())\n    mp.Process(target=describe).start()\n"
    ),
    "the worker itself": "def test():\n    with patch('__main__.describe'):\n        mp.Process(target=describe).start()\n",
}


UNSURE = {
    "a function that the test which starts the process uses itself": (
        "class TestIt:\n    def setUp(self):\n        self.enterContext(patch.object(Client, 'fetch'))  # MP109\n"
        "    def test(self):\n        helper()\n        run()\n"
    ),
    "a function of a library that another test of the fixture uses": (
        "@pytest.fixture(autouse=True)\ndef quick(monkeypatch):\n    monkeypatch.setattr(time, 'sleep', print)  # MP109\n"
        "def wait():\n    time.sleep(1)\n"
        "def test_wait():\n    wait()\ndef test_process():\n    mp.Process(target=wait).start()\n"
    ),
    "a clock that the parent reads, too": (
        "def wait():\n    time.sleep(1)\n"
        "def watch():\n    child = mp.Process(target=wait)\n    child.start()\n    time.sleep(1)\n"
        "def test():\n    with patch('time.sleep'):  # MP109\n        watch()\n"
    ),
    "what the worker runs is run by the parent, too": (
        "def run_all(parallel):\n    return mp.Pool(1).apply(describe) if parallel else describe()\n"
        "def test():\n    with patch('platform.node'):  # MP109\n        run_all(False)\n"
    ),
    "processes or threads": (
        "import multiprocessing.pool\n"
        "def run_in(threads):\n    pool = mp.pool.ThreadPool(1) if threads else mp.Pool(1)\n    pool.apply(describe)\n"
        "def test(threads):\n    with patch('platform.node'):  # MP109\n        run_in(threads)\n"
    ),
}


@pytest.mark.parametrize("source", UNSURE.values(), ids=UNSURE)
def test_unsure(check: Check, source: str) -> None:
    assert {finding.confidence for finding in check("MP109", HEAD + source)} == {Confidence.LOW}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Check, source: str) -> None:
    assert {finding.confidence for finding in check("MP109", HEAD + source)} == {Confidence.MEDIUM}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Check, source: str) -> None:
    check("MP109", HEAD + source)


ON_SOME = """
import multiprocessing as mp
import platform
import sys
import unittest
from unittest import mock

PLATFORM = str(sys.platform).lower()
IS_WINDOWS = "win32" in PLATFORM

try:
    context = mp.get_context("{method}")
except ValueError:
    context = mp

def describe():
    print(platform.node())

def run():
    child = context.Process(target=describe)
    child.start()
    child.join()

class TestIt(unittest.TestCase):
    @mock.patch.object(platform, "node", return_value="here"){mark}
    @unittest.skipIf({skip}, "not there")
    def test(self, node):
        run()
"""


@pytest.mark.parametrize(
    ("method", "skip", "platforms"),
    [
        ("fork", "IS_WINDOWS", set()),
        ("fork", "not IS_WINDOWS", {"windows"}),
        ("spawn", "IS_WINDOWS", {"linux", "macos"}),
    ],
)
def test_the_method_that_is_tried_first_and_the_platforms_of_the_test(
    check: Check, method: str, skip: str, platforms: set[str]
) -> None:
    source = ON_SOME.format(method=method, skip=skip, mark="  # MP109" if platforms else "")
    found = check("MP109", source)
    assert {target.platform for finding in found for target in finding.breaks_when} == platforms
