"""A document of every kind in which nothing is left out."""

from __future__ import annotations

from typing import Any

from fgte.journal import Kind

STEP = {"day": "2026-09-01", "group": "steering", "text": "Vad som sades."}
TRACE = {
    "id": "spar",
    "indicator": "meritvarde",
    "series": "meritvarde",
    "variant": "kommunal",
    "sex": "K",
    "direction": "higher",
    "first_year": 2028,
    "last_year": 2031,
    "because": "Därför.\nOch därför.",
}
CRITERION = {"met": True, "how": "Så här."}
LINKS = ["u-0123abcd", "p-0123abcd"]

FULL: dict[Kind, dict[str, Any]] = {
    Kind.INQUIRY: {
        "title": "Läsning",
        "analysis_object": "Elevsvar",
        "observation": "Vi såg.\n\nSedan igen.",
        "question": "Vad händer?",
        "hypothesis": "Om så, då.",
        "whys": ["Ett", "Två", "Tre", "Fyra", "Fem"],
        "current_state": "Nu",
        "desired_state": "Sedan",
        "activities": [
            {
                "id": "lasa",
                "what": "Läsa",
                "start": "2026-08-17",
                "end": "2027-06-01",
                "dose": "20 minuter",
                "who": "lärare",
                "arena": "whole_chain",
                "illeris": ["content", "interaction"],
            }
        ],
        "expected": [TRACE],
        "traces": [
            {"what": "Sett", "day": "2027-05-01", "expected": "spar", "evidence": "I mappen"}
        ],
        "analysis": "Så förstår vi det.",
        "lesson": "Lärdom",
        "spreading": "Rektorsgruppen",
        "who_can_act": "rektor",
        "next_follow_up": "2027-09-01",
        "links": LINKS,
    },
    Kind.EXCHANGE: {
        "title": "Utbyte",
        "municipalities": ["1381", "1383"],
        "year": 2027,
        "development_area": "Läsning",
        "indicators": ["meritvarde", "examen_3ar"],
        "participants": [{"role": "rektor", "municipality": "1381", "number": 4}],
        "soft_values": [
            {"id": "trygghet", "name": "Trygghet", "instrument": "Enkät", "expected": TRACE}
        ],
        "preparation": "Vi läste.",
        "joint_training": "En halvdag.",
        "visits": [
            {
                "day": "2026-11-12",
                "host": "1381",
                "guests": ["1383"],
                "observations": [{"what": "Vi såg", "role": "rektor", "question": "Hur?"}],
            }
        ],
        "analysis": "Analys",
        "efforts": [{"what": "Studiedag", "who": "processgruppen", "start": "2027-08-12"}],
        "lesson": "Lärdom",
        "next_follow_up": "2027-06-10",
        "links": LINKS,
    },
    Kind.SUCCESS_FACTOR: {
        "claim": "Påstående",
        "explanation": "Förklaring",
        "where_it_held": "Här",
        "where_it_did_not": "Där",
        "support": [{"what": "Utbytet", "entry": "u-0123abcd", "source": "Rapport"}],
        "criteria": dict.fromkeys(
            ("collegiality", "documentation", "system", "transparency"), CRITERION
        ),
        "standing": "evidence",
        "links": LINKS,
    },
    Kind.ASSIGNMENT: {
        "title": "Uppdrag",
        "given": STEP,
        "prepared": STEP,
        "decided": STEP,
        "links": LINKS,
    },
    Kind.PROPOSAL: {
        "title": "Förslag",
        "day": "2026-09-01",
        "problematisation": "Ifrågasätts",
        "proposal": "Föreslås",
        "research": "Källa",
        "answer": STEP,
        "decision": STEP,
        "links": LINKS,
    },
    Kind.COMMUNICATION: {
        "audience": "Nämnden",
        "message": "Budskap",
        "channel": "Möte",
        "day": "2026-09-01",
        "sent": "2026-09-02",
        "indicators": ["meritvarde"],
        "links": LINKS,
    },
    Kind.CALENDAR: {
        "title": "Analysdag",
        "day": "2026-10-14",
        "group": "municipality",
        "about": "Vi läser.",
        "links": LINKS,
    },
    Kind.REBASING: {
        "indicator": "meritvarde",
        "series": "meritvarde",
        "variant": "kommunal",
        "sex": "T",
        "from_year": 2020,
        "reason": "Ny organisation",
        "decided": "2026-01-15",
        "decided_by": "processgruppen",
        "links": LINKS,
    },
    Kind.LEARNING_NETWORK: {
        "title": "Nätverk",
        "analysis_object": "Elevlösningar",
        "purpose": "Lära av varandra.",
        "prepared_answers": [
            {"question": "behov", "answer": "Ja", "responsible": "rektor", "evidence": "Beslut"}
        ],
        "members": [
            {"role": "rektor", "municipality": "1384", "number": 2, "assignment": "Pröva hemma"}
        ],
        "meetings": [{"day": "2026-10-01", "what": "Start", "present": 6, "lesson": "Börja smått"}],
        "carried_home": [
            {
                "what": "Mall",
                "municipality": "1384",
                "day": "2026-10-08",
                "to_whom": "lärare",
                "by_whom": "rektor",
                "came_of_it": "Används",
                "follow_up": "2027-01-15",
            }
        ],
        "segregation": "results_by_background",
        "anonymous": True,
        "analysis": "Analys",
        "lesson": "Lärdom",
        "next_follow_up": "2027-06-10",
        "links": LINKS,
    },
    Kind.COMPETENCE_JOURNEY: {
        "title": "Resa",
        "purposes": ["En gemensam bild"],
        "goals": [{"id": "trygg", "text": "Tryggare"}],
        "begins": "2027-01-20",
        "ends": "2027-01-23",
        "participants": [{"role": "rektor", "municipality": "1381", "number": 4}],
        "evaluations": [
            {
                "goal": "trygg",
                "answered": 9,
                "gist": "Flera vågar.",
                "voices": [{"quote": "Jag vågar.", "consent": "2027-02-03", "role": "rektor"}],
            }
        ],
        "lessons_day": "2027-03-04",
        "lessons_who": "alla rektorer",
        "lesson": "Lärdom",
        "next_follow_up": "2027-11-20",
        "followed_up": "Det höll i sig.",
        "links": LINKS,
    },
    Kind.RESEARCH_QUESTION: {
        "title": "Fråga",
        "question": "Vad händer?",
        "formed": {
            "day": "2026-05-27",
            "groups": ["process", "academia"],
            "who": "lärare och forskare",
        },
        "observation": "Vi såg",
        "matters": "Tre kommuner väntar på svaret.",
        "indicators": ["meritvarde"],
        "soft_values": ["Trygghet på raster"],
        "studies": ["lasning", "lasning-2"],
        "known": {
            "day": "2027-10-05",
            "group": "process",
            "answer": "Det syns inte.",
            "studies": ["lasning"],
            "source": "Rapport",
        },
        "next_follow_up": "2027-11-20",
        "links": LINKS,
    },
}
