"""MP613: shared memory gets a name that is too long for macOS."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.text_length import shortest
from mpcheck.rules.base import Example, Outcome, Rule

_LONGEST = 30


def check(module: Module) -> Iterator[Finding]:
    """Report names of more characters than fit, behind the slash that Python puts before them."""
    for event in module.events_reached("shared-memory shareable-list", "new"):
        name = event.argument("name")
        length = shortest(module, name, event.context) if name is not None else 0
        if name is not None and length > _LONGEST:
            targets = (target for target in module.targets_of(event) if target.platform == "macos")
            message = f"a name of {length} characters or more: macOS takes {_LONGEST}, and raises OSError here"
            confidence = Confidence.HIGH if event.is_certain else Confidence.MEDIUM
            yield from RULE.at(module, name, message, breaks=module.narrow(name, targets), confidence=confidence)


_UNIQUE = """
import uuid
from multiprocessing.shared_memory import SharedMemory

block = SharedMemory(name=f"frames-{uuid.uuid4()}", create=True, size=16)  # MP613
try:
    block.buf[0] = 1
    print("ok")
finally:
    block.close()
    block.unlink()
"""

_FIXED = """
from multiprocessing import shared_memory

PREFIX = "video_processing_pipeline_"


class Frames:
    def __init__(self, camera):
        name = PREFIX + "camera_" + str(camera)
        self.block = shared_memory.SharedMemory(name, True, 64)  # MP613

    def free(self):
        self.block.close()
        self.block.unlink()


frames = Frames(1)
frames.free()
print("ok")
"""

_SHORT = """
import os
from multiprocessing.shared_memory import ShareableList, SharedMemory

named = SharedMemory(name=f"frames_{os.getpid()}", create=True, size=16)
unnamed = SharedMemory(create=True, size=16)
numbers = ShareableList([1, 2], name=f"numbers_{os.getpid()}")
for block in (named, unnamed, numbers.shm):
    block.close()
    block.unlink()
print("ok")
"""

_CUT = """
import uuid
from multiprocessing.shared_memory import SharedMemory

block = SharedMemory(name=uuid.uuid4().hex[:16], create=True, size=16)
block.close()
block.unlink()
print("ok")
"""

_TESTED = """
import sys
import uuid
from multiprocessing import shared_memory


def make(size):
    name = None if sys.platform == "darwin" else str(uuid.uuid4())
    return shared_memory.SharedMemory(name, create=True, size=size)


block = make(16)
block.close()
block.unlink()
print("ok")
"""

_SOURCE = "https://github.com/sgl-project/sglang/pull/35046"

RULE = Rule(
    code="MP613",
    name="shared-memory-name-too-long",
    summary="Shared memory is given a name of more than 30 characters.",
    why=(
        "macOS limits the name of a shared memory object to 31 characters (PSHMNAMLEN), and Python puts a slash before "
        "it: a longer name raises OSError, file name too long. The text of a UUID has 36 characters. Linux takes 254."
    ),
    cure="Give no name and pass on `block.name`, which fits everywhere, or cut the name: `uuid4().hex[:16]`.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.shared_memory.html", _SOURCE),
    catalogue=("E03",),
    bad=(
        Example(_UNIQUE, Outcome("raises", "OSError"), platforms=("macos",), platform_only=_SOURCE),
        Example(_FIXED, Outcome("raises", "OSError"), platforms=("macos",), platform_only=_SOURCE),
    ),
    good=(Example(_SHORT), Example(_CUT), Example(_TESTED)),
    check=check,
)
