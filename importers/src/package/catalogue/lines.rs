//! The lists' own lines: comma-separated values (RFC 4180) without line breaks within.

/// The fields of each line but the first, which names them.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = Vec<String>> {
    list.lines().skip(1).filter(|line| !line.is_empty()).map(fields)
}

fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut field, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                field.push('"');
                letters.next();
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => fields.push(std::mem::take(&mut field)),
            other => field.push(other),
        }
    }
    fields.push(field);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_within_quotes_is_a_letter() {
        assert_eq!(fields("a,\"b, c\",\"d\"\"e\","), ["a", "b, c", "d\"e", ""]);
    }
}
