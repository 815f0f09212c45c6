def to_cents(text):
    number = text.replace("EUR", "").strip().replace(",", ".")
    return int(round(float(number) * 100))


def pretty(cents):
    return "%d,%02d EUR" % divmod(cents, 100)
