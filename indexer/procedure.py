"""Procedure and its parts: what an administrative procedure (thủ tục hành chính) is.

Frozen, validated values and nothing else: no input, no output. The keys follow the content that Decree
63/2010/NĐ-CP Art. 8.2 (amended by 92/2017/NĐ-CP) prescribes; `docs/procedure-format.md` explains each.
`None` always means unknown; nothing is ever guessed.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from indexer.eform import Condition, EForm


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


class Part(BaseModel):
    """Base of every value of the model: frozen, strict, unknown keys refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True)


Text = Annotated[str, AfterValidator(_nfc), Field(min_length=1, max_length=60_000)]
"""Text for people, NFC, without blanks at the ends."""
Line = Annotated[str, AfterValidator(_nfc), Field(min_length=1, max_length=2_000)]
"""Text of one line; the longest official title has 1,094 characters."""
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""Identifier made of small letters without accents, digits and hyphens."""
ProcedureCode = Annotated[str, Field(pattern=r"^[1-9]\.\d{6}(\.[0-9A-Z]+)*$", max_length=40)]
"""National code of a procedure, e.g. 1.001193, with the suffix of a local version where there is one."""
Url = Annotated[str, Field(pattern=r"^https?://[^\s<>\"']+$", max_length=2_000)]
ClockTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""Time of day, 24 hours, e.g. 15:00."""


class Level(StrEnum):
    """Level of administration that carries a procedure out; districts ended on 1 July 2025."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


class OnlineLevel(StrEnum):
    """How far a procedure is handled online (Decree 224/2026/NĐ-CP Art. 14)."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


class Channel(StrEnum):
    """Way in which a dossier reaches the agency."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    POST = "post"


class Unit(StrEnum):
    """Unit of a processing time."""

    WORKING_DAY = "working_day"
    DAY = "day"
    HOUR = "hour"
    MONTH = "month"


class ApplicantType(StrEnum):
    """Who may apply, after the national list."""

    VN_CITIZEN = "vn_citizen"
    OVERSEAS_VIETNAMESE = "overseas_vietnamese"
    FOREIGNER = "foreigner"
    CIVIL_SERVANT = "civil_servant"
    ENTERPRISE = "enterprise"
    VN_ENTERPRISE = "vn_enterprise"
    FDI_ENTERPRISE = "fdi_enterprise"
    ORGANIZATION = "organization"
    FOREIGN_ORGANIZATION = "foreign_organization"
    COOPERATIVE = "cooperative"
    PARTY_ORGANIZATION = "party_organization"
    PARTY_MEMBER = "party_member"


class Status(StrEnum):
    """Where a procedure stands in its life."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ABOLISHED = "abolished"


class Form(Part):
    """A printed form or declaration (mẫu đơn, tờ khai)."""

    name: Line
    """What the form is called."""
    number: Line | None = None
    """Number of the form, e.g. CT01."""
    basis: Line | None = None
    """Number of the legal document that issues it."""
    file: Annotated[str, Field(pattern=r"^forms/[\w./-]+$")] | None = None
    """File in the data folder, e.g. forms/ct01.docx."""
    url: Url | None = None


class Fee(Part):
    """A service fee (phí) or a statutory charge (lệ phí); amount 0 is free, None is unknown."""

    kind: Literal["phi", "le_phi"] | None = None
    amount: Annotated[int, Field(ge=0)] | None
    currency: Literal["VND", "USD"] = "VND"
    note: Text | None = None
    basis: Line | None = None
    """Number of the legal document that sets it."""


class Term(Part):
    """A processing time with the fees that go with it."""

    duration: Annotated[float, Field(ge=0)] | None
    unit: Unit | None
    """None where the source prints a bare number."""
    case: Line | None = None
    cutoff: ClockTime | None = None
    """Dossiers received after this time count from the next working day."""
    note: Text | None = None
    fees: tuple[Fee, ...] = ()


class Method(Part):
    """A way of carrying the procedure out (cách thức thực hiện)."""

    channel: Channel
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    note: Text | None = None


class StepGroup(Part):
    """The steps (trình tự thực hiện) of one case."""

    case: Line | None = None
    items: Annotated[tuple[Text, ...], Field(min_length=1)]


class Document(Part):
    """One paper of a dossier (giấy tờ)."""

    code: Slug
    """Identifier within the procedure; attachments refer to it."""
    name: Text
    originals: Annotated[int, Field(ge=0, le=99)] | None = None
    copies: Annotated[int, Field(ge=0, le=99)] | None = None
    form: Form | None = None
    result_code: Line | None = None
    """Code of a result of another procedure that satisfies this paper (mã kết quả thay thế)."""
    required: bool = True
    accepts_electronic: bool | None = None
    formats: tuple[Annotated[str, Field(pattern=r"^[a-z0-9]{2,5}$")], ...] = ()
    """File endings accepted; empty means those of the portal."""
    max_files: Annotated[int, Field(ge=1, le=50)] | None = None
    show_if: Condition | None = None
    note: Text | None = None


