"""Linen for the house: bed, table and sofa."""

from __future__ import annotations

from parcours.demo.world.pictures.paint import (
    INK,
    WHITE,
    WOOD,
    WOOD_DARK,
    Paint,
    area,
    box,
    mix,
    oval,
    placed,
    stroke,
)
from parcours.demo.world.pictures.plants import sprig


def bed(paint: Paint) -> str:
    """Return a bed that is made."""
    wood = box(52, 168, 296, 150, WOOD, round_by=16) + area("M52 196h296v14H52z", WOOD_DARK, 0.35)
    legs = paint.mirrored("a", area("M64 388h14l-3 34h-8Z", WOOD_DARK))
    mattress = box(50, 306, 300, 90, "#f6f1e8", round_by=12)
    pillows = paint.mirrored(
        "b",
        paint.cloth(
            "M70 296C62 262 66 238 78 232C112 224 150 226 184 232C194 242 194 276 188 298Q128 312 70 296Z"
        )
        + paint.folds("M84 246C104 254 110 268 104 284M176 242C160 252 156 262 160 280", opacity=0.22),
    )
    cover = "M42 300Q200 284 358 300C364 340 364 372 360 402Q200 416 40 402C36 372 36 340 42 300Z"
    turned = "M42 300Q200 284 358 300L362 332Q200 316 38 332Z"
    creases = paint.folds(
        "M110 330C98 356 96 380 100 406M236 322C256 350 262 380 258 408M306 330C316 356 316 380 312 404"
    )
    return (
        paint.shadow(200, 420, 190, 18)
        + wood
        + legs
        + mattress
        + pillows
        + paint.cloth(cover)
        + area(turned, paint.light, 0.9)
        + paint.folds("M38 332Q200 316 362 332", opacity=0.4)
        + creases
    )


def pillow(paint: Paint) -> str:
    """Return two pillows, one before the other."""
    shape = (
        "M58 262C48 240 60 226 82 230Q200 218 318 230C340 226 352 240 342 262Q332 320 342 382"
        "C350 404 340 416 318 410Q200 424 82 410C60 416 50 404 58 382Q68 320 58 262Z"
    )
    creases = paint.folds(
        (
            "M82 250C112 262 130 280 138 304M318 250C288 262 272 280 266 300M80 394"
            "C110 384 126 368 134 350M320 394C290 384 276 368 270 352"
        ),
        width=3,
        opacity=0.2,
    )
    hem = paint.folds("M296 229C286 290 288 350 296 413", width=1.6, opacity=0.45)
    behind = placed(paint.cloth(shape) + area(shape, INK, 0.12), 18, -92, 0.96, -3)
    return paint.shadow(200, 412, 165, 16) + behind + paint.cloth(shape) + creases + hem


def folded(paint: Paint) -> str:
    """Return a stack of folded cloths, tied together."""
    layers = "".join(_layer(paint, x, y) for x, y in ((90, 372), (95, 333), (87, 294), (93, 255)))
    ribbon = box(190, 253, 16, 158, mix(paint.base, WHITE, 0.62)) + box(
        202, 253, 4, 158, mix(paint.base, INK, 0.16)
    )
    bow = stroke(
        (
            "M198 256C172 226 150 236 160 252C168 262 186 260 198 256C212 226 240 232 234 250"
            "C228 262 210 260 198 256M196 258L174 286M200 258L222 284"
        ),
        mix(paint.base, WHITE, 0.62),
        7,
    )
    return paint.shadow(200, 410, 150, 15) + layers + ribbon + bow


def _layer(paint: Paint, x: int, y: int) -> str:
    """Return one folded cloth: the fold at the left, the edges at the right."""
    end = x + 216
    outline = f"M{x} {y}C{x - 14} {y} {x - 14} {y + 38} {x} {y + 38}H{end}Q{end + 6} {y + 19} {end} {y}Z"
    middle = paint.folds(f"M{x - 2} {y + 19}H{end - 2}", width=1.4, opacity=0.35)
    return paint.cloth(outline) + middle + area(f"M{x} {y + 33}H{end}v5H{x}Z", INK, 0.12)


def tablecloth(paint: Paint) -> str:
    """Return a laid table."""
    legs = paint.mirrored("a", area("M78 380h13l-5 70h-6Z", WOOD_DARK))
    top = "M66 262Q200 236 334 262L346 284Q200 304 54 284Z"
    drape = (
        "M54 284Q200 304 346 284C350 330 352 370 348 408Q330 396 312 410Q292 398 272 414"
        "Q250 400 226 416Q204 402 180 416Q156 400 134 414Q112 398 90 410Q70 396 52 408"
        "C48 370 50 330 54 284Z"
    )
    creases = paint.folds(
        (
            "M90 292C84 330 86 370 90 406M134 298C128 340 130 380 134 410M226 300"
            "C230 340 230 380 226 412M272 298C278 340 276 376 272 410M312 292"
            "C318 330 316 370 312 406"
        ),
        width=3,
        opacity=0.26,
    )
    plate = (
        oval(110, 268, 40, 9, "#f3ede2")
        + oval(110, 266, 27, 5, "#e2d8c8")
        + oval(290, 268, 40, 9, "#f3ede2")
        + oval(290, 266, 27, 5, "#e2d8c8")
    )
    return (
        paint.shadow(200, 448, 165, 14)
        + legs
        + paint.cloth(drape)
        + paint.cloth(top)
        + area(top, WHITE, 0.18)
        + creases
        + plate
        + paint.shadow(204, 270, 34, 5)
        + sprig(200, 270)
    )


