"""Sentences and files of the kind that users bring, written for the tests of rasid.ingest."""

from __future__ import annotations

TITLE = "تقدم جديد للجيش شمال المدينة"
BODY = (
    "سيطرت قوات الجيش مساء الأحد على قرية جديدة شمال المدينة، وقالت مصادر محلية إن الاشتباكات مستمرة حتى الآن.\n"
    "وأضافت المصادر أن الطيران قصف مواقع المسلحين على الطريق العام، دون أن ترد معلومات عن سقوط ضحايا بين المدنيين.\n"
    "وأكد المتحدث باسم الحكومة أن المفاوضات مع وجهاء المنطقة لم تتوقف، وأن المساعدات الإنسانية دخلت إلى الأحياء المحاصرة."
)
SHORT = "انسحبت القوات من البلدة بعد اتفاق مع الأهالي"
UNICODE = ("utf-8", "utf-8-sig", "utf-16")
LEGACY = ("cp1256", "iso8859_6")


def page(title: str = TITLE, body: str = BODY, head: str = "", date_line: str = "", charset: str = "utf-8") -> str:
    """A news page as sites make them: navigation, related links, share bar and comments around the article."""
    paragraphs = "\n".join(f"<p>{line}</p>" for line in body.split("\n"))
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="{charset}">
<title>{title} - موقع الخبر</title>{head}</head><body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/sy">سوريا</a></li><li><a href="/sp">رياضة</a></li></ul></nav>
<div class="cookie">نستخدم ملفات تعريف الارتباط، بالمتابعة فأنت توافق على ذلك <button>موافق</button></div>
<main><article><h1>{title}</h1><div class="meta"><span class="date">{date_line}</span></div>
{paragraphs}
</article></main>
<aside><h3>اقرأ أيضا</h3><ul><li><a href="/1">خبر آخر لا صلة له</a></li><li><a href="/2">خبر ثالث</a></li></ul></aside>
<section id="comments"><div class="comment">تعليق بتاريخ 18/01/2020 من قارئ</div></section>
<footer>جميع الحقوق محفوظة 2020</footer></body></html>"""
