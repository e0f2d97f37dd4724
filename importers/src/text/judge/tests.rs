//! How often the judge is right, doubts and errs: over seeded texts as registers hold them, in every encoding, and over texts of others.

use encoding_rs::{GBK, WINDOWS_1251};

use super::*;
use crate::text::fonts::encoded;
use crate::text::syllable::toned;

const FAMILY: &str = "Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trịnh Lương";
const MIDDLE: &str = "Văn Thị Hữu Đức Minh Thanh Quốc Ngọc Kim Xuân Thu Công Đình Bá Gia Bảo Phương Quang Tấn Mỹ";
const GIVEN: &str =
    "Hùng Dũng Lan Hương Tuấn Thảo Hạnh Phúc Lộc Thọ Nga Oanh Yến Khánh Việt Cường Đạt Hiếu Nhân Sơn Thủy Trí Tâm Ánh";
const PLACE: &str = "Rạch Dừa Thắng Tam Long Hương Phước Bình Tân Lợi Hòa Thạnh Xuân Đông Trường Giang Điền Hiệp Mỹ Lộc Vĩnh Thới An Châu Đức Sơn";

/// Chance that repeats itself (Knuth's constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn word(&mut self, list: &'static str) -> &'static str {
        let words: Vec<&str> = list.split(' ').collect();
        words[self.below(words.len())]
    }

    /// A ward, a street or an owner.
    fn text(&mut self) -> String {
        match self.below(3) {
            0 => format!("{} {} {}", ["Phường", "Xã", "Ấp"][self.below(3)], self.word(PLACE), self.word(PLACE)),
            1 => format!("Đường {} {} {}", self.word(FAMILY), self.word(MIDDLE), self.word(GIVEN)),
            _ => format!("{} {} {}", self.word(FAMILY), self.word(MIDDLE), self.word(GIVEN)),
        }
    }
}

fn bytes(encoding: Encoding, text: &str) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Font(font) => encoded(font, text),
        Encoding::Legacy(legacy) => {
            // Windows-1258 writes most tones behind their letter.
            const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
            let mut parted = String::new();
            for letter in text.chars() {
                let has_place = !legacy.encode(letter.encode_utf8(&mut [0; 4])).2;
                match toned(letter).filter(|_| !has_place) {
                    Some((vowel, tone)) => parted.extend([vowel, TONES[tone]]),
                    None => parted.push(letter),
                }
            }
            let (bytes, _, is_lossy) = legacy.encode(&parted);
            assert!(!is_lossy, "{text}");
            bytes.into_owned()
        }
    }
}

/// What the judge made of samples.
#[derive(Debug, Default, PartialEq)]
struct Rates {
    right: usize,
    doubted: usize,
    wrong: usize,
}

fn rates(encoding: Encoding, texts: usize, samples: usize) -> Rates {
    let mut dice = Dice(texts as u64);
    let mut rates = Rates::default();
    for _ in 0..samples {
        let texts: Vec<String> = (0..texts).map(|_| dice.text()).collect();
        let mut sample = TextSample::default();
        texts.iter().for_each(|text| sample.take(&bytes(encoding, text)));
        match sample.judged() {
            // What reads the texts as they were written is right, whatever it is called.
            Judged::Sure(found) if texts.iter().all(|text| is_read(found, encoding, text)) => rates.right += 1,
            Judged::Sure(_) => rates.wrong += 1,
            Judged::Plain | Judged::Doubtful(_) => rates.doubted += 1,
        }
    }
    rates
}

/// True if a text written in one encoding is read in another as it was. TCVN3 has no capitals with tones of its own.
fn is_read(found: Encoding, written: Encoding, text: &str) -> bool {
    found.decode_lossy(&bytes(written, text)).to_lowercase() == text.to_lowercase()
}

#[test]
fn the_encoding_of_vietnamese_texts_is_recognised_and_never_mistaken() {
    const SAMPLES: usize = 500;
    for encoding in tried().into_iter().filter(|encoding| encoding.name() != "windows-1252") {
        // Of a thousand samples of so many texts, at most so many may be doubted; none is mistaken.
        for (texts, most_doubted) in [(1, 300), (2, 40), (5, 2), (50, 0)] {
            let found = rates(encoding, texts, SAMPLES);
            let name = encoding.name();
            assert_eq!(found.wrong, 0, "{name}, {texts} texts: {found:?}");
            assert!(1_000 * found.doubted <= most_doubted * SAMPLES, "{name}, {texts} texts: {found:?}");
        }
    }
}

