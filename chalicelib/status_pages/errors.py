"""What can be wrong with status pages."""

from chalicelib.kit.errors import Conflict, InvalidRequest, NotFound


class StatusPageNotFound(NotFound):
    code = "status_page_not_found"
    title = "There is no such status page"


class PostNotFound(NotFound):
    code = "status_page_post_not_found"
    title = "There is no such post on this status page"


class SlugTaken(Conflict):
    code = "status_page_taken"
    title = "Another status page has this address"


class StatusPagesFull(Conflict):
    code = "status_pages_full"
    title = "There are as many status pages as one deployment can have"


class ComponentsInvalid(InvalidRequest):
    code = "components_invalid"
    title = "Some components name a site that this page may not show"


class SubscriptionNotFound(NotFound):
    code = "subscription_not_found"
    title = "This link is not, or no longer, one of ours"
