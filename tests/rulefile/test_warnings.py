# ruff: noqa: E501  (a table of cases is read by its rows)
"""What is warned of where an office is read, what is not, and how a row's warning is quieted."""

import pytest

from reminder.errors import BadInput
from reminder.rulefile import load_texts
from tests.rulefile.office import AGENCIES, OFFICE, RULES, office


def warnings(texts: dict[str, str]) -> list[str]:
    return [str(w) for w in load_texts(texts).warnings]


def test_a_sound_office_warns_only_of_what_is_so() -> None:
    assert warnings(OFFICE) == [
        "agencies/tinh.toml:1: directory: 5 mailboxes are stand-ins (.example, .test, .invalid), delivered to a Maildir "
        "or a declared sink only; "
        "`reminder agencies import` brings the real ones",
        "calendars/vietnam.toml:6: calendar.days: the calendar is entered up to 2026; later dates know only weekends and fixed "
        "holidays",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("agencies", 'contacts = [{ mailbox = "vt@ubnd.example" }]\n', "", "agency[ubnd]: UBND tỉnh has no contact"),
        ("plan", 'lead = "Sở NN&MT"\n', "", "task[I.1]: unassigned, nobody is late until a person assigns it: it names no lead"),
        ("plan", 'lead = "Sở NN&MT"', 'lead = "Sở NN&MT/ UBND các xã, phường"', "leaves a choice"),
        ("plan", 'lead = "Sở NN&MT"', 'lead = "Đề nghị Sở NN&MT"', "leaves a choice"),
        ("plan", 'lead = "Sở NN&MT"', 'lead = "Các đơn vị liên quan"', "names nobody in the directory"),
        ("plan", 'lead = "Sở NN&MT"', 'lead = "Tập đoàn Than"', "names nobody in the directory"),
        ("plan", 'issuer = "UBND tỉnh"', 'issuer = "Các sở, ban, ngành"', '"Các sở, ban, ngành" is not one agency of the directory'),
        ("plan", 'issuer = "UBND tỉnh"', 'issuer = "Trường Tiểu học"', '"Trường Tiểu học" is not one agency of the directory'),
        ("plan", 'timeframe = "Quý III/2026"\n', "", "task[I.1]: has no time; a person gives its date"),
        ("plan", 'focal = "Sở Nông nghiệp và Môi trường"\n', "", "plan.focal: no focal agency is named"),
        ("plan", '"Quý III/2026"', '"Trước 30/06//2026"', '"Trước 30/06//2026" is odd'),
        ("plan", '"Quý III/2026"', '"2021-2020"\nquiet = "in sai trong văn bản"', '"2021-2020" is not understood'),
        ("plan", '"trước ngày 31/12 hằng năm"', '"trước ngày 10/12 hằng năm"', "less than one working day after kh-1/quy is due (2026-12-09), yet due by 2026-12-09 itself"),
        ("plan", '"trước ngày 10/12 hằng năm"', '"trước ngày 15/12 hằng năm"', "suggestion: due by 2026-12-14, with 0 working days behind the general data cut-off 2026-12-14; "),
        ("plan", '"trước ngày 10/12 hằng năm"', '"trước ngày 20/12/2026 (số liệu đến ngày 19/12/2026)"', "schedule: due by 2026-12-19, with 0 working days behind the data cut-off 2026-12-19 that the plan states"),
        ("rules", 'to = ["owner"], template = "today"', 'to = ["via"], template = "today"', "ladder[d0]: reaches nobody: no row this rule takes has the role via"),
        ("rules", 'id = "first", at = "issued", to = ["owner"], template = "first"', 'id = "first", at = "review 15/11", to = ["owner"], template = "review"', "ladder[first]: never fires: only tasks have"),
        ("rules", '"-15wd", to = ["owner", "coordinator"]', '"0", to = ["owner", "coordinator"]', 'ladder[d15]: never fires for owner: step "d0"'),
        ("plan", '"Quý III/2026"', '"Thường xuyên"', "ladder[d15]: never fires: no row this rule takes has a date"),
        ("calendar", 'document = "12729/VPCP-KGVX" },\n]', 'status = "estimated" },\n]', "estimated days of 2026: 1"),
    ],
)  # fmt: skip
def test_warned_of(file: str, old: str, new: str, words: str) -> None:
    found = [w for w in warnings(office(**{file: (old, new)})) if words in w]
    assert len(found) == 1, warnings(office(**{file: (old, new)}))


