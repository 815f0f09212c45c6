"""Harvest record titles from the metadata service of a repository."""
import concurrent.futures
import contextlib
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

RECORDS = {
    "10.5/alpha": {"title": "Tides of the inner fjord", "year": 2019},
    "10.5/beta": {"title": "Pollen counts at altitude", "year": 2021},
}
WANTED = ["10.5/alpha", "10.5/gamma", "10.5/beta"]


@contextlib.contextmanager
def local_service(folder):
    """Serve the folder on the loopback interface for the time of a dry run."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8")
    try:
        banner = server.stdout.readline().split()
        yield f"http://127.0.0.1:{banner[banner.index('port') + 1]}"
    finally:
        server.terminate()
        server.communicate()


def publish(folder):
    for doi, record in RECORDS.items():
        pathlib.Path(folder, slug(doi)).write_text(json.dumps(record), encoding="utf-8")


def slug(doi):
    return doi.replace("/", "-") + ".json"


def fetch_record(base, doi):
    with urllib.request.urlopen(f"{base}/{slug(doi)}", timeout=5) as response:
        return json.load(response)


def harvest(base, wanted):
    titles, missing = {}, []
    with concurrent.futures.ProcessPoolExecutor(max_workers=2) as executor:
        futures = {executor.submit(fetch_record, base, doi): doi for doi in wanted}
        for future in concurrent.futures.as_completed(futures):
            doi = futures[future]
            try:
                titles[doi] = future.result()["title"]
            except urllib.error.HTTPError as error:
                print(f"{doi}: {error.code}", file=sys.stderr)
                missing.append(doi)
    return titles, missing


def main():
    with tempfile.TemporaryDirectory(dir=".") as folder:
        publish(folder)
        with local_service(folder) as base:
            titles, missing = harvest(base, WANTED)
    print("ok" if set(titles) == set(RECORDS) and missing == ["10.5/gamma"] else "records lost")


if __name__ == "__main__":
    main()
