from .scenario import loss
from .sessions import SessionStore

__all__ = ["SessionStore", "loss"]
