"""An alarm bell that remembers how it was rung."""


class RecordingBell:
    def __init__(self) -> None:
        self.rung: list[tuple[str, str]] = []

    def ring(self, subject: str, text: str) -> None:
        self.rung.append((subject, text))

    def texts(self) -> list[str]:
        return [text.splitlines()[0] for _, text in self.rung]
