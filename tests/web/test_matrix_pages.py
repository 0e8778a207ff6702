"""分工 with a browser that runs no JavaScript: filters, order, merged cells, downloads with the same rows."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from kb.matrix.errors import AmbiguousBody
from kb.matrix.table import NOTHING, UNWRITTEN, Column, Request, Row, Table
from tests.web.conftest import CITY, DEVIATING
from web import matrixview
from web.matrixorder import in_order, order_key
from web.matrixview import heads_of, sheet_of, unbroken

TASKS, GRID = f"/matrix?notice={DEVIATING}", f"/matrix?notice={DEVIATING}&view=grid"
TABLES = (
    f"notice={DEVIATING}",
    f"notice={CITY}&principles=0&annexes=0",
    f"notice={DEVIATING}&notice={CITY}&missing=lead",
    f"notice={DEVIATING}&sort=-due",
    f"notice={DEVIATING}&unit=财政",
    f"notice={DEVIATING}&due=未写",
    "q=老年食堂&level=county",
    "shelf=1",
    f"view=grid&notice={DEVIATING}",
    f"view=unit&notice={DEVIATING}&unit=县财政局",
    "view=unit&unit=财政&sort=measure",
    f"view=targets&notice={DEVIATING}&sort=-value",
    f"view=trace&notice={DEVIATING}",
    "view=trace&shelf=1&missing=deadline",
    f"view=grid&notice={DEVIATING}&notice={CITY}&expand=1",
)
COLUMNS = (Column("number", "序号", 3, merged=True), Column("due", "完成时限", 7, merged=True))


def page(client: FlaskClient, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return response.get_data(as_text=True)


def words(html: str) -> str:
    """The text of a cell; a remark that stands apart as a tag goes back into its brackets."""
    html = re.sub(r'<span class="seal.*?</span>', "", html)
    html = re.sub(r'\s*<span class="tag warn">(.*?)</span>', r"（\1）", html)
    lines = unescape(re.sub(r"<[^>]+>", "", html)).strip().split("\n")
    return "\n".join(line.strip() for line in lines)


def rows_of_page(html: str) -> list[list[str]]:
    """The cells of the table, each merged cell in every row that it stands for."""
    table = html[html.index("<table") : html.index("</table>")]
    rows: list[list[str]] = []
    above: dict[int, tuple[int, str]] = {}
    count = len(re.findall(r"<th[ >]", table))
    for line in re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.S)[1:]:
        cells = [
            (attributes, words(inner))
            for attributes, inner in re.findall(r"<td([^>]*)>(.*?)</td>", line, re.S)
            if 'class="again' not in attributes
        ]
        row: list[str] = []
        for at in range(count):
            left, text = above.get(at, (0, ""))
            if not left:
                attributes, text = cells.pop(0)
                span = re.search(r'rowspan="(\d+)"', attributes)
                left = int(span[1]) if span else 1
            above[at] = (left - 1, text)
            row.append(text)
        assert not cells
        rows.append(row)
    return rows


def rows_of_csv(client: FlaskClient, query: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(client.get(f"/matrix.csv?{query}").get_data().decode("utf-8-sig"))))[
        1:
    ]


@pytest.mark.parametrize("query", TABLES)
def test_the_page_and_its_downloads_hold_the_same_rows(client: FlaskClient, query: str) -> None:
    shown = rows_of_page(page(client, f"/matrix?{query}"))
    assert shown and rows_of_csv(client, query) == shown
    data = client.get(f"/matrix.json?{query}").get_json()
    keys = [column["key"] for column in data["columns"]]
    assert [[row[key] for key in keys] for row in data["rows"]] == shown
    sheet = load_workbook(io.BytesIO(client.get(f"/matrix.xlsx?{query}").get_data())).worksheets[0]
    cells = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    titles = [column["title"] for column in data["columns"]]
    start = cells.index(titles) + 1
    assert cells[start : start + len(shown)] == shown


@pytest.mark.parametrize("query", TABLES)
def test_every_link_of_a_page_leads_somewhere(client: FlaskClient, query: str) -> None:
    html = page(client, f"/matrix?{query}")
    assert not re.search(r"None|Undefined|<script(?! src)|style=|onclick", html)
    found = {unescape(link).partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', html)}
    tables = {link for link in found if link.startswith("/matrix")}
    clauses = sorted(found - tables)[:5]
    for link in sorted(tables) + clauses:
        with client.get(link, follow_redirects=True) as response:
            assert response.status_code == 200, link


@pytest.mark.parametrize(("form", "kind"), [("docx", "wordprocessingml"), ("ics", "text/calendar")])
def test_word_and_calendar_are_files_under_a_telling_name(client: FlaskClient, form: str, kind: str) -> None:
    response = client.get(f"/matrix.{form}?notice={DEVIATING}")
    assert response.status_code == 200 and kind in response.headers["Content-Type"]
    assert ".".join(("", form)) in response.headers["Content-Disposition"]


@pytest.mark.parametrize(("unit", "count"), [("", 4), ("县财政局", 5)])
def test_all_views_go_into_one_workbook(client: FlaskClient, unit: str, count: int) -> None:
    response = client.get(f"/matrix.xlsx?notice={DEVIATING}&unit={unit}&book=1")
    sheets = load_workbook(io.BytesIO(response.get_data())).sheetnames
    assert len(sheets) == count + 1 and sheets[-1] == "来源" and ("单位任务清单" in sheets) == bool(unit)


def test_the_head_says_whose_tasks_they_are_and_every_tab_keeps_the_filters(client: FlaskClient) -> None:
    html = page(client, f"{TASKS}&principles=0&unit=财政")
    assert "荻溪县" in html and "荻政办发〔2024〕41号" in html and "换文件，或加文件" in html
    tabs = re.findall(
        r'<a href="([^"]*)"',
        html[html.index('class="tabs') : html.index("</nav>", html.index('class="tabs'))],
    )
    assert len(tabs) == 5 and all("principles=0" in tab and "unit=" in tab for tab in tabs)


def test_equal_neighbours_are_one_cell_for_the_eye_only(client: FlaskClient) -> None:
    html = page(client, TASKS)
    assert 'rowspan="' in html
    assert len(rows_of_csv(client, f"notice={DEVIATING}")) == len(rows_of_page(html))


def test_a_clause_leads_to_its_place_in_the_notice(client: FlaskClient) -> None:
    html = page(client, TASKS)
    link = re.search(r'<a href="(/notices/[^"]+#here)"', html)
    assert link and 'id="here"' in page(client, unescape(link[1]).removesuffix("#here"))


def test_both_clauses_of_a_comparison_lead_to_their_places(client: FlaskClient) -> None:
    html = page(client, f"/matrix?notice={DEVIATING}&view=trace")
    for number in (DEVIATING, CITY):
        assert re.search(rf'<a href="/notices/{re.escape(quote(number))}\?clause=[^"]*#here"', html)
    above = next(line for line in html.split("<tr")[1:] if "本级没有" in line)
    assert f"/notices/{quote(CITY)}?" in above and "data-open" in above


def test_deviations_are_sealed_in_their_cell_and_explained_below(client: FlaskClient) -> None:
    html = page(client, TASKS)
    assert re.search(r'<span class="seal severe" title="时限推迟', html) and "与上级比" in html


def test_a_tag_counts_what_is_missing_and_filters_to_it(client: FlaskClient) -> None:
    html = page(client, TASKS)
    found = re.search(r'<a class="tag warn" href="([^"]+)"[^>]*>(\d+) 行未写牵头</a>', html)
    assert found
    rows = rows_of_page(page(client, unescape(found[1])))
    assert len(rows) == int(found[2])
    assert "只看未写牵头" in page(client, unescape(found[1]))


def test_the_order_is_in_the_address_and_turns_back(client: FlaskClient) -> None:
    html = page(client, f"{TASKS}&sort=due")
    days = [row[5] for row in rows_of_page(html)]
    known = [day for day in days if day != UNWRITTEN]
    assert known == sorted(known, key=order_key) and days[: len(known)] == known
    assert 'aria-sort="ascending"' in html and "sort=-due" in html


def test_the_grid_has_marks_totals_and_groups_to_unfold(client: FlaskClient) -> None:
    html = page(client, GRID)
    assert re.search(r'class="mark (lead|responsible)"', html) and "合计" in html
    assert (
        'class="none"' in html and "<b>" not in html[html.index('class="matrix-bar') : html.index("</form>")]
    )


@pytest.mark.parametrize(
    ("url", "status", "says"),
    [
        ("/matrix", 200, "用选中的文件"),
        ("/matrix?principles=0", 200, "还没有选中文件"),
        (f"/matrix?choose=1&notice={DEVIATING}", 200, f'value="{DEVIATING}" id="n1" checked'),
        ("/matrix?choose=1&find=荻溪", 200, "荻政办发"),
        ("/matrix?choose=1&find=没有这样的地方", 200, "没有找到"),
        ("/matrix?notice=没有这件", 404, "没有找到"),
        (f"{TASKS}&unit=月球局", 404, "没有找到单位“月球局”"),
        (f"{TASKS}&view=unit", 200, "看哪个单位"),
        (f"{TASKS}&due=1999上半年", 200, "这些筛选下没有任务"),
        (f"{TASKS}&view=nonsense&page=999&sort=nothing", 200, "任务分工表"),
    ],
)
def test_what_is_missing_or_wrong_is_said_with_what_to_do(
    client: FlaskClient, url: str, status: int, says: str
) -> None:
    assert says in page(client, url, status)


def test_a_name_of_several_bodies_is_picked_from_buttons(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ambiguous(base: object, request: Request) -> Table:
        raise AmbiguousBody("县财政局", (("荻溪县", "990121/finance"), ("青禾县", "990122/finance")))

    monkeypatch.setattr("web.pages.matrix.build", ambiguous)
    html = page(client, "/matrix?view=unit&unit=县财政局", 404)
    assert "“县财政局”在 2 处指不同的单位，请在下面选一个。" in html and "荻溪县　县财政局</a>" in html


def test_files_and_twins_say_what_is_wrong_too(client: FlaskClient) -> None:
    assert client.get("/matrix.json").get_json()["notices"]
    assert client.get("/matrix.xlsx").status_code == 400
    wrong = client.get(f"/matrix.json?notice={DEVIATING}&unit=月球局")
    assert wrong.status_code == 404 and "月球局" in wrong.get_json()["message"]
    assert client.get(f"/matrix.csv?notice={DEVIATING}&view=unit").status_code == 400


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (f"/notices/{DEVIATING}", f"/matrix?notice={DEVIATING}"),
        ("/search?q=老年食堂&level=county", "/matrix?q=老年食堂&level=county"),
        ("/search", "/matrix?shelf=1"),
        ("/", "/matrix"),
    ],
)
def test_other_pages_lead_here(client: FlaskClient, url: str, link: str) -> None:
    from urllib.parse import unquote

    links = [unquote(unescape(found)) for found in re.findall(r'href="([^"]*)"', page(client, url))]
    assert any(found.startswith(link) for found in links)


def row(number: str, due: str, group: str = "", **more: object) -> Row:
    return Row((number, due), "n", None, None, group or number, **more)  # type: ignore[arg-type]


def table(*rows: Row) -> Table:
    return Table("tasks", "表", COLUMNS, rows)


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("三/（二）", "三/（十）"),
        ("三/（十）", "四/（一）"),
        ("2", "10"),
        ("2024-06-30", "2024-12-31"),
        ("≥2 处", "≥10 处"),
        ("附件1", "附件2"),
        ("财政局", "商务局"),
    ],
)
def test_order_is_by_value(less: str, more: str) -> None:
    assert order_key(less) < order_key(more)


def test_what_is_not_written_comes_last_both_ways_and_totals_after_it() -> None:
    rows = table(
        row("1", UNWRITTEN), row("2", "2024-06-30"), row("3", "2025-01-01"), row("", NOTHING, kind="total")
    )
    assert [r.cells[0] for r in in_order(rows, "due").rows] == ["2", "3", "1", ""]
    assert [r.cells[0] for r in in_order(rows, "-due").rows] == ["3", "2", "1", ""]


def test_a_seal_keeps_a_cell_apart_and_two_of_one_character_become_one() -> None:
    sealed = row("1", UNWRITTEN, seals=(("due", "deadline_later"), ("due", "deadline_dropped")))
    lines = sheet_of(table(sealed, row("1", UNWRITTEN), row("1", UNWRITTEN)), 1).groups[0]
    assert [line.cells[1].span for line in lines] == [1, 2, 0]
    assert [line.cells[0].span for line in lines] == [3, 0, 0] and lines[0].cells[0].whole
    (seal,) = lines[0].cells[1].seals
    assert seal.glyph == "晚" and "、" in seal.name


def test_long_tables_are_paged_with_the_totals_on_the_last_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrixview, "ROWS_A_PAGE", 2)
    long = table(*(row(str(n), "2024", missing=("lead",)) for n in range(5)), row("", "合计", kind="total"))
    pages = [sheet_of(long, number) for number in (1, 2, 3, 9)]
    shown = [[line.row.cells[0] for group in sheet.groups for line in group] for sheet in pages]
    assert shown == [["0", "1"], ["2", "3"], ["4", ""], ["4", ""]]
    assert {(sheet.total, sheet.pages, sheet.missing["lead"]) for sheet in pages} == {(5, 3, 5)}
    assert pages[-1].page == 3


def test_heads_name_companies_below_and_count_the_members_of_groups() -> None:
    columns = (
        Column("task", "任务", 14),
        Column("370323/post-company", "县邮政公司（企业）", 4, centred=True),
        Column("370300/governments-below", "各区县", 4, centred=True),
    )
    heads = heads_of(grid := Table("grid", "表", columns, ()), sheet_of(grid, 1), {columns[2].key: 8})
    assert (heads[1].words, heads[1].below, heads[1].members) == ("县邮政公司", "企业", 0)
    assert heads[2].members == 8 and heads[0].fixed and not heads[1].fixed


def test_a_group_is_unfolded_into_its_members(client: FlaskClient) -> None:
    html = page(client, f"/matrix?notice={CITY}&view=grid")
    found = re.search(r'<a class="under[^"]*" href="([^"]+)">展开 (\d+) 个</a>', html)
    assert found and "展开镇街、区县" in html
    unfolded = page(client, unescape(found[1]))
    assert unfolded.count("<th ") >= html.count("<th ") + int(found[2]) - 2


def test_days_stay_in_one_line_and_words_never_become_markup() -> None:
    assert unbroken("<b>2024-06-30") == '&lt;b&gt;<span class="nowrap">2024-06-30</span>'
