import sys
from collections import Counter
from operator import attrgetter


def lookup(argv):
    from lexemes import LEXEMES
    missing = [w for w in argv if w not in LEXEMES]
    for word in argv:
        if word in LEXEMES:
            print(word.encode("ascii", "replace").decode(), "=", ", ".join(LEXEMES[word].senses))
    return missing


def summary():
    from lexemes import LEXEMES, POLYSEMOUS
    by_pos = Counter(map(attrgetter("pos"), LEXEMES.values()))
    print("parts of speech:", *(f"{p}:{n}" for p, n in sorted(by_pos.items())))
    return len(POLYSEMOUS)


COMMANDS = {"lookup": lookup, "summary": lambda _: summary()}


def main(argv):
    missing = COMMANDS["lookup"](argv or ["hus", "hest"])
    many = COMMANDS["summary"]([])
    if missing or many != 3:
        sys.exit("lexicon incomplete")
    print("ok")


if __name__ == "__main__":
    main(sys.argv[1:])
