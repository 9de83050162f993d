"""A rate limiter for tests that are not about limits."""

from chalicelib.kit.gcra import Limit, Verdict


class NeverFull:
    def spend(self, bucket: str, limit: Limit) -> Verdict:
        return Verdict(is_allowed=True, left=limit.burst, seconds_to_full=0)

    def give_back(self, bucket: str, limit: Limit) -> None:
        pass

    def forget(self, bucket: str) -> None:
        pass
