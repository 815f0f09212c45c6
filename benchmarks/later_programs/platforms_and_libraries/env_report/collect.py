"""Run by program.py: prints what the interpreter of the project looks like."""
import json
import sys

if __name__ == "__main__":
    report = {
        "label": sys.argv[1],
        "prefix": sys.prefix,
        "version": list(sys.version_info[:3]),
    }
    json.dump(report, sys.stdout)
