import json
import subprocess
from pathlib import Path
from typing import Any, Dict, List, Protocol

JOBS = Path(__file__).resolve().parent / "jobs"


class Launcher(Protocol):
    def launch(self, job: str, payload: Any) -> Any: ...


class ScriptLauncher:
    interpreter = "python3"
    flags: List[str] = ["-X", "utf8"]

    def command(self, job: str) -> List[str]:
        return [self.interpreter, *self.flags, str(JOBS / f"{job}.py")]

    def launch(self, job: str, payload: Any) -> Dict[str, int]:
        done = subprocess.run(
            self.command(job), input=json.dumps(payload).encode(), stdout=subprocess.PIPE, check=True
        )
        return json.loads(done.stdout)
