from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence, Severity
from snippets import Check, check_files

WRONG = {
    "the parent of a fork in a worker": """
        import os
        import sys
        from multiprocessing import Pool

        def isolated(n):
            pid = os.fork()
            if not pid:
                os._exit(0)
            sys.exit(n)  # MP402

        if __name__ == "__main__":
            with Pool(2) as pool:
                print(pool.map(isolated, [1, 2]))
    """,
    "what stands around the call only watches": """
        import sys
        from contextlib import contextmanager
        from functools import wraps
        from multiprocessing import Pool

        @contextmanager
        def timed():
            try:
                yield
            finally:
                print("done")

        class Noted:
            def __enter__(self):
                return self

            def __exit__(self, kind, error, trace):
                print(kind)
                return False

        def logged(function):
            @wraps(function)
            def call(item):
                print(item)
                return function(item)
            return call

        def parse(line):
            with timed():
                sys.exit(line)  # MP402

        class Left:
            def __init__(self):
                self.inner = Noted()

            def __enter__(self):
                return self.inner.__enter__()

            def __exit__(self, *exception):
                return self.inner.__exit__(*exception)

        def load(line):
            with Noted():
                sys.exit(line)  # MP402

        def keep(line):
            with Left():
                sys.exit(line)  # MP402

        @logged
        def store(line):
            sys.exit(line)  # MP402

        def main(lines):
            with Pool() as pool:
                pool.map(parse, lines)
                pool.map(load, lines)
                pool.map(keep, lines)
                pool.map(store, lines)
        """,
    "a timer ends the worker": """
        import os
        import threading
        from multiprocessing import Pool

        def work(x):
            watch = threading.Timer(interval=3, function=os._exit, args=(1,))  # MP402
            watch.start()
            try:
                return x * x
            finally:
                watch.cancel()

        def main(xs):
            with Pool() as pool:
                return pool.map(work, xs)
        """,
    "a test program exits": """
        import unittest
        from multiprocessing import Pool

        def work(name):
            return unittest.main(module=name, argv=["x"]).result  # MP402

        def main(names):
            with Pool() as pool:
                return pool.map(work, names)
        """,
    "a library gives None": """
        import re, sys
        from multiprocessing import Pool

        def leave(text):
            sys.exit(text)  # MP402

        def work(page):
            found = re.search("<title>(.+?)</title>", page)
            if found is None:
                leave("no title")
            return found[1]

        def main(pages):
            with Pool() as pool:
                return pool.map(work, pages)
        """,
    "the way out is asked for by one of the calls": """
        import sys
        from multiprocessing import Pool

        def error(text, leave=False):
            print(text, file=sys.stderr)
            if leave:
                sys.exit(1)  # MP402

        def work(x):
            error("started")
            if not x:
                error("nothing to do", leave=True)
            return len(x)

        def main(xs):
            with Pool() as pool:
                return pool.map(work, xs)
        """,
    "what is none of the choices": """
        import sys
        from multiprocessing import Pool

        def count(path, mode):
            if mode == "union":
                return 1
            elif mode in ("strict", "nonempty"):
                return 2
            else:
                sys.exit("no such mode")  # MP402

        def main(paths, mode):
            with Pool() as pool:
                return pool.starmap(count, [(path, mode) for path in paths])
        """,
    "sys.exit in a mapped function": """
        import sys
        from multiprocessing import Pool

        def work(x):
            if x is None:
                sys.exit("nothing to do")  # MP402
            return x

        def main(xs):
            with Pool() as p:
                return p.map(work, xs)
        """,
    "exit and quit": """
        import multiprocessing

        def work(x):
            if x == 1:
                exit()  # MP402
            quit(1)  # MP402

        def main(xs):
            pool = multiprocessing.Pool()
            return [r.get() for r in [pool.apply_async(work, (x,)) for x in xs]]
        """,
    "raise SystemExit": """
        import multiprocessing as mp

        def work(x):
            raise SystemExit  # MP402

        def other(x):
            raise SystemExit(2)  # MP402

        def main(xs):
            with mp.get_context("spawn").Pool() as pool:
                list(pool.imap_unordered(work, xs))
                pool.starmap(other, zip(xs))
        """,
    "KeyboardInterrupt and an own BaseException": """
        from multiprocessing import Pool

        class Stop(BaseException):
            pass

        class Halt(Stop):
            pass

        def work(x):
            if x:
                raise KeyboardInterrupt()  # MP402
            raise Halt("x")  # MP402

        def main(xs):
            with Pool() as pool:
                pool.map(work, xs)
        """,
    "through callees": """
        import sys
        from multiprocessing import Pool

        def die(message):
            print(message, file=sys.stderr)
            sys.exit(1)  # MP402

        def load(path):
            try:
                return open(path).read()
            except OSError as error:
                die(str(error))

        def work(path):
            return len(load(path))

        def main(xs):
            with Pool() as pool:
                return pool.map(work, xs)
        """,
    "a method through a partial": """
        import functools
        import os
        from multiprocessing.pool import Pool

        class Tool:
            def run(self, level, x):
                self.check(x)
                return x

            def check(self, x):
                if x < 0:
                    os._exit(1)  # MP402

            def main(self, xs):
                with Pool() as pool:
                    return pool.map(functools.partial(self.run, 3), xs)
        """,
    "a handler that raises again": """
        import sys
        from multiprocessing import Pool

        def work(x):
            try:
                sys.exit(x)  # MP402
            except SystemExit:
                print("leaving")
                raise

        def main(xs):
            with Pool() as pool:
                pool.map(work, xs)
        """,
    "except Exception does not help": """
        import sys
        from multiprocessing import Pool

        def work(x):
            try:
                if x:
                    sys.exit(x)  # MP402
            except Exception:
                return None

        def main(xs):
            with Pool() as pool:
                pool.map(work, xs)
        """,
    "the parser's error": """
        import argparse
        from multiprocessing import Pool

        def work(words):
            parser = argparse.ArgumentParser()
            parser.add_argument("x")
            if not words:
                parser.error("no words")  # MP402
            return parser.parse_args(words)  # MP402

        def main(xs):
            with Pool() as pool:
                pool.map(work, xs)
        """,
    "a wrapper around map": """
        import sys
        from multiprocessing import Pool

        def pmap(function, xs):
            with Pool() as pool:
                return pool.map(function, xs)

        def work(x):
            sys.exit(x)  # MP402

        def main():
            pmap(work, [1, 2])
        """,
    "kills itself": """
        import os
        import signal
        from multiprocessing import Pool

        def work(x):
            if x:
                signal.raise_signal(signal.SIGTERM)  # MP402
            os.kill(os.getpid(), signal.SIGKILL)  # MP402

        def main():
            with Pool() as pool:
                pool.map(work, [1])
        """,
    "os._exit in an executor": """
        import os
        import concurrent.futures

        def work(x):
            os._exit(x)  # MP402

        def main():
            with concurrent.futures.ProcessPoolExecutor() as executor:
                print(list(executor.map(work, [1])))
        """,
}

