from .pools import worker_pool
from .tasks import TASKS

__all__ = ["TASKS", "worker_pool"]
