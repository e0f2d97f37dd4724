//! What is signed is whole, whatever else is done to it is noticed, and `openssl` agrees. Keys are made for each run, by `openssl`.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use der::Tag;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{LinkAnnotation, Target};
use krilla::geom::Rect;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};

use super::cms::Envelope;
use super::grain::{Piece, context, tlv};
use super::pdf::ranges::Covered;
use super::*;

const RSA: [&str; 2] = ["-newkey", "rsa:2048"];
const P256: [&str; 4] = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
/// A name no viewer's own letters hold, with brackets that end texts.
const OFFICE: &str = "/O=UBND tỉnh/CN=Sở Xây dựng (thử nghiệm\\)";

/// A key and its certificate, as files.
struct Keys {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

impl Keys {
    fn made(kind: &[&str], subject: &str, serial: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let (certificate, key) = (file("certificate.pem"), file("key.pem"));
        let mut program = Command::new("openssl");
        program.args(["req", "-x509", "-nodes", "-utf8", "-days", "30", "-set_serial", serial, "-subj", subject]);
        program.args(kind).arg("-out").arg(&certificate).arg("-keyout").arg(&key);
        let done = program.output().expect("openssl is there");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        Self { certificate: std::fs::read(certificate).unwrap(), key: std::fs::read(key).unwrap() }
    }

    fn seal(&self) -> Seal {
        Seal::read(&self.certificate, &self.key).unwrap()
    }
}

fn rsa() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(|| Keys::made(&RSA, OFFICE, "7"))
}

fn p256() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(|| Keys::made(&P256, OFFICE, "8"))
}

fn known(keys: &Keys) -> Seals {
    Seals { own: Some(keys.seal()), former: Vec::new() }
}

/// Where the sheets of these tests say they lead.
const LINK: &str = "/thua/1?as_of=2026-03-02&revision=7";

/// A file of so many pages as `krilla` writes it with the settings of sheets; the first page has a link.
fn sheet(pages: usize) -> Vec<u8> {
    let mut document = Document::new_with(SerializeSettings { xmp_metadata: false, ..SerializeSettings::default() });
    for number in 0..pages {
        let mut page = document.start_page_with(PageSettings::from_wh(595.0, 842.0).unwrap());
        if number == 0 && pages > 1 {
            let target = Target::Action(Action::Link(LinkAction::new(LINK.to_owned())));
            let area = Rect::from_ltrb(10.0, 10.0, 50.0, 50.0).unwrap();
            page.add_annotation(LinkAnnotation::new(area, target).into());
        }
        page.finish();
    }
    document.set_metadata(Metadata::new().title("Phiếu".to_owned()).language("vi".to_owned()));
    document.finish().unwrap()
}

fn signed(keys: &Keys) -> Vec<u8> {
    let signing = Signing { day: "2026-03-02".to_owned(), reason: LINK.to_owned() };
    keys.seal().signed(sheet(3), &signing).unwrap()
}

fn verdict(file: &[u8], seals: &Seals) -> Verdict {
    judged(file, seals).unwrap().verdict
}

/// Where the signature of a file stands.
fn covered(file: &[u8]) -> Covered {
    let said = pdf::ranges::all(file).unwrap();
    Covered::of(said[0], file.len()).unwrap()
}

/// The signature alone.
fn taken_out(file: &[u8]) -> Vec<u8> {
    let hole = covered(file).hole;
    let digits = &file[hole.start + 1..hole.end - 1];
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    let bytes: Vec<u8> = digits.chunks(2).map(byte).collect();
    Piece::first(&bytes).unwrap().0.whole.to_vec()
}

#[test]
fn what_either_kind_of_key_signs_is_whole_and_openssl_agrees() {
    for keys in [rsa(), p256()] {
        let file = signed(keys);
        let told = judged(&file, &known(keys)).unwrap();
        assert_eq!((told.verdict, told.signatures.len(), told.bytes), (Verdict::Whole, 1, file.len()));
        assert_eq!(told.signatures[0].day.as_deref(), Some("2026-03-02"));
        assert_eq!(told.signatures[0].signer.as_ref().unwrap().name(), "Sở Xây dựng (thử nghiệm)");
        assert_eq!(addresses(&file), [LINK]);

        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        };
        let hole = covered(&file).hole;
        let (signature, own) = (put("signature.der", &taken_out(&file)), put("own.pem", &keys.certificate));
        let content = [&file[..hole.start], &file[hole.end..]].concat();
        assert!(openssl_agrees(&signature, &put("content", &content), &own));
        let other = [&content[..], b"\n"].concat();
        assert!(!openssl_agrees(&signature, &put("other", &other), &own));
    }
}

fn openssl_agrees(signature: &Path, content: &Path, own: &Path) -> bool {
    let mut program = Command::new("openssl");
    program.args(["cms", "-verify", "-binary", "-purpose", "any", "-inform", "DER", "-out", "/dev/null", "-in"]);
    program.arg(signature).arg("-content").arg(content).arg("-CAfile").arg(own);
    program.output().expect("openssl is there").status.success()
}

