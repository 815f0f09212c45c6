"""Nightly ranking of counterparties by exposure: sort(1) does the heavy lifting, Python the layout."""
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from shellout import Runner

REGIONS = {
    "emea": [("ALPHA", 812.5), ("BRAVO", 95.0), ("CARGO", 4020.75), ("DELTA", 310.0)],
    "apac": [("HANSE", 77.25), ("INDUS", 1290.0), ("JADE", 640.5)],
    "amer": [("LIMA", 2210.0), ("MIKE", 18.0), ("NOVA", 905.75), ("OSCAR", 330.0), ("PAPA", 1.5)],
}


def write_extracts(folder):
    for region, rows in REGIONS.items():
        text = "".join(f"{name},{amount:.2f}\n" for name, amount in rows)
        Path(folder, f"{region}.csv").write_text(text, encoding="utf-8")


def ranked(region, runner, top=3):
    command = ["sort", "-t,", "-k2,2", "-n", "-r"]
    command.append(f"{region}.csv")
    rows = [line.split(",") for line in runner.lines(command)]
    return region, [(name, float(amount)) for name, amount in rows[:top]]


def layout(region, rows):
    yield f"{region.upper()}: {len(rows)} names"
    for place, (name, amount) in enumerate(rows, 1):
        yield f"  {place}. {name:<8}{amount:>10,.2f}"


def main():
    with tempfile.TemporaryDirectory() as folder:
        write_extracts(folder)
        job = partial(ranked, runner=Runner().within(folder))
        with ProcessPoolExecutor(max_workers=2) as executor:
            for region, rows in executor.map(job, REGIONS):
                print("\n".join(layout(region, rows)))
    print("ranking written")


if __name__ == "__main__":
    main()
