from .launch import Job, Launcher
from .status import StatusPage

__all__ = ["Job", "Launcher", "StatusPage"]
