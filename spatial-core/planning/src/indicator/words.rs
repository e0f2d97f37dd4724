//! The text of an indicator in tokens: numbers, units, and the words of plans however they were typed.

use spatial_core::layer::folded;

use crate::indicator::IndicatorKind;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'a> {
    /// Digits with points or commas between them.
    Number(&'a str),
    Unit(Unit),
    /// The name of what is limited, by all kinds it may stand for.
    Label(&'static [IndicatorKind]),
    AtMost,
    Below,
    AtLeast,
    Above,
    /// "Trở lên", after a number.
    OrMore,
    /// "Trở xuống", after a number.
    OrLess,
    /// "Từ".
    From,
    /// "Đến": between two numbers, or before one.
    To,
    /// Any sign between the two numbers of a range.
    Dash,
    /// Colon, equals sign or "là" after a label or bound.
    Is,
    /// Between values.
    Apart,
    Open,
    Close,
    Plus,
    Slash,
    /// "Không kể".
    Without,
    /// "Thuần": a density of the lot, as ours all are.
    Net,
    Unregulated,
    Unbuilt,
    OnRedLine,
    Unknown,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Percent,
    Storeys,
    Times,
    Metres,
    /// Basements, roof stairs, mezzanines: beside storeys, not among them.
    Uncounted,
    /// The ground floor (trệt).
    Ground,
    /// Floors above the ground floor (lầu).
    Upper,
}

/// Most words of a phrase.
const LONGEST: usize = 6;

/// What plans write, small and without marks.
const PHRASES: &[(&str, &[Token<'static>])] = &[
    ("toi da", &[Token::AtMost]),
    ("max", &[Token::AtMost]),
    ("cao nhat", &[Token::AtMost]),
    ("lon nhat", &[Token::AtMost]),
    ("khong qua", &[Token::AtMost]),
    ("khong cao qua", &[Token::AtMost]),
    ("khong cao hon", &[Token::AtMost]),
    ("khong vuot qua", &[Token::AtMost]),
    ("khong lon hon", &[Token::AtMost]),
    ("nho hon hoac bang", &[Token::AtMost]),
    ("duoi", &[Token::Below]),
    ("nho hon", &[Token::Below]),
    ("thap hon", &[Token::Below]),
    ("toi thieu", &[Token::AtLeast]),
    ("min", &[Token::AtLeast]),
    ("it nhat", &[Token::AtLeast]),
    ("thap nhat", &[Token::AtLeast]),
    ("nho nhat", &[Token::AtLeast]),
    ("khong duoi", &[Token::AtLeast]),
    ("khong nho hon", &[Token::AtLeast]),
    ("khong thap hon", &[Token::AtLeast]),
    ("lon hon hoac bang", &[Token::AtLeast]),
    ("tren", &[Token::Above]),
    ("lon hon", &[Token::Above]),
    ("hon", &[Token::Above]),
    ("tro len", &[Token::OrMore]),
    ("tro xuong", &[Token::OrLess]),
    ("tu", &[Token::From]),
    ("den", &[Token::To]),
    ("toi", &[Token::To]),
    ("la", &[Token::Is]),
    ("va", &[Token::Apart]),
    ("phan tram", &[Token::Unit(Unit::Percent)]),
    ("tang", &[Token::Unit(Unit::Storeys)]),
    ("tang noi", &[Token::Unit(Unit::Storeys)]),
    ("t", &[Token::Unit(Unit::Storeys)]),
    ("lan", &[Token::Unit(Unit::Times)]),
    ("m", &[Token::Unit(Unit::Metres)]),
    ("met", &[Token::Unit(Unit::Metres)]),
    ("ham", &[Token::Unit(Unit::Uncounted)]),
    ("tang ham", &[Token::Unit(Unit::Uncounted)]),
    ("tum", &[Token::Unit(Unit::Uncounted)]),
    ("tang tum", &[Token::Unit(Unit::Uncounted)]),
    ("tum thang", &[Token::Unit(Unit::Uncounted)]),
    ("lung", &[Token::Unit(Unit::Uncounted)]),
    ("tang lung", &[Token::Unit(Unit::Uncounted)]),
    ("tret", &[Token::Unit(Unit::Ground)]),
    ("tang tret", &[Token::Unit(Unit::Ground)]),
    ("lau", &[Token::Unit(Unit::Upper)]),
    ("khong ke", &[Token::Without]),
    ("chua ke", &[Token::Without]),
    ("khong tinh", &[Token::Without]),
    ("chua tinh", &[Token::Without]),
    ("khong bao gom", &[Token::Without]),
    ("chua bao gom", &[Token::Without]),
    ("thuan", &[Token::Net]),
    ("mat do", &[Token::Label(&[IndicatorKind::Density])]),
    ("mat do xd", &[Token::Label(&[IndicatorKind::Density])]),
    ("mat do xay dung", &[Token::Label(&[IndicatorKind::Density])]),
    ("mdxd", &[Token::Label(&[IndicatorKind::Density])]),
    ("so tang", &[Token::Label(&[IndicatorKind::Storeys])]),
    ("tang cao", &[Token::Label(&[IndicatorKind::Storeys])]),
    ("tang cao xay dung", &[Token::Label(&[IndicatorKind::Storeys])]),
    ("tang cao cong trinh", &[Token::Label(&[IndicatorKind::Storeys])]),
    ("he so sdd", &[Token::Label(&[IndicatorKind::FloorAreaRatio])]),
    ("he so su dung dat", &[Token::Label(&[IndicatorKind::FloorAreaRatio])]),
    ("hssdd", &[Token::Label(&[IndicatorKind::FloorAreaRatio])]),
    ("far", &[Token::Label(&[IndicatorKind::FloorAreaRatio])]),
    ("cao", &[Token::Label(&[IndicatorKind::Storeys, IndicatorKind::Height])]),
    ("chieu cao", &[Token::Label(&[IndicatorKind::Height])]),
    ("chieu cao xay dung", &[Token::Label(&[IndicatorKind::Height])]),
    ("chieu cao cong trinh", &[Token::Label(&[IndicatorKind::Height])]),
    ("h", &[Token::Label(&[IndicatorKind::Height])]),
    ("hmax", &[Token::Label(&[IndicatorKind::Height]), Token::AtMost]),
    ("lui", &[Token::Label(&[IndicatorKind::Setback])]),
    ("khoang lui", &[Token::Label(&[IndicatorKind::Setback])]),
    ("khoang lui xay dung", &[Token::Label(&[IndicatorKind::Setback])]),
    ("khong quy dinh", &[Token::Unregulated]),
    ("khong co quy dinh", &[Token::Unregulated]),
    ("khong qd", &[Token::Unregulated]),
    ("kqd", &[Token::Unregulated]),
    ("ko quy dinh", &[Token::Unregulated]),
    ("ko qd", &[Token::Unregulated]),
    ("k quy dinh", &[Token::Unregulated]),
    ("chua quy dinh", &[Token::Unregulated]),
    ("khong khong che", &[Token::Unregulated]),
    ("khong gioi han", &[Token::Unregulated]),
    ("khong han che", &[Token::Unregulated]),
    ("khong ap dung", &[Token::Unregulated]),
    ("khong xd", &[Token::Unbuilt]),
    ("khong xay dung", &[Token::Unbuilt]),
    ("khong xay dung cong trinh", &[Token::Unbuilt]),
    ("khong duoc xay dung", &[Token::Unbuilt]),
    ("khong duoc xay dung cong trinh", &[Token::Unbuilt]),
    ("cam xay dung", &[Token::Unbuilt]),
    ("trung chi gioi duong do", &[Token::OnRedLine]),
    ("trung voi chi gioi duong do", &[Token::OnRedLine]),
    ("khong lui", &[Token::OnRedLine]),
    ("trung cgdd", &[Token::OnRedLine]),
];

/// Small letters without marks, plain spaces, one dash for all, `<=` for `≤`, half-width signs.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => plain.push('\n'),
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '÷' | '~' | '\u{223C}' | '\u{FF5E}' => {
                plain.push('-');
            }
            '≤' | '≦' | '⩽' => plain.push_str("<="),
            '≥' | '≧' | '⩾' => plain.push_str(">="),
            '²' => plain.push('2'),
            '\u{FF01}'..='\u{FF5E}' => plain.extend(char::from_u32(u32::from(letter) - 0xFEE0)),
            space if space.is_whitespace() => plain.push(' '),
            other => plain.push(other),
        }
    }
    // Typewriters had no ÷.
    folded(plain.trim()).replace("-:-", "-")
}

