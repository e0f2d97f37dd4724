//! A text as a cell of CSV (RFC 4180) in UTF-8, whoever writes the table.
//!
//! Excel takes a file for UTF-8 only if it begins with a byte order mark. A text that a spreadsheet would take for a formula is led by an
//! apostrophe (OWASP, "CSV Injection"), and one line of the file is one line of the table: breaks within texts become spaces.

/// What a file begins with.
pub(crate) const BOM: &str = "\u{feff}";

/// A cell that holds a text.
pub(crate) fn cell(out: &mut String, written: &str) {
    let is_led = written.starts_with(['=', '+', '-', '@', '\t', '\'']);
    if !is_led && !written.contains(['"', ',', '\r', '\n']) && written.trim() == written {
        out.push_str(written);
        return;
    }
    out.push('"');
    if is_led {
        out.push('\'');
    }
    for letter in written.chars() {
        match letter {
            '"' => out.push_str("\"\""),
            '\r' | '\n' => out.push(' '),
            letter => out.push(letter),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (given, expected) in [("Trần Phú", "Trần Phú"), ("=1", "\"'=1\""), ("a\r\nb,c", "\"a  b,c\""), ("", "")]
        {
            let mut out = String::new();
            cell(&mut out, given);
            assert_eq!(out, expected, "{given}");
        }
    }
}
