UNIT = "%"


def poll(outbox):
    raw = [412, 418, 409]
    outbox.put(("soil", round(sum(raw) / len(raw) / 10.23, 1), UNIT))
