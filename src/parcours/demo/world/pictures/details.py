"""The second picture of a product: its stuff from near."""

from __future__ import annotations

from parcours.demo.world.pictures.boxes import emblem
from parcours.demo.world.pictures.kinds import Stuff
from parcours.demo.world.pictures.light import flame, glow
from parcours.demo.world.pictures.paint import (
    CLAY,
    HEIGHT,
    INK,
    WHITE,
    WIDTH,
    WOOD,
    Paint,
    area,
    leaf,
    mix,
    oval,
    placed,
    stroke,
)

_SPOTS = (
    *((60, 230, 2.5), (104, 300, 3.5), (150, 226, 1.8), (196, 282, 2.6), (238, 330, 2), (262, 224, 3.4)),
    *((310, 270, 2.2), (342, 216, 2.8), (372, 310, 2), (30, 300, 2), (222, 236, 1.6), (128, 340, 2.2)),
)
"""The iron spots of a glaze: where, and how large."""
_ALL = f"M0 0h{WIDTH}v{HEIGHT}H0z"


def detail(paint: Paint, stuff: Stuff) -> str:
    """Return what a stuff looks like from near."""
    return {"cloth": _cloth, "clay": _clay, "steel": _steel, "wax": _wax, "paper": _paper, "shade": _shade}[
        stuff
    ](paint)


def _weave(paint: Paint, opacity: float) -> str:
    """Return threads that go over and under each other, some thicker than others, as linen's are."""
    over = stroke("M0 1.5h6M6 7.5h6", WHITE, 2.6, opacity=0.5)
    under = stroke("M0 4.5h6M6 10.5h6M1.5 6v6M7.5 0v6", INK, 1.6, opacity=0.3)
    size = 'width="12" height="12" patternUnits="userSpaceOnUse" stroke-linecap="butt"'
    pattern = f'<pattern id="{paint.uid}w" {size}>{over}{under}</pattern>'
    slubs = stroke(
        "M30 62h64M210 118h90M80 206h46M290 262h70M20 330h80M170 392h58M300 436h60",
        paint.light,
        3,
        opacity=0.5,
    )
    return f'{pattern}<path d="{_ALL}" fill="url(#{paint.uid}w)" opacity="{opacity}"/>{slubs}'


def _cloth(paint: Paint) -> str:
    turned = "M-5 150C41 136 73 114 105 77C132 47 155 32 191 18V236H-5Z"
    below = (
        f'<filter id="{paint.uid}f"><feGaussianBlur stdDeviation="6"/></filter>'
        f'<path d="{turned}" transform="translate(-4 -7)" opacity=".42" filter="url(#{paint.uid}f)"/>'
    )
    layers = (
        area("M0 0h190v240H0z", paint.fill)
        + below
        + area(turned, paint.fill)
        + area(turned, paint.light, 0.35)
    )
    edge = stroke("M-10 330C90 300 160 250 230 170C290 104 340 70 420 40", paint.light, 4)
    stitches = stroke(
        "M-10 356C100 324 172 272 244 190C304 124 350 94 420 66",
        mix(paint.base, "#fff8e8", 0.7),
        3.4,
        more=' stroke-dasharray="11 8"',
    )
    label = '<g transform="translate(262 330) rotate(-8)">' + area("M-52-34h104v68h-104z", INK, 0.16)
    label += area("M-54-38h104v68H-54z", "#faf5ea") + emblem(-2, -8, 0.5, mix(paint.base, INK, 0.5)) + "</g>"
    return placed(layers, 0, 0, 2.2) + _weave(paint, 0.5) + edge + stitches + label


