"""Plan and run a release as a graph of steps."""
from planner import Engine, Graph, StepFailed

NEEDS = {
    "tag": [],
    "changelog": [],
    "sdist": ["tag"],
    "wheel": ["tag"],
    "sign": ["sdist", "wheel"],
    "announce": ["changelog", "sign", "mirror"],
    "mirror": ["sdist"],
}


def perform(step):
    if step == "mirror":
        raise StepFailed(step, 28)
    return len(step)


def main():
    order, failed = Engine(2, perform).run(Graph(NEEDS, {"tag": 0, "sign": 1}))
    for step, size in order:
        print(f"{step:<10}{size}")
    for step, status in failed.items():
        print(f"{step:<10}failed with {status}")
    print(f"{len(order)} done, {len(failed)} failed, {len(NEEDS) - len(order) - len(failed)} not started")


if __name__ == "__main__":
    main()
