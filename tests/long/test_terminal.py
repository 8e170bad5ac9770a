"""The interview in a real terminal, ended in every way where somebody had gone back."""

from __future__ import annotations

from pathlib import Path

from tests.interview.test_terminal import ENDS, Walker, go_back_and_forth


def test_gone_back_in_and_killed_in_every_way_it_resumes_where_it_was(tmp_path: Path) -> None:
    walker = Walker(tmp_path / "private", quick=False)
    for way in ENDS.values():
        walker.shown()
        go_back_and_forth(walker)
        walker.terminal.settle()
        before = walker.session.load()
        way(walker.terminal)
        if not walker.terminal.child.closed:
            walker.terminal.finish()
        assert walker.session.load() == before
        walker.reopen()
        walker.shown()
        walker.answer()
    walker.terminal.child.close(force=True)
