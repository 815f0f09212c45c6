"""Harbour clinic sends "last name, first name"."""

NAME = "Harbour clinic"


def convert(row):
    last, first = (part.strip() for part in row[0].split(","))
    return first + " " + last, row[1]
