"""One secret lets in; guessing it gets slower and slower; a session ends; nobody else is let past the login page."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.casework.actors import actors_of
from onrecord.casework.case import Case
from onrecord.model import BadInput, Refused
from onrecord.web.app import application
from onrecord.web.entering import SESSION_SECONDS, Door, TooSoon, fit, local, password_from
from onrecord.web.serving import Opened, bound

SECRET = "quay lantern barley"  # noqa: S105 - of this test
HOME = "http://desk.example:8700"


class Clock:
    """A clock that stands until it is moved."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock) -> Door:
    return Door.of(SECRET, clock)


def wrong(door: Door, address: str = "192.0.2.7", times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(BadInput):
            door.enter("a wrong guess", "Mara", address)


def test_the_secret_lets_in_and_the_session_says_who(door: Door, clock: Clock) -> None:
    key = door.enter(SECRET, "  Mara \n Vesh ", "192.0.2.7")
    assert door.person(key) == "Mara Vesh"
    assert door.person(key[:-1]) is None
    assert door.person("") is None
    clock.now += SESSION_SECONDS + 1
    assert door.person(key) is None


def test_who_leaves_is_out(door: Door) -> None:
    key = door.enter(SECRET, "Mara", "192.0.2.7")
    other = door.enter(SECRET, "Ivo", "192.0.2.7")
    door.leave(key)
    assert door.person(key) is None
    assert door.person(other) == "Ivo"


@given(st.text())
def test_nothing_else_lets_in(guess: str) -> None:
    door = Door.of(SECRET)
    if guess != SECRET:
        with pytest.raises(BadInput):
            door.check(guess, "192.0.2.7")


def test_each_wrong_guess_doubles_the_wait_and_even_the_right_one_waits(door: Door, clock: Clock) -> None:
    wrong(door, times=3)
    waits = []
    for _ in range(12):
        with pytest.raises(TooSoon) as told:
            door.enter(SECRET, "Mara", "192.0.2.7")
        waits.append(told.value.seconds)
        clock.now += told.value.seconds + 1
        wrong(door)
    assert waits == sorted(waits)
    assert waits[1] > waits[0]
    assert waits[-1] == 300
    clock.now += 301
    assert door.person(door.enter(SECRET, "Mara", "192.0.2.7"))


def test_others_need_not_wait_for_one_who_guesses(door: Door) -> None:
    wrong(door, times=3)
    assert door.enter(SECRET, "Ivo", "192.0.2.8")


def test_one_machine_with_many_addresses_is_one_guesser(door: Door) -> None:
    for last in range(3):
        wrong(door, f"2001:db8::{last}")
    with pytest.raises(TooSoon):
        door.enter(SECRET, "Mara", "2001:db8::ffff")
    assert door.enter(SECRET, "Ivo", "2001:db8:0:1::1")


def test_guesses_from_everywhere_together_are_slowed(door: Door, clock: Clock) -> None:
    for one in range(60):
        wrong(door, f"198.51.100.{one}")
    with pytest.raises(TooSoon):
        door.enter(SECRET, "Mara", "203.0.113.1")
    clock.now += 61
    assert door.enter(SECRET, "Mara", "203.0.113.1")


def test_what_guessers_leave_behind_is_bounded(door: Door, clock: Clock) -> None:
    for one in range(6000):
        clock.now += 1.1
        wrong(door, f"10.{one // 256}.{one % 256}.1")
    assert len(door._guessers) <= 4096


def test_a_right_guess_ends_the_counting(door: Door) -> None:
    wrong(door, times=2)
    door.enter(SECRET, "Mara", "192.0.2.7")
    wrong(door, times=2)
    assert door.enter(SECRET, "Mara", "192.0.2.7")


@pytest.mark.parametrize(
    "address", ["", "//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", "/a\nb", "\\evil", "/\tx", "/a\\b"]
)
def test_after_coming_in_one_stays_here(address: str) -> None:
    assert local(address) == "/"


def test_after_coming_in_one_goes_where_one_wanted_to_go() -> None:
    assert local("/statements?speaker=Vesh&page=2") == "/statements?speaker=Vesh&page=2"
    assert local(local("/search?q=%C3%A9")) == "/search?q=%C3%A9"


def test_a_password_is_the_first_line_of_its_file_and_long_enough(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"{SECRET}\r\nsomething else\n", encoding="utf-8")
    assert password_from(file) == SECRET
    file.write_text("hunter2\n", encoding="utf-8")
    with pytest.raises(BadInput) as told:
        password_from(file)
    assert "hunter2" not in str(told.value)
    with pytest.raises(BadInput):
        password_from(tmp_path / "nothing")
    with pytest.raises(BadInput):
        fit(" " * 20, "ONRECORD_PASSWORD")


@pytest.mark.parametrize("hosts", [("0.0.0.0",), ("192.0.2.7",), ("desk.example",), ("::",), ("127.0.0.1", "desk.example")])  # noqa: S104
def test_other_machines_are_not_answered_without_a_secret(hosts: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        Opened(hosts=hosts)


@pytest.mark.parametrize("hosts", [("0.0.0.0",), ("::",)])  # noqa: S104
def test_a_wildcard_is_no_name(hosts: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="no name"):
        Opened(hosts=hosts, secret=SECRET)
    assert Opened(hosts=(*hosts, "Desk.Example."), secret=SECRET).answered == {"desk.example"}


def test_only_the_names_given_are_answered() -> None:
    assert Opened().answered == {"127.0.0.1", "localhost", "[::1]"}
    assert Opened(hosts=("192.0.2.7",), secret=SECRET).answered == {"192.0.2.7"}
    assert Opened(hosts=("2001:DB8::7",), secret=SECRET).answered == {"[2001:db8::7]"}
    assert not Opened(hosts=("127.0.0.1",)).abroad


@pytest.mark.parametrize("host", ["", "http://desk.example", "desk.example/x", "a b", "me@desk.example", "desk?x"])
def test_what_is_no_host_is_said_so(host: str) -> None:
    with pytest.raises(BadInput):
        Opened(hosts=(host,), secret=SECRET)


def test_certificate_and_key_go_together() -> None:
    with pytest.raises(BadInput):
        Opened(hosts=("192.0.2.7",), secret=SECRET, certificate=Path("c.pem"))


def test_the_address_given_is_the_one_bound() -> None:
    plug = bound(0, "127.0.0.1")
    assert plug.getsockname()[0] == "127.0.0.1"
    plug.close()
    with pytest.raises(Refused):
        bound(0, "192.0.2.7")


@pytest.fixture
def copy(tmp_path: Path, demo: Path) -> Path:
    path = tmp_path / "copy.case"
    path.write_bytes(demo.read_bytes())
    return path


@pytest.fixture
def desk(copy: Path, door: Door) -> Iterator[TestClient]:
    """Somebody at another machine, who has not come in."""
    pages = application(copy, person="the desk", hosts={"desk.example"}, door=door)
    with TestClient(pages, base_url=HOME, follow_redirects=False) as opened:
        yield opened


def come_in(desk: TestClient, secret: str = SECRET, person: str = "Mara Vesh", onward: str = "/reports") -> str:
    answer = desk.post("/login", data={"secret": secret, "person": person, "next": onward})
    assert answer.status_code == 303
    return answer.headers["location"]


@pytest.mark.parametrize(
    "address",
    ["/", "/reports", "/reports.csv", "/search?q=rockets", "/chain", "/journal", "/nowhere", "/static/", "/static/../x", "/login/x"],
)
def test_nobody_is_let_past_the_login_page(desk: TestClient, address: str, copy: Path) -> None:
    answer = desk.get(address)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")
    assert copy.stem not in answer.text


@pytest.mark.parametrize(("method", "address"), [("POST", "/logout"), ("PUT", "/login"), ("POST", "/actors/a_aaaaaaaaaaaa/merge")])
def test_nothing_is_changed_from_outside(desk: TestClient, method: str, address: str) -> None:
    assert desk.request(method, address).status_code == 401


def test_the_login_page_tells_nothing_of_the_case(desk: TestClient, copy: Path) -> None:
    page = desk.get("/login?next=/reports")
    assert page.status_code == 200
    assert "/reports" in page.text
    for word in (copy.stem + " ", "Rezhak", "Kestovia", "/actors"):
        assert word not in page.text


def test_who_comes_in_gets_a_cookie_that_scripts_and_other_sites_never_see(desk: TestClient) -> None:
    answer = desk.post("/login", data={"secret": SECRET, "person": "Mara", "next": "/reports"})
    cookie = SimpleCookie(answer.headers["set-cookie"])["onrecord"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "strict"
    assert not cookie["secure"]
    assert SECRET not in answer.headers["set-cookie"]
    assert desk.get("/reports").status_code == 200


def test_over_https_the_cookie_is_secure_and_bound_to_the_host(copy: Path, door: Door) -> None:
    with TestClient(application(copy, hosts={"desk.example"}, door=door), base_url="https://desk.example", follow_redirects=False) as desk:
        answer = desk.post("/login", data={"secret": SECRET, "person": "Mara"})
        cookie = SimpleCookie(answer.headers["set-cookie"])["__Host-onrecord"]
        assert cookie["secure"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]
        assert desk.get("/").status_code == 200


def test_one_comes_to_where_one_wanted_to_go_and_leaves_again(desk: TestClient) -> None:
    wanted = desk.get("/statements?stance=denies").headers["location"]
    assert "statements%3Fstance%3Ddenies" in wanted
    assert come_in(desk, onward="/statements?stance=denies") == "/statements?stance=denies"
    assert "Mara Vesh" in desk.get("/").text
    assert desk.post("/logout").headers["location"] == "/login"
    assert desk.get("/").status_code == 303


def test_a_key_that_was_taken_along_is_of_no_use_after_leaving(desk: TestClient) -> None:
    come_in(desk)
    kept = dict(desk.cookies)
    desk.post("/logout")
    desk.cookies.clear()
    desk.cookies.update(kept)
    assert desk.get("/").status_code == 303


def test_a_token_in_the_address_leads_to_the_form_and_lets_nobody_in_by_itself(desk: TestClient) -> None:
    page = desk.get(f"/login?token={SECRET.replace(' ', '+')}")
    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert f'name="token" value="{SECRET}"' in page.text
    answer = desk.post("/login", data={"token": SECRET, "person": "Mara"})
    assert answer.headers["location"] == "/"


def test_a_wrong_guess_is_told_and_not_let_in_and_soon_has_to_wait(desk: TestClient, clock: Clock) -> None:
    statuses = [desk.post("/login", data={"secret": "guess", "person": "Mara"}).status_code for _ in range(4)]
    assert statuses == [403, 403, 403, 429]
    answer = desk.post("/login", data={"secret": SECRET, "person": "Mara"})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 2
    assert desk.get("/").status_code == 303
    clock.now += 10
    come_in(desk)


def test_one_has_to_say_who_one_is(desk: TestClient) -> None:
    assert desk.post("/login", data={"secret": SECRET, "person": "  "}).status_code == 400
    assert desk.get("/").status_code == 303


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_cannot_log_anybody_in_or_out(desk: TestClient, headers: dict[str, str]) -> None:
    assert desk.post("/login", data={"secret": SECRET, "person": "Mara"}, headers=headers).status_code == 403
    come_in(desk)
    assert desk.post("/logout", headers=headers).status_code == 403
    assert desk.get("/").status_code == 200


def test_a_name_that_is_not_given_is_refused_before_any_login(desk: TestClient) -> None:
    for host in ("127.0.0.1", "localhost", "evil.example", "desk.example.evil.example"):
        answer = desk.get("/login", headers={"Host": host})
        assert answer.status_code == 421
        assert "<" not in answer.text


def test_programs_read_with_the_secret_in_a_header_and_change_nothing(desk: TestClient) -> None:
    bearer = {"Authorization": f"Bearer {SECRET}"}
    assert desk.get("/reports.csv", headers=bearer).status_code == 200
    assert desk.post("/actors/a_aaaaaaaaaaaa/merge", headers=bearer).status_code == 401
    for _ in range(3):
        assert desk.get("/reports.csv", headers={"Authorization": "Bearer guess"}).status_code == 401
    answer = desk.get("/reports.csv", headers=bearer)
    assert answer.status_code == 429
    assert "retry-after" in answer.headers


def test_what_is_decided_is_decided_by_who_came_in(desk: TestClient, copy: Path) -> None:
    come_in(desk, person="Ivo Marn")
    with Case(copy, readonly=True) as case:
        one, other = [a for a in actors_of(case).listed if a.kind == "person"][:2]
    page = desk.get(f"/actors/{one.id}").text
    token, seen = (page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("token", "seen"))
    sent = desk.post(f"/actors/{one.id}/merge", data={"token": token, "seen": seen, "other": other.id, "why": "one voice"})
    assert sent.status_code == 303
    with Case(copy, readonly=True) as case:
        assert [e.person for e in case.file.journal()][-1] == "Ivo Marn"


def test_on_this_machine_there_is_no_login(client: TestClient) -> None:
    answer = client.get("/login", follow_redirects=False)
    assert answer.headers["location"] == "/"
    assert "Leave" not in client.get("/").text
