//! Small maps for tests, drawn as text: areas by small letters, points by capitals and digits, lines along `-`, `|` and `+`.
//!
//! ```
//! let map = sketch::sketch!(
//!     "A---+ppq"
//!     "    B   "
//! );
//! assert_eq!(map.line('A', 'B').0.len(), 3);
//! assert_eq!(map.area('p').exterior().0.len(), 5);
//! ```
//!
//! A character is a cell of one unit: x to the right, y up, the lower left corner of the drawing at (0, 0). An area is made of
//! whole cells; points and lines run through the middle of theirs.

mod area;
mod line;

use std::collections::BTreeSet;

use geo_types::{Coord, LineString, Point, Polygon};

/// Draws a [`Sketch`], one text a row, from north to south.
#[macro_export]
macro_rules! sketch {
    ($($row:literal)+) => { $crate::Sketch::drawn(&[$($row),+]) };
}

/// Column and row of a cell, or a step from one to another.
type Place = [i32; 2];

/// A drawn map.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// From south to north.
    rows: Vec<Vec<char>>,
    corner: Coord<f64>,
    side: f64,
}

impl Sketch {
    /// Reads rows from north to south; [`sketch!`] calls it.
    pub fn drawn(rows: &[&str]) -> Self {
        Self { rows: rows.iter().rev().map(|row| row.chars().collect()).collect(), corner: Coord::zero(), side: 1.0 }
    }

    /// The same map elsewhere and larger: its lower left corner, and the side of a cell.
    pub fn at(self, x: f64, y: f64, side: f64) -> Self {
        Self { corner: Coord { x, y }, side, ..self }
    }

    /// The one area of a letter, counter-clockwise, with its holes. Panics unless there is one.
    pub fn area(&self, letter: char) -> Polygon<f64> {
        let mut found = area::of(self, letter);
        assert_eq!(found.len(), 1, "areas of {letter:?}");
        found.remove(0)
    }

    /// All areas with their letters, in order of the letters; cells of a letter that share sides are one.
    pub fn areas(&self) -> Vec<(char, Polygon<f64>)> {
        let letters = self.names(char::is_lowercase).into_iter();
        letters.flat_map(|letter| area::of(self, letter).into_iter().map(move |area| (letter, area))).collect()
    }

    /// The one point of a capital or digit. Panics unless there is one.
    pub fn point(&self, name: char) -> Point<f64> {
        let places = self.places(name);
        assert_eq!(places.len(), 1, "points called {name:?}");
        self.middle(places[0]).into()
    }

    /// The line that leads from one point to another, with a vertex at each `+`. Panics if there is none.
    pub fn line(&self, from: char, to: char) -> LineString<f64> {
        let line = self.lines().into_iter().find_map(|(one, other, line)| match (one, other) {
            ends if ends == (from, to) => Some(line),
            ends if ends == (to, from) => Some(line.0.into_iter().rev().collect()),
            _ => None,
        });
        line.expect("a line leads from one point to the other")
    }

    /// All lines, each from one point to the next, in order of their points.
    pub fn lines(&self) -> Vec<(char, char, LineString<f64>)> {
        line::all(self)
    }

    /// The character of a cell; a blank outside the drawing.
    fn cell(&self, [column, row]: Place) -> char {
        let row = usize::try_from(row).ok().and_then(|row| self.rows.get(row));
        row.and_then(|row| row.get(usize::try_from(column).ok()?)).copied().unwrap_or(' ')
    }

    /// Cells that hold a character, row by row from the south.
    fn places(&self, wanted: char) -> Vec<Place> {
        let rows = (0..).zip(&self.rows);
        let cells = rows.flat_map(|(row, cells)| (0..).zip(cells).map(move |(column, cell)| ([column, row], *cell)));
        cells.filter(|(_, cell)| *cell == wanted).map(|(place, _)| place).collect()
    }

    fn names(&self, wanted: fn(char) -> bool) -> BTreeSet<char> {
        self.rows.iter().flatten().copied().filter(|cell| wanted(*cell)).collect()
    }

    /// The lower left corner of a cell on the ground.
    fn corner(&self, [column, row]: Place) -> Coord<f64> {
        self.corner + Coord { x: f64::from(column), y: f64::from(row) } * self.side
    }

    fn middle(&self, place: Place) -> Coord<f64> {
        self.corner(place) + Coord { x: 0.5, y: 0.5 } * self.side
    }
}

fn is_point(cell: char) -> bool {
    cell.is_uppercase() || cell.is_ascii_digit()
}

#[cfg(test)]
mod tests;
