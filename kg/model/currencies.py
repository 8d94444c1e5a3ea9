"""The currencies in which money is counted: ISO 4217, and what the euro has replaced.

A unit in capitals may be none of them: containers are counted in TEU.
"""

import re

CODES = frozenset(
    re.findall(
        "[A-Z]{3}",
        """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN
    BWP BYN BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB
    EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK
    JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK
    PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
    SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV
    WST XAF XCD XOF XPF YER ZAR ZMW ZWG DEM FRF HRK ITL ESP NLG ATS BEF FIM GRD IEP PTE
    """,
    )
)


def is_currency(unit: str) -> bool:
    """Tell whether a unit is the code of a currency.

    >>> is_currency("EUR"), is_currency("TEU"), is_currency("person")
    (True, False, False)
    """
    return unit in CODES
