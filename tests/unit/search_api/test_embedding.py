"""What an editor may choose for the box on another site, and the policies around it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from search_api.embedding import Box, frame_policy, host_policy, policy
from search_api.query import BadQuery
from search_api.settings import Settings

SITE = "https://dvc.example.vn"


def test_nothing_chosen_is_the_usual_box() -> None:
    assert Box.from_params([("agency", ""), ("limit", " ")]) == Box()


def test_what_is_chosen_is_kept() -> None:
    given = {"agency": "so-tu-phap", "field": "ho-tich", "limit": "12", "theme": "dark", "target": "_blank"}
    box = Box.from_params({**given, "version": "exact", "frame": "1"}.items())
    assert box == Box("so-tu-phap", "ho-tich", 12, "dark", "_blank", "exact", True)
    assert box.filters == [("agency", "so-tu-phap"), ("field", "ho-tich")]


def test_every_wrong_choice_is_named() -> None:
    wrong = {"theme": "pink", "target": "x", "version": "0", "frame": "yes", "limit": "21"}
    with pytest.raises(BadQuery) as raised:
        Box.from_params(wrong.items())
    assert {one.parameter for one in raised.value.problems} == wrong.keys()


@pytest.mark.parametrize("limit", ["0", "-1", "1.5", "²", "008"])
def test_the_limit_is_that_of_the_api(limit: str) -> None:
    with pytest.raises(BadQuery):
        Box.from_params([("limit", limit)])


def test_the_address_of_a_frame_says_only_what_is_not_usual() -> None:
    assert Box().frame_params == [("frame", "1")]
    box = Box(field="ho-tich", limit=4, theme="auto", target="_blank")
    chosen = [("field", "ho-tich"), ("limit", "4"), ("theme", "auto"), ("target", "_blank")]
    assert box.frame_params == [("frame", "1"), *chosen]


@pytest.mark.parametrize(("target", "opened"), [("_self", "_top"), ("_top", "_top"), ("_blank", "_blank")])
def test_results_never_open_inside_a_frame(target: str, opened: str) -> None:
    assert Box(target=target).frame_target == opened


def test_a_page_elsewhere_must_allow_three_things_for_the_script_and_one_for_the_frame() -> None:
    assert host_policy(SITE) == [f"script-src {SITE}", f"connect-src {SITE}", f"form-action {SITE}"]
    assert frame_policy(SITE) == [f"frame-src {SITE}"]


def test_nobody_may_frame_unless_it_is_said() -> None:
    assert policy(None).endswith("frame-ancestors 'none'")
    assert policy(("https://a.vn", "https://*.b.vn")).endswith(
        "frame-ancestors 'self' https://a.vn https://*.b.vn"
    )
    assert "unsafe" not in policy(("*",))


@pytest.mark.parametrize("source", ["*; script-src *", "a.vn", "'none'", "javascript:", "https://a.vn x", ""])
def test_a_setting_cannot_change_another_rule_of_the_policy(source: str) -> None:
    with pytest.raises(ValidationError):
        Settings(frame_ancestors=(source,))


@pytest.mark.parametrize("source", ["*", "https://a.vn", "https://*.a.vn", "http://10.0.0.1:8080"])
def test_sites_that_may_frame_can_be_set(source: str) -> None:
    assert Settings(frame_ancestors=(source,)).frame_ancestors == (source,)
