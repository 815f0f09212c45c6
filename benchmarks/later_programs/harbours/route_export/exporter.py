from __future__ import annotations

import logging
import subprocess

log = logging.getLogger("export")


class Exporter:
    """Runs the commands that the districts have configured for their routes."""

    def __init__(self, limit: float) -> None:
        self.limit = limit

    def export(self, command: str) -> list[str]:
        process = subprocess.Popen(
            command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        try:
            output, _ = process.communicate(timeout=self.limit)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
            log.warning("%s: stopped after %s s", command.split(";")[0], self.limit)
            return []
        if process.returncode != 0:
            log.warning("%s: status %d", command, process.returncode)
            return []
        return output.decode("utf-8").split()
