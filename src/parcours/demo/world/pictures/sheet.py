"""The sheet that a picture is drawn on: its frame, its gradients and prints, its backgrounds."""

from __future__ import annotations

from parcours.demo.world.pictures.paint import (
    HEIGHT,
    INK,
    LEAF,
    WHITE,
    WIDTH,
    Paint,
    area,
    mix,
)


def sheet(paint: Paint, *drawings: str) -> str:
    """Return the whole picture."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" stroke-linecap="round"'
        f' stroke-linejoin="round"><defs>{_light(paint)}{_print(paint)}</defs>{"".join(drawings)}</svg>'
    )


def _light(paint: Paint) -> str:
    """Return the light on cloth, which is its dye too unless it is printed, on clay, and below things."""
    dyed = (
        _stops((0, WHITE, 0.2), (0.45, WHITE, 0), (1, INK, 0.24))
        if paint.colour.print
        else _stops(
            (0, mix(paint.base, WHITE, 0.2), 1), (0.45, paint.base, 1), (1, mix(paint.base, INK, 0.24), 1)
        )
    )
    turned = _stops((0, INK, 0.1), (0.28, WHITE, 0.28), (0.55, INK, 0.02), (1, INK, 0.36))
    below = _stops((0, INK, 0.38), (0.6, INK, 0.14), (1, INK, 0))
    return (
        f'<linearGradient id="{paint.uid}s">{dyed}</linearGradient>'
        f'<linearGradient id="{paint.uid}r">{turned}</linearGradient>'
        f'<radialGradient id="{paint.uid}d">{below}</radialGradient>'
    )


def _stops(*stops: tuple[float, str, float]) -> str:
    return "".join(
        f'<stop offset="{place}" stop-color="{colour}"'
        + (f' stop-opacity="{share}"/>' if share < 1 else "/>")
        for place, colour, share in stops
    )


def _print(paint: Paint) -> str:
    colour = paint.colour
    if not colour.print:
        return ""
    size, ground = 26, f'<path d="M0 0h26v26H0z" fill="{colour.hex}"/>'
    drawn = {
        "stripe": f'<path d="M0 0h5v26H0zM10 0h2v26h-2z" fill="{colour.accent}" opacity=".8"/>',
        "check": f'<path d="M0 0h13v26H0zM0 0h26v13H0z" fill="{colour.accent}" opacity=".5"/>',
        "leaf": (
            f'<g fill="{colour.accent}"><path d="{LEAF}" transform="translate(8 15)scale(.26)rotate(25)"/>'
            f'<path d="{LEAF}" transform="translate(20 25)scale(.2)rotate(-40)"/></g>'
        ),
    }[colour.print]
    return (
        f'<pattern id="{paint.uid}p" width="{size}" height="{size}" patternUnits="userSpaceOnUse"'
        f' patternTransform="scale(.8)">{ground}{drawn}</pattern>'
    )


def backdrop(paint: Paint) -> str:
    """Return a sheet of paper that bends from wall to ground, with the light of a window on it."""
    wall = paint.wall
    near, floor = mix(wall, INK, 0.07), mix(wall, WHITE, 0.3)
    return (
        f'<linearGradient id="{paint.uid}b" x2="0" y2="1"><stop stop-color="{wall}"/>'
        f'<stop offset=".7" stop-color="{near}"/><stop offset=".8" stop-color="{floor}"/>'
        f'<stop offset="1" stop-color="{wall}"/></linearGradient>'
        f'<path d="M0 0h{WIDTH}v{HEIGHT}H0z" fill="url(#{paint.uid}b)"/>'
        + area("M-10 60 70 0h58L-10 112ZM-10 132 166 0h70L-10 196Z", WHITE, 0.16)
    )


def bare_wall(paint: Paint) -> str:
    """Return a wall to hang things on."""
    wall = paint.wall
    return (
        f'<linearGradient id="{paint.uid}b" x2=".4" y2="1"><stop stop-color="{mix(wall, WHITE, 0.3)}"/>'
        f'<stop offset="1" stop-color="{mix(wall, INK, 0.06)}"/></linearGradient>'
        f'<path d="M0 0h{WIDTH}v{HEIGHT}H0z" fill="url(#{paint.uid}b)"/>'
        + area("M-10 150 190 0h70L-10 214ZM-10 236 310 0h80L-10 300Z", WHITE, 0.14)
    )
