from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

WRONG = {
    "a subclass": """
        import multiprocessing

        class Writer(multiprocessing.Process):
            def __init__(self, path):
                super().__init__(daemon=True)
                self.path = path

            def run(self):
                with open(self.path, mode="a") as file:
                    file.write("line")

        if __name__ == "__main__":
            Writer("log").start()  # MP424
        """,
    "a process of a path that is given, and a moment's sleep": """
        import csv
        import multiprocessing
        import time

        def export(path, rows):
            with path.open("w", newline="") as file:
                for row in rows:
                    csv.writer(file).writerow(row)
                    time.sleep(1)

        def nightly(folder, rows):
            exporter = multiprocessing.Process(target=export, args=(folder / "rows.csv", rows), daemon=True)
            exporter.start()  # MP424
            (folder / "about.txt").write_text("rows")
            time.sleep(0.1)

        if __name__ == "__main__":
            from pathlib import Path
            job = multiprocessing.Process(target=nightly, args=(Path("out"), [[1]]))
            job.start()
            job.join()
        """,
    "several, from a context, through a helper": """
        from multiprocessing import get_context

        MODE = "wb"

        def work(n):
            save(f"{n}.bin")

        def save(name):
            with open(name, MODE) as file:
                file.write(b"x")

        def main():
            context = get_context("spawn")
            for n in range(4):
                process = context.Process(target=work, args=(n,), daemon=True)
                process.start()  # MP424
            print("done")

        if __name__ == "__main__":
            main()
        """,
    "a process starts it and ends": """
        import multiprocessing as mp
        import pathlib
        import time

        def archive(folder, number):
            time.sleep(0.3)
            pathlib.Path(folder, f"{number}.txt").write_text("done")

        def begin(folder):
            for number in range(3):
                keeper = mp.Process(target=archive, args=(folder, number))
                keeper.daemon = True
                keeper.start()  # MP424

        def collect(folder):
            begin(folder)
            print("collected")

        def main(folder):
            collector = mp.Process(target=collect, args=(folder,))
            collector.start()
            collector.join()

        if __name__ == "__main__":
            main("archive")
        """,
    "a process tells it to end": """
        from multiprocessing import Process, Queue

        class Log:
            def __init__(self, path):
                self.lines = Queue()
                Process(target=keep, args=(self.lines, path), daemon=True).start()  # MP424

            def end(self):
                self.lines.put(None)

        def keep(lines, path):
            with open(path, "a") as file:
                while (line := lines.get()) is not None:
                    print(line, file=file)

        def measure(path):
            log = Log(path)
            for number in range(9):
                log.lines.put(str(number))
            log.end()

        if __name__ == "__main__":
            worker = Process(target=measure, args=("log",))
            worker.start()
            worker.join()
        """,
    "a process that is given things until the end": """
        import json
        import os
        import sys
        from multiprocessing import Process, SimpleQueue

        class Journal(Process):
            def __init__(self, path):
                super().__init__(daemon=True)
                self.path = path
                self.inbox = SimpleQueue()

            def run(self):
                while True:
                    with open(self.path, "a") as file:
                        json.dump(self.inbox.get(), file)

            def note(self, **entry):
                self.inbox.put(entry)

        def main():
            journal = Journal("entries.json")
            journal.start()  # MP424
            for number in range(100):
                journal.note(number=number, noise=os.urandom(8))
            print("done")

        if __name__ == "__main__":
            sys.exit(main())
        """,
    "an end mark of its own": """
        from multiprocessing import Process, Queue
        from pathlib import Path

        def keep(texts, folder):
            for name, text in iter(texts.get, "STOP"):
                Path(folder, name).write_text(text)

        def main(names):
            with open("names") as known:
                texts = Queue()
                keeper = Process(target=keep, args=(texts, "out"))
                keeper.daemon = True
                keeper.start()  # MP424
                for name in names:
                    if name in known:
                        texts.put((name, name.upper()))
                texts.put("STOP")

        if __name__ == "__main__":
            main(["a", "b"])
        """,
    "a pipe that is closed": """
        import os
        from multiprocessing import Pipe, Process

        def write(parts, path):
            with open(path, "ab") as file:
                while parts.poll(None):
                    file.write(parts.recv_bytes())

        if __name__ == "__main__":
            reader, writer = Pipe(duplex=False)
            Process(target=write, args=(reader, "noise"), daemon=True).start()  # MP424
            for _ in range(100):
                writer.send_bytes(os.urandom(100))
            writer.close()
        """,
    "what other processes write until they are joined": """
        import multiprocessing as mp

        def keep(lines, path):
            with open(path, "a") as file:
                while True:
                    print(lines.get(), file=file, flush=True)

        def work(lines, number):
            for step in range(10):
                lines.put(f"{number} {step}")

        def main():
            lines = mp.Queue()
            logger = mp.Process(target=keep, args=(lines, "log"), daemon=True)
            logger.start()  # MP424
            workers = [mp.Process(target=work, args=(lines, number)) for number in range(3)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
            lines.put(None)
            print("all done")

        if __name__ == "__main__":
            main()
        """,
    "a database": """
        import sqlite3
        from multiprocessing import Process, SimpleQueue

        def store(rows):
            database = sqlite3.connect("rows.db")
            while True:
                database.execute("insert into rows values (?)", (rows.get(),))
                database.commit()

        def begin():
            rows = SimpleQueue()
            keeper = Process(target=store, args=(rows,), daemon=True)
            keeper.start()  # MP424
            return rows

        if __name__ == "__main__":
            rows = begin()
            for number in range(100):
                rows.put(number)
        """,
    "an array": """
        import numpy as np
        from multiprocessing import Process

        def save(array):
            np.save("array.npy", array)

        if __name__ == "__main__":
            Process(target=save, args=(np.zeros(10),), daemon=True).start()  # MP424
            print("saved")
        """,
    "a packed file": """
        import gzip
        from multiprocessing import Process

        def pack(text):
            with gzip.open("text", "wt") as file:
                file.write(text)

        def main():
            Process(target=pack, args=("text",), daemon=True).start()  # MP424

        if __name__ == "__main__":
            main()
        """,
}

