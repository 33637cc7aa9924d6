"""Telegram and WhatsApp exports: messages with Arabic words are reports, the rest of a chat is passed over."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest_samples import BODY, LEGACY, SHORT, UNICODE
from rasid.ingest import ReadOptions, Skipped, read_inputs, telegram
from rasid.types import Report
from test_ingest import one, reasons

PIECES: list[Any] = ["عاجل | ", {"type": "bold", "text": SHORT}, " ", {"type": "link", "text": "https://t.me/x"}]
CHAT: dict[str, Any] = {
    "name": "قناة الخبر",
    "type": "public_channel",
    "id": 1,
    "messages": [
        {"id": 1, "type": "service", "date": "2022-04-17T20:00:00", "action": "create_channel", "text": ""},
        {
            "id": 2, "type": "message", "date": "2022-04-18T00:30:00", "date_unixtime": "1650231000", "from": "قناة الخبر",
            "from_id": "channel1", "text": BODY, "text_entities": [{"type": "plain", "text": BODY}],
        },
        {
            "id": 3, "type": "message", "date": "2022-04-18T10:00:00", "date_unixtime": "1650265200", "forwarded_from": "مصدر",
            "edited": "2022-04-18T11:00:00", "reply_to_message_id": 2, "text": PIECES,
        },
        {"id": 4, "type": "message", "date": "2022-04-18T10:00:01", "photo": "p.jpg", "text": ""},
        {"id": 5, "type": "message", "date": "2022-04-18T10:00:02", "text": "🔥🔥 https://t.me/y"},
        {"id": 6, "type": "message", "date": "2022-04-31T10:00:03", "text": SHORT},
        {"id": 7, "type": "message", "date": "2022-04-19T10:00:03", "text": SHORT + " لاحقا"},
    ],
}  # fmt: skip
FULL = {
    "about": "x",
    "chats": {"about": "y", "list": [CHAT, {"name": "ثانية", "id": 2, "messages": []}]},
    "left_chats": {"list": [CHAT]},
}


def check_chat(items: list[Report | Skipped], path: Path) -> None:
    first, second, bad, last = items
    assert isinstance(first, Report) and isinstance(second, Report) and isinstance(bad, Skipped) and isinstance(last, Report)
    assert first.text == BODY and first.outlet == "قناة الخبر"
    assert first.published_at == datetime(2022, 4, 17, 21, 30, tzinfo=UTC) and first.published == date(2022, 4, 17)
    assert second.text == f"عاجل | {SHORT} https://t.me/x"
    assert "forwarded_from=مصدر" in second.origin and "edited=2022-04-18T11:00:00" in second.origin and "reply_to=2" in second.origin
    assert bad.where == f"{path}#6" and "is no date" in bad.reason
    assert (last.published, last.published_at) == (date(2022, 4, 19), None), "the exporter's clock gives no moment"


@pytest.mark.parametrize("streamed", [True, False])
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("full", [True, False])
def test_telegram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, streamed: bool, indent: int | None, full: bool) -> None:
    if streamed:
        monkeypatch.setattr(telegram, "_AT_ONCE", 0)
        monkeypatch.setattr(telegram, "_BLOCK", 37)
    path = tmp_path / "result.json"
    path.write_text(json.dumps(FULL if full else CHAT, ensure_ascii=False, indent=indent), "utf-8")
    items = list(read_inputs([str(path)], ReadOptions()))
    check_chat(items[:4], path)
    assert len(items) == (8 if full else 4)


def test_telegram_day_in_a_zone_and_outlet_of_the_user(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(CHAT), "utf-8")
    report = next(iter(read_inputs([str(path)], ReadOptions(zone="Asia/Damascus", outlet="khabar"))))
    assert isinstance(report, Report) and (report.published, report.outlet) == (date(2022, 4, 18), "khabar")


@pytest.mark.parametrize("streamed", [True, False])
def test_names_of_private_chats_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, streamed: bool) -> None:
    if streamed:
        monkeypatch.setattr(telegram, "_AT_ONCE", 0)
    path = tmp_path / "result.json"
    path.write_text(json.dumps({**CHAT, "type": "personal_chat", "messages": CHAT["messages"][:2]}), "utf-8")
    report = one(path)
    assert report.outlet == "" and CHAT["name"] not in report.origin


@pytest.mark.parametrize("encoding", [*UNICODE, "cp1256"])
def test_telegram_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    chat = {**CHAT, "messages": CHAT["messages"][:2]}
    path = tmp_path / "result.json"
    path.write_bytes(json.dumps(chat, ensure_ascii=False).encode(encoding))
    assert one(path).text == BODY


@pytest.mark.parametrize("streamed", [True, False])
def test_telegram_cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, streamed: bool) -> None:
    if streamed:
        monkeypatch.setattr(telegram, "_AT_ONCE", 0)
    path = tmp_path / "result.json"
    path.write_text(json.dumps(CHAT, ensure_ascii=False)[:-20], "utf-8")
    items = list(read_inputs([str(path)], ReadOptions()))
    assert isinstance(items[-1], Skipped) and "broken JSON" in items[-1].reason
    assert len(items) == (4 if streamed else 1), "a long export gives what stands before the fault"


def test_what_is_no_telegram_export(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", "utf-8")
    (bad,) = reasons(tmp_path / "a.json", input_format="telegram")
    assert "not a Telegram export" in bad.reason


ANDROID = f"""17/04/2022, 21:15 - الرسائل والمكالمات مشفرة تماما بين الطرفين.
17/04/2022, 21:16 - Abu X: {SHORT}
سطر ثان: من الرسالة نفسها
17/04/2022, 21:17 - +963 11 000: <Media omitted>
18/04/2022, 00:05 - Abu X: {BODY}
"""
IPHONE = f"""\u200e[17/04/2022, 9:16:01 PM] Abu X: {SHORT}
سطر ثان: من الرسالة نفسها
[17/04/2022, 9:17:00 PM] B: \u200eimage omitted
[18/04/2022, 12:05:00 AM] Abu X: {BODY}
"""
ARABIC = f"""\u200f١٧/٤/٢٠٢٢، ٩:١٦ م - أبو س: {SHORT}
سطر ثان: من الرسالة نفسها
\u200f١٨/٤/٢٠٢٢، ١٢:٠٥ ص - أبو س: {BODY}
"""
AMERICAN = f"""4/17/22, 9:16 PM - Abu X: {SHORT}
سطر ثان: من الرسالة نفسها
4/18/22, 12:05 AM - Abu X: {BODY}
"""


@pytest.mark.parametrize("chat", [ANDROID, IPHONE, ARABIC, AMERICAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_whatsapp(tmp_path: Path, chat: str, encoding: str) -> None:
    path = tmp_path / "chat.txt"
    path.write_bytes(chat.encode(encoding))
    options = ReadOptions(input_format="whatsapp" if encoding == "utf-16" else "", outlet="group")
    first, last = read_inputs([str(path)], options)
    assert isinstance(first, Report) and isinstance(last, Report)
    assert first.text == f"{SHORT}\nسطر ثان: من الرسالة نفسها" and last.text == BODY
    assert first.published_at == datetime(2022, 4, 17, 21, 16, 1 if chat == IPHONE else 0)
    assert last.published == date(2022, 4, 18)
    assert first.author == "" and "Abu" not in first.origin, "private persons are not kept"


@pytest.mark.parametrize("encoding", LEGACY)
def test_whatsapp_in_old_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "chat.txt"
    path.write_bytes(ANDROID.encode(encoding))
    assert len(list(read_inputs([str(path)], ReadOptions()))) == 2


def test_whatsapp_faults_and_remarks(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(f"30/02/2022, 10:00 - A: {SHORT}\n28/02/2022, 10:00 - A: {SHORT}\n", "utf-8")
    bad, good = read_inputs([str(path)], ReadOptions())
    assert isinstance(bad, Skipped) and bad.where == f"{path}:1" and "impossible date" in bad.reason
    assert isinstance(good, Report)
    said: list[str] = []
    path.write_text(f"3/2/2022, 10:00 - A: {SHORT}\n3/2/2022, 10:01 - A: {BODY}\n", "utf-8")
    assert next(iter(read_inputs([str(path)], ReadOptions(notice=said.append)))).published == date(2022, 2, 3)  # type: ignore[union-attr]
    assert "day first" in said[0]
    (tmp_path / "b.txt").write_text(BODY, "utf-8")
    assert "not a WhatsApp export" in reasons(tmp_path / "b.txt", input_format="whatsapp")[0].reason
