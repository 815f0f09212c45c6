import multiprocessing
import tempfile

from recorder.journal import Journal
from recorder.source import SOURCES

EVENTS = 900


def main():
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(folder)
        processes = [
            multiprocessing.Process(target=source(journal, EVENTS).record, name=source.name)
            for source in SOURCES
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
            assert process.exitcode == 0, process.name
        kept = journal.lines()
    wanted = EVENTS * len(SOURCES)
    if kept == wanted:
        print("ok")
    else:
        print("events missing:", wanted - kept)


if __name__ == "__main__":
    main()
