"""Small files like Skolverket's own, for tests: each part can be given another way."""

import json

SCHOOL = ("Skola", "Skol-enhetskod", "Skolkommun", "Kommun-kod", "Typ av huvudman", "Huvudman")
MUNICIPALITY = ("Kommun", "Kommun-kod", "Län", "Läns-kod", "Typ av huvudman")
AK9 = (
    "Antal elever",
    "Andel (%) elever som uppfyllt betygskriterierna i alla ämnen",
    "Andel (%) elever behöriga till yrkesprog.",
    "Genomsnittligt meritvärde (17 ämnen)",
)
SLUTBETYG = "Grundskola - Slutbetyg årskurs 9, samtliga elever"
NYINVANDRADE = (
    "Grundskola - Slutbetyg årskurs 9, uppdelat per nyinvandrade och exklusive nyinvandrade"
)
BEHORIGHET = "Grundskola - Behörighet till gymnasieskolan, fr.o.m. 2011"
BETYG_6 = "Grundskola - Betyg årskurs 6, andel som uppnått kunskapskraven (A-E), samtliga elever"
BETYG_6_SEX = "Grundskola - Betyg årskurs 6, andel som uppnått kunskapskraven (A-E), per kön"
NATIONAL_TESTS = "Grundskola - Resultat nationella prov årskurs 3"
AVGANG = "Gymnasieskola - Avgångselever, nationella program (fr.o.m. 2013/14)"
GENOMSTROMNING = "Gymnasieskola - Genomströmning inom 3, 4 och 5 år, GY11"
ENDING = ("", "Rapportbeskrivning och definitioner etc.", "", "Antal elever;Alla som går ut.")


def school(*values, unit="12345678", code="1384", organiser="Kommunal", name="Ekskolan"):
    return (name, unit, "Kungsbacka", code, organiser, "Kungsbacka kommun", *values)


def municipality(*values, code="1384", organiser="Kommunal"):
    return ("Kungsbacka", code, "Hallands län", "13", organiser, *values)


def lines(
    *rows,
    heads=(SCHOOL + AK9,),
    title=SLUTBETYG,
    period="Valt läsår: 2024/25",
    separator=";",
    ending=ENDING,
):
    above = ("Statistik från Skolverket, https://www.skolverket.se", "", title, period, "")
    return [*above, *(separator.join(map(str, row)) for row in (*heads, *rows)), *ending]


def csv_file(folder, *rows, encoding="utf-8-sig", name="export.csv", **parts):
    path = folder / name
    path.write_bytes("\r\n".join([*lines(*rows, **parts), ""]).encode(encoding))
    return path


def answer(folder, unit="60904587", wrapped=True, **fields):
    body = {"schoolUnit": unit, "docLinks": None, "_links": {"self": {}}, **fields}
    whole = {"generatedAt": "x", "url": "y", "json": {"status": "OK", "body": body}}
    path = folder / "svar"
    path.write_text(json.dumps(whole if wrapped else body), encoding="utf-8")
    return path


def value(value, value_type="EXISTS", period="2024/25"):
    return {"value": value, "valueType": value_type, "timePeriod": period}
