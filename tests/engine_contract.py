"""The definition of a search engine: every engine passes these tests, and a skip carries its reason.

An engine's test module inherits `EngineContract` and gives a class-scoped fixture `make_engine`, a function
(procedures, registers, today) -> engine. Rules it does not keep yet are named in `SKIPPED` with the reason.
"""

from tests.contract.codes import Codes
from tests.contract.completing import Completing
from tests.contract.days import Days
from tests.contract.finding import Finding
from tests.contract.hostile import Hostile
from tests.contract.narrowing import Narrowing
from tests.contract.showing import Showing, Suggesting


class EngineContract(Finding, Codes, Narrowing, Days, Showing, Suggesting, Completing, Hostile):
    """All rules."""
