"""Keys rotate: numbers move to the newest key and are found by it alone."""

from __future__ import annotations

from dossiers.sealing import Seals
from dossiers.store import renewal
from dossiers.store.database import Database
from dossiers.store.tables import Account
from tests.dossier_database import person

OLD, NEW = "an old key of 32 letters or more...", "the new key, as long as the old one"


def sealed(database: Database, name: str, number: str, seals: Seals, totp: str | None = None) -> str:
    return person(
        database,
        name,
        number_sealed=seals.seal(number),
        number_trace=seals.trace(number),
        totp_sealed=seals.seal(totp) if totp else None,
    )


def account(database: Database, one: str) -> Account:
    with database.read() as session:
        return session.get(Account, one)


def test_after_renewal_the_old_key_can_be_thrown_away(database: Database) -> None:
    old, both, new = Seals([OLD]), Seals([NEW, OLD]), Seals([NEW])
    mine = sealed(database, "an", "037090001234", old, totp="JBSWY3DP")
    person(database, "binh")
    assert renewal.stale(database, both) == (1, 0)
    assert renewal.renew(database, both) == renewal.Renewed(1, ())
    kept = account(database, mine)
    assert new.open(kept.number_sealed) == "037090001234"
    assert new.open(kept.totp_sealed) == "JBSWY3DP"
    assert kept.number_trace == new.trace("037090001234")
    assert renewal.stale(database, new) == (0, 0)


def test_renewing_again_changes_nothing_that_matters(database: Database) -> None:
    seals = Seals([NEW])
    mine = sealed(database, "an", "037090001234", seals)
    for _ in range(2):
        assert renewal.renew(database, seals).accounts == 1
    assert seals.open(account(database, mine).number_sealed) == "037090001234"


def test_a_number_that_no_key_opens_is_told_and_left_as_it_is(database: Database) -> None:
    lost = sealed(database, "an", "037090001234", Seals([OLD]))
    fine = sealed(database, "binh", "037190004321", Seals([NEW]))
    before = account(database, lost).number_sealed
    assert renewal.renew(database, Seals([NEW])) == renewal.Renewed(1, (lost,))
    assert account(database, lost).number_sealed == before
    assert account(database, fine).number_trace == Seals([NEW]).trace("037190004321")
    assert renewal.stale(database, Seals([NEW])) == (0, 1)


def test_more_accounts_than_one_transaction_takes_are_all_renewed(database: Database, monkeypatch) -> None:
    monkeypatch.setattr(renewal, "AT_ONCE", 2)
    for number in range(5):
        sealed(database, f"a{number}", f"03709000000{number}", Seals([OLD]))
    assert renewal.renew(database, Seals([NEW, OLD])).accounts == 5
    assert renewal.stale(database, Seals([NEW])) == (0, 0)


def test_a_number_that_finds_another_account_gets_no_trace_and_a_representatives_is_renewed(
    database: Database,
) -> None:
    old, both, new = Seals([OLD]), Seals([NEW, OLD]), Seals([NEW])
    sealed(database, "an", "037090001234", old)
    second = person(
        database,
        "binh",
        number_sealed=old.seal("037090001234"),
        details={"representative": "Trần Văn Mẫu", "representative_number": old.seal("037190004321")},
    )
    assert renewal.renew(database, both) == renewal.Renewed(2, ())
    kept = account(database, second)
    assert kept.number_trace is None
    assert new.open(kept.details["representative_number"]) == "037190004321"
    assert kept.details["representative"] == "Trần Văn Mẫu"
    assert renewal.stale(database, new) == (0, 0)
