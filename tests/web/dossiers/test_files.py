"""Files of a draft: attached with and without a script, refused with a reason, never lost, nobody else's."""

from __future__ import annotations

import errno
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from dossiers.errors import StoreError
from dossiers.files import LocalFiles
from dossiers.scanning import Scan, Verdict
from dossiers.settings import DossierSettings
from dossiers.store import attachments
from dossiers.store.attachments import by_place
from dossiers.submit import submit
from dossiers.uploads import UnreadyError
from tests.unit.dossiers.file_samples import EICAR, HTML, SVG, archive, exif, jpeg, office, pdf, png, segment
from tests.web.dossiers.conftest import outbox
from tests.web.dossiers.walking import Walker, errors

JPEG_WITH_PLACE = jpeg(2, 2, segment(0xE1, b"Exif\0\0" + exif(gps=True)))


@pytest.fixture
def walker(signed_in) -> Walker:
    """Somebody whose draft asks for papers: the case of the certificate of birth is chosen."""
    walker = Walker(signed_in()).begin().shared().form()
    held = walker.open("thanh-phan").fields
    walker.client.post(walker.path("thanh-phan"), data={**held, "case": "1", "then": "cases"})
    return walker


def place_of(walker: Walker) -> str:
    """A place of the draft that takes files."""
    found = re.search(r'data-place="([^"]+)"', walker.client.get(walker.path("tep")).text)
    assert found
    return found.group(1)


def upload(
    walker: Walker, *files: tuple[str, bytes], script: bool = True, path: str = "tep", **more: str
) -> Any:
    """Sends files as upload.js does, or as the form does."""
    place = more.pop("place", "") or place_of(walker)
    data = {"attach": place, **({"fragment": "1"} if script else {}), **more}
    sent = [(f"file.{place}", (name, content, "text/plain")) for name, content in files]
    return walker.client.post(walker.path(path), data=data, files=sent)


def attached(walker: Walker, house) -> list[Any]:
    """The files of the draft."""
    return [one for files in by_place(house.database, walker.dossier).values() for one in files]


def message(text: str) -> str:
    """What is said at the input."""
    found = re.search(r'class="error" id="file\.[^>]*>(.*?)</p>', text, re.DOTALL)
    return html.unescape(found.group(1)) if found else ""


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_attached_and_shown_with_name_and_size(walker: Walker, house, script: bool) -> None:
    answer = upload(walker, ("Giấy chứng sinh.pdf", pdf()), script=script)
    assert answer.status_code == (200 if script else 303)
    page = answer.text if script else walker.client.get(answer.headers["location"]).text
    assert "Giấy chứng sinh.pdf" in page
    assert "1 KB" in page
    [row] = attached(walker, house)
    assert (row.media_type, row.scan, row.size) == ("application/pdf", "not_scanned", len(pdf()))
    assert b"".join(house.files.read(row.key)) == pdf()


def test_a_script_gets_the_block_of_the_place_and_no_more(walker: Walker) -> None:
    text = upload(walker, ("a.pdf", pdf())).text
    assert "<html" not in text
    assert 'name="detach"' in text


def test_the_limits_stand_before_the_button(walker: Walker) -> None:
    text = walker.client.get(walker.path("thanh-phan")).text
    assert text.index("mỗi tệp tối đa 20 MB") < text.index('type="file"')
    assert 'accept=".pdf,.jpg,.jpeg,.png,.docx"' in text
    assert "Files of the kinds PDF" in walker.client.get(f"/en{walker.path('thanh-phan')}").text


REFUSED = [
    ("a.svg", SVG, "không thuộc loại được nhận"),
    ("a.png", SVG, "Đổi đuôi tệp không đổi được loại tệp"),
    ("a.html", HTML, "không thuộc loại được nhận"),
    ("a.pdf", HTML, "Đổi đuôi tệp không đổi được loại tệp"),
    ("a.pdf", pdf() + archive({"a": b"a"}), "chứa nội dung của loại tệp khác"),
    ("a.jpg", jpeg(tail=archive({"a": HTML})), "chứa nội dung của loại tệp khác"),
    ("a.zip", archive({"a": b"a"}), "không thuộc loại được nhận"),
    ("a.docx", office(parts={"word/a.xml": b"\0" * (70 << 20)}), "phình ra quá lớn"),
    ("a.txt", EICAR, "không thuộc loại được nhận"),
    ("a.pdf", EICAR, "Đổi đuôi tệp không đổi được loại tệp"),
    ("a.docx", office(parts={"word/vbaProject.bin": b"x"}), "macro"),
    ("a.png", png(50_000, 50_000), "Hãy thu nhỏ ảnh"),
    ("a.pdf", b"", "không có nội dung"),
]


