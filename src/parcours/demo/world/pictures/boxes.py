"""What comes in a box: tea and gifts."""

from __future__ import annotations

from parcours.demo.world.pictures.paint import INK, WHITE, Paint, area, box, leaf, mix, oval, placed, stroke

_TIN = "M112 190H288V396Q200 420 112 396Z"


def emblem(x: float, y: float, size: float, fill: str) -> str:
    """Return a twig with three leaves and the fruit of the linden."""
    drawn = (
        leaf(0, 0, 0.9, 0, fill)
        + leaf(-4, 10, 0.72, -62, fill)
        + leaf(4, 10, 0.72, 62, fill)
        + stroke("M0 0V34M0 22Q14 26 16 38", fill, 3)
        + f'<circle cx="16" cy="42" r="5" fill="{fill}"/>'
    )
    return placed(drawn, x, y, size)


def tin(paint: Paint) -> str:
    """Return a tin of tea, and some of it."""
    lid = paint.solid("M106 158Q106 150 112 150H288Q294 150 294 158V198Q200 222 106 198Z", paint.shade)
    cover = oval(200, 152, 94, 20, paint.light)
    body = paint.cloth(_TIN) + f'<path d="{_TIN}" fill="url(#{paint.uid}r)"/>'
    paper = "#faf5ea"
    label = area("M144 256Q200 268 256 256V356Q200 370 144 356Z", paper) + emblem(
        200, 306, 0.82, mix(paint.base, INK, 0.35)
    )
    bands = stroke(
        "M112 232Q200 256 288 232M112 380Q200 404 288 380", mix(paint.base, WHITE, 0.6), 3, opacity=0.7
    )
    leaves = "".join(
        placed(area("M-11 0Q0-7 11 0Q0 5-11 0Z", tone), x, y, 1, turn)
        for x, y, turn, tone in (
            (318, 404, 10, "#5c6245"),
            (336, 410, -20, "#6f7653"),
            (306, 414, 30, "#4d5239"),
            (326, 418, 0, "#7f865f"),
            (348, 418, 40, "#5c6245"),
            (312, 426, -12, "#6f7653"),
        )
    )
    return paint.shadow(204, 404, 112, 17) + body + bands + label + lid + cover + leaves


def gift(paint: Paint) -> str:
    """Return a box that is tied with a ribbon."""
    body = "M80 256H320V398Q320 408 310 408H90Q80 408 80 398Z"
    lid = "M68 214Q68 206 76 206H324Q332 206 332 214V262H68Z"
    below_lid = area("M80 262H320V276Q200 282 80 276Z", INK, 0.14)
    twig = emblem(262, 318, 0.62, mix(paint.base, INK, 0.4))
    wrapped = paint.cloth(body) + below_lid + paint.cloth(lid) + _ribbon(paint)
    return paint.shadow(204, 409, 150, 15) + wrapped + twig


def _ribbon(paint: Paint) -> str:
    ribbon = mix(paint.base, WHITE, 0.72)
    loops = (
        "M200 206C164 150 104 150 118 190C128 214 172 212 200 206C228 212 272 214 282 190"
        "C296 150 236 150 200 206Z"
    )
    inside = (
        "M200 206C176 176 140 168 140 188C144 202 176 206 200 206C224 206 256 202 260 188"
        "C260 168 224 176 200 206Z"
    )
    tails = "M196 204L150 252 172 250 178 268 206 212ZM204 204L250 252 228 250 222 268 194 212Z"
    band = box(182, 206, 36, 202, ribbon) + box(212, 206, 6, 202, mix(ribbon, INK, 0.12))
    bow = area(f"{tails}{loops}", ribbon) + area(inside, mix(paint.base, INK, 0.1))
    return band + bow + box(188, 194, 24, 24, mix(ribbon, INK, 0.08), round_by=8)


def gift_card(paint: Paint) -> str:
    """Return a card in its envelope."""
    paper = mix(paint.base, WHITE, 0.75)
    card = placed(
        box(-114, -80, 228, 150, paper, round_by=8) + emblem(0, -10, 0.9, paint.deep), 200, 248, 1, -7
    )
    envelope = "M64 266H336V400Q336 408 328 408H72Q64 408 64 400Z"
    flaps = area("M64 266L190 350Q200 356 210 350L336 266V400Q336 408 328 408H72Q64 408 64 400Z", INK, 0.07)
    lines = paint.folds(
        "M66 404L166 334M334 404L234 334M64 268L190 352Q200 358 210 352L336 268", width=1.6, opacity=0.35
    )
    seal = '<circle cx="200" cy="356" r="19" fill="#a5563d"/>' + leaf(200, 370, 0.55, 0, "#e9c9b5")
    return (
        paint.shadow(204, 409, 160, 14)
        + area("M64 266L200 196 336 266Z", paint.deep)
        + card
        + paint.cloth(envelope)
        + flaps
        + lines
        + seal
    )
