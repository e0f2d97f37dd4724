//! The stream of `COPY … (FORMAT binary)` (PostgreSQL 15 documentation, COPY, "Binary Format"): a header, rows of counted
//! cells, a trailer. Rows are read as they arrive, whatever pieces they come in.

use crate::store::StoreError;

/// Header: signature, flags, zero-length extension.
pub(in crate::store::postgis) const HEADER: &[u8; 19] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

/// Stands where the next row's number of cells would.
pub(in crate::store::postgis) const TRAILER: [u8; 2] = (-1_i16).to_be_bytes();

/// Bytes that have come and are not read yet.
#[derive(Debug, Default)]
pub(in crate::store::postgis) struct Arrived {
    bytes: Vec<u8>,
    /// Where the next row begins.
    at: usize,
    has_header: bool,
}

/// One row: where each cell lies in the bytes; `None` is null.
pub(in crate::store::postgis) type Cells = Vec<Option<(usize, usize)>>;

impl Arrived {
    pub(in crate::store::postgis) fn push(&mut self, bytes: &[u8]) {
        // What was read is dropped once it is half of what is held, so each byte moves about once.
        if self.at > self.bytes.len() / 2 {
            self.bytes.drain(..self.at);
            self.at = 0;
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// The cells of the next row, if it is here whole.
    ///
    /// # Errors
    /// [`StoreError::Closed`] if this is no such stream.
    pub(in crate::store::postgis) fn next(&mut self, cells: &mut Cells) -> Result<bool, StoreError> {
        if !self.has_header {
            match self.bytes.get(..HEADER.len()) {
                None => return Ok(false),
                Some(start) if start[..11] == HEADER[..11] => (self.at, self.has_header) = (HEADER.len(), true),
                Some(_) => return Err(StoreError::Closed),
            }
        }
        cells.clear();
        let Some(count) = self.number::<2>(self.at).map(i16::from_be_bytes) else { return Ok(false) };
        let mut at = self.at + 2;
        for _ in 0..count {
            let Some(length) = self.number::<4>(at).map(i32::from_be_bytes) else { return Ok(false) };
            at += 4;
            let Ok(length) = usize::try_from(length) else {
                cells.push(None);
                continue;
            };
            if at + length > self.bytes.len() {
                return Ok(false);
            }
            cells.push(Some((at, at + length)));
            at += length;
        }
        if count > 0 {
            self.at = at;
        }
        Ok(count > 0)
    }

    /// The bytes of a cell of the row read last.
    pub(in crate::store::postgis) fn cell(&self, cell: Option<(usize, usize)>) -> Option<&[u8]> {
        cell.map(|(from, to)| &self.bytes[from..to])
    }

    fn number<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.bytes.get(at..at + N)?.try_into().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::cell;
    use super::*;

    #[test]
    fn rows_are_read_in_whatever_pieces_they_come() {
        let mut stream = HEADER.to_vec();
        for number in 0..50_i64 {
            stream.extend(2_i16.to_be_bytes());
            cell::framed(&number.to_be_bytes(), &mut stream);
            stream.extend((-1_i32).to_be_bytes());
        }
        stream.extend(TRAILER);
        for piece in [1, 7, 4096] {
            let (mut arrived, mut cells, mut found) = (Arrived::default(), Cells::new(), Vec::new());
            for bytes in stream.chunks(piece) {
                arrived.push(bytes);
                while arrived.next(&mut cells).unwrap() {
                    found.push(cell::integer(arrived.cell(cells[0]).unwrap()).unwrap());
                    assert_eq!(arrived.cell(cells[1]), None);
                }
            }
            assert_eq!(found, (0..50).collect::<Vec<_>>());
        }
    }

    #[test]
    fn another_stream_is_refused() {
        let mut arrived = Arrived::default();
        arrived.push(&[7; 100]);
        assert!(arrived.next(&mut Cells::new()).is_err());
    }
}
