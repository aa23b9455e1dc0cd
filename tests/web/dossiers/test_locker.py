""" "Kho giấy tờ của tôi", and how files are served: as downloads, or in a frame in which nothing runs."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dossiers.scanning import Scan, Verdict
from dossiers.store import attachments
from dossiers.store.tables import Attachment
from tests.dossier_database import person
from tests.unit.dossiers.file_samples import SVG, office, pdf, png
from tests.web.dossiers.conftest import outbox
from tests.web.dossiers.test_files import attached, place_of, upload
from tests.web.dossiers.walking import Walker, errors


@pytest.fixture
def owner(signed_in) -> Any:
    """A browser in which somebody is signed in."""
    return signed_in()


def put(client: Any, name: str, content: bytes, **more: str) -> Any:
    """Puts a paper into the locker by the button."""
    files = {"file.locker": (name, content, "x/y")}
    return client.post("/giay-to", data={"attach": "locker", **more}, files=files)


def papers(house, client: Any) -> list[Attachment]:
    return attachments.locker(house.database, client.account)


def test_a_paper_is_kept_shown_and_taken_out_again(owner, house) -> None:
    assert "chưa có giấy tờ" in owner.get("/giay-to").text
    assert put(owner, "Căn cước.pdf", pdf()).status_code == 303
    text = owner.get("/giay-to").text
    assert "Căn cước.pdf" in text
    assert "Lưu ngày 25/11/2026" in text
    assert "Kept on 25 November 2026" in owner.get("/en/giay-to").text
    [row] = papers(house, owner)
    assert owner.post("/giay-to", data={"drop": row.id}).status_code == 303
    assert papers(house, owner) == []
    assert len(outbox(house.database, "remove_file")) == 1


def test_what_is_not_taken_is_refused_at_the_locker_too(owner, house) -> None:
    answer = put(owner, "a.svg", SVG)
    assert answer.status_code == 422
    assert "không thuộc loại được nhận" in errors(answer.text)[0]
    part = put(owner, "a.svg", SVG, fragment="1")
    assert (part.status_code, "<html" in part.text) == (422, False)
    assert list(house.files.stored()) == []


def test_a_paper_is_reused_in_a_draft_as_a_copy_of_its_own(signed_in, house) -> None:
    walker = Walker(signed_in()).begin().shared().form()
    put(walker.client, "Căn cước.pdf", pdf())
    [paper] = papers(house, walker.client)
    held = walker.open("thanh-phan").fields
    walker.client.post(walker.path("thanh-phan"), data={**held, "case": "1", "then": "cases"})
    place = place_of(walker)
    assert "Căn cước.pdf" in walker.client.get(walker.path("thanh-phan")).text
    chosen = {"take": place, f"reuse.{place}": paper.id}
    assert walker.client.post(walker.path("tep"), data=chosen).status_code == 303
    [row] = attached(walker, house)
    assert (row.name, row.sha256, row.in_locker) == (paper.name, paper.sha256, False)
    assert row.key != paper.key
    walker.client.post("/giay-to", data={"drop": paper.id})
    assert walker.client.get(f"/giay-to/{row.id}").content == pdf()


def test_only_readable_papers_of_the_right_kind_are_offered_and_taken(signed_in, house) -> None:
    walker = Walker(signed_in()).begin().shared().form()
    held = walker.open("thanh-phan").fields
    walker.client.post(walker.path("thanh-phan"), data={**held, "case": "1", "then": "cases"})
    place = place_of(walker)
    put(walker.client, "a.pdf", pdf())
    [paper] = papers(house, walker.client)
    attachments.set_verdict(house.database, paper.id, Verdict(Scan.PENDING))
    assert "reuse." not in walker.client.get(walker.path("tep")).text
    stranger = Walker(signed_in(person(house.database, "binh"))).begin().shared().form()
    for other in (walker, stranger):
        chosen = {"take": place, f"reuse.{place}": paper.id}
        assert other.client.post(other.path("tep"), data=chosen).status_code == 404
    nothing = walker.client.post(walker.path("tep"), data={"take": place})
    assert "Chưa chọn tệp nào" in errors(nothing.text)[0]


def test_a_file_of_a_draft_is_kept_for_reuse_by_its_button(signed_in, house) -> None:
    walker = Walker(signed_in()).begin().shared().form()
    held = walker.open("thanh-phan").fields
    walker.client.post(walker.path("thanh-phan"), data={**held, "case": "1", "then": "cases"})
    upload(walker, ("a.pdf", pdf()))
    [row] = attached(walker, house)
    answer = walker.client.post(walker.path("tep"), data={"keep": row.id})
    assert answer.status_code == 303
    assert "Có trong kho giấy tờ" in walker.client.get(answer.headers["location"]).text
    assert [one.id for one in papers(house, walker.client)] == [row.id]


# Serving ------------------------------------------------------------------------------------------------------


def test_a_download_cannot_run_be_sniffed_framed_or_cached(owner, house) -> None:
    put(owner, "Đơn xin.pdf", pdf())
    [row] = papers(house, owner)
    answer = owner.get(f"/giay-to/{row.id}")
    assert answer.content == pdf()
    assert {name: answer.headers[name] for name in SERVED} == SERVED | {"content-length": str(len(pdf()))}


SERVED = {
    "content-type": "application/pdf",
    "content-disposition": "attachment; filename=\"Don xin.pdf\"; filename*=UTF-8''%C4%90%C6%A1n%20xin.pdf",
    "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
    "content-length": "",
}


@pytest.mark.parametrize(("name", "content"), [("a.pdf", pdf()), ("a.png", png())])
def test_a_preview_is_a_page_with_a_frame_whose_content_is_sandboxed(
    owner, house, name: str, content: bytes
) -> None:
    put(owner, name, content)
    [row] = papers(house, owner)
    page = owner.get(f"/giay-to/{row.id}/xem")
    assert "frame-src 'self'" in page.headers["content-security-policy"]
    source = re.search(r'<iframe[^>]* src="([^"]+)"', page.text)
    assert source
    framed = owner.get(source.group(1))
    assert framed.content == content
    assert framed.headers["content-security-policy"] == "sandbox; frame-ancestors 'self'"
    assert framed.headers["content-disposition"].startswith("inline; ")
    assert framed.headers["x-content-type-options"] == "nosniff"


def test_what_browsers_cannot_show_is_downloaded_only(owner, house) -> None:
    put(owner, "a.docx", office())
    [row] = papers(house, owner)
    assert owner.get(f"/giay-to/{row.id}/xem").headers["location"] == f"/giay-to/{row.id}"
    assert owner.get(f"/giay-to/{row.id}/noi-dung").status_code == 404


def test_a_damaged_or_lost_file_is_a_fault_of_ours_and_never_arrives(owner, house) -> None:
    put(owner, "a.pdf", pdf())
    [row] = papers(house, owner)
    path = house.settings.folder / row.key[:2] / row.key
    path.write_bytes(b"evil")
    assert owner.get(f"/giay-to/{row.id}").status_code == 503
    path.unlink()
    assert owner.get(f"/giay-to/{row.id}").status_code == 503


@pytest.mark.parametrize("end", ["", "/x", "/x/xem", "/x/noi-dung"])
def test_whoever_is_not_signed_in_is_led_to_the_sign_in(portal, end: str) -> None:
    answer = portal.get(f"/giay-to{end}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/tai-khoan/dang-nhap?next=/giay-to")


def test_no_name_of_a_file_stands_in_an_address(owner, house) -> None:
    put(owner, "Nguyễn Văn An 036090001234.pdf", pdf())
    text = owner.get("/giay-to").text
    addresses = re.findall(r'(?:href|src|action)="([^"]+)"', text)
    assert not any("036090001234" in one for one in addresses)
