from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files


def test_a_method_as_target_and_a_property_of_an_executor_task(check: Check) -> None:
    check(
        "MP311",
        """
        from multiprocessing import get_context

        class Reader:
            def __init__(self):
                self.lines = None

            def read(self, path):
                self.lines = path.split()  # MP311

        def main():
            reader = Reader()
            process = get_context("spawn").Process(target=reader.read, args=("a b",))
            process.start()
            process.join()
            return reader.lines
        """,
    )


def test_what_the_parent_has_sent_and_what_each_process_closes_for_itself(check: Check) -> None:
    check(
        "MP311",
        """
        import sqlite3
        from multiprocessing import Process

        class Worker:
            def __init__(self):
                self.level = 0
                self.base = None
                self.rows = None
                self.found = None

            def work(self, level, path):
                self.level = level
                self.base = sqlite3.connect(path)
                self.rows = self.base.execute("select *")  # MP311
                self.found = [path]  # MP311

            def go(self):
                process = Process(target=self.work, args=(self.level + 1, "base"))
                process.start()
                process.join()
                self.close()
                if self.found is not None:
                    print(self.found)
                if self.rows is not None:
                    self.rows.fetchall()
                return self.level

            def close(self):
                if self.base is not None:
                    self.base.close()
        """,
    )


def test_a_process_that_nothing_starts(check: Check) -> None:
    check(
        "MP311",
        """
        from multiprocessing import Process

        class Worker(Process):
            def __init__(self):
                super().__init__()
                self.state = "new"

            def run(self):
                self.state = "running"  # MP311

            def status(self):
                return self.state

        def test_status():
            worker = Worker()
            assert worker.status() == "new"

        def test_run():
            worker = Worker()
            worker.start()
            assert worker.status() == "running"
        """,
    )
    check(
        "MP311",
        """
        from multiprocessing import Process

        class Worker(Process):
            def run(self):
                self.state = "running"

            def status(self):
                return self.state

        def test_status():
            worker = Worker()
            worker.run()
            assert worker.status() == "running"
        """,
    )


def test_threads_shared_values_and_earlier_reads_are_silent(check: Check) -> None:
    check(
        "MP311",
        """
        import multiprocessing as mp
        import threading

        class Counter:
            def __init__(self):
                self.count = 0
                self.total = mp.Value("i", 0)

            def work(self):
                self.total.value = 1

            def step(self):
                self.count = 1

        def main():
            counter = Counter()
            process = mp.Process(target=counter.work)
            process.start()
            process.join()
            print(counter.total.value)
            thread = threading.Thread(target=counter.step)
            thread.start()
            thread.join()
            print(counter.count)

        def before():
            counter = Counter()
            print(counter.count)
            mp.Process(target=counter.step).start()
        """,
    )


def test_an_object_of_the_same_family_that_the_work_makes_is_another_one(check: Check) -> None:
    check(
        "MP311",
        """
        from multiprocessing import Pool

        class Model:
            def __init__(self, data):
                self.data = data

        class Ensemble(Model):
            def __init__(self, data, kind):
                self.data = data
                self.kind = kind

            def fit_one(self, part):
                return Model(part)

            def fit(self):
                with Pool() as pool:
                    fitted = pool.map(self.fit_one, [self.data])
                return self.data, fitted

        if __name__ == "__main__":
            Ensemble([1], "mean").fit()
        """,
    )


def test_an_object_that_the_work_makes_and_fills_itself_is_another_one(check: Check) -> None:
    check(
        "MP311",
        """
        from concurrent.futures import ProcessPoolExecutor

        class Reader:
            def __init__(self, folder):
                self.folder = folder
                self.settings = {}
                self.last = None

            def read(self, name):
                inner = Reader(self.folder)
                inner.settings = self.settings
                inner.last = name
                return inner.settings, inner.last

            def all(self, names):
                with ProcessPoolExecutor() as executor:
                    rows = list(executor.map(self.read, names))
                return rows, self.settings, self.last

        if __name__ == "__main__":
            print(Reader(".").all(["a", "b"]))
        """,
    )