class ComponentGroup(Part):
    """Papers that belong together (thành phần hồ sơ): always asked, or asked in one case."""

    case: Line | None = None
    applies: Literal["always", "choose"] | None = None
    """always: everybody; choose: only the applicant's case; None: the source does not say."""
    documents: Annotated[tuple[Document, ...], Field(min_length=1)]


class Result(Part):
    """What the applicant receives (kết quả thực hiện)."""

    code: Line | None = None
    name: Text
    form: Form | None = None
    validity: Line | None = None
    electronic: bool | None = None


class LegalBasis(Part):
    """A legal document the procedure rests on (căn cứ pháp lý)."""

    number: Line
    title: Text | None = None
    issued_on: dt.date | None = None
    effective_on: dt.date | None = None
    expired_on: dt.date | None = None
    replaced_by: Line | None = None
    issuer: Line | None = None
    url: Url | None = None


class PartialReason(Part):
    """Why a service is only partly online; publishing it is a duty (Decree 224/2026/NĐ-CP Art. 14)."""

    kind: Literal["presence", "field_check", "technical_fault", "other_technical"]
    note: Text | None = None
    basis: Line | None = None


class Decision(Part):
    """The decision that publishes the procedure (quyết định công bố)."""

    number: Line
    date: dt.date | None = None
    agency: Slug | None = None
    kind: Literal["new", "amended", "replaced", "abolished"] | None = None
    file: Url | None = None


class ReceptionPlace(Part):
    """Where dossiers are handed in."""

    agency: Slug | None = None
    address: Line
    phone: Line | None = None
    hours: Line | None = None
    geo: tuple[float, float] | None = None
    """Latitude and longitude in degrees, WGS 84."""


class Source(Part):
    """Where the facts come from."""

    url: Url
    retrieved_on: dt.date | None = None
    note: Text | None = None


class Procedure(Part):
    """An administrative procedure, one version of it. Key: (code, valid_from)."""

    code: ProcedureCode
    """Always a quoted string in YAML: unquoted, 1.010040 would lose its last digit."""
    name: Line
    short_name: Line | None = None
    """Name for lists."""
    aliases: tuple[Line, ...] = ()
    """Everyday names."""
    situations: tuple[Line, ...] = ()
    """How a person in need puts it: whole everyday phrases."""
    keywords: tuple[Line, ...] = ()
    agency: Slug
    """Implementing agency, or kind of agency, of agencies.yaml."""
    field: Slug
    """Field (lĩnh vực) of fields.yaml."""
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    kind: Literal["law_delegated", "not_delegated", "other"] | None = None
    online_level: OnlineLevel | None = None
    partial_reason: PartialReason | None = None
    proactive_level: Annotated[int, Field(ge=1, le=4)] | None = None
    applicant_types: tuple[ApplicantType, ...] = ()
    summary: Text | None = None
    steps: tuple[StepGroup, ...] = ()
    methods: tuple[Method, ...] = ()
    components: tuple[ComponentGroup, ...] = ()
    sets: Annotated[int, Field(ge=1, le=20)] | None = None
    """Number of sets of papers."""
    form: EForm | None = None
    results: tuple[Result, ...] = ()
    requirements: Text | None = None
    """None: no requirement or condition is stated."""
    legal_bases: tuple[LegalBasis, ...] = ()
    competent_agencies: tuple[Slug, ...] = ()
    delegated_agencies: tuple[Slug, ...] = ()
    coordinating_agencies: tuple[Slug, ...] = ()
    reception_places: tuple[ReceptionPlace, ...] = ()
    related: tuple[ProcedureCode, ...] = ()
    linked: tuple[ProcedureCode, ...] = ()
    """Procedures that one dossier carries through together (liên thông)."""
    replaces: tuple[ProcedureCode, ...] = ()
    legacy_codes: tuple[Line, ...] = ()
    external_ids: dict[Slug, Line] = Field(default_factory=dict)
    decision: Decision | None = None
    publishing_agency: Slug | None = None
    status: Status = Status.IN_FORCE
    sensitive: bool = False
    """Never named in a text message or the subject of a mail."""
    place_independent: bool | None = None
    video: Url | None = None
    note: Text | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    """Last day on which it is in force."""
    updated_on: dt.date | None = None
    source: Source

    @property
    def title(self) -> str:
        """The name to show in lists."""
        return self.short_name or self.name

    @property
    def key(self) -> str:
        """Unique key of this version: the code, with @valid_from where it is known."""
        return f"{self.code}@{self.valid_from}" if self.valid_from else self.code

    def in_force_on(self, day: dt.date) -> bool:
        """Whether this version holds on the day; unknown bounds are open."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )
