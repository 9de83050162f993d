"""Vendors count characters; what is too long is cut, and shows that it was."""


def short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
