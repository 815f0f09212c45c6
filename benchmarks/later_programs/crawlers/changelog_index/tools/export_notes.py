"""Prints the release notes of a site, one JSON object a line, UTF-8 like everything that leaves the site."""
import argparse
import json
import sys

NOTES = {
    "warszawa": ["Nowy serwer Łódź", "Krótsze kolejki"],
    "lyon": ["Équipe de nuit", "Cache plus court"],
    "riga": ["Jauns sākums", "Mazāk kļūdu"],
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--site", choices=sorted(NOTES), required=True)
    site = parser.parse_args().site
    for number, title in enumerate(NOTES[site], 1):
        record = json.dumps({"id": f"{site}-{number}", "title": title}, ensure_ascii=False)
        sys.stdout.buffer.write(record.encode("utf-8") + b"\n")


if __name__ == "__main__":
    main()
