//! An extract as a sheet of paper (PDF, A4): *phiếu thông tin quy hoạch*. The same account as the page, with the picture to scale, the code
//! of a lasting link, and on each page what it is, of which day and commit, that it is for reference only, and who signed it, if anybody did.
//!
//! In reading order: `map` (the picture as marks), then what stands on every page.

mod map;

use spatial_core::message::Message;

use super::account::{Account, Block, Tabled, Words, account};
use super::answered::{Answered, Found, MOST_DRAWN};
use super::page::lasting;
use crate::apps::planning::verify::VERIFY_PAGE;
use crate::http::wire::qr;
use crate::report::{
    About, Cell, Colour, Column, Flow, MARGIN, Mark, PAGE, Pen, ReportError, Table, Weight, width, written,
};
use crate::seal::{Seal, SealError, Signing};
use crate::text::Language;

/// Side of the code, in millimetres: with more than a hundred letters its squares are still wider than 0.4 mm.
const CODE: f32 = 27.0;
/// Most letters of a key in the name of a file.
const LONGEST_NAME: usize = 60;

/// A sheet of what was found.
pub(super) struct SheetAsked<'a> {
    pub(super) found: &'a Found,
    /// The address the reader knows us under; a path alone if that is not known.
    pub(super) base: &'a str,
    pub(super) language: Language,
    /// What signs it; nothing without.
    pub(super) seal: Option<&'a Seal>,
    /// Today, for the signature.
    pub(super) today: &'a str,
}

/// Why there is no sheet.
#[derive(Debug, thiserror::Error)]
pub(super) enum SheetError {
    /// It cannot be set.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// It cannot be signed; without its signature nobody gets it, for it says that it has one.
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl SheetAsked<'_> {
    /// The bytes of the file.
    ///
    /// # Errors
    /// [`SheetError`] if the file cannot be written or signed.
    pub(super) fn written(&self) -> Result<Vec<u8>, SheetError> {
        let words = Words { language: self.language };
        let mut pages: Vec<Vec<Mark>> = Vec::new();
        let shown = self.found.answered.iter().take(MOST_DRAWN);
        for one in shown {
            let mut flow = Flow::new();
            self.one(one, &mut flow);
            let foot = self.foot(one, &words);
            let first = pages.len();
            pages.extend(flow.into_pages());
            pages[first..].iter_mut().for_each(|page| page.extend(foot.clone()));
        }
        let all = pages.len();
        for (at, page) in pages.iter_mut().enumerate() {
            let number = Message::new("parcel-sheet-page").with("page", at + 1).with("all", all);
            page.push(ending(&words.say(&number), PAGE[1] - 9.0));
        }
        let first = self.found.answered.first().map(|one| words.parcel(&one.told.parcel)).unwrap_or_default();
        let title = format!("{} – {first}", words.text("parcel-sheet-title"));
        let sheet = written(&pages, &About { title, language: self.language.tag() })?;
        let Some(seal) = self.seal else { return Ok(sheet) };
        // Whoever checks it finds here what it is about, in words no viewer interprets.
        let links = self.found.answered.iter().take(MOST_DRAWN).map(|one| lasting(one, self.base));
        let reason = links.collect::<Vec<_>>().join(" ");
        Ok(seal.signed(sheet, &Signing { day: self.today.to_owned(), reason })?)
    }

    fn one(&self, one: &Answered, flow: &mut Flow) {
        let words = Words { language: self.language };
        let Account { title, lead, blocks } = account(&one.told, self.language);
        let has_code = self.code(one, flow);
        let widest = if has_code { Flow::width() - CODE - 4.0 } else { Flow::width() };
        flow.title(&words.text("parcel-sheet-title"), &title, widest);
        let day = Message::new("parcel-sheet-day")
            .with("day", words.day(&one.told.as_of))
            .with("revision", one.told.data_revision);
        flow.pair(&words.text("parcel-sheet-of"), &words.say(&day), (26.0, widest));
        flow.pair(&words.text("parcel-sheet-grade"), &words.text("parcel-page-reference-only"), (26.0, widest));
        flow.skip((MARGIN[1] + if has_code { CODE } else { 0.0 } - flow.y()).max(1.0));
        flow.strong(&lead);
        self.blocks(&blocks, one, flow);
        let others = self.found.answered.len().saturating_sub(MOST_DRAWN);
        if others > 0 {
            flow.note(&words.say(&Message::new("parcel-sheet-others").with("count", others)));
        }
        if flow.is_cut() {
            let cut = words.text("parcel-sheet-cut");
            flow.put(line(&cut, [MARGIN[0], PAGE[1] - MARGIN[3] + 3.0], 7.5, Weight::SemiBold));
        }
    }

