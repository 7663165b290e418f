"""What is worn, drawn hanging."""

from __future__ import annotations

from parcours.demo.world.pictures.paint import (
    BRASS,
    INK,
    WHITE,
    WOOD,
    WOOD_DARK,
    Paint,
    area,
    box,
    mix,
    oval,
    stroke,
)

_SLEEVE = "M150 116C124 122 108 130 100 146C82 206 68 288 60 356Q76 368 96 364C108 312 120 262 134 216Z"
_SHORT_SLEEVE = "M150 116C122 122 104 132 94 150L62 226Q84 244 112 248L136 206Z"
_BODY = (
    "M160 110C146 116 136 120 128 128C134 190 130 320 122 410Q160 422 200 416"
    "Q240 422 278 410C270 320 266 190 272 128C264 120 254 116 240 110L200 134Z"
)
_DRESS = (
    "M158 104C146 110 138 114 130 122C140 160 142 190 140 214C130 300 108 380 92 448"
    "Q140 466 200 460Q260 466 308 448C292 380 270 300 260 214C258 190 260 160 270 122"
    "C262 114 254 110 242 104Q200 136 158 104Z"
)
_STRAPS = (
    "M164 100L152 102C156 140 152 160 140 182C142 200 142 208 140 220"
    "C128 300 108 384 90 452Q140 470 200 464Q260 470 310 452C292 384 272 300 260 220"
    "C258 208 258 200 260 182C248 160 244 140 248 102L236 100C236 140 224 156 200 156"
    "C176 156 164 140 164 100Z"
)


def _hanger() -> str:
    return stroke("M200 96V84Q200 76 207 73Q216 68 211 58Q205 50 196 56", BRASS, 4) + stroke(
        "M136 132Q200 90 264 132", WOOD, 9
    )


def _buttons(top: int, bottom: int, step: int) -> str:
    return "".join(
        f'<circle cx="200" cy="{y}" r="3.2" fill="#e8dcc6" stroke="{INK}" stroke-opacity=".35"/>'
        for y in range(top, bottom, step)
    )


def _placket(paint: Paint, bottom: int) -> str:
    return paint.folds(f"M193 136V{bottom}M207 136V{bottom}", width=1.2, opacity=0.45) + _buttons(
        158, bottom - 20, 44
    )


def _pocket(paint: Paint, x: int, y: int) -> str:
    return paint.folds(f"M{x} {y}h38v34l-19 9-19-9ZM{x} {y + 8}h38", width=1.4, opacity=0.5)


def _collar(paint: Paint) -> str:
    inside = area("M168 104Q200 88 232 104L200 136Z", paint.deep)
    wing = f'<path d="M168 98Q158 108 158 118L180 150 200 132Q178 116 168 98Z" fill="{paint.fill}"/>'
    edge = paint.folds("M168 98Q158 108 158 118L180 150 200 132", width=1.4, opacity=0.5)
    return inside + paint.mirrored("c", wing + edge)


def _band(paint: Paint) -> str:
    inside = area("M166 106Q200 94 234 106L200 136Z", paint.deep)
    return inside + paint.mirrored("n", stroke("M165 106Q176 126 200 136", paint.light, 8))


def _shirt(paint: Paint, sleeve: str, neck: str, more: str) -> str:
    arms = paint.mirrored("h", paint.cloth(sleeve) + area("M150 116L134 216Q126 180 128 128Z", INK, 0.16))
    cuff = (
        paint.mirrored("i", paint.folds("M63 338Q80 348 100 344", width=1.4, opacity=0.5))
        if sleeve is _SLEEVE
        else ""
    )
    creases = area("M150 240C160 300 156 360 160 416L176 418C168 360 172 300 150 240Z", paint.deep, 0.14)
    right = area("M246 220C234 290 240 350 234 419L254 417C250 350 256 290 246 220Z", paint.deep, 0.16)
    return paint.cast(_BODY) + _hanger() + arms + cuff + paint.cloth(_BODY) + creases + right + neck + more


def shirt(paint: Paint) -> str:
    """Return a shirt with a collar."""
    return _shirt(paint, _SLEEVE, _collar(paint), _placket(paint, 414) + _pocket(paint, 222, 186))


def collarless(paint: Paint) -> str:
    """Return a shirt with a band at the neck and a short placket."""
    return _shirt(paint, _SLEEVE, _band(paint), _placket(paint, 260))


