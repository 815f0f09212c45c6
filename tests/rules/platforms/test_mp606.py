"""MP606 on programs in many styles: options of subprocess that Windows refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding

REPORTED = {
    "popen": "import os, subprocess\nsubprocess.Popen(['x'], preexec_fn=os.setsid)  # MP606",
    "partial": "import os, subprocess as s\nfrom functools import partial\n"
    "start = partial(s.Popen, preexec_fn=os.setsid)  # MP606\nstart(['x'])",
    "run": "from subprocess import run\nrun(['x'], preexec_fn=lambda: None)  # MP606",
    "by position": "import os\nimport subprocess as s\ns.Popen(['x'], -1, None, None, None, None, os.setsid)  # MP606",
    "user": "import subprocess\nsubprocess.check_call(['x'], user='nobody')  # MP606",
    "assigned": """
        import os
        import subprocess
        prepare = os.setsid
        subprocess.call(["x"], preexec_fn=prepare)  # MP606
    """,
    "subclass": """
        import os
        import subprocess

        class Child(subprocess.Popen):
            pass

        def start():
            subprocess.Popen(["x"], preexec_fn=os.setpgrp)  # MP606
    """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP606", source)
    assert {target.platform for target in finding.breaks_when} == {"windows"}
    assert finding.confidence is Confidence.MEDIUM


def test_in_code_for_posix_it_is_a_hint(check: Callable[[str, str], list[Finding]]) -> None:
    source = "import os, subprocess\ndef start_unix():\n    subprocess.Popen(['x'], preexec_fn=os.setsid)  # MP606"
    (finding,) = check("MP606", source)
    assert finding.confidence is Confidence.LOW


SILENT = {
    "starts nothing": "import subprocess\nsubprocess.Popen(preexec_fn=print)",
    "none": "import subprocess\nsubprocess.run(['x'], preexec_fn=None, user=None, pass_fds=())",
    "another option": "import subprocess\nsubprocess.run(['x'], start_new_session=True, process_group=0)",
    "tested": "import os, subprocess\nif os.name != 'nt':\n    subprocess.run(['x'], preexec_fn=os.setsid)",
    "chosen": "import os, subprocess\nsubprocess.run(['x'], preexec_fn=os.setsid if hasattr(os, 'setsid') else None)",
    "flag": """
        import os
        import platform
        import subprocess
        WINDOWS = platform.system() == "Windows"
        prepare = None if WINDOWS else os.setsid
        subprocess.run(["x"], preexec_fn=prepare)
    """,
    "getattr": "import os, subprocess\nsubprocess.run(['x'], preexec_fn=getattr(os, 'setsid', None))",
    "parameter": "import subprocess\ndef run(f):\n    subprocess.run(['x'], preexec_fn=f)",
    "caught": """
        import os
        import subprocess
        try:
            subprocess.run(["x"], preexec_fn=os.setsid)
        except ValueError:
            subprocess.run(["x"])
    """,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP606", source) == []
