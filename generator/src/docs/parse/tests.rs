//! HTML in descriptions, and definitions that are meant as text.

use crate::docs::doc_lines;

fn written(markdown: &str) -> String {
    doc_lines(markdown).join("\n")
}

#[test]
fn paragraphs() {
    assert_eq!(written("<p>a</p><p>b</p>\n\n<div>c</div> d"), "a\n\nb\n\nc\n\nd");
    assert_eq!(written("<p>a\nb</p>\n\n<p>*c* _d_ `e`</p>"), "a b\n\n\\*c\\* \\_d_ \\`e\\`");
    assert_eq!(written("a<p>b"), "a\n\nb");
}

#[test]
fn line_breaks() {
    assert_eq!(written("a<br />b<BR>c"), "a\\\nb\\\nc");
    assert_eq!(written("a<br><br/>\nb<br>"), "a\n\nb");
    assert_eq!(written("**a<br><br>b** c"), "**a**\n\n**b** c");
    assert_eq!(written("# a<br>b"), "## a b");
}

#[test]
fn emphasis() {
    assert_eq!(written("<b>a</b> <strong>b</strong> <i>c</i> <em>d</em> <s>e</s>"), "**a** **b** *c* *d* ~~e~~");
    assert_eq!(written("<p>x <b> a </b>y</p>"), "x **a** y");
    assert_eq!(written("<b><b>a</b> b</b>"), "**a b**");
    assert_eq!(written("<p><b><p>a</p><p>b</p></b></p>"), "**a**\n\n**b**");
}

#[test]
fn tags_that_cross_are_closed_from_the_inside() {
    assert_eq!(written("<b>a <i>b</b> c</i> d"), "**a *b*** c d");
    assert_eq!(written("*a <b>b* c</b> d"), "*a **b*** c d");
    assert_eq!(written("</b>a</i></p></ul></table></a></code>"), "a");
    assert_eq!(written("<a href='https://a.example'>a <b>b</a> c</b>"), "[a **b**](https://a.example) c");
}

#[test]
fn code() {
    assert_eq!(written("<code>a_b</code> <tt>c</tt> <code>&lt;d&gt;  `e`</code>"), "`a_b` `c` `<d> e`");
    assert_eq!(written("x <code>a <b>b</b>\n c</code>"), "x `a b c`");
    assert_eq!(written("the <code> of it"), "the of it");
}

#[test]
fn links() {
    assert_eq!(written("<a href=\"https://a.example/?b&amp;c\">a</a>"), "[a](https://a.example/?b&c)");
    assert_eq!(written("<a class=x href = https://a.example >a <code>b</code></a>"), "[a `b`](https://a.example)");
    assert_eq!(written("<a href=\"javascript:x\">a</a> <a href=/b>c</a>"), "a (`javascript:x`) c (`/b`)");
    assert_eq!(written("<a href=\"#x\">a</a> <a name=y>b</a> [c](#z)"), "a b c");
    assert_eq!(written("<img src=\"https://a.example/i.png\" alt=\"a [b]\">"), "[a \\[b\\]](https://a.example/i.png)");
    assert_eq!(written("<a href=\"https://a.example\">a"), "[a](https://a.example)");
}

#[test]
fn lists() {
    assert_eq!(written("<ul>\n <li>a</li>\n <li>b</li>\n</ul>"), "- a\n- b");
    assert_eq!(written("<ol start=3><li>a<li>b<ul><li>c</ul><li>d</ol>e"), "3. a\n4. b\n   - c\n5. d\n\ne");
    assert_eq!(written("<ul>a<li>b</ul>"), "- a\n- b");
    assert_eq!(written("a <li>b <li>c"), "a\n\n- b\n- c");
    assert_eq!(written("<dl><dt>a<dd>b<dt>c<dd>d</dl>"), "- a\n\n  b\n\n- c\n\n  d");
}

