"""A resolver that answers from a table and remembers what it was asked."""

import socket
from collections.abc import Mapping, Sequence


class FakeResolver:
    """`answers[host]` is one list of addresses, or several to be given one after the other."""

    def __init__(self, answers: Mapping[str, Sequence[str] | Sequence[Sequence[str]]]) -> None:
        self._answers = answers
        self.asked: list[str] = []

    async def addresses(self, host: str, _until: float = 0.0) -> list[str]:
        self.asked.append(host)
        if host not in self._answers:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        answer = self._answers[host]
        if answer and not isinstance(answer[0], str):
            turn = min(self.asked.count(host), len(answer)) - 1
            return list(answer[turn])
        return [str(address) for address in answer]
