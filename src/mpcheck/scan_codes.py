"""The MP0xx codes: what a scan says about itself rather than about a program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScanCode:
    """One MP0xx code.  ``why`` says what it means for the user, ``cure`` what to do about it."""

    code: str
    name: str
    summary: str
    why: str
    cure: str

    def page(self) -> str:
        """All of it as Markdown, like the page of a rule."""
        return f"# {self.code}: {self.name}\n\n{self.summary}.\n\n## Why\n\n{self.why}\n\n## Cure\n\n{self.cure}\n"


UNUSED_SUPPRESSION = "MP002"

SCAN_CODES: dict[str, ScanCode] = {
    entry.code: entry
    for entry in (
        ScanCode(
            "MP000",
            "internal-error",
            "A rule of mpcheck failed on this file",
            "The fault is in mpcheck, not in the file. What the failing rule would have found is unknown; all other rules "
            "have reported.",
            "Report it with the file, or a part of it that shows the same error; --ignore with the rule's code avoids it.",
        ),
        ScanCode(
            "MP001",
            "syntax-error",
            "The file is not valid Python",
            "mpcheck reads a file with the parser of the Python that it runs under. A file which that parser refuses is "
            "not checked at all.",
            "Mend the syntax, or run mpcheck under the Python version that the file is written for.",
        ),
        ScanCode(
            UNUSED_SUPPRESSION,
            "unused-suppression",
            "A suppression comment suppresses nothing",
            "The pitfall was repaired, or the comment stands on another line or names another code than the finding. Left in "
            "place it would hide the next finding on its line.",
            "Remove the comment, or the codes that it lists in vain.",
        ),
        ScanCode(
            "MP003",
            "unreadable",
            "The file or folder cannot be read",
            "The operating system refuses access, so nothing is known about what lies there.",
            "Mend the permissions, or leave the path out with exclude in [tool.mpcheck].",
        ),
        ScanCode(
            "MP004",
            "undecodable",
            "The bytes of the file are not text in its declared encoding",
            "Python refuses such a file as well: it has to be UTF-8, or to declare its encoding in the first two lines.",
            "Save the file as UTF-8, or declare the encoding that it has: # -*- coding: latin-1 -*-",
        ),
        ScanCode(
            "MP005",
            "too-deeply-nested",
            "The file is nested more deeply than the parser can follow",
            "Such files are generated. The parser gives up before anything can be checked.",
            "Leave the file out with exclude in [tool.mpcheck], or split its longest expression.",
        ),
        ScanCode(
            "MP006",
            "no-such-path",
            "A path that was named does not exist",
            "Nothing was checked under this name.",
            "Correct the path.",
        ),
        ScanCode(
            "MP007",
            "not-a-file",
            "A path that was named is neither a file nor a folder",
            "Opening a pipe, a socket or a device can block for ever or have effects, so mpcheck never does.",
            "Name a regular file, or give the text on standard input with - and --stdin-filename.",
        ),
        ScanCode(
            "MP008",
            "bad-configuration",
            "The configuration cannot be understood",
            "A misspelt key would silently have no effect. The valid rest of the configuration was applied.",
            "Correct the line that is named.",
        ),
        ScanCode(
            "MP009",
            "too-large",
            "The file is larger than mpcheck checks",
            "The syntax tree of a file takes some 250 times its size in memory.",
            "Leave the file out with exclude in [tool.mpcheck], or split it.",
        ),
        ScanCode(
            "MP010",
            "checker-died",
            "The worker process that checked this file ended abruptly",
            "The parser crashed on the file, or the operating system ended the process for want of memory.",
            "Run mpcheck with -j 1 on this file to see the cause; leave it out with exclude in [tool.mpcheck].",
        ),
    )
}
