"""Vector pictures from a few shapes: texts are escaped, and the same shapes give the same bytes."""

from dataclasses import dataclass, field
from html import escape
from typing import Literal

INK = "#1F2A37"
QUIET = "#5B6673"
RULE = "#C9CFD6"
ACCENT = "#4A34B0"
SECOND = "#B35900"
GROUND = "#FFFFFF"
FONT = "Noto Sans, sans-serif"
_WIDTH_OF_LETTER = 0.56
"""Mean width of a letter of Noto Sans as a part of the font size, on the wide side."""

Anchor = Literal["start", "middle", "end"]


@dataclass(slots=True)
class Drawing:
    """A picture that grows shape by shape; see `svg`."""

    width: float
    height: float
    _shapes: list[str] = field(default_factory=list)

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> None:
        """Add a rectangle."""
        self._shapes.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}" stroke="{stroke}"/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str = RULE) -> None:
        """Add a thin line."""
        self._shapes.append(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{stroke}" stroke-width="1"/>'
        )

    def circle(self, x: float, y: float, radius: float, fill: str, stroke: str) -> None:
        """Add a disc."""
        self._shapes.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}" stroke="{stroke}" stroke-width="0.6"/>'
        )

    def path(self, d: str, fill: str, stroke: str, stroke_width: float = 0.4) -> None:
        """Add a shape from path commands."""
        self._shapes.append(
            f'<path d="{d}" fill="{fill}" stroke="{stroke}" stroke-width="{stroke_width}" fill-rule="evenodd"/>'
        )

    def text(
        self, x: float, y: float, words: str, *, size: float = 11, anchor: Anchor = "start", fill: str = INK
    ) -> None:
        """Add one line of text with its baseline at y."""
        self._shapes.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}" fill="{fill}">'
            f"{escape(words)}</text>"
        )

    def svg(self, title: str) -> str:
        """The picture as an SVG document with a title, for those who cannot see it."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(self.height)}" '
            f'width="{_n(self.width)}" height="{_n(self.height)}" font-family="{FONT}" role="img">'
            f"<title>{escape(title)}</title>{''.join(self._shapes)}</svg>"
        )


def fitted(words: str, width: float, size: float = 11) -> str:
    """The words, cut off with an ellipsis where they are longer than the width."""
    most = max(4, int(width / (size * _WIDTH_OF_LETTER)))
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def text_width(words: str, size: float = 11) -> float:
    """About how wide words are."""
    return len(words) * size * _WIDTH_OF_LETTER


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
