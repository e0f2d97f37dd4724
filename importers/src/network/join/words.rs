//! What words in fields mean: kinds of points and lines, ways, positions; in Vietnamese and in English, without marks and capitals.

use network::{Passing, PointRole};

use crate::network::request::PlainRole;

/// Kinds of points: what people call them, the word of the tables, and what it is.
const POINTS: [(&[&str], &str, PointRole); 13] = [
    (
        &["reservoir", "source", "works", "nguon", "nguon nuoc", "nha may nuoc", "ho chua"],
        "reservoir",
        PointRole::Source,
    ),
    (&["tank", "be", "be chua", "dai nuoc", "thap nuoc"], "tank", PointRole::Source),
    (&["well", "gieng", "gieng khoan"], "well", PointRole::Source),
    (&["inlet", "diem mua nuoc", "diem dau noi nguon"], "inlet", PointRole::Source),
    (&["junction", "node", "nut", "tee", "te", "bend", "cut", "cap", "diem nut"], "junction", PointRole::Node),
    (&["manhole", "ho ga"], "manhole", PointRole::Node),
    (
        &[
            "valve",
            "isolation",
            "gate",
            "gate valve",
            "butterfly",
            "van",
            "van chan",
            "van cong",
            "van buom",
            "van cong tuyen",
        ],
        "valve",
        PointRole::Isolation,
    ),
    (&["hydrant", "fire hydrant", "tru cuu hoa", "hong cuu hoa", "tru nuoc chua chay"], "hydrant", PointRole::Hydrant),
    (&["prv", "van giam ap"], "prv", PointRole::Device),
    (&["check", "check valve", "van mot chieu"], "check", PointRole::Device),
    (&["air", "air valve", "van xa khi"], "air", PointRole::Device),
    (&["washout", "blowoff", "van xa can", "xa can"], "washout", PointRole::Device),
    (&["flow meter", "dong ho tong"], "flow_meter", PointRole::Device),
];

/// Kinds of lines that the tables have a word for.
const LINES: [(&[&str], &str); 2] =
    [(&["pipe", "ong", "duong ong", "tuyen ong"], "pipe"), (&["pump", "bom", "may bom"], "pump")];

/// What a word for a point means: its kind as the tables have it, and what it is.
pub(super) fn point(word: &str) -> Option<(&'static str, PointRole)> {
    let word = word.replace(['_', '-'], " ");
    POINTS.iter().find(|(words, ..)| words.contains(&&*word)).map(|&(_, kind, role)| (kind, role))
}

/// The word of the tables for a kind of line, or `None` if it is one of its author.
pub(super) fn line(word: &str) -> Option<&'static str> {
    LINES.iter().find(|(words, _)| words.contains(&word)).map(|(_, kind)| *kind)
}

/// What points of a file are that do not say so themselves.
pub(super) const fn role(file: PlainRole) -> PointRole {
    match file {
        PlainRole::Sources => PointRole::Source,
        PlainRole::Valves => PointRole::Isolation,
        PlainRole::Hydrants => PointRole::Hydrant,
        PlainRole::Points | PlainRole::Meters | PlainRole::Streets => PointRole::Node,
    }
}

/// Which way a line lets through, as drawn.
pub(super) fn way(word: &str) -> Option<Passing> {
    Some(match word {
        "both" | "hai chieu" | "2 chieu" => Passing::Both,
        "forward" | "thuan" | "xuoi" | "mot chieu" | "1 chieu" => Passing::Forward,
        "backward" | "nguoc" => Passing::Backward,
        "closed" | "dong" => Passing::Closed,
        _ => return None,
    })
}

/// True for closed, false for open.
pub(super) fn is_closed(word: &str) -> Option<bool> {
    Some(match word {
        "closed" | "dong" | "dang dong" => true,
        "open" | "mo" | "dang mo" => false,
        _ => return None,
    })
}
