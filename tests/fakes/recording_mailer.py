"""A mailer that keeps the letters, and fails when told to."""

from chalicelib.adapters.mailer import Email, MailNotTaken


class MailerDown(MailNotTaken):
    pass


class RecordingMailer:
    def __init__(self, *, failures: int = 0) -> None:
        self.letters: list[Email] = []
        self._failures = failures

    def send(self, email: Email) -> str:
        if self._failures:
            self._failures -= 1
            raise MailerDown
        self.letters.append(email)
        return f"letter-{len(self.letters)}"