/// True if a plain text holds nothing but what stands in a cell that holds nothing.
pub(super) fn is_blank(plain: &str) -> bool {
    matches!(plain, "null" | "<null>" | "none" | "nan" | "n/a" | "na")
        || plain.chars().all(|letter| letter.is_whitespace() || matches!(letter, '-' | '_' | '.' | '…' | '/'))
}

/// A plain text in tokens; a point at its end is none.
pub(super) fn tokens(plain: &str) -> Vec<Token<'_>> {
    let atoms = atoms(plain.strip_suffix('.').unwrap_or(plain));
    let mut found = Vec::with_capacity(atoms.len());
    let mut at = 0;
    while at < atoms.len() {
        match phrase(&atoms[at..]) {
            Some((words, told)) => {
                found.extend_from_slice(told);
                at += words;
            }
            None => {
                found.push(sign(atoms[at]));
                at += 1;
            }
        }
    }
    found
}

/// The longest phrase a text begins with: how many words it has, and what it says.
fn phrase(atoms: &[&str]) -> Option<(usize, &'static [Token<'static>])> {
    let words = atoms.iter().take(LONGEST).take_while(|atom| atom.starts_with(char::is_alphabetic)).count();
    (1..=words).rev().find_map(|count| {
        let is_said = |phrase: &&str| phrase.split(' ').eq(atoms[..count].iter().copied());
        PHRASES.iter().find(|(phrase, _)| is_said(phrase)).map(|(_, told)| (count, *told))
    })
}

fn sign(atom: &str) -> Token<'_> {
    match atom {
        "<=" | "=<" => Token::AtMost,
        ">=" | "=>" => Token::AtLeast,
        "<" => Token::Below,
        ">" => Token::Above,
        "=" | ":" => Token::Is,
        "-" => Token::Dash,
        "," | ";" | "\n" => Token::Apart,
        "(" | "[" => Token::Open,
        ")" | "]" => Token::Close,
        "+" => Token::Plus,
        "/" => Token::Slash,
        "%" => Token::Unit(Unit::Percent),
        number if number.starts_with(|letter: char| letter.is_ascii_digit()) => Token::Number(number),
        _ => Token::Unknown,
    }
}

/// Numbers, words and signs. A word may end in digits (`m2`); a number ends where a letter begins (`5t`).
fn atoms(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() {
            number_length(rest)
        } else if first.is_alphabetic() {
            rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len())
        } else if ["<=", "=<", ">=", "=>"].iter().any(|pair| rest.starts_with(pair)) {
            2
        } else {
            first.len_utf8()
        };
        let (atom, after) = rest.split_at(length);
        if atom != " " {
            found.push(atom);
        }
        rest = after;
    }
    found
}

/// Digits, and a point or comma only before another digit.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len())
        .find(|&at| !(is_digit(at) || matches!(bytes[at], b'.' | b',') && is_digit(at + 1)))
        .unwrap_or(bytes.len())
}