#[test]
fn lists_hold_markdown() {
    assert_eq!(written("<ul>\n<li>\n\n**a**\n\n</li>\n<li>\n\n- b\n- c\n\n</ul>\n\nd"), "- **a**\n\n- - b\n  - c\n\nd");
    // A container of Markdown ends what was opened in it.
    assert_eq!(written("> <ul><li>a\n\nb</ul>"), "> - a\n\nb");
    assert_eq!(written("- <ul><li>a\n- b"), "- - a\n- b");
}

#[test]
fn headings_quotes_and_rules() {
    assert_eq!(written("<h1>a</h1><h3>b<p>c</h3>d<hr>e"), "## a\n\n#### b\n\nc\n\nd\n\n***\n\ne");
    assert_eq!(written("<blockquote>a<p>b</blockquote>c"), "> a\n>\n> b\n\nc");
}

#[test]
fn preformatted_text() {
    assert_eq!(written("<pre>\n a &lt;b&gt;\n\n<i>c</i>\n</pre>"), "```text\n a <b>\n\nc\n```");
    assert_eq!(
        written("<pre><code class=\"language-rust\">fn main() {}\n```</code></pre>x"),
        "````text\nfn main() {}\n```\n````\n\nx"
    );
    assert_eq!(written("a <pre>b</pre> c"), "a `b` c");
}

#[test]
fn tables() {
    let html =
        "<table>\n<tr><th>a</th><th>b|c</th></tr>\n<tr><td><p>d</p></td><td><ul><li>e<li>f</ul></td></tr></table>";
    assert_eq!(written(html), "| a | b\\|c |\n| --- | --- |\n| d | • e • f |");
    assert_eq!(written("<table><tr><td>a<td>b<tr><td>c</table>d"), "|  |  |\n| --- | --- |\n| a | b |\n| c |\n\nd");
    assert_eq!(written("x<table><caption>t</caption><tr><td>a"), "x\n\nt\n\n|  |\n| --- |\n| a |");
    assert_eq!(written("<table><tr><td>\n\n**a**\n\n</td></tr></table>"), "|  |\n| --- |\n| **a** |");
    assert_eq!(written("<table><th>a</th>b</th></table>"), "| a | b |\n| --- | --- |");
    assert_eq!(written("<table></table>a<td>b</td>"), "a\n\nb");
}

#[test]
fn html_in_a_table_of_markdown() {
    assert_eq!(written("| a |\n|---|\n| <nobr>`b`</nobr><br><p>c</p> |"), "| a |\n| --- |\n| `b` c |");
    assert_eq!(written("| a |\n|---|\n| <table><tr><td>b |\n\nc"), "| a |\n| --- |\n| b |\n\nc");
}

#[test]
fn what_means_nothing_is_dropped() {
    assert_eq!(written("<span class=\"x\">a</span><!-- b --> <font>c</font> <?d?> <sub>2</sub>"), "a c 2");
    assert_eq!(written("a <script>b *c*</script> d <style>e</style>"), "a d");
    assert_eq!(written("<script>\nalert(1)\n\n</script>\na\n\n<style>b</style>\n<!--\n\nc\n-->\nd"), "a\n\nd");
}

#[test]
fn what_has_no_end_is_not_hidden() {
    assert_eq!(written("<script>\na\n\nb"), "a b");
    assert_eq!(written("a <style> b"), "a b");
    assert!(written("<!-- a\n\nb").contains('b'));
}

#[test]
fn what_is_no_tag_of_html_is_text() {
    assert_eq!(written("GET /users/<id>/List<String> and <p"), "GET /users/\\<id>/List\\<String> and \\<p");
    assert_eq!(written("<token>\na</token>"), "\\<token> a\\</token>");
    assert_eq!(written("<p>1 < 2 & 3 > 2 &nosuch;</p>"), "1 < 2 & 3 > 2 \\&nosuch;");
    assert_eq!(written("<p>&lt;b&gt; &amp;lt; x<sup>2</sup> <q>y</q></p>"), "\\<b> \\&lt; x^2 \"y\"");
}

