"""Letters to the authority."""


def notify(day: str) -> None:
    raise ConnectionError(f"no connection to the authority on {day}")
