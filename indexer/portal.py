"""The portal itself: who runs it, for which place, its hours and limits."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from indexer.procedure import Line, Part, Slug

AreaCode = Annotated[str, Field(pattern=r"^\d{2}(\d{3})?$")]
"""Two digits for a province, five for a commune (Decision 19/2025/QĐ-TTg)."""


class WorkingHours(Part):
    """Opening hours of the portal's counters on a working day."""

    start: Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")]
    end: Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")]


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
    official: bool = False
    """False: every page says that this is no official portal."""
    hotline: Line | None = None
    email: Line | None = None
    sms: SmsSettings | None = None
    working_hours: tuple[WorkingHours, ...] = ()
    uploads: UploadLimits = UploadLimits()
    legal_bases: tuple[Line, ...] = ()
