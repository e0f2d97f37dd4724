//! The encoding that texts are read in: what a person asks for, what the file states unless the evidence is against it, else what the evidence
//! says; and a question where it says too little.

use super::encoding::Encoding;
use super::judge::{Judged, TextSample, tried};

/// How texts are to be read.
#[derive(Debug)]
pub(crate) enum Settled {
    /// In this encoding, with what is to be told about it: a finding's code and what its sentences need.
    Read(Encoding, Option<Evidence>),
    /// Nobody knows: one text, in the encodings it could be in.
    Ask(String),
}

/// What is shown to a person.
pub(crate) type Evidence = (&'static str, Vec<(&'static str, String)>);

/// Decides. `asked` is what the person says, `stated` what the file says.
pub(crate) fn settled(sample: &TextSample, asked: Option<Encoding>, stated: Option<Encoding>) -> Settled {
    let judged = sample.judged();
    if let Some(asked) = asked {
        let is_doubted = match judged {
            Judged::Plain => false,
            _ if !tried().contains(&asked) => false,
            Judged::Sure(best) => !sample.reads_alike(asked, best),
            Judged::Doubtful(_) => !sample.is_explained_by(asked),
        };
        return Settled::Read(asked, is_doubted.then(|| doubted(sample, asked, judged)));
    }
    match (stated, judged) {
        (stated, Judged::Plain) => Settled::Read(stated.unwrap_or(Encoding::Utf8), None),
        (Some(stated), Judged::Sure(best)) if is_kept(sample, stated, best) => Settled::Read(stated, None),
        (None, Judged::Sure(Encoding::Utf8)) => Settled::Read(Encoding::Utf8, None),
        (stated, Judged::Sure(best)) => Settled::Read(best, Some(recognised(sample, stated, best))),
        (Some(stated), Judged::Doubtful(_)) if sample.is_readable_in(stated) => {
            let is_doubted = tried().contains(&stated) && !sample.is_explained_by(stated);
            Settled::Read(stated, is_doubted.then(|| doubted(sample, stated, judged)))
        }
        (stated, Judged::Doubtful(_)) => Settled::Ask(with_stated(readings(sample), sample, stated)),
    }
}

/// True if what the file states is no worse than the evidence. Western letters are no evidence against an encoding we do not try.
fn is_kept(sample: &TextSample, stated: Encoding, best: Encoding) -> bool {
    let is_western = matches!(best, Encoding::Legacy(_)) && best.name() == "windows-1252";
    sample.reads_alike(stated, best) || (is_western && !tried().contains(&stated) && sample.is_readable_in(stated))
}

fn recognised(sample: &TextSample, stated: Option<Encoding>, best: Encoding) -> Evidence {
    // What the texts would have been without the evidence.
    let before = stated.unwrap_or(Encoding::Utf8);
    let mut params = counted(sample, before, best);
    params.push(("stated", stated.map_or("none", Encoding::name).to_owned()));
    ("text-recognised", params)
}

/// What is to be told of texts that were read in an encoding that explains too few of them.
pub(super) fn doubted(sample: &TextSample, read: Encoding, judged: Judged) -> Evidence {
    let better = match judged {
        Judged::Sure(best) => Some(best),
        Judged::Plain | Judged::Doubtful(_) => None,
    };
    let mut params = counted(sample, read, better.unwrap_or(read));
    params.push(("read", read.name().to_owned()));
    params.push(("better", better.map_or("none", Encoding::name).to_owned()));
    params.push(("readings", readings(sample)));
    ("text-doubted", params)
}

/// How many words each encoding explains, and a text as both read it.
fn counted(sample: &TextSample, before: Encoding, best: Encoding) -> Vec<(&'static str, String)> {
    vec![
        ("encoding", best.name().to_owned()),
        ("words", sample.words().to_string()),
        ("fitting", sample.explained(best).to_string()),
        ("fewer", sample.explained(before).to_string()),
        ("before", sample.example(before)),
        ("after", sample.example(best)),
    ]
}

/// One text in every encoding that explains something, or that could be meant if none does; each reading once.
pub(crate) fn readings(sample: &TextSample) -> String {
    let explains = |encoding: &Encoding| sample.explained(*encoding) > 0;
    let is_any = tried().iter().any(explains);
    let mut read: Vec<(String, &str)> = Vec::new();
    for encoding in tried().into_iter().filter(|encoding| !is_any || explains(encoding)) {
        let text = sample.example(encoding);
        let is_text = !text.contains(char::REPLACEMENT_CHARACTER) && !text.contains(char::is_control);
        if is_text && !read.iter().any(|(known, _)| *known == text) {
            read.push((text, encoding.name()));
        }
    }
    read.iter().map(|(text, name)| format!("{name} “{text}”")).collect::<Vec<_>>().join(", ")
}

/// The readings, and that by which the file states, though letters are lost in it: perhaps they are what was spoilt.
fn with_stated(readings: String, sample: &TextSample, stated: Option<Encoding>) -> String {
    match stated.filter(|stated| !sample.is_readable_in(*stated)) {
        Some(stated) => {
            let own = format!("{} “{}”", stated.name(), sample.example(stated));
            [readings, own].into_iter().filter(|reading| !reading.is_empty()).collect::<Vec<_>>().join(", ")
        }
        None => readings,
    }
}

