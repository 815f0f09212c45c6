"""Just enough of FASTA."""

from problems import BadSymbol

ALPHABET = frozenset("ACGTN")


def check(record, sequence):
    for position, symbol in enumerate(sequence):
        if symbol not in ALPHABET:
            raise BadSymbol(record, position, symbol)


def parse(name, text):
    header, _, body = text.partition("\n")
    if header != ">" + name:
        raise ValueError(f"record {name} starts with {header}")
    sequence = body.replace("\n", "")
    check(name, sequence)
    return len(sequence)
