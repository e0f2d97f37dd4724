//! Styles as other programs take them: only what is there for who asks, under whole addresses, in letters that can be had.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use reqwest::Method;
use reqwest::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use serde_json::{Value, json};
use system_tests::program::{Server, city, token};

/// `ệ`, and the range that holds it.
const LETTER: u64 = 0x1ec7;
const RANGE: &str = "7680-7935";

const FACES: [&str; 2] = ["Be Vietnam Pro Regular", "Be Vietnam Pro SemiBold"];

#[tokio::test]
async fn a_style_names_what_is_there_under_the_public_address() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start_configured(&store, "[server]\npublic_url = \"https://bando.vn/gis/\"");
    let style = server.json("/styles/planning").await;
    assert_eq!(layers(&style), ["parcels", "streets", "wards", "zones"]);
    assert_eq!(style["glyphs"], "https://bando.vn/gis/fonts/{fontstack}/{range}.pbf");
    assert_eq!(style["sprite"], "https://bando.vn/gis/styles/planning/sprite");
    let sources = addresses(&style);
    let [source] = &sources[..] else { anyhow::bail!("{}", style["sources"]) };
    let path = source.strip_prefix("https://bando.vn/gis").context("the source lies at the public address")?;
    let told: Vec<Value> = server.json(path).await["vector_layers"].as_array().context("there are layers")?.clone();
    let mut told: Vec<&str> = told.iter().filter_map(|layer| layer["id"].as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, layers(&style));
    for layer in style["layers"].as_array().context("there are layers")? {
        assert_eq!(layer["source"], "diaban");
        let fonts = layer["layout"]["text-font"].as_array();
        ensure!(fonts.into_iter().flatten().all(|font| FACES.iter().any(|face| font == face)), "{layer}");
    }
    is_valid(&style)
}

#[tokio::test]
async fn a_tile_carries_no_more_layers_of_a_style_than_it_may() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start_configured(&store, "[limits]\ntile_layers = 3");
    let style = server.json("/styles/planning").await;
    let sources = addresses(&style);
    assert_eq!(sources.len(), 2, "{sources:?}");
    for source in sources {
        let path = source.strip_prefix(&server.address).context("addresses are whole")?;
        let told = server.json(path).await;
        ensure!(told["vector_layers"].as_array().is_some_and(|layers| layers.len() <= 3), "{told}");
    }
    for layer in style["layers"].as_array().context("there are layers")? {
        let source = layer["source"].as_str().and_then(|name| style["sources"][name]["url"].as_str());
        let name = layer["source-layer"].as_str().context("it draws a layer")?;
        ensure!(source.is_some_and(|source| source.contains(name)), "{layer}");
    }
    is_valid(&style)
}

#[tokio::test]
async fn the_public_learns_of_no_layer_of_the_staff_from_a_style() -> Result<()> {
    let (_folder, store) = city();
    let (viewer, admin) = (token(&store, "a-viewer", "viewer"), token(&store, "an-admin", "admin"));
    let server = Server::start(&store);
    for layer in ["zones", "parcels", "streets", "wards"] {
        let asked = server.ask(Method::PUT, &format!("/v1/layers/{layer}/clearance"));
        let hidden = asked.json(&json!({ "clearance": "staff" })).bearer_auth(&admin).send().await?;
        assert_eq!(hidden.status(), 200, "{layer}");
        let public = server.json("/styles/planning").await;
        ensure!(!layers(&public).contains(&layer.to_owned()), "{public}");
        ensure!(!addresses(&public).iter().any(|address| address.contains(layer)), "{public}");
        is_valid(&public)?;
        let answer = server.get("/styles/planning").bearer_auth(&viewer).send().await?;
        assert_eq!(answer.headers()[CACHE_CONTROL], "private, no-store");
        assert_eq!(layers(&answer.json().await?), ["parcels", "streets", "wards", "zones"]);
    }
    let public = server.json("/styles/planning").await;
    assert_eq!((&public["layers"], &public["sources"]), (&json!([]), &json!({})), "nothing is left");
    Ok(())
}

