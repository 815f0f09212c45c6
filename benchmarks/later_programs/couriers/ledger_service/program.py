from adapters import BookLedger, ProcessRunner
from ports import Charge, Ledger, Runner


class ChargingService:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.posted = 0

    def charge(self, item: Charge) -> str:
        cents = 250 + item["zone"] * 120 + item["grams"] // 50
        self.ledger.post(item["customer"], cents)
        self.posted += 1
        return item["customer"]

    def charge_all(self, items, runner: Runner) -> set:
        return set(runner.each(self.charge, items))


def main() -> None:
    charges = [
        Charge(customer="acme", grams=500, zone=1),
        Charge(customer="bolt", grams=1000, zone=2),
        Charge(customer="acme", grams=100, zone=3),
    ]
    service = ChargingService(BookLedger())
    customers = service.charge_all(charges, ProcessRunner(2))
    assert customers == {"acme", "bolt"}
    balances = {name: service.ledger.balance(name) for name in sorted(customers)}
    if balances == {"acme": 992, "bolt": 510}:
        print("ok")
    else:
        print("balances differ:", balances, "postings:", service.posted)


if __name__ == "__main__":
    main()