    /// The code of the lasting link in the upper right corner; false if nobody knows our name.
    fn code(&self, one: &Answered, flow: &mut Flow) -> bool {
        let link = lasting(one, self.base);
        let Some(rows) = link.contains("://").then(|| qr::squares(&link).ok()).flatten() else { return false };
        let (left, top) = (PAGE[0] - MARGIN[2] - CODE, MARGIN[1]);
        #[expect(clippy::cast_precision_loss, reason = "a code has 177 squares on a side at most")]
        let (square, at) = (CODE / rows.len().max(1) as f32, |number: usize| number as f32);
        let mut rings = Vec::new();
        for (y, row) in rows.iter().enumerate() {
            let mut x = 0;
            while x < row.len() {
                let run = row[x..].iter().take_while(|dark| **dark).count();
                if run > 0 {
                    let (west, east) = (left + at(x) * square, left + at(x + run) * square);
                    let (north, south) = (top + at(y) * square, top + at(y + 1) * square);
                    rings.push(vec![[west, north], [east, north], [east, south], [west, south]]);
                }
                x += run.max(1);
            }
        }
        flow.put(Mark::Area { rings, tint: Some(Colour::BLACK), pen: None });
        flow.put(Mark::Link { area: [left, top, left + CODE, top + CODE], address: link });
        true
    }

    fn blocks(&self, blocks: &[Block], one: &Answered, flow: &mut Flow) {
        let words = Words { language: self.language };
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading(text) => {
                    let follows = if matches!(blocks.get(at + 1), Some(Block::Table(_))) { 18.0 } else { 8.0 };
                    flow.heading(text, follows);
                }
                Block::Subheading(text) => {
                    flow.needs(22.0);
                    flow.skip(1.0);
                    flow.strong(text);
                }
                Block::Paragraph(text) => flow.paragraph(text),
                Block::Strong(text) => flow.strong(text),
                Block::Warning(text) => flow.paragraph(&format!("• {text}")),
                Block::Note(text) => flow.note(text),
                Block::Pairs(pairs) => {
                    for (name, text) in pairs {
                        flow.pair(name, text, (58.0, Flow::width()));
                    }
                }
                Block::Table(table) => self.table(table, flow),
                Block::Picture => {
                    if let Some(picture) = &one.picture {
                        map::set(picture, &words, flow);
                    }
                }
                Block::Folded { summary, blocks } => {
                    flow.needs(20.0);
                    flow.skip(1.5);
                    flow.strong(summary);
                    self.blocks(blocks, one, flow);
                }
            }
        }
    }

    fn table(&self, table: &Tabled, flow: &mut Flow) {
        let columns = table.columns.iter().map(|column| {
            let head = column.head.clone();
            if column.is_number { Column::numbers(head, column.share) } else { Column::words(head, column.share) }
        });
        let mut set = Table::new(columns.collect());
        for row in &table.rows {
            let cells = row.iter().map(|cell| {
                let text = Cell::text(cell.text.clone());
                cell.swatch.map_or(text.clone(), |colour| text.swatch(colour).hatched(cell.is_hatched))
            });
            set.row(cells.collect());
        }
        flow.skip(0.8);
        set.set(flow);
    }

    /// What stands at the end of each page.
    fn foot(&self, one: &Answered, words: &Words) -> Vec<Mark> {
        let y = PAGE[1] - MARGIN[3] + 6.0;
        let (left, right) = (MARGIN[0], PAGE[0] - MARGIN[2]);
        let link = lasting(one, self.base);
        let size = fitting(&link, right - left, (Weight::Regular, 7.0));
        let standing = match self.seal {
            Some(seal) => {
                let verify = format!("{}{VERIFY_PAGE}", self.base);
                let name = seal.certificate().name();
                words.say(&Message::new("parcel-sheet-foot-signed").with("name", name).with("address", verify))
            }
            None => words.text("parcel-sheet-foot"),
        };
        let standing_size = fitting(&standing, right - left, (Weight::SemiBold, 7.0));
        vec![
            Mark::Line { points: vec![[left, y - 2.0], [right, y - 2.0]], pen: Pen::new(Colour::RULE, 0.2) },
            line(&link, [left, y + 1.5], size, Weight::Regular),
            line(&standing, [left, y + 5.5], standing_size, Weight::SemiBold),
        ]
    }
}

/// The name of the file: the parcel's key, in letters any system takes.
pub(super) fn file_name(answered: &[Answered]) -> String {
    let key = answered.first().and_then(|one| one.address.as_ref()).map(|address| address.key.as_str());
    let plain = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '-' };
    let key: String = key.unwrap_or("parcel").chars().take(LONGEST_NAME).map(plain).collect();
    format!("quy-hoach-{key}.pdf")
}

fn line(text: &str, at: [f32; 2], size: f32, weight: Weight) -> Mark {
    Mark::Text { at, weight, size, colour: Colour::GREY, text: text.to_owned() }
}

/// A line that ends at the right.
fn ending(text: &str, y: f32) -> Mark {
    line(text, [PAGE[0] - MARGIN[2] - width(text, Weight::Regular, 7.0), y], 7.0, Weight::Regular)
}

/// The size at which a text is no wider than its room, or the usual one.
fn fitting(text: &str, room: f32, (weight, usual): (Weight, f32)) -> f32 {
    let wide = width(text, weight, usual);
    if wide > room { usual * room / wide } else { usual }
}
