"""Pages of government sites: the notice without the page around it."""

import pytest

from ingest.readers import read_bytes

from .making import texts

TITLE = "青禾县人民政府办公室关于加快建设村级服务站的通知"
BODY = [
    "各乡镇人民政府，县政府各部门：",
    "为方便群众寄递，现就有关事项通知如下。",
    "一、到2024年底，服务站覆盖全部行政村。",
]
PARAGRAPHS = "\n".join(f"<p>&emsp;　{text}</p>" for text in BODY)
MENU = "".join(
    f'<li><a href="/{number}.html">政务公开，办事服务，互动交流栏目{number}</a></li>' for number in range(30)
)


def page(middle: str, head: str = "", foot: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE}_政策文件_青禾县人民政府</title>{head}</head><body>"
        f'<div class="menu"><ul>{MENU}</ul></div>{middle}<div class="foot">版权所有：青禾县人民政府，未经许可，不得转载。</div>{foot}</body></html>'
    )


def read(text: str, encoding: str = "utf-8") -> list[str]:
    return texts(read_bytes(text.encode(encoding), "通知.html"))


CONTAINERS = [
    f'<div id="UCAP-CONTENT">{PARAGRAPHS}</div>',
    f'<div class="wrap"><div class="TRS_Editor"><style>p{{color:red}}</style>{PARAGRAPHS}</div></div>',
    f'<div id="zoom"><!-- begin -->{PARAGRAPHS}<!-- end --></div>',
    f'<form><div id="vsb_content"><div class="v_news_content">{PARAGRAPHS}</div></div></form>',
    f'<div class="content"><div class="path">首页</div><div class="x1">{PARAGRAPHS}</div></div>',
    f'<div class="a"><div class="b7">{PARAGRAPHS}</div><div class="c">相关链接</div></div>',
    "<table><tr><td><ul><li>首页</li></ul></td><td>" + "<br>".join(BODY) + "</td></tr></table>",
    f"<div class='q'><div>{PARAGRAPHS[:40]}</div></div><div id='zoom'>{PARAGRAPHS}</div>",
    '<div class="parts">' + "".join(f"<section>{p}</section>" for p in PARAGRAPHS.split("\n")) + "</div>",
]


@pytest.mark.parametrize("middle", CONTAINERS)
def test_only_the_notice_is_read(middle: str) -> None:
    assert read(page(middle)) == BODY


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gb18030", ""),
        ("utf-8", '<meta charset="gb2312">'),
        ("gb18030", '<meta charset="utf-8">'),
        ("utf-16", ""),
    ],
)
def test_encodings_and_declarations_that_are_not_true(encoding: str, head: str) -> None:
    assert read(page(CONTAINERS[0], head), encoding) == BODY


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_summary_cut_inside_a_character_does_no_harm(encoding: str) -> None:
    summary = b'<meta name="description" content="' + "青禾县".encode(encoding)[:-1] + b'">'
    data = page(CONTAINERS[0] * 2).encode(encoding).replace(b"</head>", summary + b"</head>")
    pages = read_bytes(data, "a.html")
    assert texts(pages)[:3] == BODY and pages.remarks == ()


def test_damaged_character_in_the_notice_is_remarked() -> None:
    data = page(CONTAINERS[0]).encode().replace("寄递".encode(), "寄递".encode()[:-1])
    assert read_bytes(data, "a.html").remarks == ("有 1 个字的编码已损坏，以“\ufffd”代替",)


def test_declared_big5_is_believed() -> None:
    text = '<html><meta charset="big5"><body><div id="zoom"><p>各鄉鎮人民政府，縣政府各部門，請認真組織實施。</p></div></body></html>'
    assert read(text, "big5") == ["各鄉鎮人民政府，縣政府各部門，請認真組織實施。"]


def test_scripts_are_neither_run_nor_read() -> None:
    evil = '<script>document.write("假的内容，不应出现。")</script><p onclick="x()">甲，乙。</p><img src=x onerror="y()">'
    lines = read(
        page(f'<div id="zoom">{PARAGRAPHS}{evil}<div style="display: none">隐藏，不读。</div></div>')
    )
    assert lines == [*BODY, "甲，乙。"]


def test_source_breaks_are_no_blanks_and_entities_are_characters() -> None:
    middle = '<div id="zoom"><p>为方便群众\n      寄递，由 <b>县商务局</b>牵头&nbsp;&mdash;&#160;按《办法》&lt;试行&gt;执行。</p><p>甲<br/>乙</p></div>'
    assert read(page(middle)) == ["为方便群众寄递，由 县商务局牵头 — 按《办法》<试行>执行。", "甲", "乙"]


def test_numbers_of_lists_are_written_out_once() -> None:
    lists = (
        "<ol><li>选址</li><li><p>建站</p></li></ol><ol start=3 type=a><li>验收</li></ol><ol><li>1.公示</li><li>二、挂牌</li></ol>"
        '<ol style="list-style-type: cjk-ideographic"><li>总体要求</li></ol><ul><li>其他</li></ul>'
    )
    lines = read(page(f'<div id="zoom">{PARAGRAPHS}{lists}</div>'))
    assert lines[3:] == ["1. 选址", "2. 建站", "c. 验收", "1.公示", "二、挂牌", "一、总体要求", "其他"]