#[test]
fn rsa_repeats_itself_and_p256_draws_a_number() {
    assert!(signed(rsa()) == signed(rsa()));
    let (one, other) = (signed(p256()), signed(p256()));
    assert!(one != other);
    assert!([one, other].iter().all(|file| verdict(file, &known(p256())) == Verdict::Whole));
}

#[test]
fn no_byte_can_be_another() {
    let (file, seals) = (signed(rsa()), known(rsa()));
    let hole = covered(&file).hole;
    let everywhere = (0..file.len()).step_by(83);
    let around = (hole.start.saturating_sub(160)..hole.start + 600).chain(file.len() - 300..file.len());
    for at in everywhere.chain(around) {
        for bit in [1, 0x20] {
            let mut other = file.clone();
            other[at] ^= bit;
            assert_ne!(verdict(&other, &seals), Verdict::Whole, "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn no_byte_can_be_taken_away_or_added() {
    let (file, seals) = (signed(rsa()), known(rsa()));
    for end in (0..file.len()).step_by(101).chain(file.len() - 200..file.len()) {
        assert_ne!(verdict(&file[..end], &seals), Verdict::Whole, "{end}");
    }
    for more in [&b"\n"[..], b"\n1 0 obj\n<</Type/Pages>>\nendobj\nxref\n%%EOF\n"] {
        let longer = [&file[..], more].concat();
        let told = judged(&longer, &seals).unwrap();
        assert_eq!(told.verdict, Verdict::Changed);
        assert_eq!(told.signatures[0].standing, Standing::Followed { bytes: more.len() });
        assert_eq!(told.bytes, file.len(), "what was added says nothing in our name");
        assert_eq!(verdict(&[more, &file[..]].concat(), &seals), Verdict::Changed);
    }
}

#[test]
fn a_signature_covers_what_it_says_and_nothing_beside_it() {
    let (file, seals) = (signed(rsa()), known(rsa()));
    let Covered { hole, .. } = covered(&file);
    let key = b"/ByteRange";
    let at = file.windows(key.len()).position(|window| window == key).unwrap() + key.len();
    for (range, expected) in [
        (format!("[0 {} {} {}]", hole.start, hole.end, file.len() - hole.end), Verdict::Whole),
        (format!("[0 {} {} {}]", hole.start - 9, hole.end, file.len() - hole.end), Verdict::Changed),
        (format!("[9 {} {} {}]", hole.start - 9, hole.end, file.len() - hole.end), Verdict::Changed),
        (format!("[0 {} {} {}]", hole.start, hole.end, file.len() - hole.end - 9), Verdict::Changed),
        (format!("[0 {} {} 0]", hole.start, hole.end), Verdict::Changed),
        (format!("[0 {} {} 9999999999]", hole.start, hole.end), Verdict::Changed),
        ("[0 0 0 0]".to_owned(), Verdict::Changed),
        (format!("[{0} 1 {0} 1]", u64::MAX), Verdict::Changed),
        ("[0 -1 5 5]".to_owned(), Verdict::Changed),
        ("[0 5 1 5]".to_owned(), Verdict::Changed),
        ("[]".to_owned(), Verdict::Changed),
        ("[1 2 3".to_owned(), Verdict::Changed),
        (String::new(), Verdict::Changed),
    ] {
        let mut other = file.clone();
        other[at..at + 40].fill(b' ');
        let range = &range.as_bytes()[..range.len().min(40)];
        other[at..at + range.len()].copy_from_slice(range);
        assert_eq!(verdict(&other, &seals), expected, "{}", String::from_utf8_lossy(range));
    }
    assert!(judged(&b"/ByteRange ".repeat(17), &seals).is_none(), "so many signatures nobody makes");
    assert_eq!(verdict(&b"/ByteRange ".repeat(16), &seals), Verdict::Changed);
}

/// A file with one more signature behind it, over all of it, whoever has written it.
fn followed_by(file: &[u8], seal: &Seal) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let room = 8192;
    let start = file.len() + 100;
    let end = start + 2 + room;
    let range = format!("\n<</Type/Sig/ByteRange[0 {start} {end} 2]/Contents");
    let mut longer = [file, format!("{range:<100}").as_bytes(), b"<", &b"0".repeat(room), b">", b">>"].concat();
    let digest = Sha256::new().chain_update(&longer[..start]).chain_update(&longer[end..]).finalize();
    let digits = certificate::hex(&cms::written(seal, &digest.into()).unwrap()).to_ascii_uppercase();
    longer[start + 1..start + 1 + digits.len()].copy_from_slice(digits.as_bytes());
    longer
}

#[test]
fn who_else_signs_is_named_and_not_believed() {
    // The same name, for a name is nobody's own; and the very number of our certificate.
    let (stranger, double) = (Keys::made(&P256, OFFICE, "99"), Keys::made(&RSA, OFFICE, "7"));
    let seals = known(rsa());
    let told = judged(&signed(&stranger), &seals).unwrap();
    assert_eq!((told.verdict, told.signatures[0].standing), (Verdict::Foreign, Standing::Foreign));
    assert_eq!(told.signatures[0].signer.as_ref().unwrap().name(), "Sở Xây dựng (thử nghiệm)");
    assert_eq!(told.signatures[0].day, None);
    assert_eq!(verdict(&signed(&double), &seals), Verdict::Changed);
    assert_eq!(verdict(&signed(rsa()), &Seals::default()), Verdict::Foreign);
    assert_eq!(verdict(&sheet(1), &seals), Verdict::Unsigned);

    // Somebody signs what we signed; and we what somebody signed, which is then ours.
    let both = judged(&followed_by(&signed(rsa()), &stranger.seal()), &seals).unwrap();
    assert_eq!(both.verdict, Verdict::Changed);
    assert!(matches!(both.signatures[0].standing, Standing::Followed { .. }));
    assert_eq!(both.signatures[1].standing, Standing::Foreign);
    assert_eq!(verdict(&followed_by(&signed(&stranger), &rsa().seal()), &seals), Verdict::Whole);
}

#[test]
fn a_former_certificate_is_ours_and_a_chain_goes_along() {
    let former = Certificate::all(&rsa().certificate).unwrap();
    let seals = Seals { own: Some(p256().seal()), former };
    assert!([rsa(), p256()].iter().all(|keys| verdict(&signed(keys), &seals) == Verdict::Whole));

    // The certificates of a file stand in any order.
    let chained = [&p256().certificate[..], &rsa().certificate].concat();
    let seal = Seal::read(&chained, &rsa().key).unwrap();
    let signing = Signing { day: "2026-03-02".to_owned(), reason: String::new() };
    let file = seal.signed(sheet(1), &signing).unwrap();
    assert_eq!(verdict(&file, &known(rsa())), Verdict::Whole);
}

#[test]
fn what_cannot_sign_is_refused_by_name_and_no_key_is_shown() {
    let (own, other) = (rsa(), p256());
    let unfit = Keys::made(&["-newkey", "ed25519"], "/CN=x", "1");
    let wide = Keys::made(&["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"], "/CN=x", "1");
    let locked = b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n";
    let broken = b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    for (certificate, key, expected) in [
        (&own.key[..], &own.key[..], SealMistake::NoCertificate),
        (b"", b"", SealMistake::NoCertificate),
        (broken, &own.key, SealMistake::NotACertificate),
        (&own.certificate, &own.certificate, SealMistake::NoKey),
        (&own.certificate, locked, SealMistake::LockedKey),
        (&own.certificate, &other.key, SealMistake::Strangers),
        (&unfit.certificate, &unfit.key, SealMistake::UnfitKey),
        (&wide.certificate, &wide.key, SealMistake::UnfitKey),
        (&own.certificate.repeat(9), &own.key, SealMistake::TooLong),
    ] {
        assert_eq!(Seal::read(certificate, key).unwrap_err(), expected);
    }
    let shown = format!("{:?}", own.seal());
    assert!(shown.contains("Xây dựng") && shown.len() < 300, "{shown}");
}

#[test]
fn a_signature_nobody_can_read_is_read_no_further() {
    let whole = taken_out(&signed(rsa()));
    assert!(Envelope::opened(&whole).is_some());
    for end in 0..whole.len() {
        assert!(Envelope::opened(&whole[..end]).is_none(), "{end}");
    }
    // Boxes within boxes, lists without end, lengths beyond all bounds, lengths left open.
    let deep = (0..2000).fold(Vec::new(), |inner, _| tlv(Tag::Sequence, &inner).unwrap());
    let long = tlv(Tag::Sequence, &[5, 0].repeat(100_000)).unwrap();
    let named = tlv(context(0), &long).unwrap();
    for bomb in [&deep[..], &long, &named, &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], &[0x30, 0x80, 0, 0], &[0x30], &[]] {
        assert!(Envelope::opened(bomb).is_none());
        assert!(Certificate::read(bomb).is_none());
        let digits = certificate::hex(bomb);
        let before = format!("%PDF-1.7 /ByteRange[0 100 {} 1]", 102 + digits.len());
        let file = format!("{before:<100}<{digits}>>");
        assert_eq!(verdict(file.as_bytes(), &known(rsa())), Verdict::Changed);
    }
}

#[test]
fn a_file_of_others_is_not_signed() {
    let seal = rsa().seal();
    let again = signed(rsa());
    for file in
        [&b""[..], b"%PDF-1.7", b"startxref\n99999999999999999999\n%%EOF", b"xref\n0 1\nstartxref\n0\n%%EOF", &again]
    {
        let signing = Signing { day: "2026-03-02".to_owned(), reason: String::new() };
        assert!(matches!(seal.signed(file.to_vec(), &signing), Err(SealError::NotOurs { .. })));
    }
}
