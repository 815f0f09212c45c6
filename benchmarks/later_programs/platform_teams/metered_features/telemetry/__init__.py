from .decorators import metered, retried

__all__ = ["metered", "retried"]
