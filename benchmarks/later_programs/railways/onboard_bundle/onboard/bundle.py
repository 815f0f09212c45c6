import compileall
from dataclasses import dataclass, field
from typing import Dict

from .staging import StagingArea


@dataclass(frozen=True)
class Bundle:
    release: str
    modules: int


@dataclass
class BundleBuilder:
    staging: StagingArea
    release: str = "0.0"
    jobs: int = 1
    scripts: Dict[str, str] = field(default_factory=dict)

    def with_release(self, release: str) -> "BundleBuilder":
        self.release = release
        return self

    def with_jobs(self, jobs: int) -> "BundleBuilder":
        self.jobs = jobs
        return self

    def with_script(self, unit: str, text: str) -> "BundleBuilder":
        self.scripts[unit] = text
        return self

    def build(self) -> Bundle:
        self.staging.store(self.scripts)
        good = compileall.compile_dir(
            str(self.staging.root), quiet=1, workers=self.jobs
        )
        if not good:
            raise ValueError("a script of release %s does not compile" % self.release)
        return Bundle(self.release, len(self.staging.compiled()))