@pytest.mark.parametrize(
    ("name", "content", "why"), REFUSED, ids=[f"{i}-{one[0]}" for i, one in enumerate(REFUSED)]
)
def test_what_is_not_taken_is_refused_with_what_to_do_and_leaves_nothing(
    walker: Walker, house, name: str, content: bytes, why: str
) -> None:
    answer = upload(walker, (name, content))
    assert answer.status_code == 422
    assert why in message(answer.text)
    assert f"“{name}”" in message(answer.text)
    assert attached(walker, house) == []
    assert list(house.files.stored()) == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\a.pdf", "a.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("ệ" * 300 + ".pdf", "ệ" * 65 + ".pdf"),
        ("\u202egpj.pdf", "gpj.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("<script>.pdf", "_script_.pdf"),
    ],
)
def test_names_are_cleaned_and_shown_but_never_used(walker: Walker, house, name: str, kept: str) -> None:
    assert upload(walker, (name, pdf())).status_code == 200
    [row] = attached(walker, house)
    assert row.name == kept
    assert [key for key, _ in house.files.stored()] == [row.key]


def test_of_several_files_the_good_ones_are_kept_and_each_other_one_is_named(walker: Walker, house) -> None:
    answer = upload(walker, ("a.pdf", pdf()), ("b.svg", SVG), ("c.exe", b"MZ"), script=False)
    assert answer.status_code == 422
    [told] = errors(answer.text)
    assert "“b.svg”" in told
    assert "“c.exe”" in told
    assert [one.name for one in attached(walker, house)] == ["a.pdf"]
    assert "<title>Lỗi:" in answer.text


def test_no_file_chosen_is_told(walker: Walker) -> None:
    answer = upload(walker, script=False)
    assert answer.status_code == 422
    assert "Chưa chọn tệp nào" in errors(answer.text)[0]


def test_a_picture_with_its_place_is_taken_and_its_owner_told(walker: Walker) -> None:
    told = "ghi vị trí chụp"
    assert told in upload(walker, ("a.jpg", JPEG_WITH_PLACE)).text
    answer = upload(walker, ("a.jpg", JPEG_WITH_PLACE), script=False)
    assert told in walker.client.get(answer.headers["location"]).text
    assert told not in upload(walker, ("b.jpg", jpeg())).text


def test_a_note_that_nobody_wrote_is_not_shown(walker: Walker) -> None:
    page = walker.client.get(walker.path("tep"), params={"note": "<b>", "at": place_of(walker)})
    assert page.status_code == 200
    assert "<b>" not in page.text


def test_a_file_is_removed_by_its_button(walker: Walker, house) -> None:
    upload(walker, ("a.pdf", pdf()))
    [row] = attached(walker, house)
    answer = walker.client.post(walker.path("tep"), data={"detach": row.id})
    assert answer.status_code == 303
    assert attached(walker, house) == []
    assert [one.payload for one in outbox(house.database, "remove_file")] == [{"key": row.key}]


def test_an_unknown_place_takes_nothing(walker: Walker, house) -> None:
    for place in ("9.nothing", "../x", "form.child_name"):
        assert upload(walker, ("a.pdf", pdf()), place=place).status_code == 404
    assert list(house.files.stored()) == []


def test_somebody_else_s_draft_takes_nothing_and_shows_nothing(walker: Walker, house, signed_in) -> None:
    upload(walker, ("a.pdf", pdf()))
    [row] = attached(walker, house)
    place = place_of(walker)
    from tests.dossier_database import person

    stranger = Walker(signed_in(person(house.database, "binh")), walker.dossier)
    assert upload(stranger, ("b.pdf", pdf()), place=place).status_code == 404
    assert stranger.client.get(stranger.path("tep")).status_code == 404
    assert stranger.client.post(stranger.path("tep"), data={"detach": row.id}).status_code == 404
    for address in (f"/giay-to/{row.id}", f"/giay-to/{row.id}/xem", f"/giay-to/{row.id}/noi-dung"):
        assert stranger.client.get(address).status_code == 404
    assert [one.name for one in attached(walker, house)] == ["a.pdf"]


def test_other_sites_attach_nothing(walker: Walker, house) -> None:
    place = place_of(walker)
    walker.client.headers["sec-fetch-site"] = "cross-site"
    assert upload(walker, ("a.pdf", pdf()), place=place).status_code == 403
    assert attached(walker, house) == []


# Faults -------------------------------------------------------------------------------------------------------


