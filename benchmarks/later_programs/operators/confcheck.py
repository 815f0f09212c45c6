"""Check the syntax of every configuration file below a folder with some worker processes."""
import argparse
import configparser
import json
import multiprocessing
import pathlib
import sys
import tempfile
from collections import Counter


def check_json(path):
    with open(path, encoding="utf-8") as stream:
        json.load(stream)


def check_ini(path):
    configparser.ConfigParser().read_string(path.read_text(encoding="utf-8"))


CHECKERS = {".json": check_json, ".ini": check_ini, ".cfg": check_ini}


def serve(files, reports):
    tally = Counter()
    broken = []
    while True:
        path = files.get()
        if path is None:
            break
        checker = CHECKERS.get(path.suffix)
        if checker is None:
            tally["skipped"] += 1
            continue
        try:
            checker(path)
        except (ValueError, configparser.Error) as exc:
            broken.append((path.name, type(exc).__name__))
            tally["broken"] += 1
        else:
            tally["good"] += 1
        finally:
            files.task_done()
    reports.put((tally, broken))


class Crew:
    def __init__(self, size, context=multiprocessing):
        self.files = context.JoinableQueue()
        self.reports = context.Queue()
        self.members = [
            context.Process(target=serve, args=(self.files, self.reports), name="check-%d" % number)
            for number in range(size)
        ]

    def check(self, folder):
        for member in self.members:
            member.start()
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.files.put(path)
        self.files.join()
        return self.dismiss()

    def dismiss(self):
        for _ in self.members:
            self.files.put(None)
        total, broken = Counter(), []
        for tally, names in (self.reports.get() for _ in self.members):
            total.update(tally)
            broken.extend(names)
        for member in self.members:
            member.join()
        return total, sorted(broken), [member.exitcode for member in self.members]


def sample(folder):
    (folder / "app.json").write_text('{"port": 8080}')
    (folder / "broken.json").write_text('{"port": }')
    (folder / "site.ini").write_text("[site]\nname = demo\n")
    (folder / "README.md").write_text("# how to configure\n")
    return folder


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=pathlib.Path)
    parser.add_argument("--crew", type=int, default=2)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as tmp:
        total, broken, codes = Crew(args.crew).check(args.folder or sample(pathlib.Path(tmp)))
    print(", ".join("%s %d" % pair for pair in sorted(total.items())))
    for name, reason in broken:
        print("%s: %s" % (name, reason))
    return 1 if any(codes) or broken else 0


if __name__ == "__main__":
    sys.exit(main())
