class BillingError(Exception):
    """Base of what can go wrong with a bill."""


class InvoiceError(BillingError):
    def __init__(self, number, field):
        super().__init__(f"invoice {number}: wrong {field}")
        self.number = number
        self.field = field


class CustomerError(BillingError):
    def __init__(self, customer):
        super().__init__(customer)
        self.customer = customer
