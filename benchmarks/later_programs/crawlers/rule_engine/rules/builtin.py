from .registry import rule


@rule("someone looks for a hole")
def probe(fields, profile):
    return fields[1].startswith("/wp-")


@rule("SQL in a parameter")
def injection(fields, profile):
    return "1=1" in " ".join(fields)


@rule("took too long")
def slow(fields, profile):
    return int(fields[-1]) > profile.slow
