"""The third picture of a product: where it is at home."""

from __future__ import annotations

from parcours.demo.world.pictures.kinds import Place
from parcours.demo.world.pictures.paint import (
    HEIGHT,
    INK,
    WHITE,
    WIDTH,
    WOOD,
    WOOD_DARK,
    Paint,
    area,
    box,
    leaf,
    mix,
    oval,
    placed,
    stroke,
)
from parcours.demo.world.pictures.plants import sprig

_ALL = f"M0 0h{WIDTH}v{HEIGHT}H0z"
_OAK = "#c9a67c"


def room(paint: Paint, place: Place, drawing: str) -> str:
    """Return a thing in its place."""
    return {
        "pegs": _pegs,
        "table": _table,
        "desk": _desk,
        "bedroom": _bedroom,
        "floor": _floor,
        "sofa": _sofa,
        "sill": _sill,
        "ceiling": _ceiling,
    }[place](paint, drawing)


def _tint(paint: Paint) -> str:
    return mix(mix(paint.base, "#e9e1d3", 0.72), WHITE, 0.12)


def _wall(paint: Paint, colour: str) -> str:
    sun = area("M300-20 40 330 96 386 400 60V-20ZM20 360-20 400-20 470 70 412Z", WHITE, 0.14)
    return (
        f'<linearGradient id="{paint.uid}b" x2=".3" y2="1"><stop stop-color="{mix(colour, WHITE, 0.22)}"/>'
        f'<stop offset="1" stop-color="{mix(colour, INK, 0.07)}"/></linearGradient>'
        f'<path d="{_ALL}" fill="url(#{paint.uid}b)"/>{sun}'
    )


def _floorboards() -> str:
    return (
        area("M0 428H400V500H0Z", _OAK)
        + stroke(
            "M0 452H400M0 478H400M90 428L70 452M260 428L270 452M170 452L150 478M340 452L360 478",
            WOOD_DARK,
            1.4,
            opacity=0.35,
        )
        + area("M0 428H400V436H0Z", INK, 0.08)
        + box(0, 418, 400, 10, "#f4efe6")
    )


def _frame(x: int, y: int) -> str:
    """Return a framed drawing of a leaf."""
    paper = box(x, y, 74, 96, WOOD) + box(x + 5, y + 5, 64, 86, "#f8f3e8")
    return (
        box(x + 4, y + 6, 74, 96, "#00000022")
        + paper
        + leaf(x + 37, y + 74, 1.0, 0, "#93a17a")
        + stroke(f"M{x + 37} {y + 30}V{y + 84}", "#6f7b58", 1.6)
    )


def _pegs(paint: Paint, drawing: str) -> str:
    rail = box(24, 88, 352, 15, WOOD, round_by=3) + area("M24 103h352v5H24z", INK, 0.14)
    pegs = "".join(box(x, 90, 9, 26, WOOD_DARK, round_by=4) for x in (52, 125, 196, 268, 340))
    hat = placed(
        oval(0, 34, 46, 15, "#d9bd8b")
        + area("M-24 32C-24-4 24-4 24 32Z", "#e2c998")
        + stroke("M-24 28Q0 36 24 28", "#7c5b3f", 5),
        332,
        112,
    )
    stool = area("M286 356h84v12h-84zM294 368h9l-9 76h-8zM353 368h9l8 76h-8z", WOOD_DARK) + box(
        280, 350, 96, 10, WOOD, round_by=4
    )
    books = box(296, 338, 62, 12, "#8a9a8b", round_by=2) + box(302, 327, 54, 11, "#d9cdb8", round_by=2)
    return (
        _wall(paint, _tint(paint))
        + _floorboards()
        + rail
        + pegs
        + hat
        + paint.shadow(328, 446, 66, 8)
        + stool
        + books
        + sprig(330, 327)
        + placed(drawing, -18, 62, 0.78)
    )


def _table(paint: Paint, drawing: str) -> str:
    cloth = area("M232 382C268 374 330 376 372 386L356 420C318 430 268 428 240 416Z", "#efe7d8") + stroke(
        "M246 410Q300 420 352 412", "#9aa88b", 2, more=' stroke-dasharray="5 5"'
    )
    loaf = area("M268 400C262 372 296 362 318 366C346 370 356 390 346 402Q306 414 268 400Z", "#b5763f")
    cuts = stroke("M290 378L300 390M310 374L320 388", "#e0b583", 4)
    return _worktop(paint, _OAK) + cloth + loaf + cuts + placed(drawing, 16, 110, 0.74)


def _desk(paint: Paint, drawing: str) -> str:
    books = (
        box(272, 396, 104, 16, "#8a9a8b", round_by=2)
        + box(280, 381, 92, 15, "#d9cdb8", round_by=2)
        + box(276, 368, 88, 13, mix(paint.base, INK, 0.15), round_by=2)
    )
    glasses = stroke(
        "M288 362a9 6 0 1 0 18 0 9 6 0 1 0-18 0M314 362a9 6 0 1 0 18 0 9 6 0 1 0-18 0M306 361q4-4 8 0", INK, 2
    )
    return (
        _worktop(paint, "#b98f66")
        + paint.shadow(324, 412, 62, 6)
        + books
        + glasses
        + placed(drawing, 16, 110, 0.74)
    )


