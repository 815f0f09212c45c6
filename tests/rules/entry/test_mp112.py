"""MP112 in other styles: changes of the environment between the starts of processes, and harmless ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

REPORTED = {
    "for each member of a list": """
        import multiprocessing, os
        def work():
            print(os.environ["GPU"])
        def run(gpu):
            os.environ["GPU"] = str(gpu)  # MP112
            child = multiprocessing.Process(target=work)
            child.start()
            child.join()
            return child.exitcode
        def main(gpus):
            print([run(gpu) for gpu in gpus])
        """,
    "a helper starts them": """
        import multiprocessing, os
        def work():
            print(os.environ["GPU"])
        def launch():
            child = multiprocessing.Process(target=work)
            child.start()
            return child
        def main(gpus):
            for gpu in gpus:
                os.environ["GPU"] = str(gpu)  # MP112
                launch()
        """,
    "other names": """
        from os import environ, getenv
        from multiprocessing import Pool as Workers
        def work(name):
            return getenv(name)
        def main():
            with Workers(2) as first:
                first.map(work, ["A"])
            environ.update(A="1")  # MP112
            with Workers(2) as second:
                second.map(work, ["A"])
        """,
    "deleted": """
        import os
        from multiprocessing import get_context
        def work():
            return os.environ.get("TOKEN")
        def main():
            context = get_context("forkserver")
            context.Process(target=work).start()
            del os.environ["TOKEN"]  # MP112
            context.Process(target=work).start()
        """,
    "a method that is called again": """
        import multiprocessing, os
        def work():
            print(os.environ["WORKER"])
        class Supervisor:
            def launch(self, number):
                os.environ["WORKER"] = str(number)  # MP112
                multiprocessing.Process(target=work).start()
            def run(self, count):
                for number in range(count):
                    self.launch(number)
        """,
    "an attribute": """
        import os
        from concurrent.futures import ProcessPoolExecutor
        def work():
            return os.environ.get("LEVEL")
        class Session:
            def __init__(self):
                self.executor = ProcessPoolExecutor(1)
            def run(self):
                self.executor.submit(work).result()
                os.environ["LEVEL"] = "2"  # MP112
                ProcessPoolExecutor(1).submit(work).result()
        """,
    "set to a constant between two calls of what makes the pool": """
        import multiprocessing, os
        def work(value):
            return os.environ["UNIT"], value
        def export(values):
            with multiprocessing.Pool() as pool:
                return pool.map(work, values)
        def main():
            os.environ["UNIT"] = "mg"
            export([1])
            os.environ["UNIT"] = "mmol"  # MP112
            export([2])
        """,
    "by a function that is called in between": """
        import multiprocessing, os
        class Report:
            def work(self, value):
                return os.environ["UNIT"], value
            def export(self, values):
                with multiprocessing.Pool() as pool:
                    return pool.map(self.work, values)
        def change():
            os.environ.update({"UNIT": "mmol", "DIGITS": "2"})  # MP112
        def main():
            report = Report()
            report.export([1])
            change()
            report.export([2])
        """,
    "merged": """
        import multiprocessing, os
        def work(value):
            return os.environ["UNIT"], value
        def main():
            with multiprocessing.Pool() as pool:
                pool.map(work, [1])
            os.environ |= {"UNIT": "mmol"}  # MP112
            with multiprocessing.Pool() as pool:
                pool.map(work, [1])
        """,
    "patched for a block": """
        import multiprocessing
        from os import environ, getenv
        from unittest.mock import patch
        def work(value):
            return getenv("UNIT"), value
        def export(values):
            with multiprocessing.Pool() as pool:
                return pool.map(work, values)
        def test_units():
            assert export([1]) == ["mg"]
            with patch.dict(environ, UNIT="mmol"):  # MP112
                assert export([1]) == ["mmol"]
            with patch.dict("os.environ", {"UNIT": "g"}):  # MP112
                assert export([1]) == ["g"]
        """,
}

SILENT = {
    "once, for the list that a comprehension goes over": """
        import multiprocessing, os
        def work(gpu):
            print(os.environ["GPU"], gpu)
        def run(gpus):
            os.environ["GPU"] = ",".join(gpus)
            with multiprocessing.Pool(2) as pool:
                return pool.map(work, gpus)
        def main(gpus):
            print([gpu for gpu in run(gpus)])
        """,
    "the same before each": """
        import multiprocessing, os
        from unittest.mock import patch
        def work(value):
            return os.environ["UNIT"], value
        def export(values):
            with multiprocessing.Pool() as pool:
                return pool.map(work, values)
        def main():
            os.environ["UNIT"] = "mg"
            export([1])
            os.environ["UNIT"] = "mg"
            export([2])
        def other():
            os.environ.update(UNIT="mg")
            export([1])
            export([2])
        def patched():
            for number in range(3):
                with patch.dict(os.environ, {"UNIT": "mg"}):
                    export([number])
        """,
    "by the function that starts, and patches of other things": """
        import multiprocessing, os
        from unittest.mock import patch
        SETTINGS = {}
        def work(value):
            return os.environ["UNIT"], SETTINGS, value
        def configure():
            os.environ["UNIT"] = "mg"
        def export(values):
            configure()
            with multiprocessing.Pool() as pool:
                return pool.map(work, values)
        def main():
            export([1])
            with patch.dict(SETTINGS, {"UNIT": "mmol"}):
                export([2])
        """,
    "before the first process": """
        import multiprocessing, os
        def work():
            print(os.environ["GPU"])
        def main(gpu):
            os.environ["GPU"] = gpu
            multiprocessing.Process(target=work).start()
            multiprocessing.Process(target=work).start()
        """,
    "after the last": """
        import multiprocessing, os
        def work():
            print(os.environ["GPU"])
        def main():
            multiprocessing.Process(target=work).start()
            os.environ.pop("GPU")
        """,
    "spawn": """
        import multiprocessing, os
        context = multiprocessing.get_context("spawn")
        def work():
            print(os.environ["GPU"])
        def main(gpus):
            for gpu in gpus:
                os.environ["GPU"] = gpu
                context.Process(target=work).start()
        """,
    "threads": """
        import os
        from concurrent.futures import ThreadPoolExecutor
        def work():
            print(os.environ["GPU"])
        def main(gpus):
            for gpu in gpus:
                os.environ["GPU"] = gpu
                ThreadPoolExecutor(1).submit(work)
        """,
    "a copy": """
        import multiprocessing, os
        def work(environment):
            print(environment["GPU"])
        def main(gpus):
            for gpu in gpus:
                environment = dict(os.environ)
                environment["GPU"] = gpu
                multiprocessing.Process(target=work, args=(environment,)).start()
        """,
    "the worker sets it": """
        import multiprocessing, os
        def work(gpu):
            os.environ["GPU"] = gpu
        def main(gpus):
            for gpu in gpus:
                multiprocessing.Process(target=work, args=(gpu,)).start()
        """,
}


@pytest.mark.parametrize("name", REPORTED)
def test_reported(check: Check, name: str) -> None:
    check("MP112", REPORTED[name])


@pytest.mark.parametrize("name", SILENT)
def test_silent(check: Check, name: str) -> None:
    check("MP112", SILENT[name])


ASKED = {
    "another variable": ("LOW", 'os.environ["GPU"] = gpu', 'os.environ["HOME"]'),
    "several others": (
        "LOW",
        'os.environ["GPU"] = gpu',
        'os.getenv("HOME"), os.environ.get("USER"), "X" in os.environ',
    ),
    "another one is set in the worker": ("LOW", 'os.environ["GPU"] = gpu', 'os.environ.update(GPU="1")'),
    "the same": ("MEDIUM", 'os.environ["GPU"] = gpu', 'os.environ["HOME"], os.environ.setdefault("GPU", "1")'),
    "the same, tested": ("MEDIUM", 'os.environ["GPU"] = gpu', '"GPU" in os.environ'),
    "one of them": ("MEDIUM", "os.environ.update({'GPU': gpu}, USER=gpu)", 'os.getenv("USER")'),
    "none of them": ("LOW", "os.environ.update({'GPU': gpu}, USER=gpu)", 'os.getenv("HOME")'),
    "any that is set": ("MEDIUM", "os.environ.update(gpu)", 'os.getenv("HOME")'),
    "any that is read": ("MEDIUM", 'os.environ["GPU"] = gpu', "dict(os.environ)"),
    "a name that is passed": ("MEDIUM", 'os.environ["GPU"] = gpu', "os.environ[name]"),
}


@pytest.mark.parametrize("title", ASKED)
def test_sure_where_a_worker_asks_for_what_is_set(check: Check, title: str) -> None:
    confidence, change, asked = ASKED[title]
    (finding,) = check(
        "MP112",
        f"""
        import multiprocessing, os
        def work(name):
            return {asked}
        def main(gpu, name):
            multiprocessing.Process(target=work, args=(name,)).start()
            {change}  # MP112
            multiprocessing.Process(target=work, args=(name,)).start()
        """,
    )
    assert finding.confidence.name == confidence


def test_likely_where_each_process_is_given_another_value(check: Check) -> None:
    (finding,) = check(
        "MP112",
        """
        import multiprocessing, os, subprocess
        def work():
            subprocess.run(["tool"], check=True)
        def main(gpus):
            for gpu in gpus:
                os.environ["GPU"] = gpu  # MP112
                multiprocessing.Process(target=work).start()
        """,
    )
    assert finding.confidence.name == "MEDIUM"
    assert {target.start_method for target in finding.breaks_when} == {"forkserver"}


@pytest.mark.parametrize(
    "given", ["os.environ.update(env)", "for key in env:\n                os.environ[key] = env[key]"]
)
def test_a_guess_where_the_worker_is_given_the_environment(check: Check, given: str) -> None:
    (finding,) = check(
        "MP112",
        f"""
        import multiprocessing, os
        def work(env):
            {given}
            return os.environ["GPU"]
        def main(gpus):
            for gpu in gpus:
                os.environ["GPU"] = gpu  # MP112
                multiprocessing.Process(target=work, args=(dict(os.environ),)).start()
        """,
    )
    assert finding.confidence.name == "LOW"


FILES = {
    "device.py": """
        import contextlib, os

        def use(number):
            os.environ["DEVICE"] = str(number)

        def note(result):
            os.environ["LAST"] = result

        @contextlib.contextmanager
        def used(number):
            before = os.environ["DEVICE"]
            os.environ["DEVICE"] = str(number)
            try:
                yield
            finally:
                os.environ["DEVICE"] = before

        class Device:
            def __init__(self, number):
                self.number = number

            def activate(self):
                use(self.number)
                os.environ.update(DEVICE=self.number)
        """,
    "rig.py": """
        import os
        from concurrent.futures import ProcessPoolExecutor
        import work

        class Rig:
            def collect(self, number):
                self._note(device=number)
                with ProcessPoolExecutor(2) as executor:
                    return list(executor.map(work.work, [number]))

            def warm(self):
                self._note(device=0)

            def note(self, result):
                os.environ[f"LAST_{result}"] = "1"

            def _note(self, **options):
                for name, value in options.items():
                    os.environ["DEV" + name[3:].upper()] = value
        """,
    "work.py": """
        import os
        from concurrent.futures import ProcessPoolExecutor

        def work(number):
            return os.environ.get("DEVICE")

        def collect(numbers):
            with ProcessPoolExecutor(2) as executor:
                return list(executor.map(work, numbers))
        """,
}
CALLERS = {
    "a function": """
        def main():
            device.use(0)
            work.collect([1])
            device.use(1)  # MP112
            work.collect([2])
        """,
    "a context manager": """
        def main():
            for number in range(2):
                with device.used(number):  # MP112
                    work.collect([1])
        """,
    "a method, and a process of its own": """
        from multiprocessing import Process

        def run(number):
            device.Device(number).activate()  # MP112
            Process(target=work.work, args=(number,)).start()

        def main():
            for number in "ab":
                run(number)
        """,
    "a method that starts the process, too, once it has called another one": """
        import rig

        def main():
            print(work.collect([0]))
            rig.Rig().collect(1)  # MP112
        """,
    "this file": """
        import os

        def main():
            for number in "ab":
                os.environ["DEVICE"] = number  # MP112
                work.collect([1])
        """,
}
HARMLESS_CALLERS = {
    "before the first process": """
        def main():
            device.use(0)
            work.collect([1])
            work.collect([2])
        """,
    "by a method before its first process, and after the last": """
        import rig

        def main():
            one = rig.Rig()
            one.collect(1)
            one.warm()
        """,
    "something else, by a text of several parts": """
        import rig

        def main():
            one = rig.Rig()
            found = work.collect([1])
            one.note(found)
            work.collect([2])
        """,
    "the same each time": """
        def run():
            device.use(1)
            return work.collect([1])

        def main():
            print(run(), run())
        """,
    "in the worker": """
        from multiprocessing import Pool

        def main():
            for number in range(2):
                with Pool(1, initializer=device.use, initargs=(number,)) as pool:
                    pool.map(work.work, [1])
        """,
    "nobody asks": """
        def main():
            found = work.collect([1])
            device.note(str(found))
            work.collect(found)
        """,
}


@pytest.mark.parametrize("name", CALLERS)
def test_changed_or_started_in_another_file(name: str, tmp_path: Path) -> None:
    check_files(tmp_path, {**FILES, "program.py": _program(CALLERS[name])}, "MP112")


@pytest.mark.parametrize("name", HARMLESS_CALLERS)
def test_changed_in_another_file_without_harm(name: str, tmp_path: Path) -> None:
    check_files(tmp_path, {**FILES, "program.py": _program(HARMLESS_CALLERS[name])}, "MP112")


def _program(source: str) -> str:
    return f"        import device, work\n{source}\n        if __name__ == '__main__':\n            main()\n"


TOOL = """
import os
from multiprocessing import Process

def set_variable(name, value):
    {elsewhere}

def run(name, values):
    for value in values:
        set_variable(name, value)
        {here}
        Process(target=print).start()
"""
CHANGE = "os.environ[name] = value  # MP112"


@pytest.mark.parametrize(
    ("elsewhere", "here", "confidence"), [(CHANGE, "", Confidence.LOW), ("pass", CHANGE, Confidence.MEDIUM)]
)
def test_any_variable(check: Check, elsewhere: str, here: str, confidence: Confidence) -> None:
    (finding,) = check("MP112", TOOL.format(elsewhere=elsewhere, here=here))
    assert finding.confidence is confidence
