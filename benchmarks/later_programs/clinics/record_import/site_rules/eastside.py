"""Eastside sends names in capitals and dates as day.month.year."""

NAME = "Eastside hospital"


def convert(row):
    name, born = row
    day, month, year = born.split(".")
    return name.title(), "-".join((year, month.zfill(2), day.zfill(2)))