def _worktop(paint: Paint, oak: str) -> str:
    """Return a table before a wall with a window, and a twig on it."""
    window = box(232, 30, 138, 196, "#f6f2ea", round_by=69) + box(242, 40, 118, 186, "#dfe8e4", round_by=59)
    view = area("M242 190Q280 160 310 182Q336 164 360 178V226H242Z", "#b9c7a6")
    bars = stroke("M301 40V226M242 130H360", "#f6f2ea", 6)
    top = area("M-10 372H410V510H-10Z", oak) + area("M-10 372H410V380H-10Z", WHITE, 0.25)
    grain = stroke("M-10 404H410M-10 446H410", WOOD_DARK, 1.6, opacity=0.22)
    return _wall(paint, _tint(paint)) + window + view + bars + sprig(66, 378) + top + grain


def _bedroom(paint: Paint, drawing: str) -> str:
    return _rug(paint) + placed(drawing, 14, 62, 0.93)


def _floor(paint: Paint, drawing: str) -> str:
    return _rug(paint) + placed(drawing, 46, 162, 0.7)


def _rug(paint: Paint) -> str:
    """Return a floor with a rug and a lamp, and drawings on the wall."""
    rug = oval(200, 462, 196, 26, mix(paint.base, "#efe6d6", 0.7)) + stroke(
        "M30 462A170 19 0 0 0 370 462", mix(paint.base, WHITE, 0.2), 3, opacity=0.6
    )
    lamp = (
        stroke("M356 430V250", WOOD_DARK, 4)
        + area("M328 196H384L398 256H314Z", "#f5e6c4")
        + oval(356, 432, 24, 5, WOOD_DARK)
    )
    return (
        _wall(paint, _tint(paint))
        + _frame(70, 64)
        + _frame(164, 46)
        + _frame(258, 64)
        + _floorboards()
        + lamp
        + rug
    )


def _sofa(paint: Paint, drawing: str) -> str:
    stuff = mix("#d8d0c3", paint.base, 0.12) if paint.colour.code != "flax" else "#aab0a2"
    dark = mix(stuff, INK, 0.16)
    back = box(14, 236, 372, 170, stuff, round_by=34) + stroke("M200 246V330", dark, 3, opacity=0.6)
    seat = box(34, 330, 332, 74, mix(stuff, WHITE, 0.16), round_by=20) + stroke(
        "M200 334V400", dark, 3, opacity=0.5
    )
    arms = box(-8, 288, 66, 130, mix(stuff, INK, 0.06), round_by=28) + box(
        342, 288, 66, 130, mix(stuff, INK, 0.1), round_by=28
    )
    legs = area("M40 416h14l-4 32h-6zM346 416h14l-4 32h-6z", WOOD_DARK)
    blanket = area("M300 236h58l14 150q-40 12-78 0Z", "#efe6d6") + stroke("M298 360q36 12 72 0", "#b9ab95", 3)
    return (
        _wall(paint, _tint(paint))
        + _frame(80, 60)
        + _frame(180, 60)
        + _floorboards()
        + paint.shadow(200, 446, 190, 9)
        + legs
        + back
        + blanket
        + seat
        + placed(drawing, 52, 118, 0.56, -5)
        + arms
    )


def _sill(paint: Paint, drawing: str) -> str:
    window = box(48, 34, 304, 372, "#f6f2ea") + box(62, 48, 276, 358, "#dbe6e6")
    view = (
        area("M62 330Q130 270 196 306Q262 262 338 300V406H62Z", "#c3cfb0")
        + area("M62 366Q160 326 338 356V406H62Z", "#a9b992")
        + stroke("M200 48V406M62 200H338", "#f6f2ea", 9)
    )
    curtain = area(
        "M0 0H70C64 140 78 280 52 410H0ZM400 0H330C336 140 322 280 348 410H400Z",
        mix(paint.base, "#fbf6ec", 0.8),
        0.92,
    ) + stroke(
        (
            "M24 0C22 150 32 290 20 408M48 0C44 150 54 290 38 408M376 0C378 150 368 290 380 408"
            "M352 0C356 150 346 290 362 408"
        ),
        INK,
        2,
        opacity=0.08,
    )
    sill = box(0, 404, 400, 20, "#f8f4ec") + area("M0 424H400V432H0Z", INK, 0.12)
    return (
        _wall(paint, _tint(paint))
        + window
        + view
        + curtain
        + sill
        + placed(drawing, 62, 106, 0.74)
        + sprig(330, 406)
    )


def _ceiling(paint: Paint, drawing: str) -> str:
    table = (
        area("M40 432H360L372 446H28Z", _OAK)
        + area("M28 446H372V456H28Z", WOOD_DARK)
        + area("M62 456h12l-6 50h-6zM326 456h12l0 50h-6z", WOOD_DARK)
    )
    plates = oval(120, 434, 40, 5, "#f3ede2") + oval(280, 434, 40, 5, "#f3ede2")
    return (
        _wall(paint, _tint(paint))
        + _frame(40, 150)
        + _frame(290, 150)
        + table
        + plates
        + sprig(200, 436)
        + placed(drawing, 42, -4, 0.79)
    )