RIGHT = {
    "the child of a fork that the worker waits for": """
        import os
        import sys
        from multiprocessing import Pool

        def isolated(n):
            pid = os.fork()
            if not pid:
                print(n)
                sys.exit(3)
            return os.waitpid(pid, 0)[1]

        if __name__ == "__main__":
            with Pool(2) as pool:
                print(pool.map(isolated, [1, 2]))
    """,
    "a decorator or a context manager takes it": """
        import sys
        from contextlib import contextmanager
        from functools import wraps
        from multiprocessing import Pool

        class Refused(Exception):
            pass

        @contextmanager
        def patient():
            try:
                yield
            except SystemExit as error:
                raise Refused(error.code) from None

        class Patient:
            def __enter__(self):
                return self

            def __exit__(self, kind, error, trace):
                return kind is SystemExit

        def never_exits(default):
            def decorate(function):
                @wraps(function)
                def call(*args):
                    try:
                        return function(*args)
                    except BaseException:
                        return default
                return call
            return decorate

        def parse(line):
            with patient():
                sys.exit(line)

        def load(line):
            with Patient():
                sys.exit(line)

        @never_exits(None)
        def store(line):
            sys.exit(line)

        def store_twice(line):
            return store(line), store(line)

        def main(lines):
            with Pool() as pool:
                pool.map(parse, lines)
                pool.map(load, lines)
                pool.map(store, lines)
                pool.map(store_twice, lines)
        """,
    "timers that end nothing, or a worker whose loss is noticed; a test program that comes back": """
        import os
        import threading
        import unittest
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import Pool

        def work(name):
            threading.Timer(3, print, ["slow"]).start()
            return unittest.main(name, exit=False).result.wasSuccessful()

        def watched(x):
            threading.Timer(3, os._exit, [1]).start()
            return x

        def main(names, options):
            with Pool() as pool:
                pool.map(work, names)
            with ProcessPoolExecutor() as executor:
                return list(executor.map(watched, names))
        """,
    "the way out is not asked for": """
        import sys
        from multiprocessing import Pool

        def error(text, leave=False):
            print(text, file=sys.stderr)
            if leave:
                sys.exit(1)

        def run(*command, check=True):
            if not command:
                complain("no command", check)
            return len(command)

        def complain(text, check):
            if check:
                sys.exit(text)
            print(text)

        def work(x):
            if not x:
                error("nothing to do")
            return run(*x, check=False)

        def main(xs):
            if not xs:
                error("no work", leave=True)
            with Pool() as pool:
                return pool.map(work, xs)
        """,
    "an executor whose death the program reckons with": """
        import os
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool

        def convert(picture):
            if len(picture) > 100:
                os._exit(1)
            return picture

        def main(pictures):
            with ProcessPoolExecutor() as executor:
                futures = [executor.submit(convert, picture) for picture in pictures]
                for future in futures:
                    try:
                        print(future.result())
                    except BrokenProcessPool:
                        return "died"
        """,
    "the same by the name of its base class": """
        import os
        from concurrent import futures

        def convert(picture):
            os._exit(len(picture))

        def main(picture):
            with futures.ProcessPoolExecutor() as executor:
                try:
                    executor.submit(convert, picture).result()
                except futures.BrokenExecutor:
                    print("died")
        """,
    "a Process": """
        import sys
        from multiprocessing import Process

        def work(x):
            sys.exit(x)

        def main():
            p = Process(target=work, args=(1,))
            p.start()
            p.join()
            sys.exit(p.exitcode)
        """,
    "an executor and SystemExit": """
        import sys
        from concurrent.futures import ProcessPoolExecutor

        def work(x):
            sys.exit(x)

        def main(xs):
            with ProcessPoolExecutor() as executor:
                return list(executor.map(work, xs))
        """,
    "threads": """
        import os
        from concurrent.futures import ThreadPoolExecutor

        def work(x):
            os._exit(x)

        def main(xs):
            with ThreadPoolExecutor() as executor:
                return list(executor.map(work, xs))
        """,
    "caught in the worker": """
        import contextlib
        import sys
        from multiprocessing import Pool

        def tool(x):
            sys.exit(x)

        def one(x):
            try:
                tool(x)
            except (ValueError, SystemExit) as error:
                return error.code

        def two(x):
            try:
                tool(x)
            except BaseException:
                return None

        def three(x):
            with contextlib.suppress(SystemExit):
                tool(x)

        def four(x):
            try:
                tool(x)
            except:
                raise ValueError(x)

        def main(xs):
            with Pool() as pool:
                for function in (one, two, three, four):
                    pool.map(function, xs)
        """,
    "in the parent only": """
        import sys
        from multiprocessing import Pool

        def work(x):
            return x

        def usage():
            sys.exit("usage")

        def main(xs):
            if not xs:
                usage()
            with Pool() as pool:
                if pool.map(work, xs) != xs:
                    sys.exit(1)

        if __name__ == "__main__":
            sys.exit(main(sys.argv))
        """,
    "a signal handler and an atexit function": """
        import atexit
        import signal
        import sys
        from multiprocessing import Pool

        def leave(*args):
            sys.exit(0)

        def work(x):
            signal.signal(signal.SIGTERM, leave)
            atexit.register(leave)
            return x

        def main(xs):
            with Pool() as pool:
                pool.map(work, xs)
        """,
    "on Ctrl-C": """
        import sys
        from multiprocessing import Pool

        def work(x):
            try:
                return x
            except KeyboardInterrupt:
                sys.exit(1)

        def main(xs):
            with Pool() as pool:
                pool.map(work, xs)
        """,
    "under the guard": """
        import sys
        from multiprocessing import Pool

        def work(x):
            if __name__ == "__main__":
                sys.exit(1)
            return x

        def main(xs):
            with Pool() as pool:
                pool.map(work, xs)
        """,
    "ordinary exceptions": """
        from multiprocessing import Pool

        class Stop(Exception):
            pass

        def work(x):
            if x > 3:
                raise Stop(x)
            raise ValueError

        def main(xs):
            with Pool() as pool:
                pool.map(work, xs)
        """,
    "a callback in the parent": """
        import os
        from multiprocessing import Pool

        def failed(error):
            os._exit(1)

        def work(x):
            return x

        def main(xs):
            pool = Pool()
            pool.map_async(work, xs, error_callback=failed).get()
        """,
    "another process is killed, or asked for": """
        import os
        import signal
        from multiprocessing import Pool

        signal.signal(signal.SIGTERM, print)

        def work(pid):
            os.kill(pid, 9)
            signal.raise_signal(signal.SIGTERM)
            os.kill(os.getpid(), 0)
            signal.raise_signal(signal.SIGUSR1)

        def main(xs):
            with Pool() as pool:
                pool.map(work, xs)
        """,
    "a name of the file's own": """
        from multiprocessing import Pool

        def exit(code):
            return code

        def work(x):
            return exit(x)

        def main(xs):
            with Pool() as pool:
                pool.map(work, xs)
        """,
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_reported(check: Check, source: str) -> None:
    check("MP402", source)


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT)
def test_silent(check: Check, source: str) -> None:
    assert check("MP402", source) == []


