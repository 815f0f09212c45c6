"""Weigh the crates of a shipment, several at a time."""

from concurrent.futures import ProcessPoolExecutor

from clikit import App

app = App("crates")

CRATES = {"A-1": [12.5, 3.25, 4.0], "A-2": [7.75, 1.5], "B-1": [20.0, 0.5, 0.25, 9.0]}


def gross_weight(item):
    name, parts = item
    return name, round(sum(parts) * 1.04, 2)


@app.command("weigh")
def weigh(args):
    """Weigh every crate."""
    with ProcessPoolExecutor(max_workers=args.jobs) as executor:
        for name, weight in executor.map(gross_weight, sorted(CRATES.items())):
            print(f"{name}: {weight} kg")
    print("ok")
    return 0


@app.command("list")
def list_crates(args):
    """Name every crate."""
    print("\n".join(sorted(CRATES)))
    return 0


app(["weigh", "--jobs", "2"])
