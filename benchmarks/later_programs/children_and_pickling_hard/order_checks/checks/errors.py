class ShopError(Exception):
    """Everything this shop raises on purpose."""


class CheckFailed(ShopError):
    def __init__(self, order_id, field, reason):
        super().__init__(f"order {order_id}: {field} {reason}")
        self.order_id = order_id
        self.field = field
