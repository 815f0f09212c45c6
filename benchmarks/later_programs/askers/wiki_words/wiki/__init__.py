from .client import WikiClient

__all__ = ["WikiClient"]