@pytest.mark.parametrize(
    ("below", "above", "warned"),
    [
        # NĐ 09/2019/NĐ-CP, điều 8: a working day between the one and the one that gathers it
        ("chậm nhất ngày 09/12/2026", "chậm nhất ngày 09/12/2026", True),
        ("chậm nhất ngày 09/12/2026", "chậm nhất ngày 10/12/2026", False),
        ("chậm nhất ngày 11/12/2026", "chậm nhất ngày 13/12/2026", True),  # a weekend only
        ("chậm nhất ngày 11/12/2026", "chậm nhất ngày 14/12/2026", False),
        # and behind the general cut-off, Monday 14/12
        ("chậm nhất ngày 13/12 hằng năm", "chậm nhất ngày 31/12 hằng năm", False),  # it closes later: another's data
        ("chậm nhất ngày 14/12 hằng năm", "chậm nhất ngày 31/12 hằng năm", True),
        ("chậm nhất ngày 15/12 hằng năm", "chậm nhất ngày 31/12 hằng năm", False),
    ],
)
def test_a_working_day_behind_what_it_rests_on(below: str, above: str, warned: bool) -> None:
    plan = OFFICE["plans/kh-1.toml"].replace("trước ngày 10/12 hằng năm", below)
    texts = {**OFFICE, "plans/kh-1.toml": plan.replace("trước ngày 31/12 hằng năm", above)}
    said = ("less than one working day after", "with 0 working days behind")
    assert any(words in w for w in warnings(texts) for words in said) is warned


@pytest.mark.parametrize(
    ("timeframe", "fires"),
    [
        ("Quý III/2026", True), ("Quý IV/2025", True), ("hằng năm", True), ("trước ngày 10/12 hằng năm", True),
        ("trước ngày 30/6/2026, lần hai trước ngày 30/9/2026", True), ("Quý III/2026; từ năm 2027", True),
        ("trước ngày 20 tháng cuối quý và trước 20 tháng 11 năm 2026", True),
        ("15 ngày kể từ ngày ban hành Kế hoạch", True), ("Thường xuyên", False), ("từ năm 2027", False),
        ("Khi có yêu cầu", False),
    ],
)  # fmt: skip
def test_a_step_counted_from_a_date_fires_where_a_row_has_or_awaits_one(timeframe: str, fires: bool) -> None:
    told = warnings(office(plan=('"Quý III/2026"', f'"{timeframe}"')))
    assert any("rule[task].ladder[d15]: never fires" in w for w in told) is not fires, told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('lead = "Sở NN&MT"', 'quiet = "đã giao miệng"'),
        ('"trước ngày 10/12 hằng năm"', '"trước ngày 15/12 hằng năm"\nquiet = "UBND tỉnh chốt số liệu 30/11"'),
    ],
)
def test_a_warning_about_a_row_is_quieted_in_the_row(old: str, new: str) -> None:
    assert warnings(office(plan=(old, new))) == warnings(OFFICE)


REAL = "so.tinh-mau.gov.vn"  # as no stand-in ends


@pytest.mark.parametrize(
    ("real", "said"),
    [
        ((), "5 mailboxes are stand-ins"), (("vt@ubnd.example",), "4 mailboxes are stand-ins"),
        (("gd@snnmt.example",), "4 mailboxes are stand-ins"), (("vt@stnmt.example",), "5 mailboxes are stand-ins"),
        (("vt@ubnd.example", "vt@snnmt.example", "gd@snnmt.example", "vt@linhson.example", "vt@donghy.example"), ""),
    ],
)  # fmt: skip
def test_mailboxes_that_only_stand_in_are_counted_while_their_body_stands(real: tuple[str, ...], said: str) -> None:
    texts = dict(OFFICE)
    for box in real:
        texts["agencies/tinh.toml"] = texts["agencies/tinh.toml"].replace(box, box.split("@")[0] + f"@{REAL}")
    told = [w for w in warnings(texts) if "stand-ins" in w]
    assert [said in w for w in told] == [True] * bool(said)


def test_two_rules_with_the_same_right() -> None:
    second = RULES[: RULES.index("\n[[rule]]")].replace('id = "task"', 'id = "task-b"')
    texts = {**OFFICE, "reminders.toml": RULES + "\n" + second}
    found = [w for w in warnings(texts) if "with the same right" in w]
    assert len(found) == 1 and 'takes kh-1/I.1 with the same right as rule "task"' in found[0]
    apart = second.replace('select = { kind = "task" }', 'select = { kind = "task" }\nfrom = 2027-01-01')
    before = RULES.replace('select = { kind = "task" }', 'select = { kind = "task" }\nuntil = 2026-12-31')
    assert warnings({**OFFICE, "reminders.toml": before + "\n" + apart}) == warnings(OFFICE)
    overlap = RULES + "\n" + apart
    assert [w for w in warnings({**OFFICE, "reminders.toml": overlap}) if "same right" in w]


def test_owner_and_head_are_told_apart() -> None:
    step = '{ id = "d0", at = "0", to = ["owner"], template = "today" }'
    both = step.replace('["owner"]', '["owner", "head"]')
    assert not any("ladder[d0]" in w for w in warnings(office(rules=(step, both))))
    apart = f"{step},\n{step.replace('d0', 'h0').replace('owner', 'head')}"
    assert not any("ladder[d0]" in w for w in warnings(office(rules=(step, apart))))


def test_a_date_behind_its_plans_last_day_is_named() -> None:
    ended = {
        k: v.replace("[plan]\n", "[plan]\nuntil = 2026-06-30\n", 1) if k.startswith("plans/") else v
        for k, v in OFFICE.items()
    }
    found = [w for w in warnings(ended) if "behind the plan's last day" in w]
    assert found and all("2026-06-30" in w for w in found)


