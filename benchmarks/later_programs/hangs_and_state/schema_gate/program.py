from multiprocessing import Process

import checks

FILES = {
    "users": [{"id": 1, "name": "ada"}, {"id": 2, "name": "lin"}],
    "teams": [{"id": "7", "name": "core"}, {"name": "web"}],
}


def launch(name, records):
    process = Process(name=name, target=checks.gate, args=[records])
    process.start()
    return process


def main():
    running = [launch(name, records) for name, records in FILES.items()]
    report = {}
    for process in running:
        process.join()
        report[process.name] = process.exitcode
    print(report)
    assert report == {"users": 0, "teams": 2}
    print("ok")


if __name__ == "__main__":
    main()
