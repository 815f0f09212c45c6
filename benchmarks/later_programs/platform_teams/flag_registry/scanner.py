import re
from typing import Mapping

from registry import FlagRegistry

FLAG = re.compile(r"flag\(['\"](\w+)/([\w-]+)['\"]\)")

REPOSITORIES: Mapping[str, str] = {
    "checkout": "if flag('payments/new-wallet') and flag('growth/banner'): ...",
    "gateway": "enabled = flag('platform/http3')",
    "invoices": "use = flag('payments/split-invoice')",
}


def scan(repository: str, registry: FlagRegistry) -> None:
    for team, flag in FLAG.findall(REPOSITORIES[repository]):
        registry.add(team, flag)
