import random

BOOKS = {"equity": (1.0, 18.0), "credit": (0.4, 9.0), "rates": (0.1, 4.0)}


def loss(book, number):
    """Loss of a book in one scenario, in millions."""
    drift, volatility = BOOKS[book]
    return -random.Random(f"{book}/{number}").gauss(drift, volatility)
