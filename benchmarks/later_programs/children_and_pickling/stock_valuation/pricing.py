PRICES = {"bolt": 50, "nut": 12, "hinge": 35}


def value_of(stock, PRICES):
    return sum(PRICES[item] * number for item, number in stock.items())