def overshirt(paint: Paint) -> str:
    """Return a shirt with four pockets."""
    pockets = paint.mirrored("a", _pocket(paint, 146, 184) + _pocket(paint, 142, 312))
    return _shirt(paint, _SLEEVE, _collar(paint), _placket(paint, 414) + pockets)


def nightshirt(paint: Paint) -> str:
    """Return a pyjama shirt, piped."""
    piping = stroke("M200 136V414M160 118 181 150 200 133 219 150 240 118", WHITE, 3, opacity=0.85)
    pocket = stroke("M224 190h36v42h-36Z", WHITE, 2.4, opacity=0.85)
    return _shirt(paint, _SLEEVE, _collar(paint), piping + pocket + _buttons(172, 400, 52))


def short_shirt(paint: Paint) -> str:
    """Return a shirt with short sleeves."""
    return _shirt(paint, _SHORT_SLEEVE, _collar(paint), _placket(paint, 414) + _pocket(paint, 222, 190))


def top(paint: Paint) -> str:
    """Return a top without sleeves."""
    outline = (
        "M160 106L150 110C150 150 140 176 126 190C132 260 126 320 120 376Q160 388 200 384"
        "Q240 388 280 376C274 320 268 260 274 190C260 176 250 150 250 110L240 106"
        "C234 140 222 154 200 154C178 154 166 140 160 106Z"
    )
    creases = paint.folds("M152 240C160 290 154 340 156 380M244 230C236 290 242 330 240 382")
    hem = paint.folds("M122 366Q160 378 200 374Q240 378 278 366", width=1.3, opacity=0.5)
    back = area("M164 112Q200 132 236 112C230 142 220 152 200 152C180 152 170 142 164 112Z", paint.deep)
    return paint.cast(outline) + _hanger() + back + paint.cloth(outline) + creases + hem


def _dress(paint: Paint, outline: str, more: str, sleeves: str = "") -> str:
    pleats = (
        area("M166 250C160 330 150 400 146 459L168 462C168 400 174 330 166 250Z", paint.deep, 0.15)
        + area("M232 250C236 330 248 400 252 461L272 458C262 400 244 330 232 250Z", paint.deep, 0.18)
        + area("M200 270C196 340 196 400 198 460L208 460C208 400 206 340 200 270Z", WHITE, 0.12)
    )
    return paint.cast(outline) + _hanger() + sleeves + paint.cloth(outline) + pleats + more


def dress(paint: Paint) -> str:
    """Return a dress with short sleeves and two pockets."""
    sleeve = "M150 108C126 114 110 122 100 138L84 200Q104 212 128 210L142 178Z"
    sleeves = paint.mirrored("a", paint.cloth(sleeve))
    back = area("M160 104Q200 92 240 104Q200 136 160 104Z", paint.deep)
    neck = paint.folds("M158 104Q200 136 242 104", width=2, opacity=0.5)
    pockets = paint.mirrored("b", paint.folds("M136 284Q146 292 148 320", width=1.8, opacity=0.5))
    return _dress(paint, _DRESS, back + neck + pockets, sleeves)


def sleeveless_dress(paint: Paint) -> str:
    """Return a dress on straps."""
    back = area("M165 112Q200 138 235 112C234 142 224 154 200 154C176 154 166 142 165 112Z", paint.deep)
    return _dress(paint, _STRAPS, back)


def wrap_dress(paint: Paint) -> str:
    """Return a dress that is tied at the side."""
    sleeve = "M150 108C124 114 108 124 98 142L72 262Q92 274 114 270L140 196Z"
    neck = area("M166 102Q200 92 234 102L204 190Z", paint.deep)
    wrap = paint.folds("M164 102L226 222M236 102L198 184", width=2.2, opacity=0.55)
    belt = stroke("M141 220Q200 236 259 220", paint.shade, 9) + stroke(
        "M228 228Q240 256 232 300M228 228Q252 250 256 284", paint.shade, 5
    )
    return _dress(paint, _DRESS, neck + wrap + belt, paint.mirrored("a", paint.cloth(sleeve)))