#[tokio::test]
async fn the_letters_of_a_style_can_be_had_from_anywhere() -> Result<()> {
    let (_folder, store) = city();
    let server = Server::start(&store);
    for face in FACES {
        let path = format!("/fonts/{}/{RANGE}.pbf", face.replace(' ', "%20"));
        let packed = server.get(&path).header(ACCEPT_ENCODING, "gzip").send().await?;
        assert_eq!(packed.headers()[CONTENT_ENCODING], "gzip");
        let answer = server.get(&path).header(ACCEPT_ENCODING, "identity").send().await?;
        let headers = answer.headers();
        assert_eq!(headers[CONTENT_TYPE], "application/x-protobuf");
        assert_eq!(headers["access-control-allow-origin"], "*");
        assert_eq!(headers["cross-origin-resource-policy"], "cross-origin");
        assert_eq!(headers[CACHE_CONTROL], "public, max-age=2592000");
        assert_eq!(headers["vary"], "accept-encoding");
        is_drawn(&answer.bytes().await?, face)?;
    }
    // Of several typefaces the first that is there; of a range without letters nothing, which is not an error.
    let status = async |path: &str| -> Result<(u16, usize)> {
        let answer = server.get(path).send().await?;
        Ok((answer.status().as_u16(), answer.bytes().await?.len()))
    };
    let stack = format!("/fonts/Open%20Sans%20Regular,Be%20Vietnam%20Pro%20Regular/{RANGE}.pbf");
    ensure!(matches!(status(&stack).await?, (200, 1..)));
    assert_eq!(status("/fonts/Be%20Vietnam%20Pro%20Regular/19968-20223.pbf").await?, (200, 0));
    for missing in ["Open%20Sans%20Regular/0-255.pbf", "Be%20Vietnam%20Pro%20Regular/0-100.pbf"] {
        assert_eq!(status(&format!("/fonts/{missing}")).await?.0, 404, "{missing}");
    }
    Ok(())
}

/// The layers a style draws, sorted, each once.
fn layers(style: &Value) -> Vec<String> {
    let drawn = style["layers"].as_array().into_iter().flatten();
    let mut names: Vec<String> = drawn.filter_map(|layer| layer["source-layer"].as_str().map(str::to_owned)).collect();
    names.sort();
    names.dedup();
    names
}

/// Where its sources are.
fn addresses(style: &Value) -> Vec<String> {
    let sources = style["sources"].as_object().into_iter().flatten();
    sources.filter_map(|(_, source)| source["url"].as_str().map(str::to_owned)).collect()
}

/// MapLibre's own validator, from the web's tools, has nothing to say.
fn is_valid(style: &Value) -> Result<()> {
    let script = "import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'; \
                  console.log(validateStyleMin(JSON.parse(process.argv[1])).map(({ message }) => message).join('\\n'))";
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tileserver/web");
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", script, "--"]).arg(style.to_string()).current_dir(web);
    let said = node.output().context("node is there, as the web needs it")?;
    let (out, err) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    ensure!(said.status.success() && out.trim().is_empty(), "{out}{err}");
    Ok(())
}

/// The letter is there: as many distances as its sizes say, some of them inside it.
fn is_drawn(message: &[u8], face: &str) -> Result<()> {
    let stack = fields(message)?.into_iter().find(|field| field.number == 1).context("there is a stack")?;
    let stack = fields(stack.bytes)?;
    let texts: Vec<&[u8]> = stack.iter().filter(|field| field.number < 3).map(|field| field.bytes).collect();
    assert_eq!(texts, [face.as_bytes(), RANGE.as_bytes()]);
    for glyph in stack.iter().filter(|field| field.number == 3) {
        let glyph = fields(glyph.bytes)?;
        let number = |which: u64| glyph.iter().find(|field| field.number == which).map_or(0, |field| field.value);
        if number(1) == LETTER {
            let bitmap = glyph.iter().find(|field| field.number == 2).context("it has distances")?.bytes;
            assert_eq!(bitmap.len() as u64, (number(3) + 6) * (number(4) + 6));
            ensure!(number(7) > 0 && bitmap.iter().any(|&value| value > 191) && bitmap.iter().any(|&value| value < 64));
            return Ok(());
        }
    }
    anyhow::bail!("{face} lacks the letter")
}

/// A field of a protocol buffer: a number, or bytes.
struct Field<'a> {
    number: u64,
    value: u64,
    bytes: &'a [u8],
}

fn fields(mut message: &[u8]) -> Result<Vec<Field<'_>>> {
    let mut found = Vec::new();
    while !message.is_empty() {
        let (tag, value) = (varint(&mut message)?, varint(&mut message)?);
        let bytes = match tag & 7 {
            0 => &[][..],
            2 => message.split_off(..usize::try_from(value)?).context("the field is whole")?,
            other => anyhow::bail!("glyphs have no fields of kind {other}"),
        };
        found.push(Field { number: tag >> 3, value, bytes });
    }
    Ok(found)
}

fn varint(message: &mut &[u8]) -> Result<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = *message.split_off_first().context("the number is whole")?;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    anyhow::bail!("the number is too long")
}