#[test]
fn definitions_that_are_not_used_are_text() {
    assert_eq!(written("[Deprecated]: yes"), "\\[Deprecated\\]: yes");
    assert_eq!(written("[a]: x\n[b]: y\n\nz"), "\\[a\\]: x \\[b\\]: y\n\nz");
    assert_eq!(written("> [a]: b\n\n- [c]: d"), "> \\[a\\]: b\n\n- \\[c\\]: d");
    assert_eq!(written("[a]: b\n\n[a]: c"), "\\[a\\]: b\n\n\\[a\\]: c");
    assert_eq!(written("```\n[a]: b\n```"), "```text\n[a]: b\n```");
}

#[test]
fn definitions_that_are_used_stay_definitions() {
    let text = "[Note]: x\n[r]: https://a.example\n\n[one][r], [R], [r][] and ![i][r]";
    let expected = "\\[Note\\]: x\n\n[one](https://a.example), [R](https://a.example), [r](https://a.example) and\n[i](https://a.example)";
    assert_eq!(written(text), expected);
    assert_eq!(written("[//]: # (a comment)\n\na\n\n[comment]: <> (b)"), "a");
}

#[test]
fn hostile_html_has_an_outcome_of_its_size() {
    for part in [
        "<b>",
        "<p>",
        "<b><p>",
        "<ul>",
        "<ul><li>",
        "<li>",
        "<blockquote>",
        "<table>",
        "<tr>",
        "<td>",
        "<a href=x>",
        "<code>",
        "<pre>",
        "<script>",
        "<style>",
        "<!--",
        "<!",
        "<?",
        "<a b=\"",
        "<a b='",
        "<a <",
        "&amp",
        "&",
        "</b>",
        "</ul>",
        "<i></b>",
        "<br>",
        "<h1>",
        "<b><i><s>x<p>",
        "<id>",
        "<code><b>",
        "<script></style>",
        "<td>\n\n",
        "<img>",
        "\n\n<table><td>\n\n- a\n\n",
        "[a]: b\n\n",
        "[a]: b\n[c]: d\n\n",
        "</script",
        "x</td>",
        "<pre>\n\n",
        "<q><sup>",
        "<ol start=5>",
    ] {
        for start in ["", "<div>", "a ", "| a |\n|---|\n| ", "[r]: x\n\n"] {
            let text = format!("{start}{}", part.repeat(6_000 / part.len()));
            let size: usize = doc_lines(&text).iter().map(|line| line.len() + 1).sum();
            assert!(size <= 10 * text.len(), "{part:?}: {size}");
        }
    }
}

/// Whatever tags stand in a text, the outcome is written again as it is.
#[test]
fn random_html_is_written_again_as_it_is() {
    let parts = [
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<p>",
        "</p>",
        "<br>",
        "<ul>",
        "</ul>",
        "<li>",
        "<ol>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<a href=https://a.example>",
        "</a>",
        "<table>",
        "<tr>",
        "<td>",
        "<th>",
        "</table>",
        "<h2>",
        "</h2>",
        "<blockquote>",
        "</blockquote>",
        "<id>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<hr>",
        "a",
        "b c",
        "*",
        "**",
        "`",
        "\n",
        "\n\n",
        "- ",
        "> ",
        "| a |\n|---|\n| ",
        "&lt;",
        " ",
        "1. ",
        "[x]: y\n",
        "[x]",
        "<sup>",
        "<dl>",
        "<dt>",
        "<dd>",
    ];
    let mut state = 3_u64;
    for round in 0..4000_u32 {
        let mut text = String::new();
        for _ in 0..2 + round % 12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(parts[usize::try_from(state >> 33).unwrap_or(0) % parts.len()]);
        }
        let once = doc_lines(&text);
        assert_eq!(doc_lines(&once.join("\n")), once, "{text:?}");
    }
}
