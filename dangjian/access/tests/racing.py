"""What a control of a race needs: two hands that have looked before either writes, whatever the machine is doing."""

from threading import Event, Lock
from typing import Final

_PATIENCE: Final = 60.0  # Seconds.


class TwoHaveLooked:
    """A place between looking and writing: the first waits there until a second has come; who comes later walks on."""

    def __init__(self) -> None:
        self._lock, self._two, self._came = Lock(), Event(), 0

    def wait(self) -> None:
        """Come here, and go on once two have come; one who stays alone goes on after a minute."""
        with self._lock:
            self._came += 1
            if self._came > 1:
                self._two.set()
        self._two.wait(_PATIENCE)
