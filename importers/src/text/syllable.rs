//! Whether a word can be Vietnamese. Its syllables are built by strict rules: a beginning, a rhyme out of some 160, one tone at most, and
//! only two of the tones before a stop. Wrongly decoded words break them at once, which is what makes them evidence.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Vowels, and the same with the five tones: huyền, sắc, hỏi, ngã, nặng.
const VOWELS: [(char, &str); 12] = [
    ('a', "àáảãạ"),
    ('ă', "ằắẳẵặ"),
    ('â', "ầấẩẫậ"),
    ('e', "èéẻẽẹ"),
    ('ê', "ềếểễệ"),
    ('i', "ìíỉĩị"),
    ('o', "òóỏõọ"),
    ('ô', "ồốổỗộ"),
    ('ơ', "ờớởỡợ"),
    ('u', "ùúủũụ"),
    ('ư', "ừứửữự"),
    ('y', "ỳýỷỹỵ"),
];

/// Beginnings, with those of names of the highlands (Krông, Đrắk, Plei).
const ONSETS: &str = " ngh ng nh gh gi kh ph qu th tr ch kr br đr pl bl kl b c d đ g h k l m n p r s t v x ";

/// Rhymes without tones.
const RHYMES: &str = " a ac ach ai am an ang anh ao ap at au ay ak ăc ăm ăn ăng ăp ăt ăk âc âm ân âng âp ât âu ây âk \
    e ec em en eng eo ep et ek ê êch êm ên ênh êp êt êu êk i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oi om on ong oong ooc oc op ot ok \
    ô ôc ôi ôm ôn ông ôp ôt ôk ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uk uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn \
    uông uôt uy uya uych uyên uyêt uynh uyt uyu uyn uyp ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y ya yêm yên yêng yêt yêu ynh yt ";

/// How often a letter occurs among a thousand letters with marks, in words of Vietnamese names and sentences.
const FREQUENCIES: &str = "đ86 ă14 â22 ê36 ô29 ơ18 ư46 à45 á45 ả28 ã10 ạ38 ằ3 ắ18 ẳ4 ẵ1 ặ10 ầ14 ấ28 ẩ5 ẫ6 ậ23 è5 é8 ẻ6 ẽ4 ẹ2 \
    ề18 ế33 ể15 ễ4 ệ22 ì13 í16 ỉ5 ĩ6 ị16 ò10 ó16 ỏ9 õ4 ọ14 ồ16 ố24 ổ10 ỗ6 ộ23 ờ22 ớ22 ở7 ỡ2 ợ15 ù10 ú18 ủ10 ũ10 ụ14 ừ12 ứ15 ử9 \
    ữ10 ự10 ỳ2 ý6 ỷ3 ỹ4 ỵ1";

/// True if a word in NFC is one Vietnamese syllable, or an abbreviation with Đ (QĐ, HĐND).
pub(super) fn is_syllable(word: &str) -> bool {
    let is_short = word.chars().all(|letter| letter == 'Đ' || letter.is_ascii_uppercase());
    let (bare, tones) = without_tones(word);
    if tones.len() > 1 {
        return false;
    }
    let has_vowel = bare.chars().any(|letter| VOWELS.iter().any(|(vowel, _)| *vowel == letter));
    let mut behind = word.chars().skip(1);
    let is_cased = behind.clone().all(char::is_lowercase) || behind.all(char::is_uppercase);
    if !is_cased {
        return false;
    }
    if !has_vowel {
        return is_short && word.contains('Đ');
    }
    let is_stopped = bare.ends_with(['c', 'p', 't']) || bare.ends_with("ch");
    // Only sắc and nặng stand before a stop, and one of them must.
    if is_stopped && !matches!(tones[..], [1 | 4]) {
        return false;
    }
    let known = |list: &str, part: &str| part.is_empty() || list.split_ascii_whitespace().any(|known| known == part);
    let splits = (0..=3).filter_map(|at| Some((bare.get(..at)?, bare.get(at..)?)));
    let built = |(onset, rhyme): (&str, &str)| {
        let is_front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
        let is_spelt = !matches!((onset, is_front), ("ngh" | "gh", false) | ("c" | "ng" | "g", true));
        is_spelt && known(ONSETS, onset) && !rhyme.is_empty() && known(RHYMES, rhyme)
    };
    // In gì the i is of both parts.
    let both = bare.strip_prefix('g').is_some_and(|rhyme| rhyme.starts_with('i') && known(RHYMES, rhyme));
    both || splits.into_iter().any(built)
}

/// A word in small letters without tones, and its tones.
fn without_tones(word: &str) -> (String, Vec<usize>) {
    let (mut bare, mut tones) = (String::with_capacity(word.len()), Vec::new());
    for letter in word.chars().flat_map(char::to_lowercase) {
        match TONED.get(&letter) {
            Some((vowel, tone)) => {
                bare.push(*vowel);
                tones.push(*tone);
            }
            None => bare.push(letter),
        }
    }
    (bare, tones)
}

static TONED: LazyLock<FxHashMap<char, (char, usize)>> = LazyLock::new(|| {
    let toned = VOWELS
        .iter()
        .flat_map(|(vowel, toned)| toned.chars().enumerate().map(move |(tone, own)| (own, (*vowel, tone))));
    toned.collect()
});

/// A vowel with a tone as the vowel and the tone: 0 huyền, 1 sắc, 2 hỏi, 3 ngã, 4 nặng. For tests that write texts in old encodings.
#[cfg(test)]
pub(super) fn toned(letter: char) -> Option<(char, usize)> {
    let small = letter.to_lowercase().next()?;
    let (vowel, tone) = *TONED.get(&small)?;
    let vowel = if small == letter { vowel } else { vowel.to_uppercase().next()? };
    Some((vowel, tone))
}

static RARITY: LazyLock<FxHashMap<char, f64>> = LazyLock::new(|| {
    let letters = FREQUENCIES.split_ascii_whitespace().filter_map(|entry| {
        let letter = entry.chars().next()?;
        let count: f64 = entry[letter.len_utf8()..].parse().ok()?;
        Some((letter, (count / 1000.0).ln()))
    });
    letters.collect()
});

/// How likely the letters with marks of a word are in Vietnamese, as a logarithm; `None` if one is no letter of it.
pub(super) fn likelihood(word: &str) -> Option<f64> {
    let marked = word.chars().flat_map(char::to_lowercase).filter(|letter| !letter.is_ascii());
    marked.map(|letter| RARITY.get(&letter).copied()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names_and_streets_are_syllables() {
        for word in "Phường Rạch Dừa Nguyễn Văn Trỗi Đắk Krông đường Lê Quý Đôn thửa đất giếng gì Giồng Riềng quốc lộ Huỳnh Thúc Kháng \
            NGUYỄN hoà hòa thuỷ thủy Khuyến khuỷu nghiêng ươm yếu Uyên oẳn Quỳnh QĐ HĐND ở Ý Trà Bà Rịa Vũng Tàu Côn Đảo rượu Ngoãn"
            .split_ascii_whitespace()
        {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn words_decoded_wrongly_or_of_other_languages_are_none() {
        for word in "Phêng Ph\u{ad}êng Dõaa Rãch Straße Müller Église château naïve Citroën hàt đườngg thúờ ñường q Škoda Größe Zürich nghà \
            cễ Ángeles corazón garçon señor"
            .split_ascii_whitespace()
        {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
