from .protocol import HANDSHAKE, JobManager


def submit(address, jobs):
    """Give jobs to the broker at that address; the length of its backlog."""
    manager = JobManager(address, HANDSHAKE)
    manager.connect()
    return manager.backlog().extend(jobs)
