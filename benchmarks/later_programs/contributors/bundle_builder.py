"""Build one bundle for each plugin of a project in a scratch folder."""
import json
import multiprocessing
import tempfile
from pathlib import Path

MANIFESTS = {
    "highlight": {"version": "1.2.0", "files": ["hl.js"]},
    "search": {"version": "0.9.1", "files": ["search.js", "search.css"]},
    "sitemap": {"files": ["sitemap.js"]},
}


def build(folder, name, manifest):
    target = Path(folder) / ("%s-%s.json" % (name, manifest["version"]))
    target.write_text(json.dumps({"name": name, **manifest}, indent=1))
    return target.name


class Builder:
    """Context manager around a pool that waits for all bundles at its end."""

    def __init__(self, folder, jobs=2):
        self.folder = folder
        self.jobs = jobs
        self.built = []

    def __enter__(self):
        self._pool = multiprocessing.Pool(self.jobs)
        return self

    def add(self, name, manifest):
        self._pool.apply_async(
            build, (self.folder, name, manifest), callback=self.built.append
        )

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self._pool.terminate()
        self._pool.close()
        self._pool.join()


def main():
    with tempfile.TemporaryDirectory(dir=".") as folder:
        with Builder(folder) as builder:
            for name, manifest in MANIFESTS.items():
                builder.add(name, manifest)
        present = sorted(path.name for path in Path(folder).iterdir())
    for name in sorted(builder.built):
        print("built", name)
    print("ok" if len(present) == len(MANIFESTS) else "%d bundles" % len(present))


if __name__ == "__main__":
    main()
