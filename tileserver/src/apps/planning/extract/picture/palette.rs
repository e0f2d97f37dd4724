//! Colours and words of functions: those the map's legend has (`styles/planning/legend.json`), and for others a colour that is always the same.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde_json::Value;

use crate::report::Colour;
use crate::text::Language;

/// The legend of the map: functions of plans with the colours of the circular, and codes of land use.
const LEGEND: &str = include_str!("../../../../../../styles/planning/legend.json");
/// Layers of it that colour what land is for.
const LAYERS: [&str; 2] = ["zones", "parcels"];

/// For functions the legend does not know: as far from each other as twelve can be, and from white.
const OTHERS: [[u8; 3]; 12] = [
    [31, 120, 180],
    [227, 119, 38],
    [51, 160, 44],
    [150, 90, 170],
    [180, 140, 40],
    [210, 60, 80],
    [70, 160, 160],
    [140, 100, 80],
    [220, 120, 170],
    [110, 130, 60],
    [90, 100, 190],
    [120, 120, 120],
];

/// A function as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Function {
    /// Its name without a code.
    pub(in super::super) name: String,
    /// Its name, with its code if it has one.
    pub(in super::super) label: String,
    pub(in super::super) colour: Colour,
}

#[derive(Debug)]
struct Known {
    code: String,
    names: [String; Language::ALL.len()],
    colour: Colour,
}

impl Function {
    /// What stands in the register, in a language; of a zone without function nothing is known.
    pub(in super::super) fn of(function: Option<&str>, language: Language) -> Self {
        let Some(written) = function.map(str::trim).filter(|text| !text.is_empty()) else {
            let name = language.text("parcel-page-function-none");
            return Self { label: name.clone(), name, colour: Colour([170, 170, 170]) };
        };
        let Some(known) = known(written) else {
            return Self { name: written.to_owned(), label: written.to_owned(), colour: usual(written) };
        };
        let name = known.names[language as usize].clone();
        let is_code = known.code != known.names[Language::Vi as usize];
        let label = match language {
            _ if is_code => format!("{} – {name}", known.code),
            Language::Vi => name.clone(),
            Language::En => format!("{name} ({})", known.code),
        };
        Self { name, label, colour: known.colour }
    }
}

/// By its code or its Vietnamese name.
fn known(written: &str) -> Option<&'static Known> {
    static KNOWN: OnceLock<(Vec<Known>, HashMap<String, usize>)> = OnceLock::new();
    let (all, by_name) = KNOWN.get_or_init(|| {
        let all = read(LEGEND);
        let mut by_name = HashMap::new();
        for (at, known) in all.iter().enumerate() {
            by_name.entry(known.code.to_lowercase()).or_insert(at);
        }
        for (at, known) in all.iter().enumerate() {
            by_name.entry(known.names[Language::Vi as usize].to_lowercase()).or_insert(at);
        }
        (all, by_name)
    });
    by_name.get(&written.to_lowercase()).and_then(|at| all.get(*at))
}

fn read(legend: &str) -> Vec<Known> {
    let legend: Value = serde_json::from_str(legend).unwrap_or_default();
    let layers = legend["layers"].as_array().into_iter().flatten();
    let ours = layers.filter(|layer| LAYERS.iter().any(|name| layer["layer"] == *name));
    let classes = ours.flat_map(|layer| layer["classes"].as_array().into_iter().flatten());
    let known = |class: &Value| {
        let text = |name: &str| class[name].as_str().map(str::to_owned);
        let names = [text("name_vi")?, text("name_en")?];
        Some(Known { code: text("code")?, names, colour: Colour::parse(class["colour"].as_str()?)? })
    };
    classes.filter_map(known).collect()
}

/// The colour in which a layer of the map is drawn that has no classes.
pub(in super::super) fn layer_colour(name: &str) -> Option<Colour> {
    static COLOURS: OnceLock<HashMap<String, Colour>> = OnceLock::new();
    let colours = COLOURS.get_or_init(|| {
        let legend: Value = serde_json::from_str(LEGEND).unwrap_or_default();
        let layers = legend["layers"].as_array().into_iter().flatten();
        let colour =
            |layer: &Value| Some((layer["layer"].as_str()?.to_owned(), Colour::parse(layer["colour"].as_str()?)?));
        layers.filter_map(colour).collect()
    });
    colours.get(name).copied()
}

/// By the letters of the function (FNV-1a), so that it has the same colour on every sheet.
fn usual(written: &str) -> Colour {
    let hash = written
        .to_lowercase()
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    Colour(OTHERS[hash as usize % OTHERS.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_known_by_code_and_by_name_in_both_languages() {
        let of = |text, language| Function::of(Some(text), language);
        assert_eq!(of("Nhóm nhà ở", Language::Vi).colour, Colour([0xcc, 0x99, 0]));
        assert_eq!(of("nhóm nhà ở", Language::En).label, "Housing group (Nhóm nhà ở)");
        let code = of("ODT", Language::Vi);
        assert!(code.label.starts_with("ODT – ") && !code.name.contains("ODT"), "{code:?}");
        assert_eq!(of(" odt ", Language::Vi), code);
        let other = of("<Đất gì đó>", Language::En);
        assert_eq!((other.label.as_str(), other.colour), ("<Đất gì đó>", of("<đất gì đó>", Language::Vi).colour));
        assert_eq!(Function::of(Some("  "), Language::Vi), Function::of(None, Language::Vi));
    }
}
