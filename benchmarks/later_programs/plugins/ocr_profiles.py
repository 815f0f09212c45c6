"""Runs the recognition smoke test once for every OCR profile; profiles are handed over in the environment."""
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Dict, List

SAMPLES = ["strasse", "file", "weiss"]


@dataclass(frozen=True)
class Profile:
    name: str
    environ: Dict[str, str] = field(default_factory=dict)
    expected: List[str] = field(default_factory=list)


PROFILES = [
    Profile("english", {"OCR_LANG": "eng", "OCR_DPI": "300"}, ["strasse@300", "file@300", "weiss@300"]),
    Profile("german", {"OCR_LANG": "deu", "OCR_DPI": "150"}, ["straße@150", "file@150", "weiß@150"]),
]


def recognise(sample: str) -> str:
    lang = os.environ.get("OCR_LANG", "eng")
    dpi = os.environ.get("OCR_DPI", "72")
    text = sample.replace("ss", "ß") if lang == "deu" else sample
    return f"{text}@{dpi}"


def smoke_test(profiles: List[Profile]) -> Dict[str, List[str]]:
    found = {}
    for profile in profiles:
        os.environ.update(profile.environ)
        with ProcessPoolExecutor(max_workers=2) as pool:
            found[profile.name] = list(pool.map(recognise, SAMPLES))
    return found


def main() -> None:
    found = smoke_test(PROFILES)
    differing = [profile.name for profile in PROFILES if found[profile.name] != profile.expected]
    print("wrong" if differing else "ok")


if __name__ == "__main__":
    main()
