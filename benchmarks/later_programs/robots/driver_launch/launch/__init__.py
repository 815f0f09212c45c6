from .nodes import NODES, Node
from .runner import Report, start_all

__all__ = ["NODES", "Node", "Report", "start_all"]
