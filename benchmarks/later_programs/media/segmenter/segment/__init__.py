from .cutter import Programme
from .launch import start

__all__ = ["Programme", "start"]
