"""What is done every night."""
import os

from background import background


@background
def rotate(path, keep=2):
    for number in range(keep - 1, 0, -1):
        if os.path.exists(f"{path}.{number}"):
            os.replace(f"{path}.{number}", f"{path}.{number + 1}")
    os.replace(path, f"{path}.1")


@background
def touch(path):
    with open(path, "a", encoding="utf-8"):
        pass
