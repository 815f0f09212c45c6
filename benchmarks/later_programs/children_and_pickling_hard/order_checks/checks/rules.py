from .errors import CheckFailed

RULES = {}


def rule(field):
    def register(function):
        RULES[field] = function
        return function
    return register


@rule("quantity")
def positive(value):
    return None if value > 0 else "must be positive"


@rule("country")
def served(value):
    return None if value in {"FR", "DE", "IT"} else "is not served"


def check_order(order):
    for field, function in RULES.items():
        reason = function(order[field])
        if reason:
            raise CheckFailed(order["id"], field, reason)
    return order["id"]
