"""Currencies and the digits of their minor units, by ISO 4217.

Source: list one of the standard as SIX maintains it, as it stood on 2026-01-01 (the Bulgarian lev
had gone, the Caribbean guilder had come), and of the list of historic codes those withdrawn since
1999, because old order files hold them. Funds, metals and test codes, which have no minor unit,
are not currencies of a shop.
"""

from __future__ import annotations

from difflib import get_close_matches

from parcours.errors import InputError

_BY_DIGITS = {
    0: """BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
          ADP BEF BYR ESP ITL LUF PTE TPE TRL""",
    2: """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
          CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
          GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD
          LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB
          PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP
          SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
          ANG ATS AZM BGN CSD CUC CYP DEM EEK FIM FRF GHC GRD HRK IEP LTL LVL MRO MTL MZM NLG ROL SDD
          SIT SKK SLL SRG STD TMM VEB VEF ZMK ZWD ZWL""",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
DIGITS: dict[str, int] = {code: digits for digits, codes in _BY_DIGITS.items() for code in codes.split()}

_SYMBOLS = {"EUR": "€", "ILS": "₪", "USD": "$", "GBP": "£", "JPY": "¥"}


def digits(currency: str) -> int:
    """Return how many digits a currency's minor unit has.

    Raises
    ------
    InputError
        It is not an ISO 4217 code of a currency.

    Examples
    --------
    >>> digits("EUR"), digits("JPY"), digits("TND")
    (2, 0, 3)
    """
    try:
        return DIGITS[currency]
    except KeyError:
        raise unknown_currency(currency) from None


def symbol(currency: str) -> str:
    """Return the sign that a price tag shows: the code where no sign is unmistakable."""
    return _SYMBOLS.get(currency, currency)


def unknown_currency(currency: str) -> InputError:
    """Return the error for what is not a currency's code."""
    close = get_close_matches(currency.upper(), DIGITS, n=1, cutoff=0.99) or get_close_matches(
        currency, DIGITS, n=3
    )
    return InputError(
        f"{currency!r} is not a currency.",
        expected="Expected an ISO 4217 code such as 'EUR', 'ILS' or 'USD'.",
        advice=f"Did you mean {', '.join(close)}?" if close else "",
    )
