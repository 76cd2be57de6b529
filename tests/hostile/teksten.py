"""Text that once broke something somewhere, by what it breaks. All of it is text that somebody may type."""

TEKSTEN = {
    "quotes": [
        "'", '"', "''", '""', "'\"'", "`", "´", "“gekruld”", "‘enkel’", "„laag”", "«hoek»", "D'Artagnan", "O''Brien",
        '" autofocus onfocus="alert(1)', "' onclick='alert(1)", "a\\'b", 'a\\"b', "\\", "\\\\", "`whoami`",
    ],
    "SQL": [
        "'; DROP TABLE aanvragen_aanvraag; --", "1' OR '1'='1", "' UNION SELECT NULL--", "%", "_", "100%", "a%b_c",
        "1; SELECT pg_sleep(9)", "admin'/*", "\\'; --", "x' AND 1=CAST(1 AS int)--",
    ],
    "shells and files": [
        "$(reboot)", "${HOME}", "; ls -la /", "| cat /etc/passwd", "&& echo", "../../etc/passwd", "C:\\CON", "NUL",
        "COM1", "-rf", "--help", "~", "file:///etc/passwd", "%00", "%0d%0aX: y", "> /dev/null", "$IFS$9",
    ],
    "templates and formats": [
        "{{ 7*7 }}", "{% now 'Y' %}", "{# weg #}", "{0}", "{naam}", "{", "}", "%s", "%n%n%n", "%(naam)s", "%d",
        "#{7*7}",
        "${7*7}", "<%= 7*7 %>", "[[7*7]]", "$name", "@{x}", "#eval(1)", "*vet* _schuin_", "=SOM(A1)", "+1+1", "@SOM(1)",
        "-2+3", '=HYPERLINK("https://kwaad.example")', "\\input{x}", "[link](javascript:alert(1))",
    ],
    "HTML and scripts": [
        "<script>alert(1)</script>", "</textarea><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>", "<b>vet</b>", "&lt;b&gt;", "&amp;", "&#x3c;", "&nbsp;", "<!--", "-->", "]]>", "<",
        ">", "&", "<?xml version='1.0'?>", "<!DOCTYPE x>", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>", "</script>", "</title>", "<iframe src=//kwaad.example>",
        "<a href='javascript:alert(1)'>x</a>", "<style>*{display:none}</style>", "<base href=//kwaad.example>",
        "expression(alert(1))", "<form action=//kwaad.example>", "</main></body></html>", "<input name=versie value=9>",
    ],
    "words that are nothing": [
        "null", "NULL", "nil", "None", "undefined", "undef", "true", "false", "NaN", "Infinity", "-Infinity", "0", "-0",
        "00", "1e9", "0x10", "1,5", "1.000,00", "[]", "{}", "[object Object]", "n.v.t.", "-", "–", "?", "Null", "N/A",
    ],
    "names and letters": [
        "Ünïcødé", "Ĳsbrand", "ﬁets", "straße", "İstanbul", "ıi", "Ñandú", "Þór", "Ǆ", "ſ", "ẞ", "Łódź", "Σίσυφος",
        "Привет", "שלום", "مرحبا بالعالم", "こんにちは", "你好世界", "안녕하세요", "नमस्ते", "ไทย", "አማርኛ", "𠜎𠜱𠝹",
    ],
    "combining and invisible": [
        "e\u0301", "n\u0303", "Z͑ͫ̓a̴l̷g̸o̶", "\u0301los", "a\u0308\u0308\u0308", "nul\u200bbreed", "a\u200db", "a\u200cb",
        "zacht\u00adkoppel", "a\ufeffb", "hard\u00a0spatie", "smal\u202fspatie", "a\u2060b", "a\u034fb", "\u1160\u3164",
    ],
    "right to left": [
        "\u202eomgekeerd", "\u202dlinks", "\u2066a\u2069", "a\u200eb\u200fc", "abc אבג def", "gnp.\u202eexe", "\u061ca",
    ],
    "pictures": [
        "😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👋🏿", "🇳🇱", "1️⃣", "☺︎", "♥️", "🧑‍⚕️", "👁️‍🗨️", "𝒻𝓇𝒶𝓀", "ⓒⓘⓡⓚⓔⓛ",
        "\U0010fffd", "\ue000", "�",
    ],
    "look-alikes": [
        "раураl", "ａｂｃ", "１２３", "٣٤٥", "Ⅷ", "½", "²", "‚", "，", "；", "＜script＞", "ʺ", "∕", "⁄", "․․", "‑",
        "−1", "ᎠᎪ",
    ],
    "long": ["x" * 120, "woord " * 19 + "einde", "漢" * 120, "W" * 90 + "." + "i" * 20, "-" * 120],
}  # fmt: skip

BESTURING = [
    "a\x00b", "a\x01b", "\x07", "a\x08b", "a\x0bb", "a\x0cb", "\x1b[31mrood", "a\x1fb", "a\x7fb", "a\x85b", "a\x9bb",
    "a\u2028b", "a\u2029b",
]  # fmt: skip
IN_EEN_FORMULIER = BESTURING[:-2]  # a page takes the two separators that word processors paste
REGELS = ["a\r\nSet-Cookie: x=y", "a\nb", "a\rb", "a\tb"]
