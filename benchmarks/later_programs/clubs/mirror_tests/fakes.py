"""What stands in for the net in the tests; a module, so that children can import it."""

CONTENTS = {"a.iso": b"x" * 10, "b.iso": b"y" * 20}


def fetch(name):
    return CONTENTS[name]


def broken(name):
    raise SystemExit(1)
