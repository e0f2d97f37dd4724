//! `/v1/summaries`: the answers of all layers at once are those of each, for whoever asks.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use system_tests::program::{Server, city, diaban_succeeds, token};

/// A lot and who it is of.
const LOTS: &str =
    r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[107.1,10.3]},"properties":{"so":"1","chu":"Lan"}}"#;

async fn asked(server: &Server, token: &str, path: &str) -> Result<(u16, Value)> {
    let request = server.get(path).header("accept-language", "en");
    let request = if token.is_empty() { request } else { request.bearer_auth(token) };
    let answer = request.send().await?;
    Ok((answer.status().as_u16(), answer.json().await.unwrap_or_default()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn summaries_of_all_layers_are_those_of_each() -> Result<()> {
    let (folder, store) = city();
    let [file, mapping] = ["lots.geojson", "lots.toml"].map(|name| folder.path().join(name));
    std::fs::write(&file, LOTS)?;
    std::fs::write(&mapping, "class_field = \"chu\"\n")?;
    let paths = [&file, &store, &mapping].map(|path| path.to_str().unwrap_or_default());
    let [from, into, by] = paths;
    let words = ["import", from, "--into", into, "--layer", "lots", "--private-field", "chu", "--mapping", by];
    diaban_succeeds(words);
    let mai = token(&store, "mai", "admin");
    let server = Server::start(&store);
    let ([layer, secret], [other, open]) = (["lots", "chu"], ["lots", "so"]);
    for token in ["", &mai] {
        let (status, all) = asked(&server, token, "/v1/summaries").await?;
        let told = all["summaries"].as_array().context("a list")?;
        ensure!(status == 200 && told.len() >= 2 && all["left_out"] == 0, "{status} {all}");
        ensure!(told.iter().all(|one| one["layer"] != "lots"), "a hidden field is nobody's class: {all}");
        for summary in told {
            let (layer, field) =
                (summary["layer"].as_str().unwrap_or_default(), summary["field"].as_str().unwrap_or_default());
            let (_, one) = asked(&server, token, &format!("/v1/layers/{layer}/fields/{field}/summary")).await?;
            ensure!(one == *summary, "{one} {summary}");
        }
        let (status, named) =
            asked(&server, token, &format!("/v1/summaries?of={other}/{open}&of={layer}/{secret}")).await?;
        if token.is_empty() {
            ensure!(status == 404, "{named}");
        } else {
            let fields: Vec<&Value> =
                named["summaries"].as_array().into_iter().flatten().map(|one| &one["field"]).collect();
            ensure!(status == 200 && fields == [open, secret], "{named}");
        }
    }
    for (query, status) in [
        ("of=roads/x".to_owned(), 404),
        ("of=".to_owned(), 404),
        (format!("of={other}"), 404),
        (vec![format!("of={other}/{open}"); 65].join("&"), 422),
        ("fields=x".to_owned(), 400),
    ] {
        let (found, problem) = asked(&server, "", &format!("/v1/summaries?{query}")).await?;
        ensure!(
            found == status && problem["detail"].as_str().is_some_and(|said| said.contains(' ')),
            "{query}: {problem}"
        );
    }
    Ok(())
}
