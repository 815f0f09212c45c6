import multiprocessing
from dataclasses import dataclass
from decimal import Decimal

from errors import InvoiceError


@dataclass(frozen=True)
class Invoice:
    number: int
    net: Decimal
    tax: Decimal

    @property
    def gross(self):
        return self.net + self.tax


def check(invoice):
    if invoice.tax != invoice.net / 5:
        raise InvoiceError(invoice.number, "tax")
    return invoice.number, invoice.gross


def invoices():
    yield Invoice(1, Decimal(100), Decimal(20))
    yield Invoice(2, Decimal(50), Decimal(12))
    yield Invoice(3, Decimal(10), Decimal(2))


def main():
    with multiprocessing.Pool(2) as pool:
        pending = [pool.apply_async(check, (invoice,)) for invoice in invoices()]
        good, bad = [], []
        for result in pending:
            try:
                good.append(result.get())
            except InvoiceError as error:
                bad.append(error.number)
    print("good", good, "bad", bad)
    print("ok" if bad == [2] else "not checked")


if __name__ == "__main__":
    main()
