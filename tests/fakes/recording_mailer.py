"""A mailer that keeps the letters, and fails when told to."""

from chalicelib.adapters.mailer import Email


class MailerDown(Exception):
    pass


class RecordingMailer:
    def __init__(self, *, failures: int = 0) -> None:
        self.letters: list[Email] = []
        self._failures = failures

    def send(self, email: Email) -> None:
        if self._failures:
            self._failures -= 1
            raise MailerDown
        self.letters.append(email)
