"""MP301 and MP302: names that a function of another module sets by a ``global`` statement."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.model import calls
from snippets import check_files

RENDER = """
    {binding}

    def activate(settings):
        global _active
        _active = settings

    def render(commit):
        return heading(commit)

    def heading(commit):
        return _active[commit]
    """
SITE = """
    from concurrent.futures import ProcessPoolExecutor
    import render

    class Site:
        def __init__(self, executor):
            self.executor = executor

        def page(self):
            return list(self.executor.map(render.render, ["a", "b"]))  # {code}

    def main():
        render.activate({{"a": 1, "b": 2}})
        with ProcessPoolExecutor({initializer}) as executor:
            print(Site(executor).page())

    if __name__ == "__main__":
        main()
    """


@pytest.mark.parametrize(
    ("binding", "code"),
    [("_active: dict", "MP301"), ("", "MP301"), ("_active = {}", "MP302"), ("_active = None", "MP302")],
)
def test_a_setting_that_only_the_parent_makes(tmp_path: Path, binding: str, code: str) -> None:
    files = {"render.py": RENDER.format(binding=binding), "site_.py": SITE.format(code=code, initializer="")}
    check_files(tmp_path, files, "MP301", "MP302")


def test_a_setting_that_the_initializer_makes_as_well(tmp_path: Path) -> None:
    site = SITE.format(code="fine", initializer='initializer=render.activate, initargs=({"a": 1, "b": 2},)')
    check_files(tmp_path, {"render.py": RENDER.format(binding=""), "site_.py": site}, "MP301", "MP302")


POOLS = """
    from concurrent.futures import ProcessPoolExecutor

    def executor_of(count, prepare=None, values=()):
        return ProcessPoolExecutor(min(count, 4), initializer=prepare, initargs=values)
    """


@pytest.mark.parametrize(
    "line", ["from pools import executor_of as make", "from somewhere_else import make"], ids=["ours", "not ours"]
)
def test_an_initializer_that_a_helper_passes_on(tmp_path: Path, line: str) -> None:
    site = f"""
        {line}
        import render

        def main():
            settings = {{"a": 1, "b": 2}}
            render.activate(settings)
            print(render.render("a"))
            with make(2, render.activate, (settings,)) as executor:
                print(list(executor.map(render.render, ["a", "b"])))

        if __name__ == "__main__":
            main()
        """
    files = {"render.py": RENDER.format(binding="_active = {}"), "pools.py": POOLS, "site_.py": site}
    check_files(tmp_path, files, "MP301", "MP302")


def test_what_each_process_makes_when_it_is_asked_for_first(tmp_path: Path) -> None:
    files = {
        "config.py": """
            _config = None

            def config():
                global _config
                if _config is None:
                    _config = {"a": 1}
                return _config
            """,
        "jobs.py": """
            import multiprocessing as mp
            import config

            def work(name):
                return config.config()[name]

            if __name__ == "__main__":
                print(config.config())
                with mp.Pool(2) as pool:
                    print(pool.map(work, ["a"]))
            """,
    }
    check_files(tmp_path, files, "MP301", "MP302")


def test_what_is_expected_to_be_missing(tmp_path: Path) -> None:
    files = {
        "settings.py": """
            def use(values):
                global _values
                _values = values

            def value(name):
                try:
                    return _values[name]
                except NameError:
                    return None
            """,
        "jobs.py": """
            import multiprocessing as mp
            import settings

            if __name__ == "__main__":
                settings.use({"a": 1})
                with mp.Pool(2) as pool:
                    print(pool.map(settings.value, ["a"]))
            """,
    }
    check_files(tmp_path, files, "MP301", "MP302")


def test_what_is_set_after_the_workers_are_done(tmp_path: Path) -> None:
    files = {
        "render.py": RENDER.format(binding="_active = {'a': 1}"),
        "jobs.py": """
            import multiprocessing as mp
            import render

            if __name__ == "__main__":
                with mp.Pool(2) as pool:
                    found = pool.map(render.render, ["a"])
                render.activate({"a": found})
            """,
    }
    check_files(tmp_path, files, "MP301", "MP302")


SETTINGS = """
    class Settings:
        level = 1

        def __init__(self):
            self.debug, self.name = False, "name"

        def load(self, path):
            self.debug = bool(path)

        def is_debug(self):
            return self.debug

        def title(self):
            return self.name.title()

    settings = Settings()
    """
READS = """
    from settings import Settings, settings

    def work(number):
        return {read}
    """
CHANGES = """
    from concurrent.futures import ProcessPoolExecutor
    from launch import launch
    from settings import Settings, settings
    from work import work

    def main():
        {change}
        launch(work, range(3))  # {mark}
    """
LAUNCH = """
    from concurrent.futures import ProcessPoolExecutor

    def launch(function, items):
        with ProcessPoolExecutor() as executor:
            return list(executor.map(function, items))
    """


@pytest.mark.parametrize(
    ("change", "read", "mark"),
    [
        ("settings.debug = True", "settings.debug", "MP302"),
        ("settings.debug = True", "settings.is_debug()", "MP302"),
        ("settings.load('file')", "settings.debug", "MP302"),
        ("Settings.level = 2", "Settings.level", "MP302"),
        ("settings.debug = True", "settings.name", "fine"),
        ("settings.debug = True", "settings.title()", "fine"),
        ("Settings.level = 2", "isinstance(number, Settings)", "fine"),
        ("settings.title()", "settings.name", "fine"),
    ],
)
def test_attributes_of_objects_and_classes(tmp_path: Path, change: str, read: str, mark: str) -> None:
    files = {
        "settings.py": SETTINGS,
        "work.py": READS.format(read=read),
        "launch.py": LAUNCH,
        "program.py": CHANGES.format(change=change, mark=mark),
    }
    check_files(tmp_path, files, "MP301", "MP302")


@pytest.mark.parametrize(
    ("initializer", "mark"), [("2, initializer=Session.begin, initargs=(3,)", ""), ("2", "# MP302")]
)
def test_a_class_method_that_sets_what_the_class_holds(tmp_path: Path, initializer: str, mark: str) -> None:
    files = {
        "session.py": """
            class Session:
                rate = 0

                @classmethod
                def begin(cls, rate):
                    cls.rate = rate

            def price(x):
                return x * Session.rate
            """,
        "program.py": f"""
            from concurrent.futures import ProcessPoolExecutor
            from session import Session, price

            def main():
                Session.begin(3)
                with ProcessPoolExecutor({initializer}) as executor:
                    print(list(executor.map(price, [1, 2])))  {mark}

            if __name__ == "__main__":
                main()
            """,
    }
    check_files(tmp_path, files, "MP302")


@pytest.mark.parametrize(
    ("bound", "guard", "code"),
    [
        ("level = 1", 'if __name__ == "__main__":', "MP302"),
        ("other = 1", 'if __name__ == "__main__":', "MP301"),
        ("level = 1", "if True:", "fine"),
        ("def __getattr__(name): return 1", 'if __name__ == "__main__":', "fine"),
    ],
)
def test_what_is_set_at_the_top_level(tmp_path: Path, bound: str, guard: str, code: str) -> None:
    files = {
        "conf.py": bound,
        "work.py": """
            import conf

            def work(number):
                return conf.level
            """,
        "program.py": f"""
            from multiprocessing import get_context
            import conf
            from work import work

            {guard}
                conf.level = 2
            if __name__ == "__main__":
                with get_context("spawn").Pool(2) as pool:
                    pool.map(work, range(3))  # {code}
            """,
    }
    check_files(tmp_path, files, "MP301", "MP302")


def test_what_is_done_in_order_to_call_a_method(tmp_path: Path) -> None:
    program = """
        from multiprocessing import Pool

        finished = []

        def count(number):
            return len(finished)  # {mark}

        class App:
            def __init__(self):
                {first}

            def run(self):
                {second}

        if __name__ == "__main__":
            App().run()
        """
    sends, changes = "Pool(2).map(count, range(3))", "finished.append(1)"
    files = {
        "sends_first.py": program.format(first=sends, second=changes, mark="fine"),
        "changes_first.py": program.format(first=changes, second=sends, mark="MP302"),
    }
    check_files(tmp_path, files, "MP302")


CONFIG = """
    import json

    class Settings:
        folder = None

        @classmethod
        def load(cls, values):
            for name, value in values.items():
                {set}

    def load(path):
        with open(path) as file:
            for section, values in json.load(file).items():
                globals()[section].load(values)
    """
WORK = """
    import config

    def build(path):
        config.load(path)
        print(config.Settings.folder)
    """
BUILD = """
    from multiprocessing import Process

    import config
    from work import build

    if __name__ == "__main__":
        config.Settings.folder = "there"
        Process(target=build, args=("config.json",)).start(){mark}
    """


@pytest.mark.parametrize(
    ("set_", "mark"), [("setattr(cls, name, value)", ""), ('setattr(cls, "loaded", True)', "  # MP302")]
)
def test_what_a_file_sets_by_its_name(tmp_path: Path, set_: str, mark: str) -> None:
    config, program = CONFIG.replace("{set}", set_), BUILD.format(mark=mark)
    files = {"config.py": config, "work.py": WORK, "program.py": program}
    check_files(tmp_path, files, "MP302")


OPTIONS = {
    "options.py": """
        class Options:
            def __init__(self):
                self.depth, self.title, self.levels = 1, "tree", dict()

            def take(self, values):
                self.__dict__.update(values)

            def put(self, name, value):
                setattr(self, name, value)

            def describe(self):
                return "options"

            def level(self, name, value):
                self.levels[name] = value

        options = Options()
        """,
    "work.py": """
        from options import options

        def work(number):
            {first}
            return number, {read}
        """,
    "program.py": """
        from multiprocessing import Pool
        from options import options
        from work import work

        def main(given):
            {change}
            with Pool({start}) as pool:
                print(pool.map(work, range(3)))  # {mark}
        """,
}
_TAKES = "options.take(vars(given))"


@pytest.mark.parametrize(
    ("change", "first", "read", "start", "mark"),
    [
        (_TAKES, "pass", "options.depth", "2", "MP302"),
        ("options.put('depth', given)", "pass", "options.depth", "2", "MP302"),
        ("options.put(given.name, given.value)", "pass", "options.depth", "2", "MP302"),
        ("options.put('depth', given)", "pass", "options.title", "2", "fine"),
        ("options.level('a', given)", "pass", "options.levels['a']", "2", "MP302"),
        ("options.level('a', given)", "pass", "options.depth", "2", "fine"),
        ("options.level('a', given)", "options.level('a', 1)", "options.levels['a']", "2", "fine"),
        (_TAKES, "pass", "options.describe()", "2", "fine"),
        ("print(options.depth)", "pass", "options.depth", "2", "fine"),
        (_TAKES, "options.take(number)", "options.depth", "2", "fine"),
        (_TAKES, "find(number).take({})", "options.depth", "2", "fine"),
        (_TAKES, "pass", "options.depth", "2, options.take, (given,)", "fine"),
    ],
)
def test_attributes_that_a_method_changes_or_sets_by_computed_names(
    tmp_path: Path, change: str, first: str, read: str, start: str, mark: str
) -> None:
    words = {"change": change, "first": first, "read": read, "start": start, "mark": mark}
    check_files(tmp_path, {name: text.format(**words) for name, text in OPTIONS.items()}, "MP301", "MP302")


@pytest.mark.parametrize(
    ("imported", "call", "mark"),
    [
        ("load()", "load()", "fine"),
        ("load(path='a.txt')", "load(path='a.txt')", "fine"),
        ("load()", "load('b.txt')", "MP302"),
        ("load(HOME)", "load(HOME)", "MP302"),
        ("print()", "load()", "MP302"),
        ("if __name__ == '__main__':\n            load()", "load()", "MP302"),
    ],
)
def test_a_call_that_importing_the_module_makes_as_well(tmp_path: Path, imported: str, call: str, mark: str) -> None:
    files = {
        "names.py": f"""
        names = []
        HOME = "home.txt"

        def load(path="a.txt"):
            names.append(path)

        {imported}
        """,
        "program.py": f"""
        from multiprocessing import Pool

        import names
        from names import HOME

        def work(number):
            return names.names[number]  # {mark}

        def main():
            names.{call}
            with Pool(2) as pool:
                print(pool.map(work, [0]))
        """,
    }
    check_files(tmp_path, files, "MP302")


def test_workers_that_do_more_than_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "_MAX_FOREIGN", 1)
    files = {"render.py": RENDER.format(binding="_active = {}"), "site_.py": SITE.format(code="fine", initializer="")}
    check_files(tmp_path, files, "MP302")


PACKAGE = """
    from concurrent.futures import ProcessPoolExecutor
    import tool

    def describe(name):
        return name if tool.verbose else ""  # MP{}

    def main():
        tool.verbose = True
        with ProcessPoolExecutor() as executor:
            print(list(executor.map(describe, ["a", "b"])))

    if __name__ == "__main__":
        main()
    """


@pytest.mark.parametrize(("line", "code"), [("", "301"), ("verbose = False", "302")])
def test_a_name_of_a_package_that_only_the_parent_sets(tmp_path: Path, line: str, code: str) -> None:
    files = {"tool/__init__.py": line, "program.py": PACKAGE.format(code)}
    found = check_files(tmp_path, files, "MP301", "MP302")
    assert {one.message.partition(" ")[0] for one in found} == {"`tool.verbose`"}


def test_an_object_that_is_asked_for_no_attribute_is_named_without_one(tmp_path: Path) -> None:
    files = {
        "config.py": """
            class Settings:
                def __init__(self):
                    self.host = "a"

                def read(self, path):
                    self.alias = self.host = open(path).read()

            settings = Settings()
            """,
        "jobs.py": """
            import config

            def connect(name):
                settings = config.settings
                return settings.host + name
            """,
        "program.py": """
            from multiprocessing import Pool
            import config, jobs

            def main():
                config.settings.read("settings.txt")
                with Pool(2) as pool:
                    print(pool.map(jobs.connect, "ab"))  # MP302

            if __name__ == "__main__":
                main()
            """,
    }
    (found,) = check_files(tmp_path, files, "MP301", "MP302")
    assert found.message.startswith("`config.settings` is changed")


USES_PACKAGE = """
    from concurrent.futures import ProcessPoolExecutor
    import site_.settings

    def work(number):
        return site_.settings.{read}(number)  # {code}

    def main():
        site_.settings.scale = None
        with ProcessPoolExecutor(2) as executor:
            print(list(executor.map(work, range(3))))

    if __name__ == "__main__":
        main()
    """


@pytest.mark.parametrize(("read", "code"), [("double", "fine"), ("scale", "MP302")])
def test_what_is_set_in_a_module_of_a_package(tmp_path: Path, read: str, code: str) -> None:
    files = {
        "site_/__init__.py": "",
        "site_/settings.py": "scale = abs\n\ndef double(number):\n    return 2 * number\n",
        "program.py": USES_PACKAGE.format(read=read, code=code),
    }
    check_files(tmp_path, files, "MP302")


STARTS_ELSEWHERE = {
    "conf.py": "debug = False",
    "pipe.py": """
        import conf
        from multiprocessing import Pool

        def work(x):
            return x if conf.debug else -x

        def run():
            with Pool(2) as pool:
                return pool.map(work, [1, 2])

        def run_with(jobs=1):
            if jobs > 1:
                with Pool(jobs) as pool:
                    return pool.map(work, [1, 2])
            return [work(1), work(2)]
        """,
}
LAUNCHERS = {
    "before": """
        import conf
        import pipe

        def main():
            conf.debug = True
            print(pipe.run())  # MP302

        if __name__ == "__main__":
            main()
        """,
    "before each test": """
        import unittest
        import conf
        import pipe

        class Prepared(unittest.TestCase):
            def setUp(self):
                conf.debug = True

        class PipeTest(Prepared):
            def test_run(self):
                self.assertEqual(pipe.run(), [1, 2])  # MP302
        """,
    "by calls that let workers start": """
        import conf
        import pipe

        def main(jobs):
            print(pipe.run_with(2), pipe.run_with(jobs=3))
            conf.debug = True
            print(pipe.run_with(1), pipe.run_with(), pipe.run_with(jobs=1))
            print(pipe.run_with(jobs))  # MP302

        if __name__ == "__main__":
            main(2)
        """,
    "where no processes are started any more": """
        import unittest
        from concurrent.futures import ThreadPoolExecutor
        import conf
        import pipe

        class PipeTest(unittest.TestCase):
            def setUp(self):
                self.addCleanup(setattr, pipe, "Pool", pipe.Pool)
                pipe.Pool = ThreadPoolExecutor
                conf.debug = True

            def test_run(self):
                self.assertEqual(list(pipe.run()), [1, 2])
        """,
    "for another test": """
        import conf
        import pipe

        def test_alone():
            conf.debug = True
            assert pipe.run_with(1) == [1, 2]

        def test_workers():
            assert pipe.run_with(2) == [-1, -2]
        """,
    "afterwards, or in another test": """
        import conf
        import pipe

        def test_debug():
            conf.debug = True
            assert pipe.work(1) == 1

        def test_run():
            assert pipe.run() == [-1, -2]
            conf.debug = True
        """,
}


@pytest.mark.parametrize("launcher", LAUNCHERS.values(), ids=LAUNCHERS)
def test_workers_that_a_third_file_starts(tmp_path: Path, launcher: str) -> None:
    check_files(tmp_path, {**STARTS_ELSEWHERE, "launch.py": launcher}, "MP301", "MP302")


def test_what_one_call_changes_and_sends_is_told_where_it_is_done(tmp_path: Path) -> None:
    pipe = """
        import conf
        from multiprocessing import Pool

        def work(x):
            return x if conf.debug else -x

        def run():
            conf.debug = True
            with Pool(2) as pool:
                return pool.map(work, [1, 2])
        """
    launcher = """
        import pipe

        if __name__ == "__main__":
            pipe.run()
        """
    marked = pipe.replace("else -x", "else -x  # MP302")
    check_files(tmp_path, {"conf.py": "debug = False", "pipe.py": marked, "launch.py": launcher}, "MP301", "MP302")


@pytest.mark.parametrize(("choice", "mark"), [('set_start_method("fork")', ""), ("cpu_count()", "  # MP301")])
def test_importing_another_file_chooses_the_start_method(tmp_path: Path, choice: str, mark: str) -> None:
    files = {
        "settings.py": f"import multiprocessing as mp\n\nmp.{choice}\n",
        "program.py": f"""
            from multiprocessing import Process
            import settings

            def work():
                print(rows){mark}

            if __name__ == "__main__":
                rows = [1]
                Process(target=work).start()
            """,
    }
    check_files(tmp_path, files, "MP301")


@pytest.mark.parametrize(
    ("test", "mark"),
    [
        ("is_forked()", ""),
        ("forked", ""),
        ("mp.get_start_method(True) == 'fork'", ""),
        ("starting.is_forked()", ""),
        ("not is_forked()", "  # MP302"),
        ("mp.cpu_count() > 1", "  # MP302"),
    ],
)
def test_what_is_set_only_where_workers_are_forked(tmp_path: Path, test: str, mark: str) -> None:
    files = {
        "starting.py": """
            import multiprocessing as mp

            def is_forked():
                return mp.get_start_method(False) == "fork"
            """,
        "table.py": "rows = None\n",
        "program.py": f"""
            import multiprocessing as mp
            import starting
            import table
            from starting import is_forked

            class Scaler:
                image = None

                @classmethod
                def keep(cls, image):
                    cls.image = image

                @classmethod
                def scale(cls, part, image=None):
                    return cls.image[part]{mark}

            def count(part):
                return table.rows[part]{mark}

            def main(image):
                forked = is_forked()
                if {test}:
                    Scaler.keep(image)
                    table.rows = image
                with mp.Pool(2) as pool:
                    print(pool.map(Scaler.scale, range(9)))
                    print(pool.map(count, range(9)))

            if __name__ == "__main__":
                main([1, 2, 3])
            """,
    }
    check_files(tmp_path, files, "MP302")


_TABLES = """
    {binding}

    def prepare(size):
        global table
        table = list(range(size))

    def at(place):
        return table[place]
    """
_READER = """
    import tables

    class Reader:
        def __init__(self, size):
            {preparing}

        def read(self, executor, places):
            return list(executor.map({worker}, places))

    def read_one(place):
        tables.prepare(10)
        return tables.at(place)
    """
_READING = """
    from concurrent.futures import ProcessPoolExecutor
    from reader import Reader

    def main():
        reader = Reader(10)
        with ProcessPoolExecutor() as executor:
            print(reader.read(executor, [1, 2])){mark}

    if __name__ == "__main__":
        main()
    """


@pytest.mark.parametrize(
    ("binding", "preparing", "worker", "mark"),
    [
        ("", "tables.prepare(size)", "tables.at", "  # MP301"),
        ("table = [0, 0, 0]", "tables.prepare(size)", "tables.at", ""),  # so far away it may be a cache
        ("", "if size > 20: tables.prepare(size)", "tables.at", ""),
        ("", "tables.prepare(size)", "read_one", ""),
    ],
)
def test_a_constructor_calls_what_binds_a_name(
    tmp_path: Path, binding: str, preparing: str, worker: str, mark: str
) -> None:
    files = {
        "tables.py": _TABLES.format(binding=binding),
        "reader.py": _READER.format(preparing=preparing, worker=worker),
        "reading.py": _READING.format(mark=mark),
    }
    check_files(tmp_path, files, "MP301", "MP302")


_KEPT = {
    "limits.py": """
        import multiprocessing as mp

        limit = 1

        def keep(given):
            global limit
            {inner}
                limit = given
        """,
    "program.py": """
        import multiprocessing as mp
        import sys
        import limits

        top = 1

        def capped(n):
            return min(n, limits.limit){mark}

        def counted(n):
            return min(n, top){own}

        def main():
            global top
            {outer}
                limits.keep(3)
            if mp.get_start_method() == "fork":
                top = 2
            {other}
            with mp.Pool(2) as pool:
                print(pool.map(capped, range(9)))
                print(pool.map(counted, range(9)))
            {after}

        if __name__ == "__main__":
            main()
        """,
}
_FORKED = "if mp.get_start_method() == 'fork':"


@pytest.mark.parametrize(
    ("inner", "outer", "mark"),
    [(_FORKED, "if True:", ""), ("if True:", _FORKED, ""), ("if True:", "if True:", "  # MP302")],
)
def test_a_test_of_the_start_method_stands_in_either_file(tmp_path: Path, inner: str, outer: str, mark: str) -> None:
    parts = {"inner": inner, "outer": outer, "mark": mark, "own": "", "other": "", "after": ""}
    check_files(tmp_path, {name: text.format(**parts) for name, text in _KEPT.items()}, "MP302")


@pytest.mark.parametrize(
    ("other", "platforms"),
    [("top = 3", {"linux", "macos", "windows"}), ("if sys.platform == 'win32': top = 3", {"windows"})],
)
def test_one_of_two_changes_is_made_elsewhere_as_well(tmp_path: Path, other: str, platforms: set[str]) -> None:
    parts = {"inner": _FORKED, "outer": "if True:", "mark": "", "own": "  # MP302", "other": other, "after": ""}
    (found,) = check_files(tmp_path, {name: text.format(**parts) for name, text in _KEPT.items()}, "MP302")
    assert {target.platform for target in found.breaks_when} == platforms


def test_the_same_change_is_made_once_the_workers_are_done(tmp_path: Path) -> None:
    parts = {"inner": "if True:", "outer": _FORKED, "mark": "", "own": "", "other": "", "after": "limits.keep(1)"}
    check_files(tmp_path, {name: text.format(**parts) for name, text in _KEPT.items()}, "MP302")