def test_confidence_and_severity(check: Check) -> None:
    def of(name: str) -> tuple[Severity, Confidence]:
        finding = check("MP402", WRONG[name])[-1]
        return finding.severity, finding.confidence

    assert of("sys.exit in a mapped function") == (Severity.ERROR, Confidence.HIGH)
    assert of("through callees") == (Severity.ERROR, Confidence.MEDIUM)
    assert of("the parser's error") == (Severity.ERROR, Confidence.MEDIUM)
    assert of("os._exit in an executor") == (Severity.WARNING, Confidence.HIGH)


def test_a_choice_that_is_mostly_checked_before_is_a_guess(check: Check) -> None:
    (finding,) = check("MP402", WRONG["what is none of the choices"])
    assert finding.confidence is Confidence.LOW


@pytest.mark.parametrize(
    ("tried", "confidence"),
    [
        ("call(command, shell=True); print('{} is done'.format(command))", Confidence.LOW),
        ("os.system(command)", Confidence.LOW),
        ("call([command])", Confidence.HIGH),
        ("call([command], shell=False)", Confidence.HIGH),
        ("check_call(command, shell=True)", Confidence.HIGH),
    ],
)
def test_a_handler_of_what_hardly_raises(check: Check, tried: str, confidence: Confidence) -> None:
    source = f"""
        import os
        import sys
        from multiprocessing import Pool
        from subprocess import call, check_call

        def run(command):
            try:
                {tried}
            except Exception:
                sys.exit("failed")  # MP402

        def main(commands):
            with Pool(2) as pool:
                pool.map(run, commands)
        """
    (finding,) = check("MP402", source)
    assert finding.confidence is confidence