def _clay(paint: Paint) -> str:
    wall = f'<path d="{_ALL}" fill="{mix(paint.wall, INK, 0.04)}"/>'
    body = "M-30 120Q200 210 430 120V520H-30Z"
    glaze = (
        "M-30 120Q200 210 430 120V330C400 344 386 372 360 366C330 360 322 340 292 350"
        "C262 360 258 404 226 400C196 396 190 360 158 364C124 368 118 390 88 384"
        "C58 378 40 346 -30 352Z"
    )
    rim = f'<path d="M-30 120Q200 30 430 120Q200 210-30 120Z" fill="{paint.deep}"/>' + stroke(
        "M-30 120Q200 210 430 120", paint.light, 9
    )
    spots = "".join(oval(x, y, size, size * 0.8, paint.deep) for x, y, size in _SPOTS)
    turns = stroke("M-30 430Q200 470 430 430M-30 462Q200 502 430 462", INK, 2, opacity=0.12)
    shine = area("M70 180C56 240 60 290 76 340C96 300 96 240 96 190Z", WHITE, 0.34) + area(
        "M112 196C106 236 108 262 116 290C124 262 126 232 124 198Z", WHITE, 0.22
    )
    return (
        wall
        + rim
        + paint.solid(body, CLAY)
        + turns
        + area(glaze, INK, 0.12)
        + f'<g transform="translate(0 -6)">{paint.solid(glaze, paint.base)}{spots}{shine}</g>'
    )


def _steel(paint: Paint) -> str:
    wall = f'<path d="{_ALL}" fill="{mix(paint.wall, INK, 0.04)}"/>'
    body = paint.solid("M30-10H370L352 510H48Z", paint.base)
    lid = paint.solid("M14-10H386V92Q200 118 14 92Z", mix(paint.base, INK, 0.45))
    gap = stroke("M30 100Q200 126 370 100", INK, 5, opacity=0.35)
    sleeve = paint.solid("M38 236Q200 262 362 236L354 444Q200 470 46 444Z", WOOD)
    grain = stroke(
        "M42 290Q200 316 358 290M44 352Q200 378 356 352M46 404Q200 430 354 404", INK, 1.6, opacity=0.16
    )
    return wall + body + lid + gap + sleeve + grain + emblem(200, 352, 1.3, mix(WOOD, INK, 0.45))


def _wax(paint: Paint) -> str:
    wall = f'<path d="{_ALL}" fill="{mix(paint.shade, INK, 0.45)}"/>'
    cup = "M-20 330Q200 420 420 330V520H-20Z"
    wax = (
        '<path d="M-20 330Q200 240 420 330Q200 420-20 330Z" fill="#efe2c6"/>'
        + oval(200, 334, 118, 34, "#fbf1d8")
        + oval(200, 336, 70, 17, "#fff7e4")
    )
    return (
        wall
        + wax
        + glow(paint, "#ffd98a", 200, 266, 230)
        + flame(200, 322, 2.6)
        + paint.solid(cup, paint.base)
        + stroke("M-20 330Q200 420 420 330", paint.light, 8)
    )


def _paper(paint: Paint) -> str:
    ground = f'<path d="{_ALL}" fill="{paint.base}"/><path d="{_ALL}" fill="url(#{paint.uid}r)"/>'
    label = area("M58 92Q200 130 342 92V428Q200 466 58 428Z", INK, 0.18) + area(
        "M54 84Q200 122 346 84V420Q200 458 54 420Z", "#faf5ea"
    )
    frame = stroke("M72 106Q200 138 328 106V402Q200 434 72 402Z", mix(paint.base, WHITE, 0.35), 2)
    twig = emblem(200, 268, 2.1, mix(paint.base, INK, 0.35))
    small = leaf(96, 396, 0.5, 30, mix(paint.base, WHITE, 0.3)) + leaf(
        304, 396, 0.5, -30, mix(paint.base, WHITE, 0.3)
    )
    return ground + label + frame + twig + small


def _shade(paint: Paint) -> str:
    linen = mix(paint.base, "#fff1d4", 0.55)
    glow = (
        f'<radialGradient id="{paint.uid}g" cy=".62"><stop stop-color="#fff0c4"/>'
        f'<stop offset="1" stop-color="{mix(linen, INK, 0.2)}"/></radialGradient>'
    )
    pleats = stroke(
        "".join(f"M{x} 0L{200 + (x - 200) * 1.5:.0f} 380" for x in range(-40, 460, 40)),
        mix(paint.base, INK, 0.35),
        2,
        opacity=0.18,
    )
    hem = area("M0 372Q200 402 400 372V392Q200 422 0 392Z", mix(paint.base, INK, 0.12)) + area(
        "M0 392Q200 422 400 392V500H0Z", "#ffe7b5"
    )
    return f'{glow}<path d="{_ALL}" fill="url(#{paint.uid}g)"/>' + pleats + hem