def test_counters_arrays_and_containers_within_containers(check: Check) -> None:
    check(
        "MP311",
        """
        import array
        import multiprocessing
        from collections import Counter, defaultdict

        class Survey:
            def __init__(self, streets):
                self.votes = Counter()
                self.by_street = defaultdict(list)
                self.cells = [[0, 0] for _ in streets]
                self.sums = array.array("q", [0] * len(streets))
                self.raw = bytearray(8)

            def count(self, at, vote):
                self.votes[vote] += 1  # MP311
                self.by_street[at].append(vote)  # MP311
                self.cells[at][1] = vote  # MP311
                self.sums[at] += vote  # MP311
                self.raw[at] = vote  # MP311

        class Office:
            def __init__(self, survey):
                self.survey = survey

            def publish(self, answers):
                with multiprocessing.Pool() as pool:
                    pool.starmap(self.survey.count, answers)
                self.print_all()

            def print_all(self):
                for one, n in self.survey.votes.most_common():
                    print(one, n)
                print(dict(self.survey.by_street))
                print(self.survey.cells[0])
                print(sum(self.survey.sums))
                print(bytes(self.survey.raw))

        if __name__ == "__main__":
            Office(Survey(["High", "Low"])).publish([(0, 1), (1, 0)])
        """,
    )


def test_tallies_of_results_and_what_processes_share_are_silent(check: Check) -> None:
    check(
        "MP311",
        """
        from collections import Counter, defaultdict
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import Array, Event, Manager, RawArray

        class Tally:
            def __init__(self, manager):
                self.words = Counter()
                self.shared = manager.dict()
                self.flags = [Event(), Event()]
                self.rows = [Array("i", 3) for _ in range(2)]
                self.view = memoryview(RawArray("b", 3)).cast("B")
                self.pages = defaultdict(manager.list)

            def count(self, text):
                self.shared[text] = 1
                self.flags[0].clear()
                self.rows[1][0] = 5
                self.view[0] = 1
                self.pages[text].append(1)
                return Counter(text.split())

            def total(self, texts):
                with ProcessPoolExecutor() as executor:
                    for counted in executor.map(self.count, texts):
                        self.words.update(counted)
                print(self.shared, self.flags, self.rows, self.view[0], self.pages)
                return self.words

        if __name__ == "__main__":
            with Manager() as manager:
                print(Tally(manager).total(["a b", "b"]))
        """,
    )


def test_a_local_name_for_what_the_object_holds(check: Check) -> None:
    check(
        "MP311",
        """
        from collections import Counter
        from multiprocessing import Pool

        class Words:
            def __init__(self, lines):
                self.lines = lines
                self.counts = Counter()
                self.seen = []
                self.longest = []

            def count(self, line):
                counts, n = self.counts, 0
                tally = self.counts
                for word in line.split():
                    tally[word] += 1  # MP311
                seen = self.seen
                seen = [*seen, line]
                seen.append(line)
                longest = sorted(self.longest)
                longest.append(line)
                return seen, longest

            def run(self):
                with Pool() as pool:
                    pool.map(self.count, self.lines)
                print(self.seen, self.longest)
                return self.counts
        """,
    )


def test_containers_that_a_dataclass_declares(check: Check) -> None:
    check(
        "MP311",
        """
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor
        from dataclasses import dataclass, field

        @dataclass
        class Survey:
            limit: float
            faults: dict = field(default_factory=dict)
            notes: list = field(default_factory=list)
            shared: dict = field(default_factory=multiprocessing.Manager().dict)
            kept: list = field(default_factory=list)

            def inspect(self, name, value):
                if value < self.limit:
                    self.faults[name] = value  # MP311
                self.notes.append(name)
                self.shared[name] = value
                return value

            def keep(self, value):
                self.kept.append(value)

        def main():
            survey = Survey(1.0)
            with ProcessPoolExecutor() as executor:
                survey.keep(executor.submit(survey.inspect, "a", 0.5).result())
            return survey.faults, survey.shared, survey.kept
        """,
    )


