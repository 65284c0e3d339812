"""How colours look to those who see colours otherwise, and how far apart two of them lie.

Colour blindness is simulated with the matrices of severity 1.0 in G. M. Machado, M. M. Oliveira
and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
IEEE Transactions on Visualization and Computer Graphics 15 (2009), 1291–1298, on linear RGB. The
distance is CIEDE2000 as written out by G. Sharma, W. Wu and E. N. Dalal, Color Research and
Application 30 (2005), 21–30: about 1 is the least that can be seen side by side.
"""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]

NORMAL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
VISIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": NORMAL,
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE_XYZ = (0.95047, 1.0, 1.08883)


def over(colour: str, opacity: float, ground: str) -> str:
    """The colour that is seen where one lies partly transparent over another."""
    pairs = zip(_bytes(colour), _bytes(ground), strict=True)
    return "#" + "".join(f"{round(opacity * top + (1 - opacity) * low):02X}" for top, low in pairs)


def seen(colour: str, vision: str) -> Triple:
    """A colour as Lab, as someone with that vision sees it."""
    linear = _times(VISIONS[vision], _linear(colour))
    return _lab((min(max(linear[0], 0), 1), min(max(linear[1], 0), 1), min(max(linear[2], 0), 1)))


def lightness(colour: str) -> float:
    """From 0, black, to 100, white: what is left of a colour on a grey print."""
    return _lab(_linear(colour))[0]


def distance(first: Triple, second: Triple) -> float:
    """CIEDE2000 between two colours in Lab."""
    light1, a1, b1 = first
    light2, a2, b2 = second
    chroma = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - sqrt(chroma**7 / (chroma**7 + 25**7)))
    chroma1, chroma2 = hypot(stretch * a1, b1), hypot(stretch * a2, b2)
    hue1, hue2 = (
        degrees(atan2(b, stretch * a)) % 360 if a or b else 0 for a, b in ((a1, b1), (a2, b2))
    )
    turn = (hue2 - hue1 + 180) % 360 - 180 if chroma1 * chroma2 else 0.0
    if turn == -180:
        turn = 180.0
    middle = _mean_hue(hue1, hue2) if chroma1 * chroma2 else hue1 + hue2
    return _weighed(
        (light2 - light1, (light1 + light2) / 2),
        (chroma2 - chroma1, (chroma1 + chroma2) / 2),
        (2 * sqrt(chroma1 * chroma2) * sin(radians(turn / 2)), middle),
    )


def _weighed(light: tuple[float, float], chroma: tuple[float, float], hue: tuple[float, float]):
    """The three differences, each against the room the eye gives it there."""
    (d_light, m_light), (d_chroma, m_chroma), (d_hue, m_hue) = light, chroma, hue
    tones = (
        1
        - 0.17 * cos(radians(m_hue - 30))
        + 0.24 * cos(radians(2 * m_hue))
        + 0.32 * cos(radians(3 * m_hue + 6))
        - 0.20 * cos(radians(4 * m_hue - 63))
    )
    s_light = 1 + 0.015 * (m_light - 50) ** 2 / sqrt(20 + (m_light - 50) ** 2)
    s_chroma, s_hue = 1 + 0.045 * m_chroma, 1 + 0.015 * m_chroma * tones
    rotation = -2 * sqrt(m_chroma**7 / (m_chroma**7 + 25**7))
    rotation *= sin(radians(60 * exp(-(((m_hue - 275) / 25) ** 2))))
    by_light, by_chroma, by_hue = d_light / s_light, d_chroma / s_chroma, d_hue / s_hue
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)


def _mean_hue(first: float, second: float) -> float:
    if abs(first - second) <= 180:
        return (first + second) / 2
    total = first + second
    return (total + 360) / 2 if total < 360 else (total - 360) / 2


def _bytes(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _linear(colour: str) -> Triple:
    parts = (value / 255 for value in _bytes(colour))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def _times(matrix: tuple[Triple, Triple, Triple], column: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, column, strict=True)) for row in matrix)
    return first, second, third


def _lab(linear: Triple) -> Triple:
    parts = zip(_times(_TO_XYZ, linear), _WHITE_XYZ, strict=True)
    x, y, z = (_bent(value / white) for value, white in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _bent(share: float) -> float:
    return share ** (1 / 3) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116
