"""The nine steps, computed from procedure, form and answers; nothing stores a current step. Pure.

A page may be visited once no page before it has a fault: going on checks, saving does not. A step that does not
apply (no e-form, no papers) is skipped and keeps its number, since people compare it with the guide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from dossiers.answers import AnswerFault, faults, page_faults, shown_pages, visible
from dossiers.conditions import Answers, holds
from dossiers.questions import Setting
from indexer.eform import EForm, Page
from indexer.procedure import ComponentGroup, Document, Procedure


class Step(StrEnum):
    """The steps of the guide, in its order; the labels are messages "step.<name>"."""

    SIGN_IN = "sign_in"
    OPEN = "open"
    CHOOSE = "choose"
    RECEPTION = "reception"
    INFORMATION = "information"
    FORM = "form"
    COMPONENTS = "components"
    REVIEW = "review"
    FOLLOW = "follow"


class State(StrEnum):
    """How far a step is, as the task list shows it."""

    TODO = "todo"
    """Nothing of it was answered."""
    INCOMPLETE = "incomplete"
    """Something was answered, something is wrong or missing."""
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the journey: a step, and for the e-form which of its pages."""

    step: Step
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the procedure as the journey asks for it."""

    key: str
    """"<number of the group>.<code of the paper>": what attachments refer to."""
    document: Document
    group: ComponentGroup
    required: bool


@dataclass(frozen=True, slots=True)
class Content:
    """What the applicant has given so far."""

    reception: Answers = field(default_factory=dict)
    information: Answers = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)
    cases: Sequence[int] = ()
    """Numbers of the chosen component groups."""
    attached: Mapping[str, int] = field(default_factory=dict)
    """Key of a paper or question -> number of files attached."""


@dataclass(frozen=True, slots=True)
class PaperFault:
    """A paper that is missing, or of which too many files are attached."""

    paper: Paper
    rule: str


Fault = AnswerFault | PaperFault


class Journey:
    """One dossier on its way to being sent."""

    def __init__(
        self, procedure: Procedure, reception: EForm, information: EForm, content: Content, setting: Setting
    ) -> None:
        """`reception` and `information` are the forms of steps 4 and 5, which every procedure shares."""
        self.procedure = procedure
        self.content = content
        self._setting = setting
        self._forms: dict[Step, EForm] = {Step.RECEPTION: reception, Step.INFORMATION: information}
        if procedure.form is not None:
            self._forms[Step.FORM] = procedure.form

    def form(self, step: Step) -> EForm | None:
        """The form of a step that has one."""
        return self._forms.get(step)

    def answers(self, step: Step) -> dict[str, Any]:
        """The visible answers of a step that has a form."""
        form = self._forms.get(step)
        return visible(form, self._given(step), self._setting) if form else {}

    @cached_property
    def pages(self) -> list[Place]:
        """The pages there are for these answers, in order, from step 4 to the review."""
        form_pages = [Place(Step.FORM, page.id) for page in self._form_pages]
        papers = [Place(Step.COMPONENTS)] if self.procedure.components else []
        return [Place(Step.RECEPTION), Place(Step.INFORMATION), *form_pages, *papers, Place(Step.REVIEW)]

    @cached_property
    def papers(self) -> list[Paper]:
        """The papers to attach for the chosen cases, in the order of the procedure."""
        chosen = set(self.content.cases)
        return [
            Paper(f"{i}.{document.code}", document, group, _is_required(group, document, i in chosen))
            for i, group in enumerate(self.procedure.components)
            if group.applies != "choose" or i in chosen
            for document in group.documents
            if holds(document.show_if, self.answers(Step.FORM), self._setting.today)
        ]

    def page(self, place: Place) -> Page | None:
        """The questions of a page, or None where it has none or is not there."""
        if place.step is Step.FORM:
            return next((page for page in self._form_pages if page.id == place.page), None)
        form = self._forms.get(place.step)
        return form.pages[0] if form else None

    def faults(self, place: Place) -> list[Fault]:
        """What is wrong or missing on one page; for the review: on all of them."""
        if place.step is Step.REVIEW:
            return [fault for page in self.pages[:-1] for fault in self.faults(page)]
        if place.step is Step.COMPONENTS:
            return list(self._paper_faults())
        form, page = self._forms.get(place.step), self.page(place)
        if form is None or page is None:
            return []
        given = self._with_files(place.step)
        return list(page_faults(form, page, given, self._setting))

    def may_visit(self, place: Place) -> bool:
        """Whether a page is there and no page before it has a fault."""
        if place not in self.pages:
            return False
        return not any(self.faults(page) for page in self.pages[: self.pages.index(place)])

    @property
    def next_place(self) -> Place:
        """The first page with a fault, else the review."""
        return next((page for page in self.pages[:-1] if self.faults(page)), self.pages[-1])

    def after(self, place: Place) -> Place:
        """The page that follows one; the review follows itself."""
        at = self.pages.index(place)
        return self.pages[min(at + 1, len(self.pages) - 1)]

    def before(self, place: Place) -> Place | None:
        """The page in front of one, or None for the first."""
        at = self.pages.index(place)
        return self.pages[at - 1] if at else None

    @property
    def is_complete(self) -> bool:
        """Whether it may be sent."""
        return self.next_place.step is Step.REVIEW

    def state(self, place: Place) -> State:
        """How far a page is."""
        if place not in self.pages:
            return State.SKIPPED
        if not self.faults(place):
            return State.DONE
        return State.INCOMPLETE if self._is_begun(place) else State.TODO

    def step_state(self, step: Step) -> State:
        """How far a step of the guide is; the first three are behind whoever sees a journey."""
        if step in (Step.SIGN_IN, Step.OPEN, Step.CHOOSE):
            return State.DONE
        if step in (Step.FOLLOW, Step.REVIEW):
            return State.TODO
        states = {self.state(page) for page in self.pages if page.step is step}
        if not states:
            return State.SKIPPED
        return states.pop() if len(states) == 1 else State.INCOMPLETE

    @cached_property
    def _form_pages(self) -> list[Page]:
        form = self.procedure.form
        return shown_pages(form, self.content.answers, self._setting) if form else []

    def _given(self, step: Step) -> Answers:
        by_step = {Step.RECEPTION: self.content.reception, Step.INFORMATION: self.content.information}
        return by_step.get(step, self.content.answers)

    def _with_files(self, step: Step) -> Answers:
        """Answers, with the number of attached files standing in for the files of a question."""
        given = dict(self._given(step))
        if step is Step.FORM:
            for key, number in self.content.attached.items():
                if key.startswith("form.") and number:
                    given[key.removeprefix("form.")] = ["file"] * number
        return given

    def _is_begun(self, place: Place) -> bool:
        if place.step is Step.COMPONENTS:
            return bool(self.content.cases) or any(self.content.attached.values())
        page = self.page(place)
        return page is not None and any(q.id in self._with_files(place.step) for q in page.questions)

    def _paper_faults(self) -> list[PaperFault]:
        found = []
        for paper in self.papers:
            number = self.content.attached.get(paper.key, 0)
            if paper.required and not number:
                found.append(PaperFault(paper, "missing"))
            elif paper.document.max_files is not None and number > paper.document.max_files:
                found.append(PaperFault(paper, "too_many"))
        return found


def all_faults(form: EForm, answers: Answers, setting: Setting) -> list[AnswerFault]:
    """Every fault of a form by itself."""
    return list(faults(form, answers, setting))


def _is_required(group: ComponentGroup, document: Document, chosen: bool) -> bool:
    """A paper must be attached where it is required in a group that surely applies, and may come as a file."""
    applies = group.applies == "always" or chosen
    return applies and document.required and document.accepts_electronic is not False
