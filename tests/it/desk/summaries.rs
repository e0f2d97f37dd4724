//! `/v1/summaries`: the answers of all layers at once are those of each, for whoever asks.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use system_tests::program::{Server, city, token};

async fn asked(server: &Server, token: &str, path: &str) -> Result<(u16, Value)> {
    let request = server.get(path).header("accept-language", "en");
    let request = if token.is_empty() { request } else { request.bearer_auth(token) };
    let answer = request.send().await?;
    Ok((answer.status().as_u16(), answer.json().await.unwrap_or_default()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn summaries_of_all_layers_are_those_of_each() -> Result<()> {
    let (_folder, store) = city();
    let mai = token(&store, "mai", "admin");
    let server = Server::start(&store);
    let (_, desk) = asked(&server, &mai, "/v1/desk").await?;
    let hidden = |wanted: bool| {
        let layers = desk["layers"].as_array().into_iter().flatten();
        let fields = |layer: &Value| layer["fields"].as_array().cloned().unwrap_or_default();
        let of = layers.filter(|layer| layer["published"] == true).flat_map(move |layer| {
            let name = layer["name"].as_str().unwrap_or_default().to_owned();
            fields(layer).into_iter().map(move |field| (name.clone(), field))
        });
        let mut of = of.filter(|(_, field)| field["private"] == wanted);
        of.find_map(|(layer, field)| Some((layer, field["name"].as_str()?.to_owned())))
    };
    let (layer, secret) = hidden(true).context("the sample hides a field")?;
    let (other, open) = hidden(false).context("and shows one")?;
    for token in ["", &mai] {
        let (status, all) = asked(&server, token, "/v1/summaries").await?;
        let told = all["summaries"].as_array().context("a list")?;
        ensure!(status == 200 && told.len() >= 3 && all["left_out"] == 0, "{status} {all}");
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
            ensure!(!all.to_string().contains(&secret), "{all}");
        } else {
            let fields: Vec<&Value> =
                named["summaries"].as_array().into_iter().flatten().map(|one| &one["field"]).collect();
            ensure!(status == 200 && fields == [open.as_str(), secret.as_str()], "{named}");
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
