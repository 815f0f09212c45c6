CASES = {1900: False, 2000: True, 2023: False, 2024: True}


def check(answer):
    return sum(answer(year) == leap for year, leap in CASES.items()) / len(CASES)


def model(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
