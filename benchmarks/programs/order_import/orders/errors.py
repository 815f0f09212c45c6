class OrderError(ValueError):
    def __init__(self, number, amount):
        super().__init__(f"order {number}: amount {amount}")
        self.number = number
        self.amount = amount

    def __reduce__(self):
        return type(self), (self.number, self.amount)


class StockError(Exception):
    def __init__(self, number, missing, hint=""):
        super().__init__(number, missing)
        self.number = number
        self.missing = missing
        self.hint = hint
