"""How often a second factor may be tried: the door decides, the rooms only ask."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager

# Around each look at a secret of that person: it refuses when too many came before, and counts
# whoever leaves it by an Unauthenticated error. Only who has proved the password, or is signed in,
# gets there: nobody can use up another's tries.
type Guard = Callable[[uuid.UUID], AbstractContextManager[None]]
