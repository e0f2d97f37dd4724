//! From marks to the bytes of a PDF, by `krilla`.

use krilla::action::{Action, LinkAction};
use krilla::annotation::{LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::error::ReportError;
use super::face::{Face, MM_PER_POINT, Weight, composed};
use super::flow::PAGE;
use super::mark::{Colour, Mark, Pen};

/// What the file says of itself.
#[derive(Debug)]
pub(crate) struct About {
    pub(crate) title: String,
    /// A language tag.
    pub(crate) language: &'static str,
}

/// The file.
///
/// # Errors
/// [`ReportError`] if typeface or library fail.
pub(crate) fn written(pages: &[Vec<Mark>], about: &About) -> Result<Vec<u8>, ReportError> {
    // Metadata in XML bring a date of their own.
    let mut document = Document::new_with(SerializeSettings { xmp_metadata: false, ..SerializeSettings::default() });
    for marks in pages {
        let size = PageSettings::from_wh(points(PAGE[0]), points(PAGE[1])).ok_or(ReportError::Page)?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for mark in marks {
            draw(mark, &mut surface)?;
        }
        surface.finish();
        marks.iter().filter_map(link).for_each(|link| page.add_annotation(link.into()));
        page.finish();
    }
    let about =
        Metadata::new().title(about.title.clone()).language(about.language.to_owned()).creator("diaban".to_owned());
    document.set_metadata(about);
    document.finish().map_err(|error| ReportError::Refused { what: format!("{error:?}") })
}

fn draw(mark: &Mark, surface: &mut Surface<'_>) -> Result<(), ReportError> {
    match mark {
        Mark::Text { at, weight, size, colour, text } => letters(surface, *at, (*weight, *size), *colour, text)?,
        Mark::Area { rings, tint, pen } => {
            surface.set_fill(tint.map(fill));
            surface.set_stroke(pen.as_ref().map(stroke));
            if (tint.is_some() || pen.is_some())
                && let Some(path) = path(rings.iter().map(Vec::as_slice), true)
            {
                surface.draw_path(&path);
            }
        }
        Mark::Line { points, pen } => {
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(pen)));
            if let Some(path) = path(std::iter::once(points.as_slice()), false) {
                surface.draw_path(&path);
            }
        }
        Mark::Link { .. } => {}
    }
    Ok(())
}

fn letters(
    surface: &mut Surface<'_>,
    at: [f32; 2],
    (weight, size): (Weight, f32),
    colour: Colour,
    text: &str,
) -> Result<(), ReportError> {
    let face = Face::of(weight).ok_or(ReportError::Typeface)?;
    let text = composed(text);
    let glyphs: Vec<KrillaGlyph> = text
        .char_indices()
        .map(|(from, sign)| {
            let letter = face.letter(sign);
            let range = from..from + sign.len_utf8();
            KrillaGlyph::new(GlyphId::new(letter.glyph), letter.advance, 0.0, 0.0, 0.0, range, None)
        })
        .collect();
    if !glyphs.is_empty() {
        surface.set_stroke(None);
        surface.set_fill(Some(fill(colour)));
        surface.draw_glyphs(place(at), &glyphs, face.font.clone(), &text, size, false);
    }
    Ok(())
}

fn link(mark: &Mark) -> Option<LinkAnnotation> {
    let Mark::Link { area: [left, top, right, bottom], address } = mark else { return None };
    let area = Rect::from_ltrb(points(*left), points(*top), points(*right), points(*bottom))?;
    Some(LinkAnnotation::new(area, Target::Action(Action::Link(LinkAction::new(address.clone())))))
}

/// A path through the rings or lines whose places are numbers; none without any.
fn path<'a>(lines: impl Iterator<Item = &'a [[f32; 2]]>, is_closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for line in lines {
        let mut known = line.iter().filter(|[x, y]| x.is_finite() && y.is_finite());
        let Some([x, y]) = known.next() else { continue };
        builder.move_to(points(*x), points(*y));
        known.for_each(|[x, y]| builder.line_to(points(*x), points(*y)));
        if is_closed {
            builder.close();
        }
    }
    builder.finish()
}

fn fill(colour: Colour) -> Fill {
    Fill { paint: paint(colour), opacity: NormalizedF32::ONE, rule: FillRule::EvenOdd }
}

fn stroke(pen: &Pen) -> Stroke {
    let dash = pen.dash.map(|length| StrokeDash { array: vec![points(length), points(length)], offset: 0.0 });
    Stroke { paint: paint(pen.colour), width: points(pen.width), dash, ..Stroke::default() }
}

fn paint(colour: Colour) -> krilla::paint::Paint {
    let [red, green, blue] = colour.0;
    rgb::Color::new(red, green, blue).into()
}

fn place([x, y]: [f32; 2]) -> Point {
    Point::from_xy(points(x), points(y))
}

/// Points of millimetres.
fn points(mm: f32) -> f32 {
    mm / MM_PER_POINT
}
