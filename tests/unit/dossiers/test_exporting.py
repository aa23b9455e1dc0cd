"""A dossier as data to take along."""

from __future__ import annotations

import json

from dossiers.exporting import file_name, told
from dossiers.store.tables import Attachment, Dossier, Event
from tests.dossier_database import NOW


def dossier(code: str | None = "H42-261125-0001") -> Dossier:
    return Dossier(
        id="x", code=code, status="sent", answers={"a": "B"}, created_at=NOW, changed_at=NOW, sent_at=NOW
    )


def test_everything_is_there_as_json_has_it() -> None:
    event = Event(number=1, action="send", before="draft", after="sent", actor="account-id", at=NOW, data={})
    file = Attachment(id="f", place="0.a", name="giấy.pdf", size=3, sha256="0" * 64, key="secret-key")
    content = json.loads(json.dumps(told(dossier(), [event], [file])))
    assert content["answers"] == {"a": "B"}
    assert content["sent_at"] == "2026-11-25T03:00:00+00:00"
    assert content["events"][0]["action"] == "send"
    assert content["files"][0]["name"] == "giấy.pdf"


def test_what_only_we_need_is_left_out() -> None:
    file = Attachment(
        id="f", place="0.a", name="g", size=3, sha256="0" * 64, key="secret-key", account="account-id"
    )
    event = Event(number=1, action="send", before="draft", after="sent", actor="account-id", at=NOW, data={})
    text = json.dumps(told(dossier(), [event], [file]))
    assert "secret-key" not in text
    assert "account-id" not in text


def test_a_download_is_called_by_the_code_or_before_there_is_one_by_the_id() -> None:
    assert file_name(dossier()) == "ho-so-H42-261125-0001"
    assert file_name(dossier(None)) == "ho-so-x"
