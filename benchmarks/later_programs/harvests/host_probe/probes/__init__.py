from probes.http import HttpProbe

__all__ = ["HttpProbe"]
