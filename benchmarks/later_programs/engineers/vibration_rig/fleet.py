"""Start and stop the acquisition processes of one run."""
from multiprocessing import Process


def launch(target, jobs):
    """One process per job tuple; returns them started, keyed by job name."""
    fleet = {}
    for channel, *rest in jobs:
        proc = Process(target=target, args=(channel, *rest), name=f"acq-{channel.name}")
        proc.start()
        fleet[channel.name] = proc
    return fleet


def settle(fleet):
    """Wait for the whole fleet and report the channels that failed."""
    failed = []
    for name, proc in fleet.items():
        proc.join()
        if proc.exitcode != 0:
            failed.append(name)
    return failed
