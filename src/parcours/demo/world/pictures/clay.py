"""Stoneware: what is eaten, drunk and planted from."""

from __future__ import annotations

from parcours.demo.world.pictures.paint import (
    CLAY,
    INK,
    WHITE,
    WOOD,
    Paint,
    area,
    box,
    leaf,
    mix,
    oval,
    ring,
    stroke,
)
from parcours.demo.world.pictures.plants import bush, trails

_EARTH = "#5a4636"
_SPECKS = (
    (-0.6, 0.4),
    (-0.35, 0.62),
    (-0.2, 0.3),
    (0.05, 0.55),
    (0.2, 0.75),
    (0.38, 0.35),
    (0.55, 0.6),
    (-0.05, 0.82),
    (-0.45, 0.8),
)


def _specks(paint: Paint, left: float, top: float, width: float, height: float) -> str:
    """Return the iron spots of a glaze inside a box."""
    dots = "".join(f"M{left + width * (0.5 + x / 2):.0f} {top + height * y:.0f}h.1" for x, y in _SPECKS)
    return stroke(dots, paint.deep, 3, opacity=0.45)


def _glazed(paint: Paint, outline: str, bare: str) -> str:
    """Return a glazed body whose foot shows the raw clay."""
    return (
        paint.solid(outline, paint.base) + area(bare, CLAY) + f'<path d="{bare}" fill="url(#{paint.uid}r)"/>'
    )


def bowl(paint: Paint) -> str:
    """Return a bowl, seen a little from above."""
    body = "M62 262C66 340 118 402 166 408H234C282 402 334 340 338 262Z"
    bare = "M112 372Q200 392 288 372C268 394 250 405 234 408H166C150 405 132 394 112 372Z"
    inside = (
        oval(200, 262, 138, 40, paint.light)
        + oval(200, 266, 128, 33, paint.shade)
        + oval(200, 276, 104, 22, mix(paint.shade, INK, 0.12))
    )
    shine = area("M84 300C92 340 112 366 128 378C108 352 98 326 96 300Z", WHITE, 0.3)
    return (
        paint.shadow(204, 408, 120, 15)
        + _glazed(paint, body, bare)
        + inside
        + shine
        + _specks(paint, 100, 300, 200, 70)
    )


def plate(paint: Paint) -> str:
    """Return three plates, one leaning."""
    leaning = (
        oval(206, 252, 140, 140, paint.shade)
        + oval(201, 250, 138, 138, f"url(#{paint.uid}s)")
        + ring(201, 250, 96, paint.deep, 3, opacity=0.3)
        + ring(201, 250, 137, CLAY, 3)
    )
    glow = stroke("M96 200A118 118 0 0 1 168 134", WHITE, 7, opacity=0.4)
    stack = "".join(
        oval(150, y, 116, 17, paint.shade) + oval(150, y - 5, 116, 16, tone)
        for y, tone in ((404, paint.base), (391, paint.base), (378, paint.light))
    )
    return (
        paint.shadow(196, 410, 165, 15)
        + leaning
        + glow
        + _specks(paint, 110, 150, 180, 200)
        + stack
        + oval(150, 374, 84, 9, paint.shade)
    )


def mug(paint: Paint) -> str:
    """Return a large mug."""
    handle = stroke("M284 254C346 244 352 352 272 358", paint.shade, 20) + stroke(
        "M284 252C340 244 344 346 274 352", paint.base, 13
    )
    body = "M104 218H292C294 300 290 360 274 404Q198 418 122 404C106 360 102 300 104 218Z"
    bare = "M112 360Q198 380 284 360Q280 386 274 404Q198 418 122 404Q116 386 112 360Z"
    inside = (
        oval(198, 218, 94, 24, paint.light)
        + oval(198, 221, 85, 18, paint.deep)
        + oval(198, 228, 74, 11, "#8a5a33")
    )
    steam = stroke("M176 180C160 160 192 146 178 120M222 178C206 156 238 142 222 112", WHITE, 6, opacity=0.45)
    return (
        paint.shadow(204, 406, 120, 14)
        + handle
        + _glazed(paint, body, bare)
        + inside
        + _specks(paint, 126, 256, 140, 96)
        + steam
    )


def cup(paint: Paint) -> str:
    """Return two cups without a handle."""
    small = "M238 290H346C348 340 342 382 328 404Q292 412 256 404C242 382 236 340 238 290Z"
    rim = oval(292, 290, 54, 14, paint.light) + oval(292, 292, 47, 10, paint.deep)
    body = "M64 240H240C242 316 234 372 212 404Q152 416 92 404C70 372 62 316 64 240Z"
    bare = "M74 346Q152 364 230 346Q224 382 212 404Q152 416 92 404Q80 382 74 346Z"
    inside = (
        oval(152, 240, 88, 22, paint.light)
        + oval(152, 243, 79, 16, paint.deep)
        + oval(152, 249, 68, 10, "#a9793f")
    )
    steam = stroke("M140 202C124 182 156 168 142 142M170 200C156 180 186 164 172 138", WHITE, 5, opacity=0.45)
    back = paint.solid(small, mix(paint.base, CLAY, 0.55)) + rim
    return (
        paint.shadow(200, 406, 165, 14)
        + back
        + _glazed(paint, body, bare)
        + inside
        + _specks(paint, 84, 272, 130, 70)
        + steam
    )


