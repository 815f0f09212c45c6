import logging

log = logging.getLogger("checks")


def check(case):
    number, rounds = case
    for attempt in range(rounds):
        log.debug("case %d attempt %d", number, attempt)
    log.info("case %d through", number)
    return rounds + 1
