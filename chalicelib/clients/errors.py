"""What can be wrong with clients."""

from chalicelib.kit.errors import Conflict, NotFound


class ClientNotFound(NotFound):
    code = "client_not_found"
    title = "There is no such client"


class ClientHasSites(Conflict):
    code = "client_has_sites"
    title = "This client still has sites: move or remove them first"
