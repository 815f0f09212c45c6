import shutil
import subprocess
import sys
from typing import List, Optional, Protocol, Sequence


class Renderer(Protocol):
    def render(self, text: str) -> str: ...


def run(command: Sequence[str], text: str) -> str:
    done = subprocess.run(list(command), input=text.encode(), capture_output=True, timeout=30)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return done.stdout.decode().strip()


class NodeRenderer:
    def __init__(self, node: str) -> None:
        self.command = [node, "-e", "process.stdin.pipe(process.stdout)"]

    def render(self, text: str) -> str:
        return run(self.command, text)


class PythonRenderer:
    script = "import sys; sys.stdout.write(sys.stdin.read())"

    @property
    def command(self) -> List[str]:
        return [sys.executable, "-c", self.script]

    def render(self, text: str) -> str:
        return run(self.command, text)


def find_renderer(names: Sequence[str] = ("npx", "node")) -> Renderer:
    tools = {name: shutil.which(name) for name in names}
    node: Optional[str] = tools["node"]
    if node is not None and tools["npx"]:
        return NodeRenderer(node)
    return PythonRenderer()


class LabelPrinter:
    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer

    def label(self, parcel: str, zone: int) -> str:
        return self.renderer.render(f"<label zone='{zone}'>{parcel}</label>")


if __name__ == "__main__":
    expected = "<label zone='3'>P-1</label>"
    for renderer in (find_renderer(), PythonRenderer()):
        assert LabelPrinter(renderer).label("P-1", 3) == expected
    print("ok")
