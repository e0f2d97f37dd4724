//! Signed sheets: by one's own judgement and by that of programs of others, and what the page that verifies says of sheets that were left as
//! they are, changed, cut, signed by others, or outlived by the data.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use serde_json::{Value, json};
use system_tests::program::{Server, diaban};
use tempfile::TempDir;

use crate::apps::Scene;
use crate::apps::extract::{a_lot, published, square};

const EXTRACT: &str = "/v1/parcels/LO-A1/extract";
const VERIFY: &str = "/v1/planning/verify";
const PAGE: &str = "/kiem-tra?lang=en";

/// A key with its certificate, made for one test.
struct Keys {
    folder: TempDir,
}

impl Keys {
    fn made(kind: &[&str], subject: &str) -> Result<Self> {
        let keys = Self { folder: tempfile::tempdir()? };
        let mut program = Command::new("openssl");
        program.args(["req", "-x509", "-nodes", "-utf8", "-days", "60", "-subj", subject]).args(kind);
        program.arg("-out").arg(keys.certificate()).arg("-keyout").arg(keys.key());
        let done = program.output().context("openssl")?;
        ensure!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        Ok(keys)
    }

    fn certificate(&self) -> PathBuf {
        self.folder.path().join("certificate.pem")
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("key.pem")
    }

    /// What the settings say of them.
    fn settings(&self) -> String {
        settings(&self.certificate(), &self.key())
    }
}

fn settings(certificate: &Path, key: &Path) -> String {
    format!("[report]\nsigning_certificate = {certificate:?}\nsigning_key = {key:?}\n")
}

