//! The picture as SVG, for pages without scripts: no styles of its own (a page forbids them), colours as attributes.

use std::fmt::Write as _;

use super::{AROUND, HERE, Paths, Picture, scale::FRAME};
use crate::http::wire::pages::html::escape;
use crate::report::Colour;
use crate::text::Language;

/// Units of the drawing are tenths of a millimetre of paper.
const UNITS: f32 = 10.0;
/// Below the picture: the bar of the scale.
const FOOT: f32 = 90.0;

/// The drawing, with a title for who does not see it.
pub(in super::super) fn svg(picture: &Picture, title: &str, language: Language) -> String {
    let [wide, high] = FRAME;
    let (wide, high) = (units(wide), units(high));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"map\" viewBox=\"0 0 {wide} {all}\" role=\"img\" \
         font-family=\"sans-serif\" font-size=\"30\"><title>{title}</title><rect width=\"{wide}\" height=\"{all}\" fill=\"#fff\"/>\
         <svg width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\">",
        all = high + FOOT,
        title = escape(title),
    );
    for (patches, strength) in [(&picture.around, AROUND), (&picture.shares, HERE)] {
        for patch in patches {
            let colour = picture.classes.get(patch.class).map_or(Colour::GREY, |class| class.colour);
            let (tint, line) = (colour.at(strength), colour.at(0.8));
            let shape = path(&patch.paths);
            let _ = write!(
                out,
                "<path fill=\"{tint}\" fill-rule=\"evenodd\" stroke=\"{line}\" stroke-width=\"2\" d=\"{shape}\"/>"
            );
        }
        if strength < HERE {
            let outlines = path(&picture.neighbours);
            let _ = write!(out, "<path fill=\"none\" stroke=\"#777\" stroke-width=\"1.5\" d=\"{outlines}\"/>");
        }
    }
    let _ = write!(out, "<path fill=\"none\" stroke=\"#000\" stroke-width=\"6\" d=\"{}\"/>", path(&picture.parcel));
    for (sign, [x, y]) in picture.shares.iter().filter_map(|patch| patch.sign.as_ref()) {
        let (x, y) = (x * UNITS, y * UNITS + 10.0);
        let _ = write!(
            out,
            "<text x=\"{x:.0}\" y=\"{y:.0}\" text-anchor=\"middle\" stroke=\"#fff\" stroke-width=\"6\" paint-order=\"stroke\">{}</text>",
            escape(sign)
        );
    }
    let _ = write!(
        out,
        "<g transform=\"translate({} 20)\"><path d=\"M0 70L22 0L44 70L22 52z\"/><text x=\"22\" y=\"104\" text-anchor=\"middle\">{}</text></g></svg>",
        wide - 70.0,
        escape(&language.text("parcel-page-north")),
    );
    bar(&mut out, picture, high, language);
    let _ = write!(
        out,
        "<rect x=\"1\" y=\"1\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#555\" stroke-width=\"2\"/></svg>",
        wide - 2.0,
        high - 2.0
    );
    out
}

/// A bar as long as it says, dark and light by turns.
fn bar(out: &mut String, picture: &Picture, high: f32, language: Language) {
    let metres = picture.window.bar();
    let long = units(metres * 1000.0 / f64::from(picture.window.scale));
    let top = high + 22.0;
    let _ = write!(
        out,
        "<rect x=\"20\" y=\"{top}\" width=\"{half:.1}\" height=\"14\"/><rect x=\"20\" y=\"{top}\" width=\"{long:.1}\" height=\"14\" \
         fill=\"none\" stroke=\"#000\" stroke-width=\"2\"/><text x=\"20\" y=\"{below}\">0</text>\
         <text x=\"{end:.1}\" y=\"{below}\" text-anchor=\"middle\">{words} m</text>",
        half = long / 2.0,
        below = top + 48.0,
        end = 20.0 + long,
        words = language.number(metres, 0),
    );
}

fn units(mm: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a picture is some thousand units wide")]
    let mm = mm as f32;
    mm * UNITS
}

/// Rings as path data, each corner as a step from the one before.
fn path(paths: &Paths) -> String {
    let mut out = String::new();
    for ring in paths {
        let mut last: Option<[i32; 2]> = None;
        for [x, y] in ring {
            #[expect(clippy::cast_possible_truncation, reason = "far beyond the frame a corner may lie anywhere")]
            let at = [x, y].map(|part| (part * UNITS).round() as i32);
            let (sign, step) = match last {
                None => ('M', at),
                Some([x, y]) => ('l', [at[0].saturating_sub(x), at[1].saturating_sub(y)]),
            };
            if last != Some(at) {
                let _ = write!(out, "{sign}{} {}", step[0], step[1]);
                last = Some(at);
            }
        }
        if last.is_some() {
            out.push('z');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_are_written_as_steps_and_close() {
        let ring = vec![[1.0, 2.0], [1.0, 2.004], [3.0, 2.0], [3.0, -1.5]];
        assert_eq!(path(&vec![ring, Vec::new()]), "M10 20l20 0l0 -35z");
    }
}
