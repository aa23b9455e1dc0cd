"""Applicant types as sources name them; the names hold commas, so the longest known name wins."""

from __future__ import annotations

import re

from indexer.importers.report import Trace
from indexer.importers.wording import line
from indexer.procedure import ApplicantType

_NAMES = {
    "công dân việt nam": ApplicantType.VN_CITIZEN,
    "người việt nam định cư ở nước ngoài": ApplicantType.OVERSEAS_VIETNAMESE,
    "người nước ngoài": ApplicantType.FOREIGNER,
    "cán bộ, công chức, viên chức": ApplicantType.CIVIL_SERVANT,
    "doanh nghiệp": ApplicantType.ENTERPRISE,
    "doanh nghiệp việt nam": ApplicantType.VN_ENTERPRISE,
    "doanh nghiệp có vốn đầu tư nước ngoài": ApplicantType.FDI_ENTERPRISE,
    "tổ chức (không bao gồm doanh nghiệp, htx)": ApplicantType.ORGANIZATION,
    "tổ chức nước ngoài": ApplicantType.FOREIGN_ORGANIZATION,
    "hợp tác xã": ApplicantType.COOPERATIVE,
    "tổ chức đảng": ApplicantType.PARTY_ORGANIZATION,
    "đảng viên": ApplicantType.PARTY_MEMBER,
}
_KNOWN = re.compile(
    "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True)), re.IGNORECASE
)
_BORDER = re.compile(r"\s*[,;]\s*|\s*$")


def read_applicants(source: str | None, trace: Trace) -> tuple[ApplicantType, ...]:
    """Types in the order given; a text that is none keeps the whole cell in the note."""
    cell = line(source or "")
    found, unknown = _split(cell)
    if unknown:
        trace.repaired("unknown_applicant", "applicant_types", text=", ".join(unknown))
        trace.keep("subjects", cell)
    return tuple(dict.fromkeys(found))


def _split(rest: str) -> tuple[list[ApplicantType], list[str]]:
    found: list[ApplicantType] = []
    unknown: list[str] = []
    while rest:
        match = _KNOWN.match(rest)
        border = _BORDER.match(rest, match.end()) if match else None
        if match and border:
            found.append(_NAMES[match[0].casefold()])
            rest = rest[border.end() :]
        else:
            piece, _, rest = rest.partition(", ")
            unknown += [piece] if piece else []
    return found, unknown
