"""The product's own API, as the seed and the end-to-end tests call it: from outside, over HTTP."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any


class ApiRefusedError(RuntimeError):
    """The API answered with a problem document."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(f"{status}: {problem}")
        self.status = status


@dataclass
class ApiClient:
    """Signed in as one person once `login` was called."""

    base_url: str
    token: str = ""

    def login(self, email: str, password: str) -> dict[str, Any]:
        answer = self.post("auth/login", {"email": email, "password": password})
        self.token = answer["access_token"]
        user: dict[str, Any] = answer["user"]
        return user

    def get(self, path: str) -> Any:
        return self._call("GET", path, None)

    def post(self, path: str, body: Any = None) -> Any:
        return self._call("POST", path, body if body is not None else {})

    def patch(self, path: str, body: Any) -> Any:
        return self._call("PATCH", path, body)

    def delete(self, path: str) -> Any:
        return self._call("DELETE", path, None)

    def _call(self, method: str, path: str, body: Any) -> Any:
        headers = {"Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        content = None
        if body is not None:
            content = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(
            f"{self.base_url}/api/v1/{path}", data=content, headers=headers, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refusal:
            raise ApiRefusedError(refusal.code, refusal.read().decode(errors="replace")) from None
        return json.loads(text) if text else None
