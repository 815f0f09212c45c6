def receive(catalogue, lock, item, amount):
    with lock:
        entry = catalogue.stock[item]
        entry["amount"] += amount
        catalogue.stock[item] = entry


def ship(catalogue, lock, item, amount):
    receive(catalogue, lock, item, -amount)


def note(catalogue, lock, item, text):
    catalogue.notes[item].append(text)


OPERATIONS = {"receive": receive, "ship": ship, "note": note}
