from streams import drain, pour

FEET = {"-u": "trochee", "u-": "iamb", "--": "spondee", "-uu": "dactyl"}
LONG = set("aeo")


def weight(syllable):
    return "-" if syllable[-1] not in "aeiou" or LONG & set(syllable) else "u"


def scan(line):
    return "".join(map(weight, line.split("-")))


def scanner(inbox, outbox):
    pour(((line, scan(line)) for line in drain(inbox)), outbox)
