"""Usage files: one JSON object a line."""
import json

SAMPLE = {
    "infra": [("cpu_hour", "5")] * 12 + [("gib_month", "10")] * 3,
    "search": [("cpu_hour", "13")] * 20,
    "web": [("egress_gib", "1")] * 8 + [("cpu_hour", "21")] * 4,
}


def read_usage(path):
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def write_sample(folder):
    for team, rows in SAMPLE.items():
        with open(folder / (team + ".jsonl"), "w", encoding="utf-8") as stream:
            for kind, units in rows:
                stream.write(json.dumps({"kind": kind, "units": units}) + "\n")
