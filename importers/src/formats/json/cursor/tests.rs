//! JSON of all sorts, against another reader.

use super::*;

fn accepts(text: &[u8]) -> bool {
    let mut cursor = Cursor::new(text);
    cursor.any().is_ok() && cursor.end().is_ok()
}

#[test]
fn every_number_is_read_exactly() {
    for text in [
        "0",
        "-0",
        "1",
        "-71.1601447528039",
        "9.471771431065779e-06",
        "108.09999999999999",
        "1e22",
        "123456789012345678901234",
        "0.1",
        "5e-324",
        "1.7976931348623157e308",
        "-71.09852765295079",
        "42.400188869334210",
        "9007199254740993",
    ] {
        let value = Cursor::new(text.as_bytes()).float().unwrap();
        assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
    }
}

#[test]
fn numbers_keep_the_form_the_file_chose() {
    let number = |text: &'static str| Cursor::new(text.as_bytes()).number().unwrap();
    assert_eq!(number("12"), Number::Integer(12));
    assert_eq!(number("12.0"), Number::Real(12.0));
    assert_eq!(number("-9223372036854775808"), Number::Integer(i64::MIN));
    assert_eq!(number("9223372036854775808"), Number::Digits("9223372036854775808"));
    assert_eq!(number("1e999"), Number::Digits("1e999"));
}

#[test]
fn strings_are_unescaped() {
    let text = r#""Ph\u01b0\u1eddng \"R\u1ea1ch D\u1eeba\" \ud83d\ude00 \n\/ đất \ud800""#;
    let read = Cursor::new(text.as_bytes()).string().unwrap();
    assert_eq!(read, "Phường \"Rạch Dừa\" 😀 \n/ đất \u{FFFD}");
}

#[test]
fn it_accepts_what_serde_json_accepts() {
    let seeds: [&[u8]; 4] = [
        br#"{"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[1.5,-2e3]},"properties":{"a":null,"b":[true,false,"x\u00e1"]}}"#,
        br#"[1, 2.50, -0.1, {"a": {}}, [], "\ud83d\ude00"]"#,
        "{\"tên\":\"Vũng Tàu\"}".as_bytes(),
        b"-12.5e+10",
    ];
    const NOISE: &[u8] = b"{}[]\",:\\0123.eE+-u \x01\xC3";
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    for round in 0..20_000 {
        let mut text = seeds[round % seeds.len()].to_vec();
        for _ in 0..random() % 3 {
            let at = random() % text.len();
            match random() % 3 {
                0 => text[at] = NOISE[random() % NOISE.len()],
                1 if text.len() > 1 => drop(text.remove(at)),
                _ => text.truncate(at.max(1)),
            }
        }
        let oracle = serde_json::from_slice::<serde_json::Value>(&text);
        let message = oracle.as_ref().err().map(ToString::to_string).unwrap_or_default();
        if message.contains("surrogate") || message.contains("out of range") || message.contains("hex escape") {
            continue; // lone surrogates and huge numbers are data to us
        }
        assert_eq!(accepts(&text), oracle.is_ok(), "{} {message}", String::from_utf8_lossy(&text));
    }
}

#[test]
fn deep_nesting_is_refused() {
    let error = Cursor::new(&[b'['; 100_000]).any().unwrap_err();
    assert_eq!(error.kind, JsonErrorKind::TooDeep);
}
