"""Builds the pages of the ticket kiosks from the translators' texts."""
import json
import pathlib
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

TEXTS = {
    "en": {"buy": "Buy ticket", "back": "Back"},
    "de": {"buy": "Fahrkarte kaufen", "back": "Zurueck"},
}


def write_source(folder: pathlib.Path, language: str) -> pathlib.Path:
    source = folder / f"kiosk.{language}.json"
    source.write_text(json.dumps(TEXTS[language]))
    return source


def bundle(source: pathlib.Path) -> str:
    done = subprocess.run(
        ["npx", "--no-install", "kiosk-bundler", str(source), "--outdir", str(source.parent)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode != 0:
        return f"{source.name}: not bundled"
    return f"{source.name}: bundled"


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sources = [write_source(folder, language) for language in TEXTS]
        with ThreadPoolExecutor(2) as executor:
            for line in executor.map(bundle, sources):
                print(line)
    print("ok")


if __name__ == "__main__":
    main()
