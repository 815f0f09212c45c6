import csv
import io
import json
import pathlib
import tempfile
from concurrent import futures
from decimal import Decimal

BRANCHES = {
    "oslo": "date,amount\n2024-01-02,10.50\n2024-01-03,7.25\n",
    "lima": "date,amount\n2024-01-02,3.00\n",
    "kyiv": "date;amount\n2024-01-02;8.10\n2024-01-05;1.90\n",
}


def import_branch(name, text, target):
    rows = list(csv.DictReader(io.StringIO(text)))
    total = sum(Decimal(row["amount"]) for row in rows)
    path = pathlib.Path(target, f"{name}.json")
    path.write_text(json.dumps({"branch": name, "rows": len(rows), "total": str(total)}))


def import_all(branches, target, workers=2):
    with futures.ProcessPoolExecutor(workers) as executor:
        for name, text in branches.items():
            executor.submit(import_branch, name, text, target)


def summarise(target):
    for path in sorted(pathlib.Path(target).glob("*.json")):
        yield json.loads(path.read_text())


def main():
    with tempfile.TemporaryDirectory() as target:
        import_all(BRANCHES, target)
        summary = list(summarise(target))
    for entry in summary:
        print(f"{entry['branch']}: {entry['total']} in {entry['rows']} rows")
    print("ok" if len(summary) == len(BRANCHES) else "mismatch")


if __name__ == "__main__":
    main()
