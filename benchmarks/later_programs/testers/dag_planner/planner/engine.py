from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait

from .errors import StepFailed


class Engine:
    def __init__(self, workers, action):
        self.workers = workers
        self.action = action

    def run(self, graph):
        order, failed = [], {}
        with ProcessPoolExecutor(self.workers) as executor:
            running = {executor.submit(self.action, step): step for step in graph.take()}
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    step = running.pop(future)
                    try:
                        order.append((step, future.result()))
                    except StepFailed as error:
                        failed[error.step] = error.status
                    else:
                        graph.finished(step)
                running.update({executor.submit(self.action, step): step for step in graph.take()})
        return order, failed
