"""An alert for a phone: as much as two messages hold, in whatever alphabet it needs.

A text of the GSM alphabet has room for 160 characters, or 153 in each of several parts; one other
character makes it UCS-2, with 70 or 67. Source: 3GPP TS 23.038 (alphabets), 23.040 (parts).
"""

from chalicelib.notifications.alert_text import AlertText

_PARTS = 2
_GSM_ONE, _GSM_EACH = 160, 153
_UCS2_ONE, _UCS2_EACH = 70, 67
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENDED = frozenset("\f^{}\\[~]|€")  # each takes the room of two
# What we write ourselves shall not make a text twice as dear.
_PLAIN = str.maketrans({"…": "...", "·": "-", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def text(alert: AlertText) -> str:
    """Title, note and link; the link survives, the note goes first, then the title is cut."""
    title, note = alert.title.translate(_PLAIN), alert.note.translate(_PLAIN)
    if note and parts(whole := f"{title}\n{note}\n{alert.link}") <= _PARTS:
        return whole
    message = f"{title}\n{alert.link}"
    while title and parts(message) > _PARTS:
        title = title[:-1]
        message = f"{title}...\n{alert.link}"
    return message


def parts(message: str) -> int:
    """How many messages a text is charged as."""
    if all(character in _GSM or character in _GSM_EXTENDED for character in message):
        length = sum(2 if character in _GSM_EXTENDED else 1 for character in message)
        one, each = _GSM_ONE, _GSM_EACH
    else:
        length = len(message.encode("utf-16-le")) // 2
        one, each = _UCS2_ONE, _UCS2_EACH
    return 1 if length <= one else -(-length // each)