fn rsa() -> Result<Keys> {
    Keys::made(&["-newkey", "rsa:2048"], "/O=UBND tỉnh/CN=Sở Xây dựng thử nghiệm")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signed_sheet_is_known_as_long_as_nobody_touches_it_in_a_file() -> Result<()> {
    a_signed_sheet_is_known_as_long_as_nobody_touches_it(Scene::in_a_file().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signed_sheet_is_known_as_long_as_nobody_touches_it_in_a_database() -> Result<()> {
    a_signed_sheet_is_known_as_long_as_nobody_touches_it(Scene::in_a_database().await).await
}

async fn a_signed_sheet_is_known_as_long_as_nobody_touches_it(mut scene: Scene) -> Result<()> {
    let [x, y] = a_lot(&scene).await?;
    let planner = scene.editor("lan", &["planning.draft", "planning.publish"]);
    let zone = json!({ "type": "Feature", "geometry": square(x - 50.0, y - 50.0, x + 12.0, y + 70.0),
        "properties": { "ky_hieu": "O-1", "chuc_nang": "Đất ở mới" } });
    let plan = json!({ "code": "QHPK", "name": "Quy hoạch phân khu", "kind": "urban", "level": "subdivision",
        "exclusive": true, "zones": [zone] });
    published(&scene, &planner, &plan, ("1/QĐ-UBND", "2020-01-10")).await?;
    let unsigned = sheet(&scene).await?;

    let keys = rsa()?;
    let place = scene.place().to_owned();
    scene.server = Server::start_configured(&place, &keys.settings());
    let signed = sheet(&scene).await?;
    ensure!(signed == sheet(&scene).await?, "the same answer on the same day is the same sheet, byte for byte");
    others_agree(&signed, &keys)?;

    let told = verified(&scene, &signed).await?;
    assert_eq!((&told["verdict"], &told["sheets"][0]["since"]), (&json!("whole"), &json!("same")), "{told}");
    let of = &told["sheets"][0];
    assert_eq!((&of["parcel"], &of["as_of"], &of["is_signed"]), (&json!("LO-A1"), &json!("2026-03-02"), &json!(true)));
    assert_eq!(told["signatures"][0]["certificate"]["name"], "Sở Xây dựng thử nghiệm");
    let then = of["then"].as_str().and_then(|link| link.strip_prefix(&scene.server.address)).context("a link here")?;
    let (status, _) = text(scene.server.get(then)).await?;
    assert_eq!(status, 200, "{then}");

    let (at, middle) = (signed.len(), signed.len() / 2);
    let page = format!("\n{}", "5 0 obj\n<</Type/Page>>\nendobj\nxref\n0 0\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n");
    let flipped = |at: usize| {
        let mut other = signed.clone();
        other[at] ^= 1;
        other
    };
    for (what, file, verdict, standing) in [
        ("flipped early", flipped(30), "changed", "altered"),
        ("flipped in the middle", flipped(middle), "changed", "altered"),
        ("flipped at the end", flipped(at - 3), "changed", "altered"),
        ("added to", [&signed[..], page.as_bytes()].concat(), "changed", "followed"),
        ("cut", signed[..at - 20].to_vec(), "changed", "altered"),
        ("cut in the middle", signed[..middle].to_vec(), "unsigned", ""),
        ("unsigned", unsigned, "unsigned", ""),
    ] {
        let told = verified(&scene, &file).await?;
        let found = told["signatures"][0]["standing"].as_str().unwrap_or_default();
        assert_eq!((told["verdict"].as_str(), found), (Some(verdict), standing), "{what}: {told}");
        ensure!(
            told["sheets"][0]["is_signed"] == json!(standing == "followed") || told["sheets"] == json!([]),
            "{told}"
        );
    }
    let told = verified(&scene, &signed[..middle]).await?;
    assert_eq!((&told["sheets"][0]["parcel"], &told["sheets"][0]["since"]), (&json!("LO-A1"), &Value::Null), "{told}");

    // The data go on: the sheet is still whole, and what it says is no longer so.
    let other = json!({ "type": "Feature", "geometry": square(x - 50.0, y - 50.0, x + 90.0, y + 70.0),
        "properties": { "ky_hieu": "CX-1", "chuc_nang": "Cây xanh" } });
    let finer = json!({ "code": "QHCT", "name": "Quy hoạch chi tiết", "kind": "urban", "level": "detailed",
        "exclusive": true, "zones": [other] });
    published(&scene, &planner, &finer, ("2/QĐ-UBND", "2021-01-10")).await?;
    let told = verified(&scene, &signed).await?;
    assert_eq!((&told["verdict"], &told["sheets"][0]["since"]), (&json!("whole"), &json!("changed")), "{told}");
    is_told_on_a_page(&scene, &signed).await
}

/// The form without scripts, and its answer.
async fn is_told_on_a_page(scene: &Scene, signed: &[u8]) -> Result<()> {
    let (status, page) = text(scene.server.get(PAGE)).await?;
    ensure!(status == 200 && page.contains("multipart/form-data") && !page.contains("<script>"), "{page}");
    ensure!(page.contains("Sở Xây dựng thử nghiệm") && page.contains("Fingerprint"), "{page}");
    let form = [
        &b"--edge\r\nContent-Disposition: form-data; name=\"sheet\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"[..],
        signed,
        b"\r\n--edge--\r\n",
    ];
    let send = |file: Vec<u8>| {
        let request = scene.server.ask(Method::POST, PAGE).header("accept", "text/html");
        request.header("content-type", "multipart/form-data; boundary=edge").body(file)
    };
    let (status, page) = text(send(form.concat())).await?;
    ensure!(status == 200 && page.contains("every byte of the file is what this server signed"), "{page}");
    for said in ["Parcel LO-A1, as of 02/03/2026", "The data have changed since", "href=\"http", "What holds today"] {
        ensure!(page.contains(said), "{said}: {page}");
    }
    let (status, page) = text(send(b"--edge--\r\n".to_vec())).await?;
    ensure!(status == 422 && page.contains("<html") && page.contains("Choose a PDF file"), "{status} {page}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_else_signs_is_named_and_what_is_no_sheet_is_refused() -> Result<()> {
    let mut scene = Scene::in_a_file().await;
    a_lot(&scene).await?;
    let place = scene.place().to_owned();
    let theirs = Keys::made(&["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"], "/CN=Văn phòng <b>khác")?;
    scene.server = Server::start_configured(&place, &theirs.settings());
    let foreign = sheet(&scene).await?;
    others_agree(&foreign, &theirs)?;
    assert_eq!(verified(&scene, &foreign).await?["verdict"], "whole");

    let keys = rsa()?;
    scene.server = Server::start_configured(&place, &keys.settings());
    let told = verified(&scene, &foreign).await?;
    assert_eq!((&told["verdict"], &told["signatures"][0]["standing"]), (&json!("foreign"), &json!("foreign")));
    assert_eq!(told["signatures"][0]["certificate"]["name"], "Văn phòng <b>khác");
    ensure!(told["text"].as_str().is_some_and(|text| text.contains("whatever the name")), "{told}");
    let request = scene.server.ask(Method::POST, PAGE).header("content-type", "application/pdf").body(foreign.clone());
    let (status, page) = text(request).await?;
    ensure!(status == 200 && !page.contains("<b>khác") && page.contains("&lt;b&gt;khác"), "{page}");

    // A new key: what the former one signed is still ours.
    let renewed = format!("{}former_certificates = [{:?}]\n", keys.settings(), theirs.certificate());
    scene.server = Server::start_configured(&place, &renewed);
    assert_eq!(verified(&scene, &foreign).await?["verdict"], "whole");

    let huge = vec![b'%'; 100 << 20];
    for (kind, body, status) in [
        ("application/pdf", b"PK\x03\x04".to_vec(), 422),
        ("application/pdf", Vec::new(), 422),
        ("text/plain", foreign, 415),
        ("application/pdf", b"%PDF-/ByteRange".repeat(99), 422),
        ("application/pdf", huge, 413),
    ] {
        let bytes = body.len();
        let request = scene.server.ask(Method::POST, VERIFY).header("content-type", kind).body(body);
        // A server that refuses a body before it has come may close the line while it is still sent.
        let Ok(answer) = request.send().await else {
            ensure!(status == 413);
            continue;
        };
        assert_eq!(answer.status().as_u16(), status, "{kind}, {bytes} bytes");
    }
    let (status, _) = text(scene.server.get("/health/live")).await?;
    assert_eq!(status, 200);
    Ok(())
}

#[test]
fn a_key_that_cannot_sign_is_refused_at_the_start_with_what_to_do() -> Result<()> {
    let (keys, others) = (rsa()?, rsa()?);
    let folder = tempfile::tempdir()?;
    let config = folder.path().join("diaban.toml");
    let secret = std::fs::read_to_string(keys.key())?;
    let secret = secret.lines().nth(3).context("a line of the key")?;
    for (settings, named) in [
        (settings(&keys.certificate(), &others.key()), "signing_key"),
        (settings(&keys.key(), &keys.key()), "BEGIN CERTIFICATE"),
        (settings(&keys.certificate(), &keys.certificate()), "BEGIN PRIVATE KEY"),
        (settings(&keys.certificate(), &folder.path().join("none.pem")), "none.pem"),
        (format!("[report]\nsigning_key = {:?}\n", keys.key()), "Set both, or neither"),
    ] {
        std::fs::write(&config, &settings)?;
        let output = diaban([Path::new("serve"), Path::new("no.gpkg"), Path::new("--config"), &config]);
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        ensure!(!output.status.success() && said.contains(named) && !said.contains(secret), "{settings}: {said}");
    }
    Ok(())
}

/// `openssl` finds the signature to be of the certificate, and over all of the file but itself; `pdfsig` finds its sort, and that nothing
/// stands outside; `pdftotext` reads who signed, and where to check.
fn others_agree(signed: &[u8], keys: &Keys) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("sheet.pdf");
    std::fs::write(&file, signed)?;
    // What certificates whoever runs this trusts is none of its concern.
    let judge = Command::new("pdfsig").env("HOME", folder.path()).arg("-nocert").arg(&file).output();
    let judge = judge.context("poppler-utils")?;
    let said = format!("{}{}", String::from_utf8_lossy(&judge.stdout), String::from_utf8_lossy(&judge.stderr));
    for words in ["ETSI.CAdES.detached", "Total document signed"] {
        ensure!(said.contains(words), "{words}: {said}");
    }
    let (content, signature) = apart(signed)?;
    let [content_at, signature_at] = ["content", "signature.der"].map(|name| folder.path().join(name));
    std::fs::write(&content_at, content)?;
    std::fs::write(&signature_at, signature)?;
    let mut judge = Command::new("openssl");
    judge.args(["cms", "-verify", "-binary", "-inform", "DER", "-cades", "-purpose", "any", "-in"]).arg(&signature_at);
    judge.arg("-content").arg(&content_at).arg("-CAfile").arg(keys.certificate()).args(["-out", "/dev/null"]);
    let judge = judge.output().context("openssl")?;
    ensure!(judge.status.success(), "{}", String::from_utf8_lossy(&judge.stderr));
    let words = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().context("poppler-utils")?;
    let words = String::from_utf8(words.stdout)?;
    for said in ["Chỉ có giá trị tham khảo. Ký số bởi", "/kiem-tra"] {
        ensure!(words.contains(said), "{said}: {words}");
    }
    ensure!(!words.contains("không có chữ ký số"), "{words}");
    Ok(())
}

/// What is signed of a file, and the signature, by the ranges that the file names.
fn apart(signed: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    let text = String::from_utf8_lossy(signed);
    let (_, ranges) = text.split_once("/ByteRange").context("the file names ranges")?;
    let ranges = ranges.trim_start().trim_start_matches('[').split(']').next().unwrap_or_default();
    let ranges: Vec<usize> = ranges.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    let &[start, length, behind, rest] = ranges.as_slice() else { anyhow::bail!("{ranges:?}") };
    ensure!(start == 0 && behind + rest == signed.len(), "{ranges:?} of {}", signed.len());
    let hex = std::str::from_utf8(&signed[length + 1..behind - 1])?;
    let pairs = (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16));
    Ok(([&signed[..length], &signed[behind..]].concat(), pairs.collect::<Result<_, _>>()?))
}

async fn sheet(scene: &Scene) -> Result<Vec<u8>> {
    let answer = scene.server.get(&format!("{EXTRACT}?f=pdf&lang=vi&as_of=2026-03-02")).send().await?;
    ensure!(answer.status() == 200, "{}", answer.text().await?);
    Ok(answer.bytes().await?.to_vec())
}

async fn verified(scene: &Scene, file: &[u8]) -> Result<Value> {
    let request = scene.server.ask(Method::POST, VERIFY).header("accept-language", "en");
    let answer = request.header("content-type", "application/pdf").body(file.to_vec()).send().await?;
    ensure!(answer.status() == 200, "{}", answer.text().await?);
    Ok(answer.json().await?)
}

async fn text(request: reqwest::RequestBuilder) -> Result<(u16, String)> {
    let answer = request.send().await?;
    Ok((answer.status().as_u16(), answer.text().await?))
}
