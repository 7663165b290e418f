"""What gives light: candles and lamps."""

from __future__ import annotations

from parcours.demo.world.pictures.paint import (
    BRASS,
    CLAY,
    INK,
    WHITE,
    Paint,
    area,
    box,
    mix,
    oval,
    placed,
    stroke,
)

_WARM, _BULB = "#ffd98a", "#ffe2a6"
_FLAME = "M0 0C-15-2-17-22 0-52C17-22 15-2 0 0Z"


def glow(paint: Paint, colour: str, x: float, y: float, radius: float) -> str:
    """Return the light around something that gives light."""
    near = f'<stop stop-color="{colour}" stop-opacity=".8"/>'
    far = f'<stop offset="1" stop-color="{colour}" stop-opacity="0"/>'
    gradient = f'<radialGradient id="{paint.uid}g">{near}{far}</radialGradient>'
    return gradient + oval(x, y, radius, radius, f"url(#{paint.uid}g)")


def flame(x: float, y: float, size: float = 1) -> str:
    """Return a flame that stands on a wick."""
    bright = f'<path d="{_FLAME}" fill="#fff3c9" transform="scale(.55)"/>'
    return placed(stroke("M0 14V0", INK, 3) + area(_FLAME, "#f5b84f") + bright, x, y, size)


def candle(paint: Paint) -> str:
    """Return a candle in its cup."""
    body = "M108 240H292L284 394Q282 409 266 409H134Q118 409 116 394Z"
    foot = "M113 360Q200 374 287 360L284 394Q282 409 266 409H134Q118 409 116 394Z"
    wax = (
        oval(200, 240, 92, 21, paint.light)
        + oval(200, 243, 84, 16, "#efe4cd")
        + oval(200, 243, 40, 8, "#f8efdc")
    )
    glaze = paint.solid(body, paint.base) + area(foot, CLAY) + f'<path d="{foot}" fill="url(#{paint.uid}r)"/>'
    mark = f'<circle cx="200" cy="312" r="30" fill="{mix(paint.base, WHITE, 0.82)}"/>' + area(
        "M200 334C188 328 184 312 200 292C216 312 212 328 200 334Z", paint.deep
    )
    return (
        paint.shadow(204, 409, 106, 14)
        + glaze
        + wax
        + glow(paint, _WARM, 200, 206, 84)
        + flame(200, 228)
        + mark
    )


def tapers(paint: Paint) -> str:
    """Return dinner candles in three holders."""
    sticks = "".join(_taper(paint, x, y) for x, y in ((122, 214), (200, 148), (278, 190)))
    return paint.shadow(200, 408, 140, 14) + glow(paint, _WARM, 200, 160, 150) + sticks


def _taper(paint: Paint, x: int, y: int) -> str:
    wax = paint.solid(f"M{x - 8} {y}Q{x} {y - 8} {x + 8} {y}L{x + 11} 352H{x - 11}Z", paint.base)
    holder = paint.solid(
        f"M{x - 15} 344H{x + 15}L{x + 12} 374Q{x + 34} 384 {x + 36} 404H{x - 36}Q{x - 34} 384 {x - 12} 374Z",
        BRASS,
    )
    return wax + holder + flame(x, y - 12, 0.62)


def lamp(paint: Paint) -> str:
    """Return a lamp to stand on a table."""
    outline = "M140 92H260L312 250Q200 270 88 250Z"
    cord = stroke("M240 404C300 410 340 396 404 408", mix(CLAY, INK, 0.3), 4)
    foot = paint.solid(
        (
            "M190 266H210V300C262 314 274 352 262 388Q258 406 238 408H162Q142 406 138 388"
            "C126 352 138 314 190 300Z"
        ),
        paint.shade,
    )
    shine = area("M152 340C156 326 168 318 178 316C166 328 162 342 162 360Z", WHITE, 0.35)
    linen = mix(paint.base, "#fff1d4", 0.6)
    lit = f'<path d="{outline}" fill="{linen}"/><path d="{outline}" fill="url(#{paint.uid}g)"/>'
    pleats = paint.folds(
        "M160 93L122 255M180 92L161 258M200 92V260M220 92L239 258M240 93L278 255", width=1.2, opacity=0.16
    )
    edges = stroke("M140 92H260M88 250Q200 270 312 250", mix(paint.base, INK, 0.25), 3.5, opacity=0.55)
    standing = paint.shadow(204, 408, 92, 13) + cord + box(196, 250, 8, 24, BRASS) + foot + shine
    return glow(paint, _BULB, 200, 200, 190) + standing + lit + pleats + edges


def pendant(paint: Paint) -> str:
    """Return a lamp that hangs."""
    shade = "M200 172C282 176 330 250 338 318Q200 344 62 318C70 250 118 176 200 172Z"
    linen = mix(paint.base, "#fff1d4", 0.45)
    ribs = paint.folds(
        (
            "M200 172V332M200 172C160 210 140 270 134 328M200 172C240 210 260 270 266 328M200 172"
            "C130 200 98 260 92 322M200 172C270 200 302 260 308 322"
        ),
        width=1.6,
        opacity=0.28,
    )
    drawn = f'<path d="{shade}" fill="{linen}"/><path d="{shade}" fill="url(#{paint.uid}s)"/>'
    mouth = oval(200, 320, 137, 17, "#fff4d6") + oval(200, 322, 118, 11, "#ffe3a0")
    bulb = area("M178 322C178 352 222 352 222 322Z", "#fffbe9")
    cord = stroke("M200 0V160", mix(paint.base, INK, 0.5), 4) + box(186, 152, 28, 24, BRASS, round_by=5)
    return glow(paint, _BULB, 200, 350, 190) + cord + drawn + ribs + mouth + bulb
