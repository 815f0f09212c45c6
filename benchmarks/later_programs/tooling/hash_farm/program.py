"""Write the manifest of a release: one digest per artefact."""
import argparse
import hashlib
import json

from engine import FarmSettings, HashFarm


def sample_release():
    return {
        "agent-1.4.2.tar.gz": b"agent" * 4096,
        "agent-1.4.2.sig": b"-----BEGIN SIGNATURE-----",
        "notes.md": "Fixes the rotation of audit logs.\n".encode(),
    }


def build_parser():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--algorithm", default="sha256", choices=("sha256", "sha512"))
    parser.add_argument("--indent", type=int, default=1)
    return parser


def main(argv=None):
    options = build_parser().parse_args(argv)
    release = sample_release()
    with HashFarm(FarmSettings(algorithm=options.algorithm)) as farm:
        manifest = farm.digests(release)
    print(json.dumps(manifest, indent=options.indent))
    expected = {k: hashlib.new(options.algorithm, v).hexdigest() for k, v in release.items()}
    print("ok" if manifest == expected else "wrong")


if __name__ == "__main__":
    main()
