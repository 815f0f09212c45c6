"""Risk run: each scenario over each book, on the processes of one executor."""
import itertools
import sys
from concurrent import futures

import scenarios

BOOKS = {
    "flow": {"EQ_DE": 1.2e6, "EQ_FR": 0.4e6, "IR_2Y": -3.0e6, "IR_10Y": 2.5e6},
    "prop": {"EQ_US": -0.9e6, "IR_5Y": 1.1e6, "FX_JPY": 0.2e6},
}


def submit_all(executor):
    return {
        executor.submit(scenario, book): (desk, name)
        for (desk, book), (name, scenario) in itertools.product(BOOKS.items(), scenarios.SCENARIOS.items())
    }


def table(results):
    width = max(len(name) for _, name in results)
    for (desk, name), loss in sorted(results.items()):
        yield f"{desk:<6}{name:<{width + 2}}{loss:>14,.0f}"


def main() -> int:
    results = {}
    with futures.ProcessPoolExecutor(max_workers=2) as executor:
        tags = submit_all(executor)
        for done in futures.as_completed(tags):
            results[tags[done]] = done.result()
    print("\n".join(table(results)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