SENSORS = """
import multiprocessing

class Sensor(multiprocessing.Process):
    def __init__(self):
        super().__init__()
        self.readings = []

    def run(self):
        self.readings.append(self.convert())  # MP311

class Probe(Sensor):
    def convert(self):
        return 85.0

class Gauge(Sensor):
    def convert(self):
        return 1013.0

KINDS = {"probe": Probe, "gauge": Gauge}
"""
MAIN = """
from sensors import KINDS

def measure(wanted):
    sensors = [KINDS[kind]() for kind in wanted]
    for sensor in sensors:
        sensor.start()
    for sensor in sensors:
        sensor.join()
    return [sensor.readings for sensor in sensors]
"""


def test_the_class_is_looked_up_in_a_table(check: Check) -> None:
    check("MP311", SENSORS + MAIN.replace("from sensors import KINDS", ""))


def test_the_class_is_looked_up_in_a_table_of_another_file(tmp_path: Path) -> None:
    check_files(tmp_path, {"sensors.py": SENSORS, "main.py": MAIN}, "MP311")


def test_objects_of_several_classes_each_made_by_a_call_of_its_own(check: Check) -> None:
    started = """
        def measure():
            sensors = {"probe": Probe(), "gauge": Gauge()}
            for sensor in sensors.values():
                sensor.start()
            return [latest(sensor) for sensor in sensors.values()]

        def latest(sensor):
            sensor.join()
            return sensor.readings[-1]
        """
    check("MP311", SENSORS + dedent(started))
    local = SENSORS.replace("  # MP311", "").replace("class Gauge(Sensor):", "class Gauge:\n    readings = [3]")
    check("MP311", local + dedent(started))


#: What makes it harmless, by the text of the files that it replaces.
HARMLESS = {
    "one of the classes reads in the parent": (
        "        return 1013.0",
        "        return 1013.0\n    def run(self):\n        pass\n    def start(self):\n        self.readings = [1]",
    ),
    "one of the classes is no process": ("class Gauge(Sensor):", "class Gauge:\n    readings = []"),
    "nobody starts them": ("        sensor.start()", "        sensor.run()"),
    "another file fills the list": (
        "        sensor.join()",
        "        collect(sensor)\n        sensor.join()",
    ),
}
COLLECT = """
import multiprocessing

def collect(sensor):
    sensor.readings = [multiprocessing.current_process().pid]
"""


@pytest.mark.parametrize(("written", "instead"), HARMLESS.values(), ids=HARMLESS)
def test_such_a_table_is_harmless(tmp_path: Path, written: str, instead: str) -> None:
    files = {"sensors.py": SENSORS.replace("# MP311", ""), "main.py": "from filling import collect" + MAIN}
    assert any(written in text for text in files.values())
    changed = {name: text.replace(written, instead) for name, text in files.items()}
    check_files(tmp_path, {**changed, "filling.py": COLLECT}, "MP311")


