"""The national portal's own JSON as data classes: the keys an import uses, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

TECHNICAL = frozenset(
    (
        *("id", "profileComponentId", "currencyId", "categoryIds", "serviceGroupIds", "legalBasisIds"),
        *("resultIds", "subjectTypeIds", "departmentExecutingIds", "departmentAuthorityIds"),
        *("departmentAuthorizedIds", "departmentCoordinatingIds", "unitGroupExecutingIds"),
        *("unitGroupAuthorityIds", "unitGroupAuthorizedIds", "unitGroupCoordinatingIds"),
        *("departmentPromulgateId", "bucketName", "filePath", "publicationDate", "createdAt"),
        *("codeNotation", "category", "required", "type", "proposalType"),
    )
)
"""Keys that hold ids or paths of the portal's database, repeat others or say nothing by their single value.

`required` of papers was false everywhere; the types of fees are no safe phí / lệ phí.
"""
MARKS = (
    "isInternal",
    "isUndetermined",
    "isVertical",
    "isFullProcess",
    "isSharedService",
    "isOfflineOnly",
    "isNonTerritorial",
)
"""Marks whose meaning no description tells: kept by name in the note of the source."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True, alias_generator=to_camel)


class Named(_Part):
    """Something with a name and often a code: agency, field, result, applicant type, legal basis."""

    name: str | None = None
    code: str | None = None


class Step(_Part):
    """Steps of one case; the name is mostly empty."""

    name: str | None = None
    description: str | None = None


class PortalFee(_Part):
    """A fee; in older records of type and value only."""

    value: int | None = None
    description: str | None = None
    currency_name: str | None = None


class PortalMethod(_Part):
    """A channel with one time; a channel may come twice."""

    submission_method: str
    processing_time: float | None = None
    processing_time_unit: str | None = None
    description: str | None = None
    fees: tuple[PortalFee, ...] = ()


class Attachment(_Part):
    """A form file; its path leads nowhere outside the portal."""

    file_name: str | None = None


class Paper(_Part):
    """One paper of a dossier."""

    name: str | None = None
    code: str | None = None
    original_qty: int | None = None
    copy_qty: int | None = None
    has_electronic_form: bool | None = None
    attachments: tuple[Attachment, ...] | None = None


class PaperCase(_Part):
    """Papers of one case."""

    name: str | None = None
    profile_components: tuple[Paper, ...] = ()


class Day(_Part):
    """A time of a case."""

    qty: float | None = None
    unit: str | None = None

    model_config = ConfigDict(
        extra="allow", frozen=True, alias_generator=lambda name: {"unit": "type"}.get(name, name)
    )


class Case(_Part):
    """A case with a time of its own, which may differ from that of the methods."""

    name: str | None = None
    code: str | None = None
    processing_day: Day | None = None


class Proposal(_Part):
    """The decision that published the procedure; its number stands in proposalNumber."""

    proposal_number: str | None = None
    decision_number: str | None = None
    decision_date: int | None = None
    """Milliseconds since 1970."""
    issuing_agency: Named | None = None


class Returning(_Part):
    """How results come back."""

    kind: str | None = None
    value: tuple[str, ...] = ()

    model_config = ConfigDict(
        extra="allow", frozen=True, alias_generator=lambda name: {"kind": "type"}.get(name, name)
    )


class PortalRecord(_Part):
    """A record as the portal answers it."""

    id: str | None = None
    code: str
    name: str
    description: str | None = None
    """Repeats requirementsAndConditions."""
    execution_steps: tuple[Step, ...] = ()
    execution_methods: tuple[PortalMethod, ...] = ()
    execution_cases: tuple[PaperCase, ...] = ()
    decision_no: str | None = None
    formality_type: str | None = None
    state: str | None = None
    is_ward: bool = False
    is_province: bool = False
    is_ministry: bool = False
    is_other_agency: bool = False
    note: str | None = None
    keywords: str | None = None
    categories_details: tuple[Named, ...] = ()
    departments_executing: tuple[Named, ...] = ()
    departments_authority: tuple[Named, ...] = ()
    departments_authorized: tuple[Named, ...] = ()
    departments_coordinating: tuple[Named, ...] = ()
    unit_groups_executing: tuple[Named, ...] = ()
    unit_groups_authority: tuple[Named, ...] = ()
    unit_groups_authorized: tuple[Named, ...] = ()
    unit_groups_coordinating: tuple[Named, ...] = ()
    executing_agencies: str | None = None
    delegated_agencies: str | None = None
    authorized_agencies: str | None = None
    coordinating_agencies: str | None = None
    service_groups_details: tuple[Named, ...] = ()
    legal_basises_details: tuple[Named, ...] = ()
    results_details: tuple[Named, ...] = ()
    subject_types_details: tuple[Named, ...] = ()
    department_promulgate_code: str | None = None
    department_promulgate_name: str | None = None
    cases: tuple[Case, ...] = ()
    updated_at: int | None = None
    """Milliseconds since 1970."""
    dossier_receiving_addresses: str | None = None
    requirements_and_conditions: str | None = None
    procedure_proposal: Proposal | None = None
    returning_methods: tuple[Returning, ...] = ()


def extras(part: BaseModel, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """Keys the classes do not name that hold something: way to it, key, value."""
    for key, value in (part.model_extra or {}).items():
        if value not in (None, "", [], {}, False):
            yield f"{path}{key}", key, value
    for name in type(part).model_fields:
        value = getattr(part, name)
        alias = type(part).model_fields[name].alias or name
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, BaseModel):
                ending = "[]." if isinstance(value, tuple) else "."
                yield from extras(one, f"{path}{alias}{ending}")
