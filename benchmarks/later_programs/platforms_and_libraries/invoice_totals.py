from decimal import Decimal
from multiprocessing import get_context

INVOICES = {
    "2024-001": ["19.90", "5.00", "120.10"],
    "2024-002": ["7.25", "7.25"],
    "2024-003": ["300.00", "-12.50", "44.00"],
    "2024-004": ["65.00"],
}


def parse_amounts(lines):
    amounts = []
    for text in lines:
        amount = Decimal(text)
        if amount < 0:
            breakpoint()
        amounts.append(amount)
    return amounts


def total(item):
    number, lines = item
    amounts = parse_amounts(lines)
    net = sum(amounts, Decimal(0))
    return number, net, (net * Decimal("0.19")).quantize(Decimal("0.01"))


class Books:
    def __init__(self, invoices, context):
        self.invoices = invoices
        self.context = context

    def totals(self, processes=2):
        with self.context.Pool(processes) as pool:
            return pool.map(total, sorted(self.invoices.items()))


def main():
    books = Books(INVOICES, get_context())
    for number, net, tax in books.totals():
        print(f"{number}  net {net:>10}  tax {tax:>8}")


if __name__ == "__main__":
    main()
