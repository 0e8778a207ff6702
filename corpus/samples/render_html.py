"""A sample as a page of a government web site: menu, script, head, text, attachment, foot, in GB18030."""

from __future__ import annotations

from html import escape

from corpus.samples.layout import SourceLine

_PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<meta name="ArticleTitle" content="{headline}" />
<title>{headline}_{site}</title>
<style type="text/css">.nav li{{float:left;list-style:none}} #content p{{line-height:2}}</style>
<script type="text/javascript">
var _columnId = 1403, _articleId = 52;
function doZoom(size) {{ document.getElementById("content").style.fontSize = size + "px"; }}
document.write("<span class='hits'>浏览次数：</span>");
</script>
</head>
<body>
<div class="top"><a href="/">{site}</a><span>无障碍浏览</span><span>繁體</span></div>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li>\
<li><a href="/zwfw/">政务服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 政策文件</div>
<div class="article">
{metadata}<h1>{headline}</h1>
<div class="info">发布时间：{published}　来源：{issuer}　字体：<a href="javascript:doZoom(18)">大</a> \
<a href="javascript:doZoom(14)">小</a></div>
<div id="content" class="article-content">
{body}
</div>
<div class="attachment">附件下载：<a href="./{stem}.pdf">{headline}.pdf</a></div>
</div>
<div class="share">分享到：<a href="#">微信</a></div>
<div class="footer"><p>主办：{issuer}　网站标识码：9900000001</p><p>版权所有　未经许可不得转载</p></div>
<script type="text/javascript" src="/js/count.js"></script>
</body>
</html>
"""

_METADATA = """<table class="metadata"><tr><td>发文机关：</td><td>{issuer}</td><td>发文字号：</td><td>{number}</td></tr>
<tr><td>成文日期：</td><td>{published}</td><td>主题分类：</td><td>民政、养老</td></tr></table>
"""


def html_page(lines: tuple[SourceLine, ...], stem: str, *, title_in_text: bool) -> bytes:
    """The page as bytes: it declares gb2312, as such pages do, and uses characters beyond it.

    With `title_in_text` the title stands above the text once more; otherwise only the headline has it,
    and a table beside it repeats issuer, number and date.
    """
    title, number, rest = _split_head(lines)
    issuer = next(line.text for line in lines if line.position == "right")
    published = next(line.text for line in lines if line.position == "right" and line.text != issuer)
    words = {"issuer": issuer, "number": number, "published": published}
    head = (*title, SourceLine(number, "centred")) if title_in_text else (SourceLine(number, "centred"),)
    page = _PAGE.format(
        headline=escape("".join(line.text for line in title)),
        site=issuer.removesuffix("办公室"),
        metadata="" if title_in_text else _METADATA.format(**words),
        body="\n".join(_paragraph(line) for line in (*head, *rest)),
        stem=stem,
        **words,
    )
    return page.encode("gb18030")


def _split_head(lines: tuple[SourceLine, ...]) -> tuple[tuple[SourceLine, ...], str, tuple[SourceLine, ...]]:
    """The lines of the title, the document number, and everything behind the head."""
    first = next(index for index, line in enumerate(lines) if line.position != "centred")
    number = next(line.text for line in lines[:first] if line.is_document_number)
    return tuple(line for line in lines[:first] if not line.is_document_number), number, lines[first:]


def _paragraph(line: SourceLine) -> str:
    text = escape(line.text)
    if line.position == "page_break":
        return "<p><br /></p>"
    if line.position == "centred":
        return f'<p style="text-align: center;"><strong>{text}</strong></p>'
    if line.position == "right":
        return f'<p style="text-align: right;">{text}&nbsp;&nbsp;&nbsp;&nbsp;</p>'
    indent = "" if line.is_flush else "&emsp;&emsp;"
    return f"<p>{indent}<span>{text}</span></p>"