def napkins(paint: Paint) -> str:
    """Return napkins in a ring, on a plate."""
    plate = (
        oval(200, 392, 152, 34, "#ece4d6")
        + oval(200, 387, 146, 30, "#f7f2e9")
        + oval(200, 388, 104, 19, "#e9e0d1")
    )
    fan = (
        "M200 372C150 352 92 300 74 226Q96 214 110 230Q122 194 146 204Q160 170 186 186"
        "Q200 164 214 186Q240 170 254 204Q278 194 290 230Q304 214 326 226"
        "C308 300 250 352 200 372Z"
    )
    pleats = paint.folds(
        "M200 368L110 230M200 368L146 206M200 368L186 188M200 368L214 188M200 368L254 206M200 368L290 230",
        width=2,
        opacity=0.4,
    )
    tail = paint.cloth("M186 366C160 384 150 398 158 406C180 410 222 410 242 404C248 394 236 382 214 366Z")
    ring = box(180, 356, 40, 22, WOOD, round_by=8) + box(180, 356, 40, 7, mix(WOOD, WHITE, 0.35), round_by=4)
    return paint.shadow(200, 414, 165, 16) + plate + tail + paint.cloth(fan) + pleats + ring


def cushion(paint: Paint) -> str:
    """Return a cushion that stands on its edge."""
    shape = (
        "M74 182C66 168 78 160 92 168Q200 184 308 168C322 160 334 168 326 182Q312 290 328 398"
        "C334 414 322 420 308 412Q200 400 92 412C78 420 66 414 72 398Q90 290 74 182Z"
    )
    creases = paint.folds(
        (
            "M92 190C112 210 120 222 126 240M308 190C290 208 282 222 278 240M92 394"
            "C112 376 118 364 122 348M308 394C288 376 284 362 280 346"
        ),
        width=3,
        opacity=0.26,
    )
    seam = paint.folds(
        "M86 180Q200 196 314 180Q300 290 316 400Q200 388 84 400Q102 290 86 180Z", width=1.3, opacity=0.3
    )
    return paint.shadow(200, 412, 150, 16) + paint.cloth(shape) + creases + seam


def floor_cushion(paint: Paint) -> str:
    """Return a thick cushion for the floor."""
    side = "M52 336C46 350 46 388 56 404Q200 428 344 404C354 388 354 350 348 336Z"
    upper = "M60 322Q200 284 340 322C356 332 356 346 340 354Q200 384 60 354C44 346 44 332 60 322Z"
    tuft = "".join(oval(x, y, 5, 3, paint.deep) for x, y in ((140, 330), (260, 330), (200, 342)))
    handle = stroke("M322 352Q348 366 336 392", paint.deep, 7, opacity=0.7)
    return (
        paint.shadow(200, 412, 175, 18)
        + paint.cloth(side)
        + area(side, INK, 0.14)
        + paint.cloth(upper)
        + tuft
        + paint.folds(
            "M140 330Q160 322 176 306M260 330Q240 320 226 306M200 342Q190 356 180 364", opacity=0.25
        )
        + handle
    )


def throw(paint: Paint) -> str:
    """Return a throw over a rail."""
    rail = paint.mirrored("a", box(40, 112, 52, 11, WOOD, round_by=5) + oval(46, 117, 9, 9, WOOD_DARK))
    back = "M112 124H300V330H112Z"
    front = "M92 122C92 108 104 108 112 112H288C300 108 306 110 306 122V404Q200 414 92 404Z"
    bands = stroke(
        "M92 352Q200 362 306 352M92 366Q200 376 306 366", mix(paint.base, WHITE, 0.55), 5, opacity=0.8
    )
    fringe = stroke("".join(f"M{x} 405l{(-2, 1, 2)[x % 3]} 30" for x in range(97, 306, 9)), paint.shade, 3.4)
    creases = paint.folds(
        "M140 116C134 210 142 320 136 404M196 114C204 220 194 320 200 408M258 114C252 210 262 320 256 404",
        width=4,
        opacity=0.2,
    )
    return (
        paint.cast(front)
        + area(back, paint.deep)
        + fringe
        + paint.cloth(front)
        + creases
        + bands
        + area("M92 122C92 108 104 108 112 112H288C300 108 306 110 306 122V134H92Z", WHITE, 0.2)
        + rail
    )
