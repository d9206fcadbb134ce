"""Whoever is mailed in an agency's place reads in the first lines for whom and why, and his link only shows the
matter: it never answers for the agency."""

import re
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

import pytest

from reminder.config import Config, Web
from reminder.core.act_kinds import ActKind
from reminder.engine.context.transaction import Transaction
from reminder.engine.mails.in_place_of import instead_why
from reminder.rulefile import load_texts
from tests.core.made import agency, catalogue, directory, obligation, plan, rule, step
from tests.engine.made import BOX, FILES, TUESDAY, act
from tests.engine.test_suspended import Came, came
from tests.journeys import desk as small
from tests.laws.whole import Whole, in_memory

URL = "https://nhachan.tinh.example"
FOCAL = "vt@snnmt.example"
NEXT = TUESDAY + timedelta(1)


def office_of(agencies: str = small.AGENCIES, plan_file: str = small.PLAN) -> AbstractContextManager[Whole]:
    files = FILES | {"agencies/tinh.toml": agencies, "plans/kh-1.toml": plan_file}
    return in_memory(load_texts(files), Config(folder=Path(), web=Web(url=URL)))


def close(office: Whole, *boxes: str) -> None:
    def work(connection) -> None:  # type: ignore[no-untyped-def]
        tx = Transaction.on(connection, office.office(TUESDAY), office.catalogue)
        for box in boxes:
            tx.close_mailbox(box, "550")

    office.database.transact(work)


def first_lines(mail: Came) -> str:
    """What is read before the first fact."""
    return mail.text.partition(" Thời hạn: ")[0].partition(" Ghi nhận: ")[0]


# Of all rows the report of each department alone, so that nothing is the focal agency's own.
ALONE = small.PLAN.partition("[[task]]")[0] + small.PLAN[small.PLAN.index('[[report]]\nid = "year"') :].partition(
    '[[report]]\nid = "province"'
)[0].replace("Các sở, ban, ngành", "Sở Xây dựng; Sở Công Thương")
MUTE = small.AGENCIES.replace('contacts = [{ mailbox = "vt@sct.example" }]\n', "")


@pytest.mark.parametrize(
    ("agencies", "closed", "why"),
    [
        (MUTE, (), "Sở Công Thương chưa có địa chỉ thư điện tử trong danh bạ"),
        (small.AGENCIES, (BOX,), "thư gửi Sở Công Thương không đến được hộp thư đã đăng ký"),
    ],
)
def test_it_says_first_for_whom_and_why(agencies: str, closed: tuple[str, ...], why: str) -> None:
    with office_of(agencies, ALONE) as office:
        close(office, *closed)
        (mail,) = [m for m in came(office, TUESDAY) if m.to == FOCAL]
        lines = first_lines(mail)
        assert f"Gửi thay Sở Công Thương do {why}; xin nhờ quý cơ quan chuyển giúp." in lines
        said, own = mail.text.partition("Gửi thay Sở Công Thương")[0], "kính đề nghị quý cơ quan quan tâm thực hiện"
        assert own not in said, "nothing of it is the reader's own"
        assert "gửi thư này thay cho Sở Công Thương, xin nhờ quý cơ quan chuyển giúp" in lines


def test_what_is_mixed_with_the_readers_own_says_which_is_which() -> None:
    with office_of(MUTE) as office:
        office.round(TUESDAY)
        (mail,) = [m for m in came(office, date(2026, 12, 16)) if m.to == FOCAL and "Báo cáo của tỉnh" in m.text]
        own, _, other = mail.text.partition("Gửi thay")
        assert "(có nội dung gửi thay Sở Công Thương)" in own and "Sở Công Thương" in other


def test_several_whom_no_mail_reaches_are_never_the_reader() -> None:
    """What is overdue of several is asked of them, not of whoever is mailed in their place."""
    with office_of() as office:
        close(office, BOX, "vt@sxd.example", "pth@sxd.example")
        office.round(TUESDAY)
        (mail,) = [m for m in came(office, date(2026, 12, 16)) if m.to == FOCAL and "chuyển giúp" in m.text]
        assert "Gửi thay 2 cơ quan nêu dưới đây do chưa gửi được thư đến các cơ quan này" in mail.text
        assert "Nội dung gửi các cơ quan: Tính đến ngày 16 tháng 12 năm 2026, chưa ghi nhận báo cáo" in mail.text


def test_a_body_that_has_ceased_is_said_to_have() -> None:
    made = directory(agency("a", until_on=date(2026, 12, 1)))
    rules = catalogue(plan(obligation("chậm nhất ngày 15/12/2026", "a", id_="p/1")), directory=made,
                      rules=(rule(step("d5", "-5wd", "owner")),))  # fmt: skip

    class Row:
        recipient = "a"

    class Day:
        catalogue, today = rules, TUESDAY

    assert instead_why(Row, Day) == "ceased"  # type: ignore[arg-type]


def test_its_link_shows_that_matter_and_speaks_for_nobody() -> None:
    with office_of(plan_file=ALONE) as office:
        close(office, BOX)
        (mail,) = [m for m in came(office, TUESDAY) if m.to == FOCAL]
        links = re.findall(rf"{URL}/(\w)/(\S+)", mail.text)
        assert links and {kind for kind, _ in links} == {"l"}
        assert {rest.partition("~")[2].partition(".")[0] for _, rest in links} == {"sct"}
        assert "Trả lời tại" not in mail.text and "Xem tại" in mail.text


def test_a_suspension_told_to_another_says_so_too() -> None:
    with office_of() as office:
        office.round(TUESDAY)
        close(office, BOX)
        act(office, ActKind.SUSPEND, NEXT, document="12/UBND")
        (mail,) = came(office, NEXT)
        assert mail.to == FOCAL
        assert "xin thông báo tạm dừng thực hiện nội dung sau đây của Sở Công Thương:" in mail.text
        assert "Gửi thay Sở Công Thương do thư gửi Sở Công Thương không đến được hộp thư" in mail.text
