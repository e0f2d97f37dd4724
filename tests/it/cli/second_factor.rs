//! `diaban user second-factor`, and signing in with it: from the QR code at the terminal to a session on each of two servers.

use std::path::Path;

use anyhow::{Context, Result};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use spatial_core::store::private::Deed;
use spatial_core::store::{PostgisAddress, Store, StoreAddress};
use system_tests::authenticator::Authenticator;
use system_tests::cluster::Cluster;
use system_tests::program::{Server, add_user, city, diaban, diaban_succeeds, token_of};

const PASSWORD: &str = "một mật khẩu dài";

/// Gives `lan` a second factor: the address, and the drawing after it.
fn second_factor(store: &str) -> (String, String) {
    let printed = diaban_succeeds(["user", "second-factor", store, "lan"]);
    let (address, drawing) = printed.split_once('\n').expect("the address has a line of its own");
    (address.to_owned(), drawing.to_owned())
}

async fn sign_in(server: &Server, password: &str, code: Option<&str>) -> Result<Response> {
    let mut body = json!({ "name": "lan", "password": password });
    if let Some(code) = code {
        body["code"] = json!(code);
    }
    Ok(server.ask(Method::POST, "/v1/session").json(&body).send().await?)
}

/// Status and what happened.
async fn told(answer: Response) -> Result<(u16, String)> {
    let status = answer.status().as_u16();
    let problem: Value = answer.json().await?;
    Ok((status, problem["type"].as_str().unwrap_or_default().trim_start_matches("urn:diaban:problem-").to_owned()))
}

fn refused(what: &str) -> (u16, String) {
    (401, what.to_owned())
}

#[tokio::test]
async fn a_code_counts_once_on_all_servers_of_a_file() -> Result<()> {
    let (_folder, store) = city();
    let path = store.to_str().context("the path is text")?;
    a_code_counts_once(path, StoreAddress::Gpkg(store.clone())).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_counts_once_on_all_servers_of_a_database() -> Result<()> {
    let database = Cluster::shared().database();
    let address = StoreAddress::Postgis(PostgisAddress::parse(&database.url())?);
    drop(Store::open(&address, true).await?);
    a_code_counts_once(&database.url(), address).await
}

async fn a_code_counts_once(store: &str, address: StoreAddress) -> Result<()> {
    add_user(store, "lan", "editor", PASSWORD);
    let environment = [("RUST_LOG", "debug")];
    let (one, other) = (Server::start_with(store, &environment), Server::start_with(store, &environment));
    let session = sign_in(&one, PASSWORD, None).await?;
    assert_eq!(session.status(), 200, "without a factor the password is enough");
    let token = token_of(store, "lan");

    let (otpauth, drawing) = second_factor(store);
    assert!(otpauth.starts_with("otpauth://totp/diaban:lan?secret=") && otpauth.ends_with("&issuer=diaban"));
    assert!(drawing.lines().count() > 20 && drawing.contains('█') && drawing.contains('▄'), "{drawing}");
    let lan = Authenticator::of(&otpauth);
    assert_eq!(told(sign_in(&one, "a wrong password", None).await?).await?, refused("sign-in-wrong"));
    assert_eq!(told(sign_in(&one, PASSWORD, None).await?).await?, refused("code-needed"));
    let step = Authenticator::now();
    let code = lan.code(step);
    assert_eq!(sign_in(&one, PASSWORD, Some(&code)).await?.status(), 200);
    assert_eq!(told(sign_in(&other, PASSWORD, Some(&code)).await?).await?, refused("code-wrong"), "it was used");
    assert_eq!(sign_in(&other, PASSWORD, Some(&lan.code(step + 1))).await?.status(), 200, "the next is a new one");
    assert_eq!(told(sign_in(&one, PASSWORD, Some(&code)).await?).await?, refused("code-wrong"), "nor an earlier one");
    let with_token = one.get("/v1/session").bearer_auth(&token).send().await?;
    assert_eq!(with_token.json::<Value>().await?["name"], "lan", "a program's token needs no code");

    let secret = otpauth.split(['=', '&']).nth(1).context("the address has a secret")?.to_owned();
    let log = Store::open(&address, false).await?.private().audit(100).await?;
    let failed = log.iter().filter(|entry| entry.deed == Deed::SignInFailed);
    assert_eq!(failed.map(|entry| entry.detail.as_deref()).collect::<Vec<_>>(), [None, Some("code"), Some("code")]);
    for entry in &log {
        assert!(!format!("{entry:?}").contains(&secret), "{entry:?}");
    }
    for server in [one, other] {
        server.terminate();
        let log = server.log_when_stopped();
        assert!(!log.contains(&secret) && !log.contains(&format!("\"{code}\"")) && !log.contains(PASSWORD), "{log}");
    }
    Ok(())
}

#[tokio::test]
async fn a_second_factor_is_listed_replaced_and_taken_away() -> Result<()> {
    let (_folder, store) = city();
    let path = store.to_str().context("the path is text")?;
    add_user(&store, "lan", "viewer", PASSWORD);
    diaban_succeeds(["user", "grant", path, "lan", "water.close"]);
    let listed = || {
        let listed = diaban_succeeds(["user", "list", path]);
        listed.trim_end_matches('\n').split('\t').skip(3).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(listed(), ["", "water.close"]);
    let none = diaban(["user", "second-factor", path, "lan", "--off"]);
    let said = String::from_utf8_lossy(&none.stderr).into_owned();
    assert!(none.status.code() == Some(1) && said.contains("lan has no second factor"), "{said}");
    let nobody = diaban(["user", "second-factor", path, "minh"]);
    assert!(nobody.status.code() == Some(1) && nobody.stdout.is_empty(), "no secret for nobody");

    let (first, second) = (second_factor(path).0, second_factor(path).0);
    assert_ne!(first, second);
    assert_eq!(listed(), ["second-factor", "water.close"]);
    let server = Server::start(&store);
    let step = Authenticator::now();
    let former = sign_in(&server, PASSWORD, Some(&Authenticator::of(&first).code(step))).await?;
    assert_eq!(told(former).await?, refused("code-wrong"));
    let signed_in = sign_in(&server, PASSWORD, Some(&Authenticator::of(&second).code(step))).await?;
    assert_eq!(signed_in.status(), 200);

    diaban_succeeds(["user", "second-factor", path, "lan", "--off"]);
    assert_eq!(listed(), ["", "water.close"]);
    assert_eq!(sign_in(&server, PASSWORD, None).await?.status(), 200);
    second_factor(path);
    diaban_succeeds(["user", "remove", path, "lan"]);
    add_user(&store, "lan", "viewer", PASSWORD);
    assert_eq!(sign_in(&server, PASSWORD, None).await?.status(), 200, "who was removed and came back has none");

    let log = Store::open(&StoreAddress::Gpkg(Path::new(path).to_owned()), false).await?.private().audit(100).await?;
    let told: Vec<Deed> = log
        .iter()
        .filter(|entry| matches!(entry.deed, Deed::FactorSet | Deed::FactorRemoved))
        .map(|entry| {
            assert!(entry.who.ends_with("(diaban user)"), "{}", entry.who);
            assert_eq!(
                (entry.subject.as_ref().map(ToString::to_string).as_deref(), &entry.detail),
                (Some("lan"), &None)
            );
            entry.deed
        })
        .collect();
    assert_eq!(told, [Deed::FactorSet, Deed::FactorSet, Deed::FactorRemoved, Deed::FactorSet]);
    Ok(())
}