def test_what_a_library_makes_sure_of_deep_down_is_a_guess(tmp_path: Path) -> None:
    files = {
        "settings.py": """
            import sys

            def load(path, ignore=True):
                return read(path, leave=not ignore)

            def read(path, leave):
                if not path:
                    if leave:
                        sys.exit(1)
                    return {}
                return check({"path": path})

            def check(settings):
                return check_path(settings)

            def check_path(settings):
                if settings["path"] == "/":
                    sys.exit(2)  # MP402
                return settings
        """,
        "program.py": """
            from multiprocessing import Pool

            from settings import load

            def work(path):
                return load(path)

            if __name__ == "__main__":
                with Pool(2) as pool:
                    print(pool.map(work, ["a", "b"]))
        """,
        "near.py": """
            from multiprocessing import Pool

            from endings import give_up

            def work(path):
                give_up(path)

            if __name__ == "__main__":
                with Pool(2) as pool:
                    print(pool.map(work, ["a", "b"]))
        """,
        "endings.py": """
            import sys

            def give_up(path):
                print(path)
                sys.exit(1)  # MP402
        """,
    }
    found = check_files(tmp_path, files, "MP402", level="pedantic")
    assert {Path(one.location.path).name: one.confidence for one in found} == {
        "settings.py": Confidence.LOW,
        "endings.py": Confidence.MEDIUM,
    }


KINDS = """
import sys
from multiprocessing import Pool

def login():
    sys.exit("no password"){found}

def fetch(name, kind):
    if kind == "http":
        return name
    elif kind == "sftp":
        login()
    elif kind == "s3":
        {last}

def main(names, others, kind):
    with Pool() as pool:
        pool.starmap(fetch, [(name, "http") for name in names])
        pool.{sent}
"""
KIND_IS_SENT = {
    "another in tuples": ('starmap(fetch, [(name, "s3") for name in others])', "return len(name)", ""),
    "another in apply": ('apply_async(fetch, (others, "s3"))', "return len(name)", ""),
    "another, and that exits too": ('starmap(fetch, [(name, "s3") for name in others])', "login()", "  # MP402"),
    "this one": ('starmap(fetch, [(name, "sftp") for name in others])', "return len(name)", "  # MP402"),
    "a parameter": ("starmap(fetch, [(name, kind) for name in others])", "return len(name)", "  # MP402"),
    "one that is not seen": ("starmap(fetch, others)", "return len(name)", "  # MP402"),
}


@pytest.mark.parametrize(("sent", "last", "found"), KIND_IS_SENT.values(), ids=KIND_IS_SENT)
def test_what_is_sent_chooses_the_branch(check: Check, sent: str, last: str, found: str) -> None:
    check("MP402", KINDS.format(sent=sent, last=last, found=found))
