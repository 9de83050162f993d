"""Arithmetic on edwards25519 in plain integers (RFC 8032, 5.1), slow and only for tests.

A library signs honestly. To write down what a forger would send we need the group itself: points of
small order, signatures with S + L, and commitments that only a careless verifier accepts.
"""

import hashlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, P - 2, P) % P
_SQRT_MINUS_ONE = pow(2, (P - 1) // 4, P)

type Point = tuple[int, int]
NEUTRAL: Point = (0, 1)


def add(one: Point, other: Point) -> Point:
    (x1, y1), (x2, y2) = one, other
    slope = _D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + slope, P - 2, P) % P
    y = (y1 * y2 + x1 * x2) * pow(1 - slope, P - 2, P) % P
    return x, y


def multiply(factor: int, point: Point) -> Point:
    result = NEUTRAL
    while factor:
        if factor & 1:
            result = add(result, point)
        point = add(point, point)
        factor >>= 1
    return result


def negative(point: Point) -> Point:
    return -point[0] % P, point[1]


def encode(point: Point) -> bytes:
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def decode(y: int, *, odd: int) -> Point | None:
    """The point with this y and the parity of its x, or None where the curve has none."""
    square = (y * y - 1) * pow(_D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * _SQRT_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    return (P - x if x & 1 != odd else x), y


def _base() -> Point:
    point = decode(4 * pow(5, P - 2, P) % P, odd=0)
    assert point is not None
    return point


BASE = _base()


def points_of_small_order() -> list[Point]:
    """The eight points that a factor of eight makes nothing of."""
    y = 2
    while True:
        candidate = decode(y, odd=0)
        torsion = multiply(L, candidate) if candidate else NEUTRAL
        if multiply(4, torsion) != NEUTRAL:
            return [multiply(factor, torsion) for factor in range(8)]
        y += 1


def challenge(commitment: bytes, public_key: bytes, message: bytes) -> int:
    digest = hashlib.sha512(commitment + public_key + message).digest()
    return int.from_bytes(digest, "little") % L
