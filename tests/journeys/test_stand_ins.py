"""An agency without a mailbox: whoever is mailed in its place knows for whom, why, and where to read it."""

from tests.journeys.desk import Desk, address, text_of


def test_who_is_mailed_in_anothers_place_knows_it_from_the_first_lines(desk: Desk) -> None:
    desk.edit("rules/agencies/tinh.toml", 'contacts = [{ mailbox = "vt@sct.example" }]\n', "")
    desk.edit("reminder.toml", "[mail]\n", '[web]\nurl = "https://nhachan.tinh.example"\n[mail]\n')
    desk.run("tick", "--at", "2026-12-08T09:00")
    (words,) = [" ".join(text_of(m).split()) for m in desk.mails() if address(m) == "vt@snnmt.example"]
    assert "(có nội dung gửi thay Sở Công Thương)" in words.partition(":")[2][:400]
    assert "Gửi thay Sở Công Thương do Sở Công Thương chưa có địa chỉ thư điện tử trong danh bạ" in words
    assert "Xem tại: https://nhachan.tinh.example/l/1~sct." in words and "/a/1~sct." not in words
