//! Rows as `COPY` takes them, on their way to the database. Hot path of an import (bench row `import_postgis`).

use super::cell;
use crate::geometry::{Geometry, wkb};
use crate::layer::{FieldType, Value};

/// Set in the type of a shape that has its reference system's id before its contents (PostGIS's EWKB).
const HAS_SRID: u32 = 0x2000_0000;
/// Byte order and type: what stands before the reference system's id.
const HEAD: usize = 5;

/// Encoded rows.
#[derive(Debug, Default)]
pub(in crate::store::postgis) struct CopyRows {
    pub bytes: Vec<u8>,
    /// The declared type of all shapes; `GEOMETRY` if there are several.
    pub shape: Option<&'static str>,
}

impl CopyRows {
    /// Appends id and values, one for each type; missing ones are null. Refused is the first that is no value of its type, and nothing
    /// is appended then. The shape comes next, if there is to be one.
    pub(in crate::store::postgis) fn start(
        &mut self,
        id: u64,
        values: &[Value],
        kinds: impl ExactSizeIterator<Item = FieldType>,
        has_shape: bool,
    ) -> Result<(), usize> {
        let start = self.bytes.len();
        let cells = i16::try_from(kinds.len() + 1 + usize::from(has_shape)).unwrap_or(i16::MAX);
        self.bytes.extend(cells.to_be_bytes());
        cell::framed(&id.to_be_bytes(), &mut self.bytes);
        for (at, kind) in kinds.enumerate() {
            if !cell::write(values.get(at).unwrap_or(&Value::Null), kind, &mut self.bytes) {
                self.bytes.truncate(start);
                return Err(at);
            }
        }
        Ok(())
    }

    /// Ends a row without a shape.
    pub(in crate::store::postgis) fn end_without_shape(&mut self) {
        cell::write(&Value::Null, FieldType::Text, &mut self.bytes);
    }

    /// Ends a row with a shape of this declared type.
    pub(in crate::store::postgis) fn end(&mut self, shape: &Geometry, declared: &'static str, srid: i32) {
        let start = self.bytes.len();
        // Length, and room for the id that is moved between head and contents.
        self.bytes.extend([0; 8]);
        wkb::write(shape, &mut self.bytes);
        let body = &mut self.bytes[start + 4..];
        body.copy_within(4..4 + HEAD, 0);
        body[4] |= (HAS_SRID >> 24) as u8;
        body[HEAD..HEAD + 4].copy_from_slice(&srid.to_le_bytes());
        let length = i32::try_from(body.len()).unwrap_or(i32::MAX);
        self.bytes[start..start + 4].copy_from_slice(&length.to_be_bytes());
        let before = self.shape.get_or_insert(declared);
        if *before != declared {
            *before = "GEOMETRY";
        }
    }
}

#[cfg(test)]
mod tests {
    use geo_types::Point;

    use super::*;

    #[test]
    fn a_shape_carries_its_reference_system() {
        let mut rows = CopyRows::default();
        rows.start(7, &[Value::Integer(1)], [FieldType::Integer, FieldType::Text].into_iter(), true).unwrap();
        let start = rows.bytes.len() + 4;
        rows.end(&Point::new(1.0, 2.0).into(), "POINT", 9218);
        let ewkb = &rows.bytes[start..];
        assert_eq!(ewkb[..9], [1, 1, 0, 0, 0x20, 0x02, 0x24, 0, 0]);
        assert_eq!(wkb::read(ewkb).unwrap(), Point::new(1.0, 2.0).into());
        assert_eq!(rows.bytes[start - 4..start], 25_i32.to_be_bytes());
    }

    #[test]
    fn a_refused_row_leaves_nothing() {
        let mut rows = CopyRows::default();
        let values = [Value::Integer(1), Value::text("hôm qua")];
        assert_eq!(rows.start(1, &values, [FieldType::Integer, FieldType::Date].into_iter(), true), Err(1));
        assert!(rows.bytes.is_empty());
    }
}
