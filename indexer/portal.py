"""The portal itself: who runs it, for which place, its hours and limits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from indexer.procedure import ClockTime, Line, Part, Slug, Url

AreaCode = Annotated[str, Field(pattern=r"^\d{2}(\d{3})?$")]
"""Two digits for a province, five for a commune (Decision 19/2025/QĐ-TTg)."""


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class WorkingHours(Part):
    """Opening hours of counters on a working day; a lunch break parts two of them."""

    start: ClockTime
    end: ClockTime


class DeadlineRules(Part):
    """How terms are counted, where practice differs."""

    weekend: Annotated[tuple[Weekday, ...], Field(max_length=6)] = ("saturday", "sunday")
    """Days of the week that are off unless working_days.yaml makes up for another day on them."""
    skip_holidays: bool = False
    """True: terms in calendar days leave holidays and days off in their place out of the count."""


class SmsSettings(Part):
    """Look-up by text message."""

    keyword: Line
    number: Line | None = None


class UploadLimits(Part):
    """Limits of attachments."""

    max_file_mb: Annotated[int, Field(ge=1, le=200)] = 20
    max_dossier_mb: Annotated[int, Field(ge=1, le=2000)] = 100
    formats: tuple[Line, ...] = ("pdf", "jpg", "jpeg", "png", "docx")


class Portal(Part):
    """Who runs this portal and for which place."""

    name: Line
    name_en: Line | None = None
    short_name: Line
    province: AreaCode | None = None
    agency: Slug | None = None
    """Agency that runs it."""
    ident_code: Annotated[str, Field(pattern=r"^[A-Z]\d{2}(\.\d{2,3}){0,3}$")] | None = None
    """Identification code that begins the codes of dossiers whose agency has none (Decision 20/2020/QĐ-TTg)."""
    official: bool = False
    """False: every page says that this is no official portal."""
    hotline: Line | None = None
    email: Line | None = None
    report_url: Url | None = None
    """Page that takes reports of mistakes, e.g. a new issue of a repository; used where there is no email."""
    guide_video: Annotated[str, Field(pattern=r"^https://[^\s<>\"']+$", max_length=2_000)] | None = None
    """Address of a video that shows how to use the portal; a link on the help page."""
    sms: SmsSettings | None = None
    working_hours: tuple[WorkingHours, ...] = ()
    """Empty: the usual ones, 7:00 to 11:30 and 13:30 to 17:00. An agency or a kind may have others."""
    deadlines: DeadlineRules = DeadlineRules()
    uploads: UploadLimits = UploadLimits()
    legal_bases: tuple[Line, ...] = ()
