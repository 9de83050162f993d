"""How often a second factor may be tried: the door decides, the rooms only ask."""

from collections.abc import Callable
from contextlib import AbstractContextManager

# Around each look at a secret of the account with that e-mail address: it refuses when too many
# came before, and counts whoever leaves it by an Unauthenticated error. Only who has proved the
# password, or is signed in, gets there: nobody else can use up somebody's tries.
type Guard = Callable[[str], AbstractContextManager[None]]
