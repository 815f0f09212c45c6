from billing import BillingService, Invoice
from container import Container

services = Container()


@services.provide("settings")
def _settings(_):
    return {"vat_percent": 20, "workers": 2}


@services.provide("billing")
def _billing(c):
    return BillingService(**c["settings"])


def open_invoices():
    return [
        Invoice("F-100", (("pickup", 500), ("express", 1500))),
        Invoice("F-101", (("pickup", 500),)),
        Invoice("F-102", (("oversize", 4000), ("insurance", 1000))),
    ]


def export(container):
    rows = container["billing"].gross(open_invoices())
    for number, cents in rows:
        print(f"{number};{cents / 100:.2f}")
    return dict(rows)


exported = export(services)
assert exported == {"F-100": 2400, "F-101": 600, "F-102": 6000}
print("ok")
