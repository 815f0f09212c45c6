from .state import Transient

__all__ = ["Transient"]
