"""Train with several rates at once and compare the curves."""

import multiprocessing

from history import SharedHistory


def train(rate, history):
    run = f"rate={rate}"
    history.begin(run)
    x = 10.0
    for _ in range(30):
        x -= rate * 2.0 * x
        history.log(run, x * x)


def main():
    with SharedHistory() as history:
        jobs = [multiprocessing.Process(target=train, args=(rate, history)) for rate in (0.05, 0.1, 0.2)]
        for job in jobs:
            job.start()
        for job in jobs:
            job.join()
            if job.exitcode:
                raise SystemExit(f"{job.name} failed")
        curves = [len(history.losses(f"rate={rate}")) for rate in (0.05, 0.1, 0.2)]
        print(f"losses logged: {curves}")
        if curves == [30, 30, 30]:
            print("ok")


if __name__ == "__main__":
    main()
