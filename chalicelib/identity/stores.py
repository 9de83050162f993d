"""What all who keep something in DynamoDB here share: it is closed when the store is silent."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.identity.errors import SessionsUnavailable

_REFUSED = "ConditionalCheckFailedException"


@contextmanager
def store(*, refusal_is_fine: bool = False) -> Iterator[None]:
    """Calls to DynamoDB. Raises SessionsUnavailable when it does not answer.

    `refusal_is_fine`: that a condition does not hold only means that somebody was faster.
    """
    from pynamodb.exceptions import PynamoDBException

    try:
        yield
    except PynamoDBException as error:
        if refusal_is_fine and error.cause_response_code == _REFUSED:
            return
        raise SessionsUnavailable from error


def is_granted(write: Any, *arguments: Any, **options: Any) -> bool:
    """Do a conditional write; whether its condition held. Of many at once, it holds for one."""
    from pynamodb.exceptions import PynamoDBException

    try:
        write(*arguments, **options)
    except PynamoDBException as error:
        if error.cause_response_code == _REFUSED:
            return False
        raise SessionsUnavailable from error
    return True
