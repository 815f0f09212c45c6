"""Rules register themselves when this package is imported, in whichever process that happens."""

RULES = {}
DESCRIPTIONS = {}


def rule(description):
    def register(function):
        RULES[function.__name__] = function
        DESCRIPTIONS[function.__name__] = description
        return function

    return register
