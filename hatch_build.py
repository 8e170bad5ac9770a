"""A step of the build: the content is checked, and compiled for a quick start."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ContentHook(BuildHookInterface):  # type: ignore[type-arg,misc,unused-ignore] # hatchling is there for builds only
    """Checks `data/` and writes `src/ivfprep/_content/catalog.json`, for wheels, sdists and editable installs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the content; end the build when the content is broken."""
        data = Path(self.root, "data")
        sys.path.insert(0, str(Path(self.root, "src")))
        try:
            self._check(data)
            self._compile(data)
        finally:
            sys.path.pop(0)

    def _check(self, data: Path) -> None:
        from ivfprep.loading.checking import check_folder  # noqa: PLC0415 - found only now

        report = check_folder(data, date.today())
        for warning in report.warnings:
            self.app.display_warning(str(warning))
        if report.problems:
            problems = "\n".join(str(problem) for problem in report.problems)
            self.app.abort(f"The content is broken, so nothing is built.\n{problems}")

    def _compile(self, data: Path) -> None:
        from ivfprep.loading.compiled import COMPILED, write_compiled  # noqa: PLC0415 - found only now
        from ivfprep.loading.content import catalog_of, interview_of  # noqa: PLC0415
        from ivfprep.loading.folder import content_stamp, read_folder  # noqa: PLC0415

        read = read_folder(data)
        path = Path(self.root, "src", *COMPILED.parts[-3:])
        write_compiled(content_stamp(data), catalog_of(read), interview_of(read), path)
