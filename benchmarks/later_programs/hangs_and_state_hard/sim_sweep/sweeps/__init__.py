from .model import peak_infected
from .pools import worker_pool
from .runner import sweep

__all__ = ["peak_infected", "sweep", "worker_pool"]
