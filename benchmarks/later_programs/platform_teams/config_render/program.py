"""Render the configuration files of every service of one environment."""
import multiprocessing as mp
from typing import List

from clients.settings import SettingsClient, Template

SERVICES = ("billing", "catalog", "checkout", "search")
BODY = "name=$service\nstage=$environment\nregion=$region\n"


def render_all(client: SettingsClient, templates: List[Template]) -> List[str]:
    context = mp.get_context("spawn")
    with context.Pool(processes=2) as pool:
        return pool.map(client.render, templates)


def main() -> None:
    client = SettingsClient({"region": "eu-west-1"}, environment="staging")
    files = render_all(client, [Template(service, BODY) for service in SERVICES])
    for text in files:
        print(text.replace("\n", " "))
    complete = len(files) == len(SERVICES) and all("region=eu-west-1" in text for text in files)
    print("ok" if complete else "incomplete")


if __name__ == "__main__":
    main()
