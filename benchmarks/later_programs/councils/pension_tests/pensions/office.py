"""What pensions come to."""
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat


def rate_for(years):
    return 1.5 if years > 25 else 1.0


def post_letter(text):
    raise OSError(f"no stamps for {text!r}")


def pension(years, rate):
    return years * rate


def total_of(careers, rate, workers):
    with ProcessPoolExecutor(workers) as executor:
        total = sum(executor.map(pension, careers, repeat(rate)))
    post_letter(f"total {total}")
    return total
