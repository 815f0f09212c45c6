from .client import submit
from .service import Broker

__all__ = ["Broker", "submit"]
