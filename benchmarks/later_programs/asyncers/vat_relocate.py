"""Apply the VAT rules of a release folder to its order files.

The release folder holds orders (*.csv) and a rules module; everything is
addressed relative to that folder, as the nightly job has always done.
"""
import argparse
import importlib
import multiprocessing
import os
import sys
import tempfile
import textwrap
from pathlib import Path

RULES = """
    import os

    def gross(cents, code):
        percent = {"food": 7, "goods": 19}.get(code, 0)
        if os.environ.get("VAT_HOLIDAY") == "yes":
            percent = 0 if code == "food" else percent
        return cents + round(cents * percent / 100)
"""

ORDERS = {
    "berlin": [(1000, "food"), (2500, "goods")],
    "hamburg": [(400, "books"), (999, "goods")],
    "munich": [(5000, "food")],
}


def make_release(folder: Path) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "vat_rules.py").write_text(textwrap.dedent(RULES), encoding="utf-8")
    (folder / "in").mkdir()
    (folder / "out").mkdir()
    for city, rows in ORDERS.items():
        text = "".join(f"{cents},{code}\n" for cents, code in rows)
        (folder / "in" / f"{city}.csv").write_text(text, encoding="utf-8")


def apply_rules(city: str) -> int:
    rules = importlib.import_module("vat_rules")
    total = 0
    with open(f"in/{city}.csv", encoding="utf-8") as orders, open(f"out/{city}.txt", "w", encoding="utf-8") as out:
        for line in orders:
            cents, code = line.strip().split(",")
            amount = rules.gross(int(cents), code)
            print(code, amount, file=out)
            total += amount
    return total


def process(release: Path, cities) -> int:
    os.chdir(release)
    os.umask(0o027)
    os.environ["VAT_HOLIDAY"] = "yes"
    sys.path.insert(0, str(release / "rules"))
    with multiprocessing.Pool(2) as pool:
        totals = pool.map(apply_rules, cities)
    for city, total in zip(cities, totals):
        mode = (release / "out" / f"{city}.txt").stat().st_mode & 0o777
        print(f"{city}: {total / 100:.2f} ({mode:o})")
    return sum(totals)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cities", nargs="*", default=sorted(ORDERS))
    options = parser.parse_args()
    home = os.getcwd()
    with tempfile.TemporaryDirectory(prefix="release-") as name:
        release = Path(name).resolve()
        make_release(release)
        try:
            print(f"total {process(release, options.cities) / 100:.2f}")
        finally:
            os.chdir(home)


if __name__ == "__main__":
    main()
