//! Shapes of shares within lines: one more cell at the end, the shape as well-known binary in hexadecimal. So a run that makes a GeoPackage
//! goes on after an interruption, and copies what still holds, as one that makes a table does.

use spatial_core::geometry::{Geometry, wkb};

/// Its heading.
const SHAPE: &str = "shape";
/// How lines end.
const END: &str = "\r\n";

/// A line with its shape, behind others.
pub(super) fn add(out: &mut String, line: &str, shape: Option<&Geometry>) {
    out.push_str(line.trim_end_matches(END));
    out.push(',');
    if let Some(shape) = shape {
        let mut bytes = Vec::new();
        wkb::write(shape, &mut bytes);
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        out.extend(digits.filter_map(|digit| char::from_digit(digit.into(), 16)));
    }
    out.push_str(END);
}

/// The first line, with its name.
pub(super) fn headed(line: &str) -> String {
    format!("{},{SHAPE}{END}", line.trim_end_matches(END))
}

/// The shape in a cell; none if there is none, or it is not ours.
pub(crate) fn shape_of(cell: &str) -> Option<Geometry> {
    let digits: Option<Vec<u8>> =
        cell.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let bytes: Vec<u8> = digits?.chunks_exact(2).map(|pair| (pair[0] << 4) | pair[1]).collect();
    (!bytes.is_empty()).then(|| wkb::read(&bytes).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use geo_types::{MultiPolygon, Rect, coord};

    use super::*;

    #[test]
    fn a_shape_comes_back_bit_for_bit_and_what_is_none_is_none() {
        let part = Rect::new(coord! { x: 0.1 + 0.2, y: 1.0 }, coord! { x: 9.0, y: 1e-9 }).to_polygon();
        let shape = Geometry::from(MultiPolygon(vec![part]));
        let mut out = String::new();
        add(&mut out, "parcels,17,zone\r\n", Some(&shape));
        add(&mut out, "parcels,17,unknown\r\n", None);
        let cells: Vec<&str> = out.lines().map(|line| line.rsplit_once(',').unwrap().1).collect();
        assert_eq!(shape_of(cells[0]), Some(shape));
        assert!(out.ends_with("parcels,17,unknown,\r\n") && cells[1].is_empty());
        for cell in ["", "0", "zz", "0103", "ăă"] {
            assert_eq!(shape_of(cell), None, "{cell}");
        }
        assert_eq!(headed("a,b\r\n"), "a,b,shape\r\n");
    }
}
