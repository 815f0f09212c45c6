"""Imports patient records from the sites, each with rules of its own."""

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import loader

RULES = Path(__file__).resolve().parent / "site_rules"

DELIVERIES = {
    "eastside": [("MARTA KOWAL", "3.11.1971"), ("SAM OYELARAN", "24.2.1990")],
    "harbour": [("Jensen, Ole", "1958-12-01"), ("Bianchi, Carla", "1983-07-19"), ("Ng, Mei", "2001-01-30")],
}


class Importer:
    def __init__(self, rules, workers=2):
        self.rules = rules
        self.executor = ProcessPoolExecutor(max_workers=workers)
        self.records = []

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.executor.shutdown()

    def take(self, site, rows):
        rule = self.rules[site]
        for name, born in self.executor.map(rule.convert, rows):
            self.records.append((name, born, rule.NAME))


def main():
    rules = loader.load_folder(RULES)
    print("rules for:", ", ".join(rules))
    with Importer(rules) as importer:
        for site, rows in DELIVERIES.items():
            importer.take(site, rows)
    for name, born, origin in sorted(importer.records):
        print(f"{name:16} {born}  {origin}")
    print("ok")


if __name__ == "__main__":
    main()