class Failing(LocalFiles):
    """A folder on a disk that fails at a point."""

    def __init__(self, house: Any, code: int) -> None:
        def sync(handle: int) -> None:
            raise OSError(code, "x")

        super().__init__(house.settings.folder, sync)


@pytest.mark.parametrize(("code", "status"), [(errno.ENOSPC, 507), (errno.EDQUOT, 507), (errno.EIO, 503)])
def test_a_full_or_broken_disk_is_told_and_the_draft_is_intact(
    walker: Walker, house, application, code: int, status: int
) -> None:
    upload(walker, ("a.pdf", pdf()))
    application.state.house = replace(house, files=Failing(house, code))
    for script in (True, False):
        assert upload(walker, ("b.pdf", pdf()), script=script).status_code == status
    application.state.house = house
    assert [one.name for one in attached(walker, house)] == ["a.pdf"]
    assert len(list(house.files.stored())) == 1
    assert walker.open("bieu-mau/child").fields["child_name"] == ["Nguyễn Thị Bình"]


def test_a_database_that_refuses_the_row_leaves_no_file(walker: Walker, house, monkeypatch) -> None:
    def down(*_: object) -> None:
        raise StoreError(full=False)

    place = place_of(walker)
    monkeypatch.setattr(attachments, "add", down)
    assert upload(walker, ("a.pdf", pdf()), place=place).status_code == 503
    assert list(house.files.stored()) == []


# Limits -------------------------------------------------------------------------------------------------------


@pytest.fixture
def small(application, house):
    """Lets a portal take little: 1 MB a file, 2 MB a dossier."""
    catalog = house.catalog()
    portal = catalog.registers.portal
    uploads = portal.uploads.model_copy(update={"max_file_mb": 1, "max_dossier_mb": 2})
    registers = SimpleNamespace(portal=portal.model_copy(update={"uploads": uploads}))
    lent = _Lent(catalog, registers)
    application.state.house = replace(house, catalog=lambda: lent)
    return application.state.house


class _Lent:
    """A catalogue with another portal."""

    def __init__(self, catalog: Any, registers: Any) -> None:
        self._catalog, self._own = catalog, registers

    @property
    def registers(self) -> Any:
        return self

    def __getattr__(self, name: str) -> Any:
        if name == "portal":
            return self._own.portal
        found = getattr(self._catalog, name, None)
        return found if found is not None else getattr(self._catalog.registers, name)


def large(size: int) -> bytes:
    """A JPEG of so many bytes."""
    return jpeg(tail=b"\0" * (size - len(jpeg())))


def test_one_byte_too_many_is_too_large(walker: Walker, small) -> None:
    assert upload(walker, ("a.jpg", large(1 << 20))).status_code == 200
    answer = upload(walker, ("b.jpg", large((1 << 20) + 1)))
    assert answer.status_code == 422
    assert "lớn hơn 1 MB" in message(answer.text)


def test_a_dossier_that_is_full_takes_no_more_and_says_so(walker: Walker, small, house) -> None:
    for name in "ab":
        assert upload(walker, (f"{name}.jpg", large(1 << 20))).status_code == 200
    answer = upload(walker, ("c.pdf", pdf()))
    assert answer.status_code == 422
    assert "vượt 2 MB" in message(answer.text)
    assert len(list(house.files.stored())) == 2


def test_an_account_brings_so_much_in_a_day_only(walker: Walker, small, house, clock) -> None:
    for number in range(10):
        assert upload(walker, (f"{number}.jpg", large(1 << 20))).status_code == 200
        [row] = attached(walker, house)
        walker.client.post(walker.path("tep"), data={"detach": row.id})
    answer = upload(walker, ("c.pdf", pdf()))
    assert answer.status_code == 422
    assert "hôm nay" in message(answer.text)
    clock.pass_(hours=24)
    assert attached(walker, house) == []


# Scanning -----------------------------------------------------------------------------------------------------


