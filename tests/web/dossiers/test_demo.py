"""Demonstration data: fictitious people with dossiers in many states, made the way people make them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from pydantic import SecretStr
from sqlalchemy import select

from dossiers.checkup import examine
from dossiers.demo import RefusedDemoError, fill
from dossiers.dossier import Status
from dossiers.house import House
from dossiers.identity import citizen_id_doubts, read_citizen_id, read_tax_code
from dossiers.office import Office
from dossiers.passwords import Passwords
from dossiers.settings import DossierSettings
from dossiers.store.tables import Account, Dossier, Outgoing
from dossiers.submit import journey_of
from dossiers.worker import make_worker
from tests.dossier_database import NOW, person
from tests.unit.dossiers.offices import Post, Telephone

QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def kept(house: House) -> list[Dossier]:
    """The dossiers of a portal that was filled."""
    fill(house, NOW, QUICK)
    with house.database.read() as session:
        return list(session.scalars(select(Dossier)))


def test_people_can_sign_in_with_what_was_printed(house: House) -> None:
    made = fill(house, NOW, QUICK)
    with house.database.read() as session:
        accounts = {one.email: one for one in session.scalars(select(Account))}
    assert {one.email for one in made.people} == set(accounts)
    assert all(QUICK.check(accounts[one.email].password_hash, one.password).right for one in made.people)
    assert len({one.password for one in made.people}) == len(made.people) == 5


def test_nobody_real_is_written_to(house: House, kept: list[Dossier]) -> None:
    with house.database.read() as session:
        accounts = list(session.scalars(select(Account)))
    addresses = [one.email for one in accounts] + [one.reception.get("email") for one in kept]
    # RFC 2606 keeps example.com for nobody.
    assert {str(one).rpartition("@")[2] for one in addresses if one} == {"example.com"}


def test_made_up_numbers_are_well_formed_and_fit_the_person(house: House, kept: list[Dossier]) -> None:
    with house.database.read() as session:
        people = [one for one in session.scalars(select(Account)) if one.kind != "officer"]
    for one in people:
        number = house.seals.open(str(one.number_sealed))
        assert (read_citizen_id if one.kind == "person" else read_tax_code)(number) == number
    assert all(
        citizen_id_doubts(house.seals.open(str(one.number_sealed)), one.details["sex"], None) == []
        for one in people
        if one.kind == "person"
    )


def test_there_are_drafts_and_dossiers_in_many_states(kept: list[Dossier]) -> None:
    states = {one.status for one in kept}
    assert states >= {"draft", "sent", "asked_at_reception", "processing", "finished", "withdrawn"}
    assert all((one.code is None) is (one.status == Status.DRAFT) for one in kept)


def test_drafts_stand_at_different_steps(house: House, kept: list[Dossier]) -> None:
    drafts = [journey_of(house, one, NOW) for one in kept if one.status == Status.DRAFT]
    assert not any(one.is_complete for one in drafts)
    assert len({one.next_place.step for one in drafts}) > 1


def test_what_was_sent_was_complete(house: House, kept: list[Dossier]) -> None:
    sent = [journey_of(house, one, one.sent_at) for one in kept if one.sent_at]
    assert len(sent) >= 5
    assert all(one.is_complete for one in sent)


def test_the_house_is_sound_afterwards_and_everybody_is_told(house: House, kept: list[Dossier]) -> None:
    office = Office(
        settings=house.settings,
        database=house.database,
        catalog=house.catalog,
        find_procedure=house.find_procedure,
        words=house.words,
        base="https://thutuc.example.vn",
        mailer=Post(),
        gateway=Telephone(),
    )
    make_worker(office, house.files, lambda: NOW, lambda _seconds: False).once()
    with house.database.read() as session:
        assert set(session.scalars(select(Outgoing.state))) == {"done"}
    told = {
        code for mail in office.mailer.sent if (code := re.search(r"[A-Z]\d\d-\d{6}-\d{4}", mail.subject))
    }  # type: ignore[attr-defined]
    assert {one.group() for one in told} == {one.code for one in kept if one.code}
    about = {"history", "codes", "copies", "outbox", "files"}
    found = examine(house.settings, house.database, house.files, NOW)
    assert [one.key for one in found if one.check in about and one.level == "fault"] == []


def test_a_portal_with_accounts_is_left_alone(house: House) -> None:
    person(house.database)
    with pytest.raises(RefusedDemoError) as refused:
        fill(house, NOW, QUICK)
    assert refused.value.reason == "not_empty"
    with house.database.read() as session:
        assert len(session.scalars(select(Account)).all()) == 1


def test_production_gets_no_fictitious_people(house: House, tmp_path: Path) -> None:
    settings = DossierSettings(
        mode="production", secret_keys=(SecretStr("0123456789abcdef" * 4),), smtp="mail"
    )
    with pytest.raises(RefusedDemoError) as refused:
        fill(replace(house, settings=settings), NOW, QUICK)
    assert refused.value.reason == "production"


def test_data_without_the_procedures_of_the_story_are_told(house: House) -> None:
    with pytest.raises(RefusedDemoError) as refused:
        fill(replace(house, find_procedure=lambda _code, _day: None), NOW, QUICK)
    assert refused.value.reason == "nothing"


def test_a_procedure_that_the_data_lack_is_passed_over(house: House) -> None:
    def fewer(code: str, day: object) -> object:
        return house.find_procedure(code, day) if code == "1.010041" else None  # type: ignore[arg-type]

    made = fill(replace(house, find_procedure=fewer), NOW, QUICK)  # type: ignore[arg-type]
    assert (made.drafts, len(made.sent)) == (1, 1)


def test_a_procedure_with_times_that_the_source_leaves_open_can_be_begun(
    house: House, kept: list[Dossier]
) -> None:
    """Terms without a number or unit (1.000894, 1.002759) must come back from the database as they were."""
    codes = {one.procedure_code for one in kept}
    assert {"1.000894", "1.002759"} <= codes
