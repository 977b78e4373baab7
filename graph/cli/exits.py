"""What exit codes mean."""

from typing import Final

DONE: Final = 0
SOME_FAILED: Final = 1
UNUSABLE: Final = 2
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141
