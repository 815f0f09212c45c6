"""Feature flags by owning team, filled while repositories are scanned."""
from multiprocessing.managers import DictProxy, SyncManager
from typing import Dict, List

TEAMS = ("payments", "growth", "platform")


class FlagRegistry:
    def __init__(self, manager: SyncManager) -> None:
        self.by_team: DictProxy = manager.dict({team: [] for team in TEAMS})

    def add(self, team: str, flag: str) -> None:
        self.by_team[team].append(flag)

    def snapshot(self) -> Dict[str, List[str]]:
        return {team: sorted(self.by_team[team]) for team in TEAMS}
