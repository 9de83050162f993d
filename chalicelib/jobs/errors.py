"""What can be wrong with jobs."""

from chalicelib.kit.errors import NotFound


class JobNotFound(NotFound):
    code = "job_not_found"
    title = "There is no such job"