def shirt_dress(paint: Paint) -> str:
    """Return a long shirt."""
    sleeves = paint.mirrored("a", paint.cloth(_SLEEVE))
    belt = stroke("M140 232Q200 246 260 232", paint.shade, 7)
    return _dress(paint, _DRESS, _collar(paint) + _placket(paint, 460) + belt, sleeves)


def pinafore(paint: Paint) -> str:
    """Return a dress that began as an apron."""
    outline = (
        "M158 150H242L256 226C272 300 292 380 304 450Q250 464 200 460Q150 464 96 450C108 380 128 300 144 226Z"
    )
    straps = stroke("M164 152L172 98M236 152L228 98", paint.shade, 11)
    pocket = paint.folds("M164 284h72v52q-36 12-72 0Z", width=1.8, opacity=0.55)
    seam = paint.folds("M144 228H256M160 160H240", width=1.5, opacity=0.5)
    drawn = paint.cast(outline) + _hanger() + straps + paint.cloth(outline)
    pleats = paint.folds("M150 350C144 390 138 420 136 456M250 350C256 390 262 420 264 456")
    return drawn + seam + pocket + pleats


def apron(paint: Paint) -> str:
    """Return an apron on a peg."""
    outline = "M160 160H240Q244 214 296 240V418Q250 430 200 428Q150 430 104 418V240Q156 214 160 160Z"
    loop = stroke("M164 162C168 96 190 78 200 76C210 78 232 96 236 162", paint.shade, 8)
    ties = paint.mirrored("a", stroke("M106 246C84 270 88 320 78 352", paint.shade, 6))
    pocket = paint.folds("M150 290h100v70q-50 10-100 0ZM200 290v74", width=1.8, opacity=0.55)
    peg = oval(200, 76, 9, 9, WOOD) + oval(198, 74, 4, 4, mix(WOOD, WHITE, 0.4))
    creases = paint.folds("M128 300C134 350 128 390 130 422M272 300C266 350 272 390 270 422")
    return paint.cast(outline) + loop + ties + paint.cloth(outline) + pocket + creases + peg


def _legs(paint: Paint, outline: str, more: str) -> str:
    clips = stroke("M200 96V84Q200 76 207 73Q216 68 211 58Q205 50 196 56", BRASS, 4) + box(
        134, 94, 132, 8, WOOD, round_by=4
    )
    pegs = paint.mirrored("l", box(152, 92, 12, 24, WOOD_DARK, round_by=3))
    waist = paint.folds("M144 128H256M200 128V196", width=1.6, opacity=0.55)
    pockets = paint.mirrored("m", paint.folds("M150 130Q148 152 138 168", width=1.6, opacity=0.5))
    drawn = paint.cast(outline) + clips + paint.cloth(outline) + waist + pockets + more
    return drawn + pegs


def trousers(paint: Paint) -> str:
    """Return straight trousers."""
    outline = (
        "M146 106H254C268 190 276 320 274 446Q244 454 218 448L202 214H198L182 448"
        "Q156 454 126 446C124 320 132 190 146 106Z"
    )
    crease = paint.mirrored("a", paint.folds("M160 210C152 300 150 380 154 446", opacity=0.28))
    return _legs(paint, outline, crease + _string(paint))


def wide_trousers(paint: Paint) -> str:
    """Return wide trousers."""
    outline = (
        "M148 106H252C272 190 298 320 306 446Q262 458 216 450L202 222H198L184 450"
        "Q138 458 94 446C102 320 128 190 148 106Z"
    )
    crease = paint.mirrored(
        "a",
        area("M150 220C138 300 128 390 124 452L148 454C146 390 148 300 150 220Z", paint.deep, 0.15)
        + paint.folds("M172 230C168 310 166 390 166 452", opacity=0.22),
    )
    return _legs(paint, outline, crease + _string(paint))


def shorts(paint: Paint) -> str:
    """Return shorts."""
    outline = (
        "M142 106H258C276 170 292 250 298 322Q256 334 214 326L202 216H198L186 326"
        "Q144 334 102 322C108 250 124 170 142 106Z"
    )
    hems = paint.mirrored("a", paint.folds("M104 306Q146 318 187 311", width=1.6, opacity=0.5))
    return _legs(paint, outline, hems + _string(paint))


def _string(paint: Paint) -> str:
    return stroke("M196 124C190 150 188 166 190 180M204 124C210 146 212 158 209 172", paint.light, 3)