GLOBALS = {
    "a default of a nested function": """
        import json
        from collections import defaultdict
        from concurrent.futures import ProcessPoolExecutor
        results = defaultdict(list)
        def fetch(tag):
            def pages(page, results=results):
                results[tag] += [page]  # MP311
                return pages(page + 1) if page < 3 else None
            return pages(1)
        def handler(event, context):
            with ProcessPoolExecutor() as executor:
                for future in executor.map(fetch, ["a", "b"]):
                    print(future)
            return json.dumps(results)
        """,
    "through a helper, read in another function": """
        import multiprocessing as mp
        rows, done = [], set()
        def keep(n):
            rows.append(n)  # MP311
            done.add(n)
        def work(n):
            keep(n)
        def report():
            print(rows)
        def main():
            with mp.get_context("spawn").Pool() as pool:
                pool.map(work, range(3))
            report()
        main()
        """,
    "a result, a count": """
        from multiprocessing import Process
        total, count = 0, 0
        def work(numbers):
            global total, count
            total = sum(numbers)  # MP311
            count += 1  # MP311
        def main(numbers):
            process = Process(target=work, args=(numbers,))
            process.start()
            process.join()
            return total / count
        """,
    "an item of a list, by the class of a process": """
        from multiprocessing import Process
        slots = [0, 0]
        class Worker(Process):
            def __init__(self, n):
                super().__init__()
                self.n = n
            def run(self):
                slots[self.n] = 1  # MP311
        if __name__ == "__main__":
            workers = [Worker(0), Worker(1)]
            for worker in workers: worker.start()
            for worker in workers: worker.join()
            print(sum(slots))
        """,
}
NO_LOST_GLOBALS = {
    "what holds for one process": """
        from multiprocessing import Process
        depth, in_worker, name = 0, False, "main"
        def work(given, options):
            global depth, in_worker, name
            depth, in_worker = given, True
            name = options.name
        def main(options):
            process = Process(target=work, args=(depth + 1, options))
            process.start()
            process.join()
            return depth, in_worker, name
        """,
    "read before the work is sent": """
        from multiprocessing import Pool
        rows = []
        def work(n):
            rows.append(n)
            return len(rows)
        def main():
            print(rows)
            with Pool() as pool:
                print(pool.map(work, range(3)))
        """,
    "the parent fills it, too": """
        from multiprocessing import Process
        rows = []
        def work(n):
            rows.append(n)
        def main(n):
            if n < 10:
                work(n)
            else:
                Process(target=work, args=(n,)).start()
            return rows
        """,
    "bound again under the guard": """
        from multiprocessing import Pool
        state = None
        def work(n):
            global state
            state = n
        if __name__ == "__main__":
            state = 1
            with Pool() as pool:
                pool.map(work, range(3))
            print(state)
        """,
    "shared": """
        from multiprocessing import Array, Manager, Pool, Process, Queue
        counts = Array("i", 3)
        queue = Queue()
        rows = Manager().list()
        def work(n):
            counts[n] = n
            rows.append(n)
            queue.put(n)
        def main():
            process = Process(target=work, args=(1,))
            process.start()
            process.join()
            return counts[0], rows, queue.get()
        """,
    "only emptied": """
        from multiprocessing import Process
        handlers = [print]
        def work():
            handlers.clear()
        def main():
            Process(target=work).start()
            return handlers
        """,
    "kept in a thread": """
        from multiprocessing.pool import ThreadPool
        from multiprocessing import Process
        rows = []
        def work(n):
            rows.append(n)
        def main():
            with ThreadPool() as pool:
                pool.map(work, range(3))
            return rows
        """,
    "an object that may be anything": """
        from multiprocessing import Pool
        from elsewhere import make
        store = make()
        def work(n):
            store[n] = n
        def main():
            with Pool() as pool:
                pool.map(work, range(3))
            return store
        """,
    "a local name": """
        from multiprocessing import Pool
        rows = []
        def work(n):
            rows = []
            rows.append(n)
            return rows
        def main():
            with Pool() as pool:
                pool.map(work, range(3))
            return rows
        """,
    "given to the process in a loop": """
        from multiprocessing import Process
        options = {}
        def work(options):
            options["n"] = 1
        def main():
            for _ in range(3):
                Process(target=work, args=(options,)).start()
        """,
}


@pytest.mark.parametrize("title", GLOBALS)
def test_names_of_the_module(check: Check, title: str) -> None:
    check("MP311", GLOBALS[title])


@pytest.mark.parametrize("title", NO_LOST_GLOBALS)
def test_names_that_keep_what_they_hold(check: Check, title: str) -> None:
    check("MP311", NO_LOST_GLOBALS[title])


def test_what_a_constructor_reads(check: Check) -> None:
    check(
        "MP311",
        """
        from multiprocessing import Process

        class Worker(Process):
            def __init__(self, number):
                super().__init__()
                self.task = "first"
                self.settings = {"number": number, "task": self.task}

            def run(self):
                self.task = "second"
                print(self.task)

        class Job:
            def __init__(self):
                self.answer = None
                process = Process(target=self.work)
                process.start()
                process.join()
                print(self.answer)

            def work(self):
                self.answer = 42  # MP311

        def main():
            for number in range(3):
                worker = Worker(number)
                worker.start()
                worker.join()
        """,
    )


