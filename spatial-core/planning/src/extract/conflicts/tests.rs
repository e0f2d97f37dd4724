//! Conflicts on drawn maps, and the table of functions: a cell is 10 m × 10 m, letters are zones.

use std::collections::BTreeSet;

use sketch::{Sketch, sketch};

use super::*;
use crate::extract::overlay::{ground, overlaid};
use crate::extract::{Governing, Reason};

/// What the zones of these maps are for, by their letters.
type Functions = [(char, &'static str)];

/// A plan on the whole of a map: zones by their letters.
fn plan(id: u64, kind: &str, map: &Sketch) -> (ParcelPlan, Shapes) {
    let map = map.clone().at(600_000.0, 1_140_000.0, 10.0);
    let zones: Vec<(FeatureId, Geometry)> =
        map.areas().into_iter().map(|(letter, zone)| (FeatureId(id * 1000 + u64::from(letter)), zone.into())).collect();
    let all = joined(zones.iter().map(|(_, shape)| shape));
    let here = ground(&all, [&all], []);
    let zones = zones.iter().map(|(zone, shape)| (*zone, shape));
    let (overlay, shapes) = overlaid(&here, zones, Thresholds::default());
    let governs = Some(Governing { area: overlay.covered, reason: Reason::Only });
    let found = ParcelPlan {
        plan: FeatureId(id),
        kind: kind.to_owned(),
        level: None,
        law: LawState::InForce,
        governs,
        adjusted_by: Vec::new(),
        is_slight: false,
        is_exclusive: Some(true),
        overlay,
    };
    (found, shapes)
}

fn found(plans: Vec<(ParcelPlan, Shapes)>, functions: &Functions) -> Conflicts {
    let (plans, shapes): (Vec<ParcelPlan>, Vec<Shapes>) = plans.into_iter().unzip();
    let function = |zone: FeatureId| {
        let letter = char::from_u32(u32::try_from(zone.0 % 1000).ok()?)?;
        functions.iter().find(|(known, _)| *known == letter).map(|(_, function)| (*function).to_owned())
    };
    conflicts((&plans, &shapes), function, &FunctionMap::built_in(), Thresholds::default())
}

/// Each as `kind plan/plan function/function area verdict`.
fn told(conflicts: &Conflicts) -> Vec<String> {
    let one = |one: &Conflict| {
        let ([a, b], [f, g]) = (one.plans, &one.functions);
        format!("{} {a}/{b} {f}/{g} {:.1} {}", one.kind.as_str(), one.area.0, one.judged.verdict.as_str())
    };
    conflicts.found.iter().map(one).collect()
}

#[test]
fn levels_that_name_different_functions_are_told_with_their_ground_and_equal_ones_are_not() {
    let detailed = plan(1, "urban", &sketch!("aabb" "aabb"));
    let general = plan(2, "urban", &sketch!("cccd" "cccd"));
    let functions = [('a', "Nhóm nhà ở"), ('b', "Đường giao thông"), ('c', "nhóm  nhà ở"), ('d', "Cây xanh công cộng")];
    let conflicts = found(vec![detailed, general], &functions);
    assert_eq!(
        told(&conflicts),
        [
            "levels 1/2 Đường giao thông/nhóm  nhà ở 200.0 conflict",
            "levels 1/2 Đường giao thông/Cây xanh công cộng 200.0 conflict"
        ]
    );
    assert!(!conflicts.is_cut_short);
}

#[test]
fn only_what_governs_is_held_against_the_others() {
    // The local plan goes before both on its two columns; beyond it the second governs.
    let local = plan(1, "urban", &sketch!("aa  " "aa  "));
    let second = plan(2, "urban", &sketch!("bbbb" "bbbb"));
    let third = plan(3, "urban", &sketch!("cccc" "cccc"));
    let functions = [('a', "Y tế"), ('b', "Cơ quan"), ('c', "Văn hóa")];
    assert_eq!(
        told(&found(vec![local, second, third], &functions)),
        [
            "levels 1/2 Y tế/Cơ quan 400.0 conflict",
            "levels 1/3 Y tế/Văn hóa 400.0 conflict",
            "levels 2/3 Cơ quan/Văn hóa 400.0 conflict",
        ],
        "of the second and third nothing is told under the first"
    );
}

#[test]
fn a_land_use_plan_is_held_against_an_urban_one_by_the_table() {
    let urban = plan(1, "urban", &sketch!("aaaaaa" "bbbbbb"));
    let land_use = plan(2, "land_use", &sketch!("cdefgh" "cdefgh"));
    let functions = [
        ('a', "Nhóm nhà ở"),
        ('b', "Đường giao thông"),
        ('c', "ODT"),
        ('d', "LUC"),
        ('e', "DGD"),
        ('f', "PNN"),
        ('g', "ONT+CLN"),
        ('h', "gì đó"),
    ];
    assert_eq!(
        told(&found(vec![urban, land_use], &functions)),
        [
            "land_use 1/2 Nhóm nhà ở/LUC 100.0 conflict",
            "land_use 1/2 Đường giao thông/ODT 100.0 conflict",
            "land_use 1/2 Đường giao thông/LUC 100.0 conflict",
            "land_use 1/2 Đường giao thông/DGD 100.0 conflict",
            "land_use 1/2 Đường giao thông/ONT+CLN 100.0 conflict",
            "land_use 1/2 Nhóm nhà ở/DGD 100.0 conditional",
            "land_use 1/2 Nhóm nhà ở/ONT+CLN 100.0 conditional",
            "land_use 1/2 Nhóm nhà ở/PNN 100.0 unmapped",
            "land_use 1/2 Nhóm nhà ở/gì đó 100.0 unmapped",
            "land_use 1/2 Đường giao thông/PNN 100.0 unmapped",
            "land_use 1/2 Đường giao thông/gì đó 100.0 unmapped",
            "land_use 1/2 Nhóm nhà ở/ODT 100.0 compatible",
        ]
    );
}

#[test]
fn each_kind_speaks_through_what_governs_of_it() {
    let detailed = plan(1, "urban", &sketch!("aa  "));
    let general = plan(2, "urban", &sketch!("bbbb"));
    let land_use = plan(3, "land_use", &sketch!("cccc"));
    let functions = [('a', "Nhóm nhà ở"), ('b', "Nhóm nhà ở"), ('c', "Đất trồng lúa")];
    assert_eq!(
        told(&found(vec![detailed, general, land_use], &functions)),
        [
            "land_use 1/3 Nhóm nhà ở/Đất trồng lúa 200.0 conflict",
            "land_use 2/3 Nhóm nhà ở/Đất trồng lúa 200.0 conflict"
        ]
    );
}

#[test]
fn what_has_no_effect_says_no_function_or_overlaps_by_design_is_in_no_conflict() {
    let functions = [('a', "Nhóm nhà ở"), ('b', "Đường giao thông"), ('c', " ")];
    let [a, b, c] = ["a", "b", "c"].map(|map| Sketch::drawn(&[map]));
    let with = |change: fn(&mut ParcelPlan)| {
        let mut other = plan(2, "urban", &b);
        change(&mut other.0);
        told(&found(vec![plan(1, "urban", &a), other], &functions))
    };
    assert_eq!(with(|_| ()), ["levels 1/2 Nhóm nhà ở/Đường giao thông 100.0 conflict"]);
    assert_eq!(with(|other| other.law = LawState::Proposed), [""; 0]);
    assert_eq!(with(|other| other.law = LawState::Replaced), [""; 0]);
    assert_eq!(with(|other| other.is_exclusive = Some(false)), [""; 0]);
    assert_eq!(told(&found(vec![plan(1, "urban", &a), plan(2, "urban", &c)], &functions)), [""; 0]);
    let years = vec![plan(1, "land_use", &a), plan(2, "annual_land_use", &b)];
    assert_eq!(told(&found(years, &functions)), [""; 0], "a year carries out a part of the plan");
    let kinds = vec![plan(1, "urban", &a), plan(2, "sector", &b)];
    assert_eq!(told(&found(kinds, &functions)), ["kinds 1/2 Nhóm nhà ở/Đường giao thông 100.0 conflict"]);
}

#[test]
fn slivers_are_no_conflicts() {
    let functions = [('a', "Nhóm nhà ở"), ('b', "Đường giao thông")];
    let (first, shapes) = plan(1, "urban", &sketch!("a"));
    let mut thin = plan(2, "urban", &sketch!("b"));
    let strip = geo_types::Rect::new((600_000.0, 1_140_000.0), (600_000.05, 1_140_010.0)).to_polygon();
    thin.1.zones[0].1 = strip.into();
    assert_eq!(told(&found(vec![(first, shapes), thin], &functions)), [""; 0], "5 cm along 10 m");
}

#[test]
fn a_code_and_its_part_agree_and_codes_of_one_level_do_not() {
    let map = FunctionMap::built_in();
    let judged = |kind, a: &str, b: &str| {
        let is_land_use = kind == ConflictKind::Levels;
        judged(&map, kind, &map.meaning(a, is_land_use), &map.meaning(b, is_land_use)).map(|one| one.verdict.as_str())
    };
    for (a, b, expected) in [
        ("OCT", "ODT", None),
        ("LUC", "NNP", None),
        ("Đất ở tại đô thị", "ODT", None),
        ("ONT+CLN", "CLN+ONT", None),
        ("ODT", "LUC", Some("conflict")),
        ("ODT", "Đường giao thông", Some("conflict")),
        ("DGT", "Đường giao thông", None),
        ("ODT", "gì đó", Some("unmapped")),
    ] {
        assert_eq!(judged(ConflictKind::Levels, a, b), expected, "{a} × {b}");
    }
    assert_eq!(judged(ConflictKind::LandUse, "ODT", "OCT"), Some("compatible"));
    assert_eq!(judged(ConflictKind::LandUse, "ODT", "LUC"), Some("unmapped"), "the table is about functions");
}

#[test]
fn the_built_in_table_judges_all_functions_and_marks_every_line() {
    let text = include_str!("function_map.csv");
    let map = FunctionMap::read(text).unwrap();
    let rows = || text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(';').collect::<Vec<_>>());
    assert!(rows().all(|row| row.last() == Some(&"unverified")));
    let of = |word: &'static str| rows().filter(move |row| row[1] == word);
    let names = |word| of(word).map(|row| row[0].to_owned()).collect::<BTreeSet<String>>();
    assert_eq!(names("conflict").len(), 32, "functions");
    let codes: BTreeSet<&str> = rows()
        .flat_map(|row| match row[1] {
            "same_as" => vec![row[2]],
            "contains" => row[2].split(' ').chain([row[0]]).collect(),
            _ => row[2].split(' ').collect(),
        })
        .filter(|name| name.to_uppercase() == **name && matches!(map.meaning(name, true), Meaning::Codes(_)))
        .collect();
    assert_eq!(codes.len(), 111, "{codes:?}");
    assert_eq!(map.meaning("Văn hoá", false), map.meaning("Văn hóa", false), "a function, though a code is called so");
    assert_eq!(map.meaning("Văn hóa", true), map.meaning("DVH", true), "and the code, of a land-use plan");
    for function in names("conflict") {
        let Meaning::Function(number) = map.meaning(&function, false) else { panic!("{function}") };
        let mapped = |code: &&&str| match map.meaning(code, true) {
            Meaning::Codes(codes) => map.judged(&codes, number).basis.is_some(),
            _ => false,
        };
        assert_eq!(codes.iter().filter(mapped).count(), 90, "{function}");
    }
}

#[test]
fn a_table_that_is_wrong_is_refused_by_its_line() {
    for (text, expected) in [
        ("", None),
        ("\u{feff}# nothing\n\nNhóm nhà ở;conflict;LUC;Sở Xây dựng;\n", None),
        ("Nhóm nhà ở;\"conflict\";LUC LUK;;", None),
        ("Nhóm nhà ở;conflict;LUC", Some((1, MapMistake::Columns))),
        ("# x\nNhóm nhà ở;perhaps;LUC;;", Some((2, MapMistake::Relation))),
        ("Nhóm nhà ở;unmapped;LUC;;", Some((1, MapMistake::Relation))),
        ("Nhóm nhà ở;conflict; ;;", Some((1, MapMistake::Empty))),
        ("Nhóm nhà ở;conflict;LUC;;\nnhóm nhà ở;compatible;LUC;;", Some((2, MapMistake::Twice))),
        ("LUA;contains;LUC;;\nLUK;contains;LUC;;", Some((2, MapMistake::Twice))),
        ("Đất lúa;same_as;LUC;;", Some((1, MapMistake::Unknown))),
        ("Y tế;conflict;LUC LUK;;\nĐất lúa;same_as;LUC;;\nđất lúa;same_as;LUK;;", Some((3, MapMistake::Twice))),
        ("A;contains;B;;\nB;contains;A;;", None),
    ] {
        let read = FunctionMap::read(text);
        let wrong = read.as_ref().err().map(|error| (error.line, error.mistake));
        assert_eq!(wrong, expected, "{text}");
        if let Ok(map) = read {
            let _ = map.agree(&map.meaning("A", true), &map.meaning("LUC", true));
        }
    }
    let long = "Y tế;conflict;LUC;;\n".repeat(2);
    assert_eq!(FunctionMap::read(&long).unwrap_err().to_string(), "line 2: twice: LUC");
}
