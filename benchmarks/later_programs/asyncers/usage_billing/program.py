"""Turn a day's usage log into billing records."""
import argparse
import tempfile
from datetime import datetime, timedelta

from shipping import Shipper

TARIFF = {"storage": 2, "compute": 11, "egress": 5}


def usage_log(count: int):
    moment = datetime(2024, 5, 1)
    kinds = sorted(TARIFF)
    for number in range(count):
        moment += timedelta(minutes=13)
        yield {
            "at": moment.isoformat(timespec="minutes"),
            "customer": f"c{number % 5}",
            "kind": kinds[number % len(kinds)],
            "units": number * 7 % 19 + 1,
        }


def rate(event: dict) -> dict:
    return {**event, "cents": TARIFF[event["kind"]] * event["units"]}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=10)
    parser.add_argument("--batch", type=int, default=4)
    options = parser.parse_args()
    shipper = Shipper(tempfile.mkdtemp(prefix="billing-"), size=options.batch)
    total = 0
    for event in usage_log(options.events):
        record = rate(event)
        total += record["cents"]
        shipper.add(record)
    print(f"{total / 100:.2f} EUR rated, {shipper.delivered()} records delivered so far")


if __name__ == "__main__":
    main()