/// What is to be told of texts that come as Unicode, if another program decoded them wrongly before: letters of one font's encoding, or of
/// UTF-8, taken for windows-1252. Most of what VNI writes could be of some western language; if it is Vietnamese as it stands, it is right.
pub(crate) fn misread(sample: &TextSample) -> Option<Evidence> {
    let western = Encoding::parse("windows-1252")?;
    match sample.judged() {
        Judged::Sure(best) if !sample.reads_alike(best, western) && !sample.is_vietnamese_in(western) => {
            Some(("text-misread", counted(sample, western, best)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(texts: &[&[u8]]) -> TextSample {
        let mut sample = TextSample::default();
        texts.iter().for_each(|text| sample.take(text));
        sample
    }

    fn read(texts: &[&[u8]], asked: &str, stated: &str) -> (&'static str, &'static str) {
        match settled(&sample(texts), Encoding::parse(asked), Encoding::parse(stated)) {
            Settled::Read(encoding, told) => (encoding.name(), told.map_or("", |(code, _)| code)),
            Settled::Ask(_) => ("ask", ""),
        }
    }

    const TCVN3: [&[u8]; 2] = [b"Ph\xAD\xEAng R\xB9ch D\xF5a", b"Nguy\xD4n V\xA8n Tr\xE7i"];
    const UTF8: [&[u8]; 2] = ["Phường Rạch Dừa".as_bytes(), "Nguyễn Văn Trỗi".as_bytes()];
    const FRENCH: [&[u8]; 3] = [b"Rue de l'\xC9glise", b"Ch\xE2teau d'eau", b"H\xF4tel de ville"];

    #[test]
    fn what_the_file_states_is_kept_unless_the_texts_speak_against_it() {
        assert_eq!(read(&UTF8, "", "1252"), ("UTF-8", "text-recognised"));
        assert_eq!(read(&UTF8, "", "utf-8"), ("UTF-8", ""));
        assert_eq!(read(&UTF8, "", ""), ("UTF-8", ""));
        for stated in ["1252", "utf-8", "1258", ""] {
            assert_eq!(read(&TCVN3, "", stated), ("TCVN3", "text-recognised"), "{stated}");
        }
        assert_eq!(read(&FRENCH, "", "1252"), ("windows-1252", ""));
        assert_eq!(read(&FRENCH, "", ""), ("windows-1252", "text-recognised"));
        assert_eq!(read(&[b"VUNG TAU"], "", "1252"), ("windows-1252", ""));
        // One spoilt byte speaks for no font.
        assert_eq!(read(&[b"sau sau   \x81"], "", "utf-8"), ("ask", ""));
        let Settled::Ask(offered) = settled(&sample(&[b"sau \x81"]), None, Some(Encoding::Utf8)) else {
            unreachable!()
        };
        assert_eq!(offered, "VPS “sau Ả”, UTF-8 “sau \u{FFFD}”");
        assert_eq!(read(&[b"Ng\xE3 ba \xEB", b"Ph\xAD\xEAng"], "", "utf-8"), ("TCVN3", "text-recognised"));
        assert_eq!(read(&[b"5 m\xB2", b"30\xB0"], "", "1252"), ("windows-1252", ""));
    }

    #[test]
    fn what_a_person_asks_for_is_done_and_doubted_aloud() {
        assert_eq!(read(&TCVN3, "tcvn3", "1252"), ("TCVN3", ""));
        assert_eq!(read(&TCVN3, "1252", ""), ("windows-1252", "text-doubted"));
        assert_eq!(read(&UTF8, "windows-1258", ""), ("windows-1258", "text-doubted"));
        assert_eq!(read(&FRENCH, "1252", ""), ("windows-1252", ""));
    }

    #[test]
    fn other_scripts_are_read_as_stated_and_asked_about_where_nothing_is_stated() {
        let (russian, _, _) = encoding_rs::WINDOWS_1251.encode("Улица Ленина Площадь Победы");
        assert_eq!(read(&[&russian], "", "1251"), ("windows-1251", ""));
        assert_eq!(read(&[&russian], "", ""), ("ask", ""));
        let (turkish, _, _) = encoding_rs::WINDOWS_1254.encode("Gölbaşı İlçesi Müdürlüğü Şişli Çankaya");
        assert_eq!(read(&[&turkish], "", "1254"), ("windows-1254", ""));
        let (chinese, _, _) = encoding_rs::GBK.encode("北京市朝阳区建国门外大街联通");
        assert_eq!(read(&[&chinese], "", "gbk"), ("GBK", ""));
    }

    #[test]
    fn unicode_that_was_decoded_wrongly_before_is_told() {
        for font in ["tcvn3", "vni"] {
            let bytes: &[u8] = if font == "vni" { b"Ph\xF6\xF4\xF8ng Ra\xEFch D\xF6\xF8a" } else { TCVN3[0] };
            let (code, params) = misread(&sample(&[bytes])).unwrap();
            assert_eq!(code, "text-misread");
            assert!(params.contains(&("after", "Phường Rạch Dừa".to_owned())), "{params:?}");
        }
        let vni: [&[u8]; 3] = [b"Nguye\xE3n Va\xEAn Tro\xE3i", b"Tra\xE0n H\xF6ng \xD1a\xEFo", b"Ra\xEFch D\xF6\xF8a"];
        assert_eq!(misread(&sample(&vni)).map(|(code, _)| code), Some("text-misread"));
        assert!(misread(&sample(&[b"B\xECnh H\xF2a", b"T\xE2n L\xFD", b"Xu\xE2n Th\xE0nh", b"L\xEA Lai"])).is_none());
        assert!(misread(&sample(&FRENCH)).is_none());
    }
}