def test_an_object_that_the_work_is_told_to_report_to(check: Check) -> None:
    (finding,) = check(
        "MP311",
        """
        from concurrent.futures import ProcessPoolExecutor

        class Tally:
            def __init__(self):
                self.words, self.lines = {}, 0

            def add(self, word):
                self.words[word] = self.words.get(word, 0) + 1  # MP311

        class Reader:
            def __init__(self, tally):
                self.tally = tally

            def read(self, line):
                for word in line.split():
                    self.tally.add(word)

        def main(lines):
            tally = Tally()
            with ProcessPoolExecutor() as executor:
                list(executor.map(Reader(tally).read, lines))
            return tally.words
        """,
    )
    assert finding.confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    "work",
    [
        """
            def read(self, line):
                self.tally.add(line)
                return self.tally

        def main(lines):
            with Pool() as pool:
                for tally in pool.map(Reader(Tally()).read, lines):
                    print(tally.words)
        """,
        """
            def read(self, line):
                tally = self.tally = Tally()
                tally.add(line)
                self.queue.put(tally)

        def main(lines):
            reader = Reader(None)
            reader.queue = Queue()
            Process(target=reader.read, args=(lines[0],)).start()
            print(reader.queue.get().words)
        """,
        """
            def read(self, line):
                self.tally.add(line)
                return dict(self.tally.words)

            def read_all(self, lines):
                with Pool() as pool:
                    for words in pool.map(self.read, lines):
                        self.tally.words.update(words)
                return self.tally.words

        def main(lines):
            return Reader(Tally()).read_all(lines)
        """,
    ],
    ids=["it is returned", "the work makes and sends it", "the parent puts together what comes back"],
)
def test_an_object_that_comes_back(check: Check, work: str) -> None:
    check(
        "MP311",
        """
        from multiprocessing import Pool, Process, Queue

        class Tally:
            def __init__(self):
                self.words = {}

            def add(self, word):
                self.words[word] = 1

        class Reader:
            def __init__(self, tally):
                self.tally = tally
"""
        + work,
    )


def test_an_object_that_adds_to_what_is_shared(check: Check) -> None:
    check(
        "MP311",
        """
        from multiprocessing import Process, Value

        class Meter:
            def __init__(self):
                self.cell = Value("i", 0)

            def __iadd__(self, amount):
                with self.cell.get_lock():
                    self.cell.value += amount
                return self

        class Meters:
            def __init__(self):
                self.by_name, self.all, self.plain = {"a": Meter()}, Meter(), 0

            def add(self, name):
                self.by_name[name] += 1
                self.all += 1
                self.plain += 1  # MP311

        class Worker(Process):
            def __init__(self, meters):
                super().__init__()
                self.meters = meters

            def run(self):
                self.meters.add("a")

        def main():
            meters = Meters()
            worker = Worker(meters)
            worker.start()
            worker.join()
            return meters.by_name["a"].cell.value, meters.all.cell.value, meters.plain
        """,
    )


SHOWN = """
    import threading
    from {library} import Process

    class Node(Process):
        def __init__(self):
            super().__init__()
            self.state = "new"

        def run(self):
            self.state = "runs"{mark}
            self.prepare()

        def prepare(self):
            threading.Thread(target=self.show).start()

        def show(self):
            print(self.state)

        def look(self):
            print(self.state)

    def main(debug):
        node = Node()
        node.start()
        if debug:
            node.{method}()
"""


@pytest.mark.parametrize("library", ["multiprocessing", "multiprocess"])
@pytest.mark.parametrize(("method", "mark"), [("prepare", ""), ("look", "  # MP311")])
def test_what_the_work_reads_itself_in_a_thread(check: Check, library: str, method: str, mark: str) -> None:
    check("MP311", SHOWN.format(library=library, method=method, mark=mark))
