"""Sums up the invoices that arrive in one batch of messages."""
import json
import os
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from typing import Any, Dict, List, Tuple

WORKERS = int(os.environ.get("INVOICE_WORKERS", "2"))


def total(body: str) -> Tuple[str, str]:
    invoice = json.loads(body)
    amount = sum(
        (Decimal(line["price"]) * line["count"] for line in invoice["lines"]),
        Decimal(0),
    )
    return invoice["id"], str(amount)


def bodies(event: Dict[str, Any]) -> List[str]:
    return [record["body"] for record in event.get("Records", [])]


def lambda_handler(event: Dict[str, Any], context: Any) -> Dict[str, Any]:
    work = bodies(event)
    if not work:
        return {"statusCode": 204, "body": ""}
    with ProcessPoolExecutor(max_workers=WORKERS) as executor:
        totals = dict(executor.map(total, work))
    return {"statusCode": 200, "body": json.dumps(totals, sort_keys=True)}


def sample_event(count: int) -> Dict[str, Any]:
    records = []
    for n in range(count):
        lines = [{"price": f"{n}.25", "count": 2}, {"price": "1.10", "count": n}]
        records.append({"body": json.dumps({"id": f"INV-{n}", "lines": lines})})
    return {"Records": records}


if __name__ == "__main__":
    print(lambda_handler(sample_event(4), None)["body"])
