"""Public status pages from the local AWS's bucket, as CloudFront reads them: without the API."""

from dataclasses import dataclass
from typing import Any

from localstack.web_files import MOVED, Answer

PREFIX = "/status/"
_PUBLIC = "public"


@dataclass(frozen=True)
class StatusFiles:
    """`s3` is a client of the local AWS."""

    s3: Any
    bucket: str

    def get(self, path: str, *, known_etag: str = "") -> Answer:
        """By the rules of infra/cloudfront/which_page.js."""
        if path == PREFIX:
            return _missing()
        if "." not in path.rpartition("/")[2]:
            if not path.endswith("/"):
                return Answer(MOVED, headers={"Location": f"{path}/"})
            path = f"{path}index.html"
        try:
            found = self.s3.get_object(Bucket=self.bucket, Key=f"{_PUBLIC}{path}")
        except self.s3.exceptions.ClientError:
            return _missing()
        headers = {"Content-Type": found["ContentType"], "ETag": found["ETag"]}
        if known_etag == found["ETag"]:
            return Answer(304, headers=headers)
        return Answer(200, found["Body"].read(), headers)


def _missing() -> Answer:
    return Answer(404, b"There is no such page.", {"Content-Type": "text/plain; charset=utf-8"})