def test_tables_keep_rows_spans_and_place() -> None:
    table = (
        "<table><tr><th colspan=2>任务</th><th>单位</th></tr><tr><td rowspan=2>建站</td><td>选址</td>"
        "<td><p>县商务局</p><p>县邮政局</p></td></tr><tr><td>公示</td><td>县司法局</td></tr></table>"
    )
    pages = read_bytes(page(f'<div id="zoom">{PARAGRAPHS}{table}<p>附件2</p></div>').encode(), "a.html")
    assert pages.tables[0].rows == (
        ("任务", "", "单位"),
        ("建站", "选址", "县商务局\n县邮政局"),
        ("", "公示", "县司法局"),
    )
    assert pages.tables[0].after_line == len(BODY)
    assert texts(pages) == [*BODY, "附件2"]


def test_task_table_with_long_cells_is_not_taken_for_the_article() -> None:
    cells = "".join(f"<td>修好水渠，{'加固堤岸，' * 9}配齐水泵。</td>" for _ in range(3))
    html = page(f"<div><p>青禾县水渠任务表</p><table>{f'<tr>{cells}</tr>' * 4}</table></div>")
    pages = read_bytes(html.encode(), "a.html")
    assert texts(pages) == ["青禾县水渠任务表"]
    assert len(pages.tables[0].rows) == 4


def test_article_inside_a_layout_table_is_text() -> None:
    inner = "<table><tr><td>1</td><td>建站</td></tr><tr><td>2</td><td>联网</td></tr></table>"
    middle = f'<div id="zoom"><table><tr><td>{PARAGRAPHS}{inner}</td><td></td></tr></table></div>'
    pages = read_bytes(page(middle).encode(), "a.html")
    assert texts(pages) == BODY
    assert pages.tables[0].rows == (("1", "建站"), ("2", "联网"))


def test_preformatted_text_keeps_its_lines_and_counts_as_wrapped() -> None:
    pages = read_bytes(
        page('<div id="zoom"><pre>为方便群众寄递，现就有\n关事项通知如下。\n\n一、目标</pre></div>').encode(),
        "a.html",
    )
    assert [line.text for line in pages.lines] == [
        "为方便群众寄递，现就有",
        "关事项通知如下。",
        "",
        "一、目标",
    ]
    assert pages.wrapped


def test_attachment_links_with_label_and_address() -> None:
    links = (
        '<p>附件：<a href="./P02024.docx">1. 服务站名单</a> <a href="/down?id=3">附件2：建设标准.pdf</a></p>'
        '<a href="http://example.gov.cn/other.html">上级文件</a>'
    )
    foot = (
        '<a href="app.zip">客户端下载</a><a href="x.pdf">附件3.pdf</a><a href="javascript:void(0)">附件4</a>'
    )
    pages = read_bytes(page(f'<div id="zoom">{PARAGRAPHS}{links}</div>', foot=foot).encode(), "a.html")
    assert pages.attachment_links == (
        ("1. 服务站名单", "./P02024.docx"),
        ("附件2：建设标准.pdf", "/down?id=3"),
        ("附件3.pdf", "x.pdf"),
    )


@pytest.mark.parametrize(
    "html",
    [
        page(CONTAINERS[0], f'<meta name="ArticleTitle" content="{TITLE}">'),
        page(f"<h1>青禾县人民政府</h1><h1> {TITLE[:10]}<br>{TITLE[10:]} </h1>" + CONTAINERS[0]),
        page(f'<div class="article-title">{TITLE}</div>' + CONTAINERS[0]),
        page(CONTAINERS[0]),
    ],
)
def test_headline(html: str) -> None:
    assert read_bytes(html.encode(), "a.html").title == TITLE


def test_page_without_a_headline_has_none() -> None:
    assert read_bytes(f"<html><body>{PARAGRAPHS}</body></html>".encode(), "a.html").title is None


@pytest.mark.parametrize(
    "box",
    [
        "<table><tr><td>发文字号：</td><td>青政办〔2024〕9号</td><td>成文日期：</td><td>2024年5月6日</td></tr>"
        "<tr><td>主题分类：</td><td></td><td>索引号：</td><td>QH-1</td></tr></table>",
        "<ul><li><b>发文字号：</b>青政办〔2024〕9号</li><li><b>成文日期：</b><span>2024年5月6日</span></li>"
        "<li>主题分类：</li><li>索 引 号：QH-1</li></ul>",
        "<p>[发文字号] 青政办〔2024〕9号</p><p>[成文日期]：2024年5月6日</p><p>[索引号]：QH-1</p>",
    ],
)
def test_facts_stated_in_the_box_above(box: str) -> None:
    pages = read_bytes(page(f'<div class="info">{box}</div>{CONTAINERS[0]}').encode(), "a.html")
    stated = dict(pages.stated)
    assert stated["成文日期"] == "2024年5月6日" and stated["索引号"] == "QH-1" and "主题分类" not in stated
    assert texts(pages) == BODY


def test_broken_page_is_read_as_far_as_it_goes() -> None:
    assert read("<html><body><div id=zoom><p>甲乙丙丁，子丑寅卯辰巳午未。<p>戊己<table><tr><td>庚") == [
        "甲乙丙丁，子丑寅卯辰巳午未。",
        "戊己",
        "庚",
    ]
