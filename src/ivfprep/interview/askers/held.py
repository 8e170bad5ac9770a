"""What waits until the lines that were typed are kept: a command, or the end of the keys, cuts none of them off."""

from __future__ import annotations

from collections.abc import Sequence

from ivfprep.interview.asking import Command, Reply


class Held:
    """What somebody did in the middle of typing lines; it is done at the next screen, when the lines are saved."""

    def __init__(self) -> None:
        self.waiting: list[BaseException | Command] = []

    def after(self, lines: Sequence[str], done: BaseException | Command) -> Reply:
        """Return the lines, and hold what was done after them; without lines it is done at once."""
        if lines:
            # The first step back leads to these lines again.
            again = 2 if done is Command.BACK else 0 if done is Command.SKIP else 1
            self.waiting += [done] * again
            return tuple(lines)
        if isinstance(done, BaseException):
            raise done
        return done

    def take(self) -> Command | None:
        """Return the command that waits, or None; raise the end of the keys, or of the window, if that waits."""
        if not self.waiting:
            return None
        done = self.waiting.pop(0)
        if isinstance(done, BaseException):
            raise done
        return done
