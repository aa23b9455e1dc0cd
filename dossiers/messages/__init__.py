"""Everything accounts and dossiers say to people: key -> (Vietnamese, English), by topic."""

from __future__ import annotations

from dossiers.messages.account import ACCOUNT
from dossiers.messages.checkup import CHECKUP
from dossiers.messages.files import FILES
from dossiers.messages.forms import FORMS
from dossiers.messages.journey import JOURNEY
from dossiers.messages.mine import MINE
from dossiers.messages.notices import NOTICES
from dossiers.messages.programs import PROGRAMS
from dossiers.messages.shared import SHARED
from dossiers.messages.single_sign_on import SINGLE_SIGN_ON

_ALL: dict[str, tuple[str, str]] = {
    **ACCOUNT,
    **CHECKUP,
    **FILES,
    **FORMS,
    **JOURNEY,
    **MINE,
    **NOTICES,
    **PROGRAMS,
    **SHARED,
    **SINGLE_SIGN_ON,
}

TABLES: dict[str, dict[str, str]] = {
    "vi": {key: vietnamese for key, (vietnamese, _) in _ALL.items()},
    "en": {key: english for key, (_, english) in _ALL.items()},
}
"""Language -> key -> message."""