RIGHT = {
    "time to end, by a sleep or a loop that polls": """
        import multiprocessing
        import time

        def export(path):
            with path.open("w") as file:
                file.write("x")

        def first(path):
            multiprocessing.Process(target=export, args=(path,), daemon=True).start()
            time.sleep(30)

        def second(path):
            multiprocessing.Process(target=export, args=(path,), daemon=True).start()
            while not path.exists():
                time.sleep(0.1)

        def third(path):
            multiprocessing.Process(target=read, args=(path,), daemon=True).start()

        def read(path):
            with path.open("r") as file, path.open() as again:
                print(file.read(), again.read())

        if __name__ == "__main__":
            from pathlib import Path
            for number, target in enumerate((first, second, third)):
                job = multiprocessing.Process(target=target, args=(Path(str(number)),))
                job.start()
                job.join()
        """,
    "a process that waits for its own": """
        import multiprocessing as mp
        import time

        def save(path):
            with open(path, "w") as file:
                file.write("x")

        def log(path, lines):
            with open(path, "w") as file:
                for line in iter(lines.get, None):
                    file.write(line)

        class Collector(mp.Process):
            def run(self):
                child = mp.Process(target=save, args=("a",), daemon=True)
                child.start()
                child.join()

        def collect():
            mp.Process(target=save, args=("b",), daemon=True).start()
            mp.Process(target=save, args=("c",), daemon=False).start()
            time.sleep(5)

        def tell():
            lines = mp.SimpleQueue()
            child = mp.Process(target=log, args=("d", lines), daemon=True)
            child.start()
            lines.put("line")
            lines.put(None)
            child.join()

        def answer():
            lines, done = mp.SimpleQueue(), mp.SimpleQueue()
            child = mp.Process(target=log, args=("e", lines), daemon=True)
            child.start()
            lines.put(None)
            time.sleep(1)

        if __name__ == "__main__":
            for worker in (Collector(), mp.Process(target=collect), mp.Process(target=tell), mp.Process(target=answer)):
                worker.start()
                worker.join()
        """,
    "a process that goes on until it is told to end": """
        import multiprocessing as mp

        def save(path):
            with open(path, "w") as file:
                file.write("x")

        def collect(requests):
            mp.Process(target=save, args=("a",), daemon=True).start()
            for request in iter(requests.get, None):
                print(request)

        if __name__ == "__main__":
            requests = mp.Queue()
            mp.Process(target=collect, args=(requests,)).start()
            requests.put(None)
        """,
    "a worker of an executor, which goes on after its task": """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor

        def log(path, lines):
            with open(path, "w") as file:
                for line in iter(lines.get, None):
                    file.write(line)

        def save(path):
            with open(path, "w") as file:
                file.write("x")

        def collect(path):
            lines = mp.SimpleQueue()
            mp.Process(target=log, args=(path, lines), daemon=True).start()
            lines.put(None)
            mp.Process(target=save, args=(path,), daemon=True).start()

        if __name__ == "__main__":
            with ProcessPoolExecutor() as executor:
                executor.submit(collect, "a").result()
        """,
    "waited for": """
        import time
        import multiprocessing as mp

        def save(path):
            with open(path, "w") as file:
                file.write("x")

        def joined():
            processes = [mp.Process(target=save, args=(name,), daemon=True) for name in "ab"]
            for process in processes:
                process.start()
            for process in processes:
                process.join()

        def polled():
            process = mp.Process(target=save, args=("a",), daemon=True)
            process.start()
            while process.is_alive():
                time.sleep(1)

        if __name__ == "__main__":
            joined()
            polled()
        """,
    "the program goes on": """
        import multiprocessing as mp
        from elsewhere import serve

        def save(path):
            with open(path, "w") as file:
                file.write("x")

        def main():
            mp.Process(target=save, args=("a",), daemon=True).start()
            serve()

        if __name__ == "__main__":
            main()
        """,
    "others wait": """
        import multiprocessing as mp
        from elsewhere import keep

        def save(path, done):
            with open(path, "w") as file:
                file.write("x")
            done.set()

        def with_event():
            done = mp.Event()
            mp.Process(target=save, args=("a", done), daemon=True).start()

        def kept():
            process = mp.Process(target=print, args=(open("a", "w"),), daemon=True)
            process.start()
            return process

        def start_for_others():
            process = mp.Process(target=save, args=("a", None), daemon=True)
            process.start()
            keep(process)

        if __name__ == "__main__":
            with_event()
            kept()
            start_for_others()
        """,
    "nothing is written": """
        import multiprocessing as mp

        def read(path):
            with open(path) as file:
                print(file.read())

        def not_a_daemon(path):
            with open(path, "w") as file:
                file.write("x")

        if __name__ == "__main__":
            mp.Process(target=read, args=("a",), daemon=True).start()
            mp.Process(target=not_a_daemon, args=("a",), daemon=False).start()
        """,
    "given things, and a moment to write them": """
        import multiprocessing as mp
        import time
        from elsewhere import serve

        def keep(rows, path):
            with open(path, "a") as file:
                while True:
                    file.write(rows.get())

        def main():
            rows = mp.Queue()
            keeper = mp.Process(target=keep, args=(rows, "rows"), daemon=True)
            keeper.start()
            for number in range(10):
                rows.put(str(number))
            time.sleep(2)

        if __name__ == "__main__":
            main()
        """,
    "given things, until all are done": """
        import multiprocessing as mp
        import time
        from elsewhere import serve

        def keep(rows, path):
            with open(path, "a") as file:
                while True:
                    file.write(rows.get())

        def main():
            rows = mp.JoinableQueue()
            keeper = mp.Process(target=keep, args=(rows, "rows"), daemon=True)
            keeper.start()
            for number in range(10):
                rows.put(str(number))
            rows.join()

        if __name__ == "__main__":
            main()
        """,
    "given things, until all are taken": """
        import multiprocessing as mp
        import time
        from elsewhere import serve

        def keep(rows, path):
            with open(path, "a") as file:
                while True:
                    file.write(rows.get())

        def main():
            rows = mp.Queue()
            keeper = mp.Process(target=keep, args=(rows, "rows"), daemon=True)
            keeper.start()
            for number in range(10):
                rows.put(str(number))
            while not rows.empty():
                time.sleep(0.1)

        if __name__ == "__main__":
            main()
        """,
    "given things, and then something that may go on for long": """
        import multiprocessing as mp
        import time
        from elsewhere import serve

        def keep(rows, path):
            with open(path, "a") as file:
                while True:
                    file.write(rows.get())

        def main():
            rows = mp.Queue()
            keeper = mp.Process(target=keep, args=(rows, "rows"), daemon=True)
            keeper.start()
            for number in range(10):
                rows.put(str(number))
            serve()

        if __name__ == "__main__":
            main()
        """,
    "given things, and waited for a little": """
        import multiprocessing as mp
        import time
        from elsewhere import serve

        def keep(rows, path):
            with open(path, "a") as file:
                while True:
                    file.write(rows.get())

        def main():
            rows = mp.Queue()
            keeper = mp.Process(target=keep, args=(rows, "rows"), daemon=True)
            keeper.start()
            for number in range(10):
                rows.put(str(number))
            keeper.join(5)

        if __name__ == "__main__":
            main()
        """,
    "what other processes write who wait for it": """
        import multiprocessing as mp

        def keep(lines, path):
            with open(path, "a") as file:
                while True:
                    print(lines.get(), file=file, flush=True)
                    lines.task_done()

        def work(lines):
            lines.put("line")
            lines.join()

        def main():
            lines = mp.JoinableQueue()
            mp.Process(target=keep, args=(lines, "log"), daemon=True).start()
            worker = mp.Process(target=work, args=(lines,))
            worker.start()
            worker.join()
            print("all done")

        if __name__ == "__main__":
            main()
        """,
    "given things until the user ends the program": """
        import multiprocessing as mp
        from sensors import measure

        def keep(rows, path):
            with open(path, "a") as file:
                while True:
                    print(rows.get(), file=file, flush=True)

        def main():
            rows = mp.Queue()
            mp.Process(target=keep, args=(rows, "rows"), daemon=True).start()
            try:
                while True:
                    rows.put(measure())
            except KeyboardInterrupt:
                print("ended")

        if __name__ == "__main__":
            main()
        """,
    "a packed file that is read": """
        import gzip
        from multiprocessing import Process

        def count():
            with gzip.open("x.gz") as file:
                print(len(file.read()))

        if __name__ == "__main__":
            Process(target=count, daemon=True).start()
        """,
    "given things that it answers": """
        import multiprocessing as mp

        def keep(rows, path):
            with open(path, "a") as file:
                while True:
                    file.write(rows.recv())
                    rows.send(True)

        class Keeper(mp.Process):
            def __init__(self):
                super().__init__(daemon=True)
                self.rows = mp.SimpleQueue()

            def run(self):
                while True:
                    with open("rows", "a") as file:
                        file.write(self.rows.get())

            def add(self, row):
                self.rows.put(row)

            def end(self):
                self.join(5)

        def ended():
            keeper = Keeper()
            keeper.start()
            keeper.add("1")
            keeper.end()

        def main():
            here, there = mp.Pipe()
            mp.Process(target=keep, args=(there, "rows"), daemon=True).start()
            for number in range(10):
                here.send(str(number))
                assert here.recv()

        if __name__ == "__main__":
            main()
            ended()
        """,
    "given things in a block that waits at its end": """
        import multiprocessing as mp
        from contextlib import contextmanager

        def keep(rows, path):
            with open(path, "a") as file:
                while True:
                    file.write(rows.get())

        @contextmanager
        def patience(seconds):
            yield
            mp.Event().wait(seconds)

        def main():
            rows = mp.Queue()
            mp.Process(target=keep, args=(rows, "rows"), daemon=True).start()
            with patience(5):
                rows.put("1")

        if __name__ == "__main__":
            main()
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP424", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP424", RIGHT[name]) == []


def test_an_object_of_another_file_starts_a_daemon_and_forgets_it(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Process

            class Saver:
                def __init__(self, function, path):
                    self.process = Process(target=function, args=(path,), daemon=True)
                    self.process.start()  # MP424
        """,
        "program.py": """
            import sys
            import time
            from lib import Saver

            def save(path):
                time.sleep(2)
                with open(path, "w") as file:
                    file.write("saved")

            if __name__ == "__main__":
                Saver(save, sys.argv[1])
                print("started")
        """,
    }
    check_files(tmp_path, files, "MP424")


def test_the_program_joins_what_an_object_of_another_file_has_started(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Process

            class Saver:
                def __init__(self, function, path):
                    self.process = Process(target=function, args=(path,), daemon=True)
                    self.process.start()
        """,
        "program.py": """
            import sys
            import time
            from lib import Saver

            def save(path):
                time.sleep(2)
                with open(path, "w") as file:
                    file.write("saved")

            if __name__ == "__main__":
                saver = Saver(save, sys.argv[1])
                print("started")
                saver.process.join()
        """,
    }
    check_files(tmp_path, files, "MP424")
