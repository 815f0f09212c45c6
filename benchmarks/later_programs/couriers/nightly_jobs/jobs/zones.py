import json
import sys

if __name__ == "__main__":
    parcels = json.load(sys.stdin)
    json.dump({p["code"]: int(p["postcode"][:1]) for p in parcels}, sys.stdout)
