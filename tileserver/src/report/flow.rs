//! Pages filled from top to bottom: headings, paragraphs, drawings. What does not fit goes to the next page, and there is a last one.

use super::face::{MM_PER_POINT, Weight, lines};
use super::mark::{Colour, Mark};

/// Width and height of A4 in millimetres (ISO 216).
pub(crate) const PAGE: [f32; 2] = [210.0, 297.0];
/// Around what is printed: 20 mm to the left, where sheets are filed, as documents of offices have it.
pub(crate) const MARGIN: [f32; 4] = [20.0, 15.0, 15.0, 18.0];
/// Most pages: a parcel in thousands of zones is still printed, and what is left out is said and can be asked for.
const MOST_PAGES: usize = 24;
/// Most lines of one paragraph: a field may hold a book.
pub(super) const MOST_LINES: usize = 24;
/// From one baseline to the next, in sizes of the letters.
pub(super) const LEADING: f32 = 1.32;

/// Pages being filled.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pages: Vec<Vec<Mark>>,
    /// Where the next thing begins, from the top of the page.
    y: f32,
    is_cut: bool,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
struct Setting {
    weight: Weight,
    size: f32,
    colour: Colour,
}

impl Flow {
    /// The first page, empty.
    pub(crate) fn new() -> Self {
        Self { pages: vec![Vec::new()], y: MARGIN[1], is_cut: false }
    }

    /// How wide what is printed is.
    pub(crate) fn width() -> f32 {
        PAGE[0] - MARGIN[0] - MARGIN[2]
    }

    /// Where the next thing begins.
    pub(crate) fn y(&self) -> f32 {
        self.y
    }

    /// True if there was more than pages.
    pub(crate) fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// What is left of the page below.
    pub(crate) fn room(&self) -> f32 {
        PAGE[1] - MARGIN[3] - self.y
    }

    /// Goes to the next page unless so much is left of this one; false if there is no further page.
    pub(crate) fn needs(&mut self, height: f32) -> bool {
        if self.is_cut || height <= self.room() {
            return !self.is_cut;
        }
        self.break_page()
    }

    /// Goes to the next page.
    pub(crate) fn break_page(&mut self) -> bool {
        if self.pages.len() >= MOST_PAGES {
            self.is_cut = true;
            return false;
        }
        self.pages.push(Vec::new());
        self.y = MARGIN[1];
        true
    }

    /// Leaves so much empty.
    pub(crate) fn skip(&mut self, height: f32) {
        self.y += height;
    }

    /// Puts a mark where it says, on this page.
    pub(crate) fn put(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// What the document is called, and a line below.
    pub(crate) fn title(&mut self, text: &str, below: &str, widest: f32) {
        self.set(text, Setting { weight: Weight::SemiBold, size: 15.0, colour: Colour::BLACK }, (MARGIN[0], widest));
        self.set(below, Setting { weight: Weight::Regular, size: 10.5, colour: Colour::BLACK }, (MARGIN[0], widest));
    }

    /// A heading that stands with what follows: so much of it at least.
    pub(crate) fn heading(&mut self, text: &str, follows: f32) {
        self.needs(follows + 9.0);
        self.skip(2.5);
        let setting = Setting { weight: Weight::SemiBold, size: 10.5, colour: Colour::BLACK };
        self.set(text, setting, (MARGIN[0], Self::width()));
        self.skip(0.6);
    }

    /// A paragraph.
    pub(crate) fn paragraph(&mut self, text: &str) {
        let setting = Setting { weight: Weight::Regular, size: 9.0, colour: Colour::BLACK };
        self.set(text, setting, (MARGIN[0], Self::width()));
    }

    /// One that stands out.
    pub(crate) fn strong(&mut self, text: &str) {
        let setting = Setting { weight: Weight::SemiBold, size: 9.0, colour: Colour::BLACK };
        self.set(text, setting, (MARGIN[0], Self::width()));
    }

    /// One in small grey letters.
    pub(crate) fn note(&mut self, text: &str) {
        let setting = Setting { weight: Weight::Regular, size: 7.5, colour: Colour::GREY };
        self.set(text, setting, (MARGIN[0], Self::width()));
    }

    /// A name and what it is, side by side, the second from so many millimetres on, both no wider than the room there is.
    pub(crate) fn pair(&mut self, name: &str, text: &str, (from, widest): (f32, f32)) {
        let grey = Setting { weight: Weight::Regular, size: 9.0, colour: Colour::GREY };
        let black = Setting { weight: Weight::Regular, size: 9.0, colour: Colour::BLACK };
        let height = step(9.0);
        if !self.needs(height) {
            return;
        }
        let top = self.y;
        self.set(name, grey, (MARGIN[0], from - 1.0));
        let below = self.y;
        // A name over two lines at the end of a page: what it is stands beside its second line.
        self.y = if below > top { top } else { below - height };
        self.set(text, black, (MARGIN[0] + from, widest - from));
        self.y = self.y.max(below);
    }

    fn set(&mut self, text: &str, setting: Setting, (left, widest): (f32, f32)) {
        let Setting { weight, size, colour } = setting;
        for line in lines(text, (weight, size), widest, MOST_LINES) {
            let height = step(size);
            if !self.needs(height) {
                return;
            }
            let at = [left, self.y + height * 0.76];
            self.put(Mark::Text { at, weight, size, colour, text: line });
            self.y += height;
        }
    }

    /// The pages.
    pub(crate) fn into_pages(self) -> Vec<Vec<Mark>> {
        self.pages
    }
}

/// From one line to the next, in millimetres.
pub(super) fn step(size: f32) -> f32 {
    size * LEADING * MM_PER_POINT
}
