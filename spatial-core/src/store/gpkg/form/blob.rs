//! GeoPackage geometry blobs (OGC 12-128r18 §2.1.3): a header with the box, then WKB.

use crate::geometry::{Envelope, Geometry, wkb};

/// `GP`, version 0, flags, srs id.
const PLAIN_HEADER: usize = 8;
const LITTLE_ENDIAN: u8 = 0b0000_0001;
const ENVELOPE_XY: u8 = 0b0000_0010;
const EMPTY: u8 = 0b0001_0000;

/// Appends the blob of a shape; the box is written for all but points, as GDAL does, so that triggers need not read the shape.
pub(in crate::store::gpkg) fn write(geometry: &Geometry, envelope: Option<Envelope>, srs_id: i32, out: &mut Vec<u8>) {
    let point = matches!(geometry, Geometry::Point(_));
    let flags = match envelope {
        None => LITTLE_ENDIAN | EMPTY,
        Some(_) if point => LITTLE_ENDIAN,
        Some(_) => LITTLE_ENDIAN | ENVELOPE_XY,
    };
    out.extend_from_slice(&[b'G', b'P', 0, flags]);
    out.extend_from_slice(&srs_id.to_le_bytes());
    if let Some(envelope) = envelope.filter(|_| !point) {
        for value in [envelope.min[0], envelope.max[0], envelope.min[1], envelope.max[1]] {
            out.extend_from_slice(&value.to_le_bytes());
        }
    }
    wkb::write(geometry, out);
}

/// The shape in a blob; `None` if the bytes are no GeoPackage blob or hold a shape we do not read.
pub(in crate::store::gpkg) fn read(blob: &[u8]) -> Option<Geometry> {
    wkb::read(blob.get(header_length(blob)?..)?).ok()
}

/// True if a blob says that its shape is empty.
pub(in crate::store::gpkg) fn is_empty(blob: &[u8]) -> bool {
    header_length(blob).is_some() && blob[3] & EMPTY != 0
}

/// The box of a blob, from the header if it is there; `None` for empty shapes and for what is no blob.
pub(in crate::store::gpkg) fn envelope(blob: &[u8]) -> Option<Envelope> {
    let length = header_length(blob)?;
    let flags = blob[3];
    if flags & EMPTY != 0 {
        return None;
    }
    if length == PLAIN_HEADER {
        return Envelope::of(&read(blob)?).filter(is_finite);
    }
    let number = |at: usize| {
        let bytes: [u8; 8] = blob.get(PLAIN_HEADER + at * 8..PLAIN_HEADER + at * 8 + 8)?.try_into().ok()?;
        Some(if flags & LITTLE_ENDIAN != 0 { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    };
    Some(Envelope { min: [number(0)?, number(2)?], max: [number(1)?, number(3)?] }).filter(is_finite)
}

/// Turns the blob of a single shape into one of the multi shape with this one part; others stay as they are.
pub(in crate::store::gpkg) fn promoted(blob: &[u8]) -> Option<Vec<u8>> {
    let length = header_length(blob)?;
    let body = blob.get(length..)?;
    let order = *body.first()?;
    let code: [u8; 4] = body.get(1..5)?.try_into().ok()?;
    let code = if order == 1 { u32::from_le_bytes(code) } else { u32::from_be_bytes(code) };
    let multi = match code % 1000 {
        1..=3 if code < 4000 => code + 3,
        _ => return None,
    };
    let mut out = Vec::with_capacity(blob.len() + 9);
    out.extend_from_slice(&blob[..length]);
    out.push(order);
    for number in [multi, 1] {
        out.extend_from_slice(&if order == 1 { number.to_le_bytes() } else { number.to_be_bytes() });
    }
    out.extend_from_slice(body);
    Some(out)
}

fn is_finite(envelope: &Envelope) -> bool {
    envelope.min.iter().chain(&envelope.max).all(|value| value.is_finite())
}

/// Where the WKB begins.
fn header_length(blob: &[u8]) -> Option<usize> {
    if blob.len() < PLAIN_HEADER || &blob[..2] != b"GP" {
        return None;
    }
    let envelope = match (blob[3] >> 1) & 0b111 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return None,
    };
    (blob.len() >= PLAIN_HEADER + envelope).then_some(PLAIN_HEADER + envelope)
}

#[cfg(test)]
mod tests {
    use geo_types::{Point, polygon};

    use super::*;

    fn round(geometry: &Geometry) -> Vec<u8> {
        let mut out = Vec::new();
        write(geometry, Envelope::of(geometry), 9218, &mut out);
        assert_eq!(read(&out).as_ref(), Some(geometry));
        assert_eq!(envelope(&out), Envelope::of(geometry));
        out
    }

    #[test]
    fn shapes_come_back_as_they_went_in() {
        round(&Point::new(1.5, -2.0).into());
        round(&polygon![(x: 0.0, y: 0.0), (x: 4.0, y: 0.0), (x: 4.0, y: 3.0), (x: 0.0, y: 0.0)].into());
    }

    #[test]
    fn a_single_shape_becomes_a_multi_shape_with_one_part() {
        let square = polygon![(x: 0.0, y: 0.0), (x: 4.0, y: 0.0), (x: 4.0, y: 3.0), (x: 0.0, y: 0.0)];
        let promoted_blob = promoted(&round(&square.clone().into())).unwrap();
        assert_eq!(read(&promoted_blob), Some(Geometry::MultiPolygon(vec![square].into())));
        assert_eq!(promoted(&promoted_blob), None);
    }

    #[test]
    fn bytes_that_are_no_blob_are_no_shape() {
        for bytes in [&b""[..], b"GP", b"GP\0\x03\0\0\0\0", b"hello world, this is text", b"GP\0\x0f\0\0\0\0\0\0\0\0"] {
            assert_eq!(read(bytes), None);
            assert_eq!(envelope(bytes), None);
            assert_eq!(promoted(bytes), None);
        }
    }
}
