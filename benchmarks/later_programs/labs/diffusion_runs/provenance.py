"""What we write beside every result so that a run can be repeated."""
import datetime
import json
import multiprocessing
import os
import platform
import sys


def collect(options):
    now = datetime.datetime.now(datetime.timezone.utc)
    return {
        "when": now.isoformat(timespec="seconds"),
        "python": sys.version.split()[0],
        "machine": platform.machine(),
        "cpus": os.cpu_count(),
        "process": multiprocessing.current_process().name,
        "start_method": multiprocessing.get_start_method(),
        "options": dict(sorted(vars(options).items())),
    }


def write(record, folder):
    path = os.path.join(folder, "provenance.json")
    with open(path, "w", encoding="utf-8") as out:
        json.dump(record, out, indent=2)
    return path
