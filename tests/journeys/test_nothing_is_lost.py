# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Sessions that end, buttons pressed twice, names meant to harm. 不丢、不重、不受害。"""

import json

from playwright.sync_api import expect

from journeys.conftest import PASSWORD
from journeys.pages import APPLICATION, RANGE

HOSTILE = """<img src=x onerror="window.hit=1">"'><script>window.hit=1</script>""" + "长" * 60


def receipts(page):
    page.goto("/reviews/")
    return int(page.inner_text(".kt-foot span >> nth=0").split()[1])


def test_what_was_typed_is_offered_again_after_the_session_has_ended(visitor):
    page = visitor("reviewer", at="/reviews/new/", draws_maps=False)
    page.fill("#id_name", "会话之外的矿")
    page.check("input[name=documents] >> nth=1")
    page.context.clear_cookies(name="sessionid")

    page.click("text=审查并保存回执")
    page.wait_for_url("**/login/**")
    page.fill("#id_username", "reviewer")
    page.fill("#id_password", PASSWORD)
    page.click("button.btn-primary")
    page.wait_for_url("**/reviews/new/")
    page.click("[data-draft-take]")

    expect(page.locator("#id_name")).to_have_value("会话之外的矿")
    expect(page.locator("input[name=documents] >> nth=1")).to_be_checked()
    page.reload()
    page.click("[data-draft-drop]")
    expect(page.locator("[data-draft-drop]")).to_be_hidden()
    assert page.evaluate("sessionStorage.length") == 0


def test_a_button_pressed_twice_leaves_one_receipt(visitor, tmp_path):
    page = visitor("reviewer", draws_maps=False)
    before = receipts(page)
    file = tmp_path / "申请.toml"
    file.write_text(APPLICATION, "utf-8")
    page.goto("/reviews/new/")
    page.set_input_files("#id_file", file)

    page.click("button[name=upload]", click_count=2, delay=60)
    page.wait_for_url("**/reviews/KT-*/")

    assert receipts(page) == before + 1


def test_a_name_meant_to_harm_is_a_name_like_any_other(visitor, site):
    page = visitor("reviewer", draws_maps=False)
    before = receipts(page)
    page.goto("/reviews/new/")
    page.select_option("#id_kind", "MINING")
    page.select_option("#id_act", "NEW")
    typed = {"name": HOSTILE, "applicant": HOSTILE, "mineral": "萤石", "range": json.dumps(RANGE)}
    for key, words in typed.items():
        page.fill(f"#id_{key}", words)

    # Signing in again in another tab changes the token while this form stands open.
    token = {"name": "csrftoken", "value": "Ab3" + "x" * 29, "url": site.address}
    page.context.add_cookies([token])
    page.click("text=审查并保存回执", click_count=2, delay=60)
    page.wait_for_url("**/reviews/KT-*/")

    assert page.inner_text("h1").startswith(HOSTILE)
    for address in ("/reviews/", "/", "/map/?q=onerror"):
        page.goto(address)
        assert HOSTILE[:40] in page.inner_text("main")
        assert page.evaluate("window.hit") is None
        assert page.evaluate("document.documentElement.scrollWidth") == 1366
    assert receipts(page) == before + 1


def test_a_file_above_the_limit_is_refused_before_it_is_sent(visitor, tmp_path):
    page = visitor("reviewer", at="/reviews/new/", draws_maps=False)
    file = tmp_path / "大.toml"
    file.write_bytes(b"x" * (51 << 20))
    page.set_input_files("#id_file", file)

    expect(page.locator("[data-file-fault]")).to_contain_text("51.0 MB，超过上限 50.0 MB")
    page.click("button[name=upload]")
    assert page.url.endswith("/reviews/new/")
