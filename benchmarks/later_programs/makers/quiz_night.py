"""Score the answer sheets of the quiz night.

Every line of a sheet looks like a command line, for instance
``--team "Owls" --round 2 paris 1969 helium``.
"""
import argparse
import multiprocessing as mp
import shlex

KEY = {
    1: ["madrid", "1989", "neon"],
    2: ["paris", "1969", "helium"],
}

SHEETS = [
    '--team "Owls" --round 1 madrid 1989 argon',
    '--team "Owls" --round 2 paris 1969 helium',
    '--team "Late Again" --round 1 lisbon 1989 neon',
    '--team "Late Again" --round two paris 1968 helium',
]


class SheetReader:
    def __init__(self):
        self.parser = argparse.ArgumentParser(prog="sheet")
        self.parser.add_argument("--team", required=True)
        self.parser.add_argument("--round", type=int, choices=sorted(KEY), required=True)
        self.parser.add_argument("answers", nargs="+")

    def read(self, line):
        return self.parser.parse_args(shlex.split(line))


def mark(line):
    sheet = SheetReader().read(line)
    points = sum(a.lower() == b for a, b in zip(sheet.answers, KEY[sheet.round]))
    return sheet.team, points


def mark_all(lines):
    totals = {}
    pool = mp.Pool(processes=2)
    try:
        for team, points in pool.map(mark, lines):
            totals[team] = totals.get(team, 0) + points
    finally:
        pool.close()
        pool.join()
    return totals


def main():
    totals = mark_all(SHEETS)
    ranking = sorted(totals.items(), key=lambda item: -item[1])
    for place, (team, points) in enumerate(ranking, 1):
        print(f"{place}. {team} ({points})")
    print("ok")


if __name__ == "__main__":
    main()