#[test]
fn vietnamese_of_western_letters_alone_is_no_other_encoding() {
    let western = Encoding::Legacy(WINDOWS_1252);
    for count in [1, 2, 5, 50] {
        let mut dice = Dice(count as u64);
        for _ in 0..500 {
            let mut sample = TextSample::default();
            for text in (0..count).map(|_| dice.text()) {
                let words = text.split(' ').filter(|word| word.chars().all(|letter| u32::from(letter) < 0x100));
                words.for_each(|word| sample.take(&WINDOWS_1252.encode(word).0));
            }
            let judged = sample.judged();
            let is_other = matches!(judged, Judged::Sure(found) if !sample.reads_alike(found, western));
            assert!(!is_other || sample.is_vietnamese_in(western), "{judged:?}");
        }
    }
}

#[test]
fn capitals_are_recognised_too() {
    for encoding in [Encoding::Utf8, Encoding::Font(Font::Vni), Encoding::Font(Font::Vps)] {
        let mut sample = TextSample::default();
        for text in ["PHƯỜNG THẮNG TAM", "NGUYỄN THỊ HƯƠNG", "TRẦN VĂN ĐẠT", "ĐƯỜNG LÊ QUÝ ĐÔN"]
        {
            sample.take(&bytes(encoding, text));
        }
        assert_eq!(sample.judged(), Judged::Sure(encoding));
    }
    let mut sample = TextSample::default();
    for text in [&b"PH\xAD\xEANG TH\xBENG TAM"[..], b"NGUY\xD4N TH\xDE H\xAD\xACNG", b"TR\xC7N V\xA8N \xA7\xB9T"] {
        sample.take(text);
    }
    assert_eq!(sample.judged(), Judged::Sure(Encoding::Font(Font::Tcvn3)));
}

#[test]
fn texts_of_others_are_never_taken_for_vietnamese() {
    let mut plain = TextSample::default();
    ["VUNG TAU", "Ba Ria", "thua 12, to 5"].iter().for_each(|text| plain.take(text.as_bytes()));
    assert_eq!(plain.judged(), Judged::Plain);
    let french = "Rue de l'Église|Château d'eau|Hôtel de ville|Place du Marché|Allée des Chênes|Forêt communale|Quai de la Saône";
    let german =
        "Hauptstraße|Müllerweg|Gärtnerei Böhm|Größe in Metern|Schloß Schönbrunn|Überführung|Am Bächle|Königsplatz";
    let spanish =
        "Avenida de la Constitución|Plaza de España|Río Guadalquivir|José Ángel Núñez|Jardín botánico|Peñón|Línea";
    let portuguese =
        "Avenida da Conceição|Praça de São João|Estação|Jardim botânico|Câmara Municipal|Ribeirão|Pátio do colégio";
    for list in [french, german, spanish, portuguese] {
        for texts in [list.split('|').take(2).collect::<Vec<_>>(), list.split('|').collect()] {
            let mut sample = TextSample::default();
            texts.iter().for_each(|text| sample.take(&WINDOWS_1252.encode(text).0));
            let judged = sample.judged();
            let is_western = |found: Encoding| sample.reads_alike(found, Encoding::Legacy(WINDOWS_1252));
            assert!(
                matches!(judged, Judged::Sure(found) if is_western(found))
                    || (texts.len() == 2 && matches!(judged, Judged::Doubtful(_))),
                "{texts:?}: {judged:?}"
            );
        }
    }
    for (encoding, text) in [
        (WINDOWS_1251, "Улица Ленина|Площадь Победы|Набережная|Москва"),
        (GBK, "北京市朝阳区|建国门外大街|上海|联通|地图"),
    ] {
        let mut sample = TextSample::default();
        text.split('|').for_each(|text| sample.take(&encoding.encode(text).0));
        assert!(matches!(sample.judged(), Judged::Doubtful(_)), "{text}: {:?}", sample.judged());
    }
}

#[test]
fn a_letter_cut_by_the_width_of_its_field_is_no_evidence() {
    let mut sample = TextSample::default();
    let text = "Phường Rạch Dừa, thành phố Vũng Tàu".as_bytes();
    (1..=text.len()).for_each(|width| sample.take(&text[..width]));
    assert_eq!(sample.judged(), Judged::Sure(Encoding::Utf8));
}
