"""The box for other sites: its files and their headers, the page that makes the lines to paste, the frame."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from search_api import releases
from search_api.app import create_app
from tests.web.conftest import Read, settings

FILE = "/widget/v1/thutuc-search.js"
ROOT = Path(__file__).resolve().parents[2]


def newest(client: TestClient) -> dict[str, Any]:
    listed: list[dict[str, Any]] = client.get("/widget/versions.json").json()["versions"]
    return listed[-1]


def lines(page: Any) -> list[str]:
    """Everything shown to be pasted, as it will be pasted."""
    return [
        html.unescape(one).strip()
        for one in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page.text, re.DOTALL)
    ]


@pytest.mark.parametrize("path", [FILE, "/widget/versions.json"])
def test_files_of_the_widget_are_for_every_origin(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"origin": "https://example.org"}).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert "vary" not in headers
    assert "set-cookie" not in headers


def test_only_files_of_the_widget_are_loaded_across_origins(client: TestClient) -> None:
    assert "cross-origin-resource-policy" not in client.get("/static/thutuc.css").headers


def test_a_script_is_sent_as_one(client: TestClient) -> None:
    assert client.get(FILE).headers["content-type"] == "text/javascript; charset=utf-8"


def test_the_newest_is_kept_for_an_hour_and_a_version_for_ever(client: TestClient) -> None:
    followed, pinned = client.get(FILE), client.get(newest(client)["file"])
    assert followed.headers["cache-control"] == "public, max-age=3600, stale-while-revalidate=86400"
    assert pinned.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert followed.content == pinned.content


def test_the_hashes_listed_are_those_of_the_files_sent(client: TestClient) -> None:
    for one in client.get("/widget/versions.json").json()["versions"]:
        content = client.get(one["file"]).content
        assert (releases.integrity(content), len(content)) == (one["integrity"], one["bytes"])


@pytest.mark.parametrize("path", [FILE, "/widget/versions.json"])
def test_a_file_that_is_held_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert again.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("version", ["v9", "v1.0", "1.0.0", "v9.9.9", "vx", ".."])
def test_what_was_never_released_is_not_found(client: TestClient, version: str) -> None:
    assert client.get(f"/widget/{version}/thutuc-search.js").status_code == 404


def test_the_widget_is_never_refused_for_the_number_of_requests(live: Any) -> None:
    client = TestClient(create_app(settings(rate_limit="2 per 1 minute"), live))
    assert {client.get(FILE).status_code for _ in range(5)} == {200}


def test_the_lines_name_the_site_and_what_was_chosen(live: Any) -> None:
    client = TestClient(create_app(settings(base_url="https://dvc.example.vn"), live))
    page = client.get("/nhung?agency=ubnd-cap-xa&field=ho-tich&limit=6&theme=dark&target=_blank")
    shown = lines(page)
    assert (
        '<script type="module" src="https://dvc.example.vn/widget/v1/thutuc-search.js"></script>' in shown[0]
    )
    chosen = 'agency="ubnd-cap-xa" field="ho-tich" limit="6" theme="dark" target="_blank"'
    assert f'<thutuc-search api="https://dvc.example.vn" lang="vi" {chosen}>' in shown[0]
    assert '<input type="hidden" name="field" value="ho-tich">' in shown[0]
    assert 'action="https://dvc.example.vn/tim-kiem"' in shown[0]


def test_the_policy_of_the_page_elsewhere_is_told_and_nothing_else(live: Any) -> None:
    shown = lines(TestClient(create_app(settings(base_url="https://dvc.example.vn"), live)).get("/nhung"))
    names = ("script-src", "connect-src", "form-action")
    assert shown[1] == "; ".join(f"{name} https://dvc.example.vn" for name in names)
    assert shown[3] == "frame-src https://dvc.example.vn"


def test_a_fixed_version_carries_its_hash(read: Read, client: TestClient) -> None:
    one = newest(client)
    shown = lines(read("/nhung?version=exact"))[0]
    assert f'{one["file"]}" integrity="{one["integrity"]}" crossorigin="anonymous"></script>' in shown


def test_the_frame_has_a_title_and_the_address_of_the_box(read: Read) -> None:
    shown = lines(read("/nhung?field=ho-tich&limit=4"))[2]
    assert 'src="http://testserver/nhung?frame=1&amp;field=ho-tich&amp;limit=4"' in shown
    assert 'title="Tìm thủ tục hành chính"' in shown


def test_english_lines_lead_to_english_pages(read: Read) -> None:
    shown = lines(read("/en/nhung"))
    assert 'lang="en"' in shown[0]
    assert 'action="http://testserver/en/tim-kiem"' in shown[0]
    assert 'src="http://testserver/en/nhung?frame=1"' in shown[2]


@pytest.mark.parametrize("value", ['"><script>alert(1)</script>', "'; --", "</code></pre><img src=x>"])
def test_what_is_put_into_the_lines_stays_a_value(read: Read, value: str) -> None:
    page = read(f"/nhung?agency={value.replace(';', '%3B')}")
    assert page.status == 200
    assert not [one for one in page.all("script") if "src" not in one]
    assert not page.all("img")
    (element,) = page.all("thutuc-search")
    assert element["agency"] == value
    assert (
        f'agency="{html.escape(value).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")}"'
        in lines(page)[0]
    )


def test_a_choice_that_does_not_exist_is_refused(read: Read) -> None:
    assert read("/nhung?theme=pink").status == 400
    assert read("/nhung?colour=red").status == 400


def test_the_box_alone_may_be_framed_by_whom_the_setting_names(live: Any, client: TestClient) -> None:
    assert "frame-ancestors 'self' *" in client.get("/nhung?frame=1").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in client.get("/nhung").headers["content-security-policy"]
    app = create_app(settings(frame_ancestors=("https://xa.example.vn",)), live)
    policy = TestClient(app).get("/en/nhung?frame=1").headers["content-security-policy"]
    assert policy.endswith("frame-ancestors 'self' https://xa.example.vn")


def test_an_answer_that_is_held_renews_the_policy_of_the_frame(client: TestClient) -> None:
    """Browsers take the headers of a 304 over: another policy there would close the frame at the second visit."""
    first = client.get("/nhung?frame=1")
    again = client.get("/nhung?frame=1", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    policies = again.headers.get_list("content-security-policy")
    assert policies == first.headers.get_list("content-security-policy")
    assert len(policies) == 1


def test_the_box_alone_is_no_page_for_search_engines_and_needs_no_cookie(client: TestClient) -> None:
    answer = client.get("/nhung?frame=1&field=ho-tich&target=_blank")
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "set-cookie" not in answer.headers
    assert '<form role="search" action="/tim-kiem" method="get" target="_blank">' in answer.text
    assert '<input type="hidden" name="field" value="ho-tich">' in answer.text


def test_the_pages_load_the_suggestions(read: Read) -> None:
    for path in ("/", "/tim-kiem", "/en/thu-tuc/1.900001"):
        (one,) = [script for script in read(path).all("script") if "suggest.js" in script.get("src", "")]
        assert one["type"] == "module"


def test_the_example_page_is_what_the_generator_makes(live: Any) -> None:
    page = (ROOT / "examples" / "widget.html").read_text("utf-8")
    for line in lines(TestClient(create_app(settings(base_url="http://127.0.0.1:8000"), live)).get("/nhung"))[
        0
    ].splitlines():
        assert line.strip() in page
