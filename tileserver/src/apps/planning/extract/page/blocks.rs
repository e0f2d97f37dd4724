//! An account as markup. Bars and swatches are drawn (SVG): a page without styles of others may not colour boxes.

use super::super::account::{Block, Cell, Column, Tabled};
use crate::http::wire::pages::html::escape;
use crate::report::Colour;

/// Appends blocks; `picture` is what stands for the picture.
pub(super) fn written(blocks: &[Block], picture: &str, out: &mut String) {
    for block in blocks {
        match block {
            Block::Heading(text) => element("h2", text, out),
            Block::Subheading(text) => element("h3", text, out),
            Block::Paragraph(text) => element("p", text, out),
            Block::Strong(text) => out.push_str(&format!("<p><strong>{}</strong></p>", escape(text))),
            Block::Warning(text) => out.push_str(&format!("<p class=\"warning\">{}</p>", escape(text))),
            Block::Note(text) => out.push_str(&format!("<p><small>{}</small></p>", escape(text))),
            Block::Pairs(pairs) => {
                out.push_str("<dl>");
                for (name, text) in pairs {
                    out.push_str(&format!("<div><dt>{}</dt><dd>{}</dd></div>", escape(name), escape(text)));
                }
                out.push_str("</dl>");
            }
            Block::Table(table) => tabled(table, out),
            Block::Picture => out.push_str(picture),
            Block::Folded { summary, blocks } => {
                out.push_str(&format!("<details><summary>{}</summary>", escape(summary)));
                written(blocks, "", out);
                out.push_str("</details>");
            }
        }
    }
}

/// A square of a colour, with strokes over it if it is hatched.
pub(super) fn swatch(colour: Colour, is_hatched: bool) -> String {
    let strokes = if is_hatched { "<path d=\"M0 5L5 0M0 10L10 0M5 10L10 5\" stroke=\"#222\"/>" } else { "" };
    format!(
        "<svg class=\"swatch\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect width=\"10\" height=\"10\" fill=\"{colour}\" stroke=\"#555\"/>{strokes}</svg>"
    )
}

fn element(name: &str, text: &str, out: &mut String) {
    out.push_str(&format!("<{name}>{}</{name}>", escape(text)));
}

/// On a narrow screen each row is a card: every cell carries the head of its column.
fn tabled(table: &Tabled, out: &mut String) {
    out.push_str(&format!("<table class=\"rows\"><caption>{}</caption><thead><tr>", escape(&table.caption)));
    for Column { head, is_number, .. } in &table.columns {
        out.push_str(&format!("<th scope=\"col\"{}>{}</th>", class(*is_number), escape(head)));
    }
    out.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        out.push_str("<tr>");
        for (at, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            let head = escape(&column.head);
            let inner = inner(cell);
            if at == 0 {
                out.push_str(&format!("<th scope=\"row\">{inner}</th>"));
            } else {
                out.push_str(&format!("<td data-head=\"{head}\"{}>{inner}</td>", class(column.is_number)));
            }
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table>");
}

fn class(is_number: bool) -> &'static str {
    if is_number { " class=\"number\"" } else { "" }
}

fn inner(cell: &Cell) -> String {
    let text = escape(&cell.text);
    let text = match &cell.href {
        Some(href) => format!("<a class=\"way\" href=\"{}\">{text}</a>", escape(href)),
        None => text,
    };
    let swatch = cell.swatch.map(|colour| swatch(colour, cell.is_hatched)).unwrap_or_default();
    let bar = cell.bar.map(bar).unwrap_or_default();
    format!("{swatch}{text}{bar}")
}

/// A share as a bar; the number stands beside it.
fn bar(percent: f64) -> String {
    let percent = percent.clamp(0.0, 100.0);
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"100\" height=\"8\" class=\"whole\"/>\
         <rect width=\"{percent:.1}\" height=\"8\" class=\"part\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_people_wrote_becomes_markup() {
        let bad = || "<script>alert(1)</script>\"'&".to_owned();
        let cell = || Cell { href: Some("\"><img>".to_owned()), ..Cell::text(bad()) };
        let blocks = vec![
            Block::Heading(bad()),
            Block::Warning(bad()),
            Block::Pairs(vec![(bad(), bad())]),
            Block::Table(Tabled {
                caption: bad(),
                columns: vec![Column::words(bad(), 1.0), Column::numbers(bad(), 1.0)],
                rows: vec![vec![cell(), cell()]],
            }),
            Block::Folded { summary: bad(), blocks: vec![Block::Note(bad())] },
        ];
        let mut out = String::new();
        written(&blocks, "", &mut out);
        assert!(!out.contains("<script") && !out.contains("<img"), "{out}");
    }
}
