import math

PATIENCE = 20


def body(gate, poses, stop, name, radius, steps):
    """Goes one step whenever all others go one."""
    for step in range(steps):
        gate.wait(PATIENCE)
        angle = step * math.pi / 2
        poses.put((step, name, round(radius * math.cos(angle), 3), round(radius * math.sin(angle), 3)))
    stop.wait(PATIENCE)


def referee(stop, verdicts, limit):
    """Lives in a process of the platform's usual kind."""
    verdicts.put("clean" if limit > 1 else "foul")
    stop.wait(PATIENCE)
