"""MP311: what other files hold, and what is handed to a process to be filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

STATE = """
    {bound}

    def record(key, value):
        results[key] = value  # {mark}

    def show():
        return sorted(results)
    """
WORK = """
    from state import record

    def work(key):
        record(key, 2 * key)
    """
PROGRAM = """
    from multiprocessing import Pool
    import state
    from work import work

    def main():
        with Pool(2) as pool:
            pool.map(work, range(4))
        {after}
    """


@pytest.mark.parametrize(
    ("bound", "after", "mark"),
    [
        ("results = {}", "print(state.results)", "MP311"),
        ("results = {}", "print(state.show())", "MP311"),
        ("results = {}", "print()", "fine"),
        ("results = {}", "work(5); print(state.results)", "fine"),
        ("results = {}", "state.results[5] = 1; print(state.results)", "fine"),
        ("from elsewhere import shared\n    results = shared()", "print(state.results)", "fine"),
    ],
)
def test_names_of_another_file(tmp_path: Path, bound: str, after: str, mark: str) -> None:
    files = {
        "state.py": STATE.format(bound=bound, mark=mark),
        "work.py": WORK,
        "program.py": PROGRAM.format(after=after),
    }
    check_files(tmp_path, files, "MP311")


@pytest.mark.parametrize(
    ("change", "mark"),
    [
        ("depth, name = given, 'child'", "fine"),
        ("depth = given", "fine"),
        ("depth += given", "MP311"),
        ("depth = sum([given])", "MP311"),
    ],
)
def test_settings_of_one_process_and_results(tmp_path: Path, change: str, mark: str) -> None:
    files = {
        "state.py": f"""
            depth, name = 0, "parent"

            def work(given):
                global depth, name
                {change}  # {mark}
            """,
        "program.py": """
            from multiprocessing import Process
            import state

            def main():
                process = Process(target=state.work, args=(1,))
                process.start()
                process.join()
                return state.depth
            """,
    }
    check_files(tmp_path, files, "MP311")


def test_objects_that_others_read(tmp_path: Path) -> None:
    files = {
        "jobs.py": """
            from multiprocessing import Process

            class Base(Process):
                def __init__(self):
                    super().__init__()
                    self.result = self.seen = None

                def run(self):
                    self.result = self.compute()  # MP311

                def value(self):
                    self.join()
                    return self.result

            def report(jobs):
                return [job.seen for job in jobs]
            """,
        "program.py": """
            from jobs import Base, report

            class Job(Base):
                def compute(self):
                    self.seen = 1  # MP311
                    return 42

            def show(job):
                print(job.value())

            def main():
                job = Job()
                job.start()
                show(job)
                print(report([job]))
            """,
    }
    check_files(tmp_path, files, "MP311")


FILLED = """
    from multiprocessing import Manager, Pool, Process
    from threading import Thread

    def work(found, number):
        {work}  # {mark}

    def main():
        found = {made}
        process = Process(target=work, args=(found, 1))
        process.start()
        process.join()
        {after}
    """
PUT, PRINT = "found.append(number)", "print(sum(found))"


@pytest.mark.parametrize(
    ("work", "made", "after"),
    [
        (PUT, "[]", PRINT),
        (PUT, "list()", "return found"),
        ("found[number] = 1", "{}", "for key, value in found.items(): print(key)"),
        ("found.update({number: 1})", "dict()", "return found[1]"),
    ],
)
def test_a_container_that_is_handed_over_to_be_filled(check: Check, work: str, made: str, after: str) -> None:
    check("MP311", FILLED.format(work=work, made=made, after=after, mark="MP311"))


@pytest.mark.parametrize(
    ("work", "made", "after"),
    [
        (PUT, "[0]", PRINT),
        (PUT, "Manager().list()", PRINT),
        (PUT, "[]", "found.append(2); print(found)"),
        (PUT, "[]", "work(found, 2); print(found)"),
        (PUT, "[]", "Thread(target=work, args=(found, 2)).start(); print(found)"),
        (PUT, "[]", "Pool(1).apply_async(work, (found, 2), callback=found.append).get(); print(found)"),
        (PUT, "[]", "pass"),
        ("found.clear()", "[]", PRINT),
        ("found = [*found]; found.append(number)", "[]", PRINT),
    ],
)
def test_containers_that_others_fill_or_nobody(check: Check, work: str, made: str, after: str) -> None:
    check("MP311", FILLED.format(work=work, made=made, after=after, mark="fine"))
