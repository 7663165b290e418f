"""Bags and pouches."""

from __future__ import annotations

from parcours.demo.world.pictures.paint import BRASS, INK, WHITE, Paint, area, box, leaf, mix, oval, stroke

_LEATHER = "#8a5a3c"


def bag(paint: Paint) -> str:
    """Return a tote on a hook."""
    back = stroke("M158 208C156 128 180 96 200 96C220 96 244 128 242 208", paint.deep, 11)
    front = stroke("M146 214C142 120 176 84 200 84C224 84 258 120 254 214", paint.shade, 12)
    body = "M104 204Q200 214 296 204L312 408Q200 424 88 408Z"
    hem = paint.folds("M103 222Q200 232 297 222", width=1.5, opacity=0.5)
    creases = paint.folds(
        "M136 232C130 300 126 360 132 410M264 232C272 300 276 350 268 410M176 330Q200 344 232 326",
        width=3,
        opacity=0.22,
    )
    hook = stroke("M200 62V80Q200 90 208 88", BRASS, 5) + oval(200, 58, 10, 10, BRASS)
    return paint.cast(body) + back + paint.cloth(body) + hem + creases + front + hook


def weekend_bag(paint: Paint) -> str:
    """Return a bag for two nights."""
    body = "M66 262Q70 236 100 234H300Q330 236 334 262L346 384Q346 408 322 410H78Q54 408 54 384Z"
    handle = stroke("M140 262C140 178 160 160 200 160C240 160 260 178 260 262", _LEATHER, 10)
    straps = paint.mirrored("a", box(133, 236, 16, 174, _LEATHER, round_by=3))
    zipper = stroke("M84 246H316", BRASS, 3.4) + box(300, 240, 22, 12, _LEATHER, round_by=4)
    base = area("M56 374L54 384Q54 408 78 410H322Q346 408 346 384L344.5 374Z", _LEATHER)
    creases = paint.folds(
        "M92 270C84 310 82 340 88 370M310 270C320 310 318 340 312 370M190 290Q206 320 196 368", opacity=0.24
    )
    return paint.shadow(200, 411, 170, 16) + handle + paint.cloth(body) + creases + base + straps + zipper


def pouch(paint: Paint) -> str:
    """Return a pouch with a zip."""
    body = "M70 262Q200 250 330 262C342 300 344 350 334 400Q200 416 66 400C56 350 58 300 70 262Z"
    zipper = stroke("M72 272Q200 260 328 272", BRASS, 6) + stroke(
        "M72 272Q200 260 328 272", INK, 1.2, opacity=0.4
    )
    pull = stroke("M318 272L336 300", _LEATHER, 7) + leaf(336, 326, 0.55, 168, _LEATHER)
    creases = paint.folds(
        "M110 290C96 320 96 360 108 392M250 286C272 320 270 360 256 398", width=3, opacity=0.24
    )
    return paint.shadow(200, 406, 155, 15) + paint.cloth(body) + creases + zipper + pull


def bread_bag(paint: Paint) -> str:
    """Return a bag with a drawstring and a loaf in it."""
    crust = "#b5763f"
    loaf = paint.solid("M150 214C140 150 170 108 204 106C240 108 262 150 252 214Z", crust)
    cuts = stroke("M178 150Q196 136 222 142M172 178Q198 162 234 168", mix(crust, WHITE, 0.5), 6)
    body = "M134 222Q200 206 266 222L270 236C300 290 306 350 296 402Q200 420 104 402C94 350 100 290 130 236Z"
    mouth = "M128 196Q200 220 272 196L264 236Q200 222 136 236Z"
    string = stroke(
        "M134 230Q200 216 266 230M264 230C286 250 290 270 284 292", mix(paint.base, INK, 0.5), 3.4
    )
    creases = paint.folds(
        "M150 236C130 290 126 350 134 404M196 230C190 280 196 340 190 410M246 236C270 290 274 350 262 406",
        width=3,
        opacity=0.24,
    )
    return (
        paint.shadow(200, 408, 120, 15)
        + loaf
        + cuts
        + paint.cloth(body)
        + creases
        + paint.cloth(mouth)
        + string
    )
