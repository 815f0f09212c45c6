import settings


def money(amount):
    decimals = settings.OPTIONS["decimals"]
    return f"{amount:.{decimals}f} {settings.OPTIONS['currency']}"


def customer_total(name, amounts):
    return f"{name}: {money(sum(amounts))}"
