from concurrent.futures import ThreadPoolExecutor

from launcher import Launcher, ScriptLauncher

PARCELS = [
    {"code": "P1", "grams": 2400, "postcode": "1020"},
    {"code": "P2", "grams": 300, "postcode": "8010"},
]


def nightly(launcher: Launcher) -> dict:
    with ThreadPoolExecutor(2) as threads:
        futures = {job: threads.submit(launcher.launch, job, PARCELS) for job in ("surcharge", "zones")}
        return {job: future.result() for job, future in futures.items()}


if __name__ == "__main__":
    report = nightly(ScriptLauncher())
    assert report["surcharge"] == {"P1": 150, "P2": 0}
    assert report["zones"] == {"P1": 1, "P2": 8}
    print("ok")
