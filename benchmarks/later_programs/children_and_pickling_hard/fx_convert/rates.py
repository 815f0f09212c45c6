"""Currency conversion; rates come from a bank's daily file."""
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

DAILY = Path("/srv/bank-feed/daily-rates.json")


def fetch_rate(code):
    with DAILY.open() as stream:
        return json.load(stream)[code]


def convert(item):
    code, amount = item
    return round(amount * fetch_rate(code), 2)


def convert_all(items, jobs=2):
    with ProcessPoolExecutor(max_workers=jobs) as executor:
        return list(executor.map(convert, items))
