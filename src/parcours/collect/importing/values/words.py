"""Words that files use for one of few things: states of an order, kinds of document, yes and no."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from parcours.collect.importing.batch import decoded
from parcours.collect.importing.fields import plain

PLACED, CANCELLED, REFUNDED, UNPAID, DRAFT = "placed", "cancelled", "refunded", "unpaid", "draft"
RETURN, ADJUSTMENT, TEST = "return", "adjustment", "test"

# What stands where an identifier should, and never identifies anybody.
_NOBODY = """null, none, nil, nan, na n, n a, na, undefined, true, false, anonymous, anonyme, guest, invite,
visiteur, visitor, not set, unknown, inconnu, object object, id, email, distinct id, distinctid, user id,
userid, not authenticated, אורח, אנונימי, לא ידוע, test test com, test test fr, a a com, no no com,
none none com, no email com, noemail noemail com, email email com, client comptoir, vente comptoir, walk in,
walk in customer"""
_NOBODYS = frozenset(("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "ne-pas-repondre"))
"""Mailboxes that nobody reads, wherever they are."""
_YES = "1, true, yes, y, t, oui, vrai, o, כן, test"
_STATES = {
    CANCELLED: """cancelled, canceled, cancel, voided, void, annule, annulee, commande annulee,
        wc cancelled, בוטל, בוטלה""",
    REFUNDED: "refunded, refund, rembourse, remboursee, wc refunded, returned, הוחזר, זוכה",
    UNPAID: """failed, payment failed, payment error, erreur de paiement, pending payment,
        pending, wc pending, wc failed, declined, echouee, echec, attente paiement,
        en attente de paiement, נכשל, ממתין לתשלום""",
    DRAFT: """draft, checkout draft, wc checkout draft, trash, auto draft, abandoned, brouillon, corbeille,
        טיוטה""",
    TEST: "test, testing, essai, בדיקה",
}
_KINDS = {
    RETURN: """return, refund, credit, credit note, creditnote, retour, avoir, remboursement,
        shop order refund, החזרה, זיכוי""",
    ADJUSTMENT: "adjustment, adjust, correction, bad debt, write off, ajustement, regularisation, התאמה",
    TEST: "test, essai, בדיקה",
}


def _words(text: str) -> frozenset[str]:
    return frozenset(plain(word) for word in text.split(","))


_NULLISH, _YESES = _words(_NOBODY), _words(_YES)
_STATE_OF = {plain(word): state for state, words in _STATES.items() for word in _words(words)}
_KIND_OF = {plain(word): kind for kind, words in _KINDS.items() for word in _words(words)}


def state_of(word: str) -> str:
    """Return what a state of an order means; a word that is not known is a placed order."""
    return _STATE_OF.get(plain(word), PLACED)


def kind_of(word: str) -> str:
    """Return what kind of document a word means."""
    return _KIND_OF.get(plain(word), PLACED)


def is_yes(word: str) -> bool:
    """Return whether a word says yes."""
    return plain(word) in _YESES


def identifies(word: str) -> bool:
    """Return whether a text may identify somebody: `null`, `guest`, `0`, `test@test.com` never do."""
    if "@" in word and word.partition("@")[0].lower() in _NOBODYS:
        return False
    return plain(word) not in _NULLISH and bool(word.strip("0 -")) and word != "-1"


def coded(column: pa.Array) -> pa.DictionaryArray:
    """Return a column as text without spaces around, each different one once; blank is null."""
    if not pa.types.is_dictionary(column.type):
        return text_of(column).dictionary_encode()
    texts = text_of(column.dictionary)
    return column if texts.equals(column.dictionary) else texts.take(column.indices).dictionary_encode()


def each(column: pa.Array, function: Callable[[str], object]) -> pa.Array:
    """Return a function of every text, computed once for each different one; null stays null."""
    texts = column.dictionary_encode()
    results = pa.array([function(text) for text in texts.dictionary.to_pylist()])
    return results.take(texts.indices) if len(results) else pa.nulls(len(column))


def text_of(column: pa.Array) -> pa.Array:
    """Return a column as text, without spaces around and the NUL that no database takes; blank is null."""
    column = decoded(column)
    if pa.types.is_null(column.type):
        return column.cast(pa.string())
    if pa.types.is_floating(column.type):
        column = _whole_numbers(column)
    text = column if pa.types.is_string(column.type) else column.cast(pa.string())
    trimmed = pc.utf8_trim_whitespace(_without_nul(text))
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _without_nul(text: pa.Array) -> pa.Array:
    data = text.buffers()[2]
    if data is None or np.frombuffer(data, np.uint8).all():
        return text
    return pc.replace_substring(text, "\0", "")


def _whole_numbers(column: pa.Array) -> pa.Array:
    # Ids read as floats, because some are missing, must not become '17850.0'.
    finite = pc.fill_null(pc.is_finite(column), fill_value=False)
    known = column.filter(finite)
    if pc.all(pc.equal(pc.floor(known), known)).as_py() in (True, None):
        return pc.if_else(finite, column, None).cast(pa.int64())
    return column
