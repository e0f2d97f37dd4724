//! Addresses that stand in a file as plain text: where its links lead, and what its signature gives as the reason.

use memchr::memmem::find_iter;

/// Most addresses that are read: a sheet has a link for each of its parcels, ten at most, twice.
const MOST: usize = 32;
/// Longest text that is looked at.
const LONGEST: usize = 8 << 10;

/// All of a file, each once.
pub(crate) fn addresses(file: &[u8]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for key in [&b"/URI("[..], b"/Reason("] {
        for at in find_iter(file, key).take(MOST) {
            let words = literal(&file[at + key.len()..]).unwrap_or_default();
            for word in words.split(' ').filter(|word| !word.is_empty()) {
                if found.len() < MOST && !found.iter().any(|known| known == word) {
                    found.push(word.to_owned());
                }
            }
        }
    }
    found
}

/// A text in round brackets (ISO 32000-1, 7.3.4.2), of letters any address has.
fn literal(text: &[u8]) -> Option<String> {
    let mut out = String::new();
    let mut bytes = text.iter().take(LONGEST);
    while let Some(&byte) = bytes.next() {
        match byte {
            b')' => return Some(out),
            b'\\' => out.push(char::from(*bytes.next().filter(|next| b"\\()".contains(next))?)),
            b' '..=b'~' => out.push(char::from(byte)),
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_wherever_they_stand_and_nothing_else_is() {
        let file = b"1 0 obj<</S/URI/URI(http://x/thua/1?a=1&b=2)>>/URI(http://x/thua/1?a=1&b=2)/Reason(/thua/a /thua/b\\(c\\))";
        assert_eq!(addresses(file), ["http://x/thua/1?a=1&b=2", "/thua/a", "/thua/b(c)"]);
        assert_eq!(addresses(b"/URI(never ends"), Vec::<String>::new());
        assert_eq!(addresses(b"/URI(\xff\xfe)/URI(a\\"), Vec::<String>::new());
        assert_eq!(addresses(&b"/URI(a) ".repeat(1000)), ["a"]);
    }
}