def test_a_superior_nobody_has() -> None:
    told = ('to = ["owner"], template = "today"', 'to = ["superior"], template = "today"')
    assert warnings(office(rules=told)) == warnings(OFFICE)
    alone = office(rules=told, agencies=('superior = "ubnd"\nfrom = 2025-03-01', "from = 2025-03-01"))
    assert any("ladder[d0]: reaches nobody: no row this rule takes has the role superior" in w for w in warnings(alone))


REPORTS = RULES[RULES.index('[[rule]]\nid = "report"') :]
TWIN = """
[[rule]]
id = "{id}"
select = {{ kind = "task" }}
{days}
ladder = [{{ id = "d1", at = "-1wd", to = ["owner"], template = "coming" }}]
"""


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ("", "", True),
        ("until = 2026-06-30", "", True),
        ("until = 2026-06-30", "from = 2026-07-01", False),
        ("until = 2026-06-30", "from = 2026-06-30", True),
        ("until = 2026-07-01", "from = 2026-06-30", True),
        ("from = 2026-06-30", "", True),
        ("until = 2026-06-30", "until = 2026-12-31", True),
        ("until = 2026-06-30", "from = 2026-06-30\nuntil = 2026-06-30", True),  # one of them never has its day
        ("from = 2026-06-30", "from = 2026-06-30\nuntil = 2026-06-30", True),
    ],
)
def test_two_rules_with_the_same_right_clash_on_the_days_both_hold(first: str, second: str, clash: bool) -> None:
    for one, other in ((first, second), (second, first)):  # whichever stands first
        extra = TWIN.format(id="one", days=one) + TWIN.format(id="other", days=other)
        told = warnings({**OFFICE, "reminders.toml": REPORTS + extra})
        assert any('with the same right as rule "one"' in w for w in told) is clash, told


@pytest.mark.parametrize(("silent", "one_by_one"), [(1, True), (12, True), (13, False)])
def test_many_agencies_without_a_contact_are_told_in_one_line(silent: int, one_by_one: bool) -> None:
    rows = "".join(f'[[agency]]\nid = "s{n}"\nname = "Sở Thứ {n}"\nkind = "board"\n\n' for n in range(silent))
    told = [w for w in warnings({**OFFICE, "agencies/tinh.toml": AGENCIES.replace("[communes]", rows + "[communes]")})
            if "no contact" in w]  # fmt: skip
    assert len(told) == (silent if one_by_one else 1)
    assert (
        any(f"{silent} agencies have no contact (Sở Thứ 0, Sở Thứ 1, Sở Thứ 2, …)" in w for w in told) is not one_by_one
    )


def test_a_rule_that_takes_nothing() -> None:
    extra = '\n[[rule]]\nid = "spare"\nselect = { kind = "task", min_months = 900 }\nladder = [{ id = "a", at = "0", to = ["owner"], template = "today" }]\n'
    assert any(
        "rule[spare]: takes no row of any plan" in w for w in warnings({**OFFICE, "reminders.toml": RULES + extra})
    )


OF_STATE = """
[[rule]]
id = "late-again"
select = { kind = "report", state = ["extended"] }
base = "report"
ladder = [
  { id = "news", at = "issued", to = ["via"], template = "first" },
  { id = "other", at = "restart resume", to = ["owner"], template = "restarted" },
  { id = "told", at = "restart extend", to = ["owner"], template = "extended" },
]
"""


def test_what_a_rule_by_state_never_comes_to_is_warned_of_where_it_is_its_own() -> None:
    said = warnings({**OFFICE, "reminders.toml": OFFICE["reminders.toml"] + OF_STATE})
    found = [w.partition(": ")[2] for w in said if "late-again" in w or "rule[report]" in w]
    words = "never fires: this rule takes only what was extended"
    assert found == [f"rule[late-again].ladder[news]: {words}", f"rule[late-again].ladder[other]: {words}"]


def test_two_rules_by_one_state_clash_and_a_row_needs_a_rule_without() -> None:
    again = OF_STATE.replace("late-again", "twice").replace('"extended"]', '"resumed", "extended"]')
    said = warnings({**OFFICE, "reminders.toml": OFFICE["reminders.toml"] + OF_STATE + again})
    assert [
        w
        for w in said
        if 'takes kh-1/quy with the same right as rule "late-again"' in w or "kh-1/nam with the same" in w
    ]
    other = again.replace('"resumed", "extended"', '"resumed"')
    said = warnings({**OFFICE, "reminders.toml": OFFICE["reminders.toml"] + OF_STATE + other})
    assert not [w for w in said if "with the same right" in w]
    alone = OFFICE["reminders.toml"].replace(
        'select = { kind = "report" }', 'select = { kind = "report", state = ["returned"] }'
    )
    with pytest.raises(BadInput, match="no rule takes this row"):
        load_texts({**OFFICE, "reminders.toml": alone})
