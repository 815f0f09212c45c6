"""Run every plug-in over some texts; workers load the plug-ins themselves."""
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from toolbox import Tool, discover

TEXTS = ["one two", "three four five"]


def main():
    tools = discover(Path(__file__).parent / "tools")
    with ProcessPoolExecutor(2) as executor:
        jobs = [(tool, text, executor.submit(tool, text)) for tool in tools for text in TEXTS]
        for tool, text, job in jobs:
            print(tool.title, repr(text), job.result())
    assert all(isinstance(tool, Tool) for tool in tools)
    print("ok")


if __name__ == "__main__":
    main()
