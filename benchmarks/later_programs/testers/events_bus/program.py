"""A three-step workflow whose steps run in processes and report to the console and to a history."""
import multiprocessing
import sys

from sinks import sink_for

STEPS = {"extract": 3, "transform": 5, "load": 2}


def run_step(name, parts, mailbox):
    sink = sink_for(mailbox)
    sink.emit({"step": name, "state": "started"})
    for part in range(parts):
        sink.emit({"step": name, "state": "progress", "part": part})
    sink.emit({"step": name, "state": "finished"})


class Workflow:
    def __init__(self, *targets):
        self.mailbox = multiprocessing.Queue()
        self.sinks = [sink_for(target) for target in targets]

    def follow(self, step):
        while True:
            event = self.mailbox.get(timeout=8)
            for sink in self.sinks:
                sink.emit({key: value for key, value in event.items() if key != "at"})
            if event["step"] == step and event["state"] == "finished":
                return

    def run(self):
        for name, parts in STEPS.items():
            process = multiprocessing.Process(target=run_step, args=(name, parts, self.mailbox))
            process.start()
            self.follow(name)
            process.join()
            if process.exitcode:
                raise RuntimeError(f"{name} ended with {process.exitcode}")


def main():
    history = []
    Workflow(sys.stdout, history.append).run()
    print(len(history), "events")


if __name__ == "__main__":
    main()
