//! Texts and their meaning, as a person wrote them down.

use super::*;

/// A line of the file.
struct Labelled {
    kind: IndicatorKind,
    text: String,
    meaning: Meaning,
}

fn labelled() -> Vec<Labelled> {
    let lines = include_str!("labelled.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(parsed).collect()
}

fn parsed(line: &str) -> Labelled {
    let (kind, rest) = line.split_once(" | \"").unwrap();
    let (text, bounds) = rest.rsplit_once("\" | ").unwrap();
    let bounds: Vec<&str> = bounds.split('|').map(str::trim).collect();
    // `<20` is the most, and not allowed itself.
    let is_open = bounds.iter().any(|bound| bound.starts_with(['<', '>']));
    let bounds: Vec<&str> = bounds.iter().map(|bound| bound.trim_start_matches(['<', '>'])).collect();
    let [least, most, certainty] = bounds[..] else { panic!("{line}") };
    let kind = match kind {
        "density" => IndicatorKind::Density,
        "storeys" => IndicatorKind::Storeys,
        "ratio" => IndicatorKind::FloorAreaRatio,
        "height" => IndicatorKind::Height,
        "setback" => IndicatorKind::Setback,
        _ => panic!("{line}"),
    };
    let certainty = match certainty {
        "read" => Certainty::Read,
        "unregulated" => Certainty::NotRegulated,
        "unrecorded" => Certainty::NotRecorded,
        "unreadable" => Certainty::Unreadable,
        _ => panic!("{line}"),
    };
    let number = |digits: &str| (!digits.is_empty()).then(|| digits.parse().unwrap());
    Labelled {
        kind,
        text: unescaped(text),
        meaning: (certainty, Bounds { min: number(least), max: number(most), is_open }),
    }
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        plain.push_str(before);
        if let Some(after) = escape.strip_prefix('n') {
            plain.push('\n');
            rest = after;
        } else {
            let (digits, after) = escape.strip_prefix("u{").unwrap().split_once('}').unwrap();
            plain.push(char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap());
            rest = after;
        }
    }
    plain + rest
}

#[test]
fn what_plans_write_means_what_a_person_says_it_means() {
    let labelled = labelled();
    assert!(labelled.len() >= 300, "{} texts", labelled.len());
    let wrong: Vec<String> = labelled
        .iter()
        .filter_map(|label| {
            let read = Indicator::read(label.kind, &label.text);
            let is_kept = read.text == label.text;
            let told = (read.certainty, Bounds { min: read.min, max: read.max, is_open: read.is_open });
            (told != label.meaning || !is_kept)
                .then(|| format!("{:?} {:?}: {told:?}, not {:?}", label.kind, label.text, label.meaning))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), labelled.len(), wrong.join("\n"));
}

#[test]
fn every_text_stands_in_the_file_once() {
    let mut seen = std::collections::HashSet::new();
    for label in labelled() {
        assert!(seen.insert((label.kind, label.text.clone())), "{:?} {:?} stands twice", label.kind, label.text);
    }
}

#[test]
fn a_text_in_two_normal_forms_means_the_same() {
    let composed = Indicator::read(IndicatorKind::Storeys, "Tối đa 5 tầng, không kể tầng hầm");
    let apart =
        "To\u{302}\u{301}i \u{111}a 5 ta\u{302}\u{300}ng, kho\u{302}ng ke\u{302}\u{309} ta\u{302}\u{300}ng ha\u{300}m";
    let decomposed = Indicator::read(IndicatorKind::Storeys, apart);
    assert_eq!((composed.max, decomposed.max), (Some(5.0), Some(5.0)));
    assert_eq!(decomposed.text, apart);
}

#[test]
fn a_text_without_end_is_not_read() {
    let long = format!("5 tầng{}", " ".repeat(100_000));
    assert_eq!(Indicator::read(IndicatorKind::Storeys, &long).certainty, Certainty::Unreadable);
}

proptest::proptest! {
    #[test]
    fn nothing_that_is_read_is_absurd(text in "[0-9,.%<≤>=÷ +/()x-]{0,12}( tầng|m| lần)?") {
        for kind in [IndicatorKind::Density, IndicatorKind::Storeys, IndicatorKind::FloorAreaRatio, IndicatorKind::Height] {
            let read = Indicator::read(kind, &text);
            proptest::prop_assert_eq!(&read.text, &text);
            proptest::prop_assert!(read.min.is_none_or(|min| (0.0..1000.0).contains(&min)));
            proptest::prop_assert!(read.max.is_none_or(|max| read.min.unwrap_or(0.0) <= max && max < 1000.0));
            let has_bounds = read.min.is_some() || read.max.is_some();
            proptest::prop_assert_eq!(has_bounds, read.certainty == Certainty::Read);
        }
    }
}
