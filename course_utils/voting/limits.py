"""How often one may ask: a bucket of tokens for each sender.

The clock is passed in: nothing here waits.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

MOST_SENDERS = 20_000


@dataclass
class Buckets:
    """Token buckets: at most `burst` at once, then `rate` a second, for each sender.

    Examples
    --------
    >>> buckets = Buckets(rate=1.0, burst=2)
    >>> [buckets.take("a", now) for now in (0.0, 0.0, 0.0, 1.0)]
    [True, True, False, True]
    """

    rate: float
    burst: int

    def __post_init__(self) -> None:
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, sender: str, now: float) -> bool:
        """Take a token of this sender's if there is one."""
        left, last = self._left.pop(sender, (float(self.burst), now))
        left = min(float(self.burst), left + max(now - last, 0.0) * self.rate)
        allowed = left >= 1
        self._left[sender] = (left - allowed, now)
        while len(self._left) > MOST_SENDERS:  # the longest silent ones; their buckets are full
            self._left.popitem(last=False)
        return allowed
