"""The report of a study, piece by piece: what each cell of its notebook shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from fgte.present.labels import listed, variant_label
from fgte.present.markup import Html, fill
from fgte.present.numbers import years as period
from fgte.present.sources import origins_list
from fgte.present.tabular import DataTable
from fgte.present.window import window
from fgte.research.assumption_words import assumption_rows
from fgte.research.estimate_words import estimate_window, sensitivity_window
from fgte.research.gate import FEWEST_AFTER, FEWEST_BEFORE, Answer, Shut
from fgte.research.size_words import size_notes, size_warning
from fgte.research.study_file import Design, Holds
from fgte.research.studying import Claim, StudyResult
from fgte.research.words import share, size, told
from fgte.texts import counted, text


@dataclass(frozen=True)
class StudyPage:
    """What the report of a study is made of."""

    result: StudyResult
    lang: str = "sv"

    def summary(self) -> Html:
        """The most that may be said, of what and why, and whether it was registered beforehand."""
        why = {Claim.CANNOT: self._reasons, Claim.ASSUMPTION_FAILS: self._failing}
        claim = self.result.claim
        lines = [self.claim(), *(why[claim]() if claim in why else ())]
        if claim is Claim.CANNOT:
            lines.append(self._text(f"conclusion.{claim}"))
        lines += [*self.of_size(), *self._unanswered(), self.registration(), self._about()]
        question = self._text("summary.question", question=self.result.study.file.question)
        heading = self._text("summary.heading")
        return fill("summary", label=heading, blocks=[{"heading": question, "lines": lines}])

    def claim(self) -> str:
        """The answer in one sentence."""
        words: dict[str, str] = {}
        if self.result.found is not None:
            unit = self.result.material.indicator.unit
            words = told(self.result.found.estimate, unit, self.lang)
            words["effect"] = size(self.result.study.file.effect, unit, self.lang)
            words["check"] = self._text(f"check.{self.result.study.file.design}")
        return self._text(f"claim.{self.result.claim}", **words)

    def of_size(self) -> list[str]:
        """What must stand with the answer where chance moves those compared with less."""
        return size_warning(self.result, self.lang)

    def registration(self) -> str:
        """Whether the design was frozen before its outcome was known."""
        every = self.result.frozen
        if not every:
            read = [] if self.result.found is None else [self._text("summary.suggestion")]
            return " ".join([self._text("summary.not_registered"), *read])
        frozen = self.result.registered or every[-1]
        said = self._text(
            f"summary.{self.result.registration}",
            day=self._day(frozen.day),
            years=listed([str(year) for year in frozen.outcomes], self.lang),
            year=self.result.study.start,
        )
        many = self._text("summary.frozen_many", n=len(every)) if len(every) > 1 else ""
        return " ".join(filter(None, (said, many)))

    def design(self) -> Html:
        """What was chosen, as a table, and how the design compares."""
        lines = [self._text(f"how.{self.result.study.file.design}")]
        return self._window("chosen", lines, rows=DataTable(*self._choices()))

    def gate(self) -> Html:
        """Whether the design could answer, and if not, why."""
        gate, words = self.result.gate, self._gate_words()
        lines = [self._text(f"gate.{gate.answer}", **words), *self._reasons()]
        series = "_series" if self.result.study.file.design is Design.SERIES else ""
        return self._window("gate", [*lines, self._text(f"gate.counted{series}", **words)])

    def material(self) -> Html:
        """Which figures are used, and what was left out and why."""
        material = self.result.material
        lines = [self._own(unit) for unit in self.result.study.treated]
        notes = []
        if material.odd:
            notes.append(self._text("material.odd", years=self._years(material.odd)))
        if material.cut:
            notes.append(self._text("material.cut", years=self._years(material.cut)))
        if material.pandemic:
            notes.append(self._text("material.pandemic", years=self._years(material.pandemic)))
        if material.ranged:
            notes.append(counted("research.material.ranged", material.ranged, self.lang))
        if self._lacks_some():
            notes.append(self._text("material.pool", n=len(material.donors), all=material.others))
        missing = len(self.result.found.left_out) if self.result.found else 0
        if missing:
            notes.append(counted("research.material.left_out", missing, self.lang))
        notes += size_notes(self.result, self.lang)
        notes += [each.text[self.lang] for each in material.records]
        return self._window("material", lines, notes=notes or [self._text("material.no_breaks")])

    def assumptions(self) -> Html:
        """What the design rests on, and what the researcher says of each."""
        rows = assumption_rows(self.result, self.lang)
        heads = tuple(self._text(f"assumption.{key}") for key in ("what", "answer", "because"))
        return self._window("assumption", [], rows=DataTable(heads, rows))

    def estimate(self) -> Html:
        """The estimate with its chart; or why there is none."""
        if self.result.found is None:
            key = "waiting" if self.result.gate.answer is Answer.WAITING else "none"
            return self._window("estimate", [self._text(f"estimate.{key}")])
        return estimate_window(self.result, self.result.found, self.lang)

    def sensitivity(self) -> Html:
        """The estimate after each choice that could have been made otherwise."""
        if self.result.found is None:
            return self._window("sensitivity", [self._text("none")])
        return sensitivity_window(self.result, self.result.found, self.lang)

    def conclusion(self) -> Html:
        """What may be said, and no more."""
        claim = self.result.claim
        lines = [self.claim(), self._text(f"conclusion.{claim}"), *self.of_size()]
        lines += [*self._unanswered(), self.registration(), self._text("conclusion.never")]
        return fill("list", ordered=False, kind="limits", lines=lines)

    def _gate_words(self) -> dict[str, object]:
        gate = self.result.gate
        return {
            "effect": self._size(gate.effect),
            "detectable": "–" if gate.detectable is None else self._size(gate.detectable),
            "before": gate.before,
            "after": gate.after,
            "donors": gate.donors,
            "smallest": "–" if gate.smallest_p is None else share(gate.smallest_p, self.lang),
        }

    def _reasons(self) -> list[str]:
        """Why the design cannot answer, a sentence a reason."""
        design, words = self.result.study.file.design, self._gate_words()
        needs = {
            Shut.TOO_FEW_BEFORE: FEWEST_BEFORE[design],
            Shut.TOO_FEW_AFTER: FEWEST_AFTER[design],
        }
        reasons = self.result.gate.reasons
        return [self._text(f"gate.{e}", **words, need=needs.get(e, 0)) for e in reasons]

    def _failing(self) -> list[str]:
        """Which assumptions do not hold, and why, in the researcher's words."""
        return [
            self._text("summary.failing", what=self._text(f"assumption.{key}"), why=said.because)
            for key, said in self.result.assumptions.items()
            if said is not None and said.holds is Holds.NO
        ]

    def _about(self) -> str:
        """Where, what and when, and by which design."""
        study = self.result.study
        return self._text(
            "summary.about",
            who=listed([self._place(each) for each in study.treated], self.lang),
            indicator=self.result.material.indicator.label[self.lang],
            start=study.start,
            design=self._text(f"design.{study.file.design}"),
        )

    def _unanswered(self) -> list[str]:
        """How many assumptions the answer rests on without the researcher's yes."""
        said = self.result.assumptions.values()
        unknown = [each for each in said if each is None or each.holds is Holds.UNKNOWN]
        if not unknown or self.result.claim in (Claim.CANNOT, Claim.WAITING):
            return []
        return [counted("research.conclusion.unanswered", len(unknown), self.lang)]

    def sources(self) -> Html:
        """Where the figures come from, and on what terms they may be used."""
        return origins_list(self.result.origins.values(), self.lang)

    def _choices(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        study, material = self.result.study, self.result.material
        file, indicator = study.file, material.indicator
        chosen = {
            "indicator": indicator.label[self.lang],
            "who": listed([self._place(each) for each in study.treated], self.lang),
            "sex": self._text(f"sex.{file.sex}"),
            "variant": variant_label(material.variant, self.lang),
            "start": str(study.start),
            "design": self._text(f"design.{file.design}"),
            "donors": self._donors(),
            "years": period(material.years[0], material.years[-1]) if material.years else "–",
            "effect": self._size(file.effect),
            "digest": study.digest[:12],
        }
        rows = tuple((self._text(f"chosen.{key}"), said) for key, said in chosen.items())
        return (self._text("chosen.what"), self._text("chosen.value")), rows

    def _donors(self) -> str:
        file = self.result.study.file
        if file.design is Design.SERIES:
            return "–"
        if isinstance(file.donors, str):
            return self._text(f"chosen.{file.donors}")
        return self._text("chosen.named", n=len(file.donors))

    def _lacks_some(self) -> bool:
        """Whether a comparison with the country is one with a part of it."""
        file, material = self.result.study.file, self.result.material
        whole = file.donors == "country" and file.design is not Design.SERIES
        return whole and 0 < len(material.donors) < material.others

    def _own(self, unit: str) -> str:
        published = [each for each in self.result.material.own[unit] if each.readable or each.odd]
        used = [each for each in published if each.year in self.result.material.years]
        place = self._place(unit)
        return self._text("material.own", place=place, n=len(published), used=len(used))

    def _window(
        self,
        key: str,
        lines: Sequence[str],
        *,
        rows: DataTable | None = None,
        notes: Sequence[str] = (),
    ) -> Html:
        caption = self._text(f"{key}.caption") if rows else ""
        return window(
            f"study-{key}",
            self._text(f"{key}.heading"),
            lines,
            self.lang,
            rows=rows,
            caption=caption,
            wordy=True,
            notes=notes,
            kind="finding",
        )

    def _place(self, unit: str) -> str:
        return self.result.places[unit].name

    def _years(self, found: Sequence[int]) -> str:
        return listed([str(year) for year in found], self.lang)

    def _size(self, value: float) -> str:
        return size(value, self.result.material.indicator.unit, self.lang)

    def _day(self, day: date) -> str:
        return format_date(day, format="d MMMM y", locale=self.lang)

    def _text(self, key: str, **values: object) -> str:
        return text(f"research.{key}", self.lang, **values)