class TestWithScanner:
    """A portal whose settings name a scanner."""

    @pytest.fixture
    def dossier_settings(self, tmp_path) -> DossierSettings:
        return DossierSettings(files=str(tmp_path / "files"), clamd="127.0.0.1:1")

    def test_a_file_waits_for_its_scan_and_is_not_served_before(self, walker: Walker, house) -> None:
        text = upload(walker, ("a.pdf", pdf())).text
        assert "Chờ quét mã độc" in text
        [row] = attached(walker, house)
        assert f"/giay-to/{row.id}" not in text
        for end in ("", "/xem", "/noi-dung"):
            assert walker.client.get(f"/giay-to/{row.id}{end}").status_code == 403
        assert [one.payload for one in outbox(house.database, "scan")] == [{"file": row.id}]

    def test_a_clean_file_is_served_and_an_infected_one_never(self, walker: Walker, house) -> None:
        upload(walker, ("a.pdf", pdf()))
        [row] = attached(walker, house)
        attachments.set_verdict(house.database, row.id, Verdict(Scan.CLEAN))
        assert walker.client.get(f"/giay-to/{row.id}").content == pdf()
        attachments.set_verdict(house.database, row.id, Verdict(Scan.INFECTED, "Eicar"))
        assert walker.client.get(f"/giay-to/{row.id}").status_code == 403
        assert "Có mã độc" in walker.client.get(walker.path("tep")).text

    @pytest.mark.parametrize("scan", [Scan.PENDING, Scan.INFECTED, Scan.NOT_SCANNED])
    def test_a_dossier_is_not_sent_before_every_file_is_clean(
        self, signed_in, house, clock, scan: Scan
    ) -> None:
        walker = Walker(signed_in()).complete()
        for row in attached(walker, house):
            attachments.set_verdict(house.database, row.id, Verdict(scan))
        answer = walker.send()
        assert answer.status_code == 422
        assert ("có mã độc" if scan is Scan.INFECTED else "giay.png") in answer.text
        for row in attached(walker, house):
            attachments.set_verdict(house.database, row.id, Verdict(Scan.CLEAN))
        assert walker.send().status_code == 303


def test_a_dossier_whose_file_was_lost_is_not_sent(signed_in, house, clock) -> None:
    walker = Walker(signed_in()).complete()
    row = attached(walker, house)[0]
    house.files.remove(row.key)
    account = walker.client.account
    with pytest.raises(UnreadyError) as refused:
        submit(house, account, walker.dossier, version(walker), key="k", now=clock())
    assert [one.id for one in refused.value.files] == [row.id]
    assert "không còn giữ nguyên" in walker.send().text


def test_files_of_a_case_that_is_not_chosen_any_more_are_not_sent(signed_in, house) -> None:
    walker = Walker(signed_in()).begin().shared().form()
    for case in ("3", ""):
        held = walker.open("thanh-phan").fields
        held.pop("case", None)
        chosen = {"case": case} if case else {}
        walker.client.post(walker.path("thanh-phan"), data={**held, **chosen, "then": "cases"})
        if case:
            upload(walker, ("rieng-tu.pdf", pdf()), place="3.uy-quyen")
    walker.papers()
    assert walker.send().status_code == 303
    assert "rieng-tu.pdf" not in {one.name for one in attached(walker, house)}


def version(walker: Walker) -> int:
    return int(walker.open("kiem-tra").fields["version"][0])


# Large bodies -------------------------------------------------------------------------------------------------


def test_a_body_beyond_all_limits_is_refused_before_it_is_read(walker: Walker) -> None:
    answer = walker.client.post(
        walker.path("tep"),
        content=b"x",
        headers={"content-length": str(200 << 20), "content-type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code == 413


def test_a_body_without_a_length_is_counted_as_it_comes(walker: Walker, house) -> None:
    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
        for _ in range(120):
            yield b"x" * (1 << 20)

    answer = walker.client.post(
        walker.path("tep"), content=endless(), headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code == 413
    assert list(house.files.stored()) == []


@pytest.mark.parametrize("path", ["tiep-nhan", "kiem-tra", "gui"])
def test_other_pages_take_no_large_bodies(walker: Walker, path: str) -> None:
    answer = walker.client.post(walker.path(path), content=_parts([b"x" * 70_000]))
    assert answer.status_code == 413


def test_strangers_large_bodies_are_not_read(portal, monkeypatch) -> None:
    read = []
    monkeypatch.setattr("starlette.requests.Request.form", lambda *_, **__: read.append(1))
    body = {"file.0.a": ("a.pdf", b"x" * 70_000, "application/pdf")}
    answer = portal.post("/nop-ho-so/abc/tep", data={"attach": "0.a"}, files=body)
    assert answer.status_code == 303
    assert "/tai-khoan/dang-nhap" in answer.headers["location"]
    assert read == []


def test_a_long_page_of_an_e_form_passes(walker: Walker) -> None:
    held = walker.open("bieu-mau/child").fields
    answer = walker.client.post(
        walker.path("bieu-mau/child"), data={**held, "child_hometown": "a" * 70_000, "then": "save"}
    )
    assert answer.status_code == 303
    assert walker.client.post(walker.path("bieu-mau/child"), content=b"x" * (2 << 20)).status_code == 413


def _parts(parts: Iterable[bytes]) -> Iterator[bytes]:
    yield from parts
