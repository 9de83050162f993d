"""What SES says through EventBridge of letters that it took: `Email Sent`, `Email Bounced`, ..."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.events.base import Message

# Names of the tags that our letters carry, and that SES says again.
NOTIFICATION_TAG = "notification"
CHANNEL_TAG = "channel"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Letter(_Part):
    receipt: Annotated[str, Field(alias="messageId")]
    tags: dict[str, list[str]] = {}


class BouncedRecipient(_Part):
    diagnosis: Annotated[str, Field(alias="diagnosticCode")] = ""


class Bounce(_Part):
    kind: Annotated[str, Field(alias="bounceType")]
    subkind: Annotated[str, Field(alias="bounceSubType")] = ""
    recipients: Annotated[list[BouncedRecipient], Field(alias="bouncedRecipients")] = []


class Complaint(_Part):
    feedback: Annotated[str | None, Field(alias="complaintFeedbackType")] = None


class Reject(_Part):
    reason: str = ""


class Detail(_Part):
    kind: Annotated[str, Field(alias="eventType")]
    letter: Annotated[Letter, Field(alias="mail")]
    bounce: Bounce | None = None
    complaint: Complaint | None = None
    reject: Reject | None = None


class MailEvent(Message):
    """One event of a letter, as EventBridge puts it into our queue."""

    queue: ClassVar[str] = "record-mail-event-queue"
    detail: Detail