def _pot(paint: Paint) -> str:
    body = (
        "M96 306C96 250 138 226 200 226C262 226 304 250 304 306C304 366 262 406 200 406"
        "C138 406 96 366 96 306Z"
    )
    bare = "M112 360Q200 384 288 360C268 392 238 406 200 406C162 406 132 392 112 360Z"
    lid = paint.solid("M142 236Q200 206 258 236Q200 250 142 236Z", paint.light) + paint.solid(
        "M188 214C182 200 190 190 200 190C210 190 218 200 212 214Q200 220 188 214Z", WOOD
    )
    shine = area("M120 286C126 262 144 248 164 244C142 258 132 276 130 300Z", WHITE, 0.35)
    return (
        _glazed(paint, body, bare)
        + lid
        + paint.folds("M140 238Q200 254 260 238", width=1.6, opacity=0.5)
        + shine
        + _specks(paint, 126, 256, 150, 100)
    )


def teapot(paint: Paint) -> str:
    """Return a teapot with a handle over its lid."""
    handle = stroke("M128 246C122 120 278 120 272 246", mix(WOOD, INK, 0.18), 12) + stroke(
        "M127 236C126 128 268 124 271 232", mix(WOOD, WHITE, 0.2), 4
    )
    spout = paint.solid(
        "M284 274C316 272 326 240 340 222Q352 218 356 226C352 262 336 316 292 330Z", paint.base
    ) + oval(348, 222, 9, 5, paint.deep)
    return paint.shadow(206, 406, 130, 15) + spout + handle + _pot(paint)


def kyusu(paint: Paint) -> str:
    """Return a teapot with a handle at its side."""
    handle = paint.solid("M116 282L44 216Q24 214 20 236L98 326Z", paint.base) + oval(
        31, 226, 8, 13, paint.deep
    )
    spout = paint.solid(
        "M286 282C306 276 314 262 322 250Q336 246 340 256C336 286 320 316 284 328Z", paint.base
    )
    return paint.shadow(204, 406, 130, 15) + handle + spout + _pot(paint)


def flask(paint: Paint) -> str:
    """Return a cup with a lid, for the road."""
    body = "M140 190H260L252 394Q250 408 236 409H164Q150 408 148 394Z"
    lid = paint.solid(
        "M134 158Q134 146 148 146H252Q266 146 266 158V190H134Z", mix(paint.base, INK, 0.45)
    ) + box(182, 132, 44, 16, mix(paint.base, INK, 0.55), round_by=6)
    sleeve = paint.solid("M143 262H257L254.5 336H145.5Z", WOOD)
    mark = leaf(200, 318, 0.75, 0, mix(WOOD, INK, 0.35))
    return (
        paint.shadow(204, 409, 84, 13)
        + paint.solid(body, paint.base)
        + lid
        + sleeve
        + mark
        + area("M160 198h8l4 60h-8Z", WHITE, 0.4)
    )


def planter(paint: Paint) -> str:
    """Return a pot with a plant in it."""
    body = "M110 276H290L272 396Q270 408 256 409H144Q130 408 128 396Z"
    bare = "M122 352Q200 366 278 352L272 396Q270 408 256 409H144Q130 408 128 396Z"
    rim = paint.solid("M100 254H300V284H100Z", paint.light)
    pot = oval(200, 256, 98, 9, _EARTH) + _glazed(paint, body, bare) + rim
    return paint.shadow(204, 410, 110, 14) + bush() + pot + _specks(paint, 130, 290, 140, 60)


def hanging_planter(paint: Paint) -> str:
    """Return a pot that hangs from cords, with a plant that trails."""
    body = "M110 222H290C292 290 262 330 200 332C138 330 108 290 110 222Z"
    bare = "M124 286Q200 304 276 286C262 318 236 331 200 332C164 331 138 318 124 286Z"
    rim = box(104, 212, 192, 16, paint.light, round_by=7)
    pot = oval(200, 224, 88, 10, _EARTH) + _glazed(paint, body, bare) + rim
    cords = stroke("M200 30L122 226M200 30L278 226M200 30V210", "#a89878", 3.4) + oval(200, 30, 7, 7, WOOD)
    return trails() + pot + cords + _specks(paint, 130, 236, 140, 50)
