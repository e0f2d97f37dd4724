//! One kind of bad clients at a time, at the limits a server has by itself: what one address does makes no other wait, and does not lock
//! out those who share it.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use futures_util::future::try_join_all;
use reqwest::{Client, Method};
use system_tests::crowd::{Crowd, Kind};
use system_tests::program::{Server, add_user, city, token, web};

use crate::{GOOD, PATIENCE, alone, asked, is_fair};

/// Where the bad ones are.
const BAD: &str = "127.0.0.2";
const PASSWORD: &str = "đúng mật khẩu rồi";

/// Returns when a counter has come so far.
async fn counted(server: &Server, name: &str, least: u64) -> Result<()> {
    let counts = async {
        while server.count(name).await < least {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, counts).await.with_context(|| format!("{name} does not reach {least}"))
}

#[tokio::test]
async fn eleven_hundred_slow_connections_from_one_address_make_no_other_wait() -> Result<()> {
    let _machine = alone().await?;
    let (_folder, store) = city();
    let server = Server::start(&store);
    let quiet = asked(&server, 5).await?;
    let _crowd = Crowd::at(&server.address)?.with(Kind::SlowAsking, 1100, |_| BAD.to_owned());
    // It has room for 256 of them: all have come, and the others were sent away.
    counted(&server, "diaban_connections_turned_away_total", 1100 - 256).await?;
    is_fair(95, &quiet, &asked(&server, 10).await?)
}

#[tokio::test]
async fn slow_connections_that_a_proxy_brings_make_no_other_wait() -> Result<()> {
    let _machine = alone().await?;
    let (_folder, store) = city();
    let server = Server::start(&store);
    let quiet = asked(&server, 5).await?;
    // Its own limit is lifted, so they fill all the room there is.
    let _crowd = Crowd::at(&server.address)?.with(Kind::SlowAsking, 1100, |_| "127.0.0.1".to_owned());
    counted(&server, "diaban_connections_turned_away_total", 1).await?;
    is_fair(95, &quiet, &asked(&server, 10).await?)
}

#[tokio::test]
async fn listeners_from_one_address_make_no_other_wait_and_leave_room_for_others() -> Result<()> {
    let _machine = alone().await?;
    let (_folder, store) = city();
    let server = Server::start(&store);
    let quiet = asked(&server, 5).await?;
    let changes = format!("{}/v1/changes", server.address);
    let bad = from(BAD)?;
    let heard = try_join_all((0..256).map(|_| bad.get(&changes).send())).await?;
    let listening = heard.iter().filter(|answer| answer.status() == 200).count();
    assert_eq!(listening, 64, "one address has its share");
    assert!(heard.iter().all(|answer| [200, 429].contains(&answer.status().as_u16())), "the others are told so");
    is_fair(95, &quiet, &asked(&server, 10).await?)?;
    assert_eq!(from(GOOD)?.get(&changes).send().await?.status(), 200, "others listen");
    Ok(())
}

/// Somebody at an address.
fn from(address: &str) -> Result<Client> {
    Ok(web().local_address(address.parse::<IpAddr>()?).timeout(PATIENCE).build()?)
}

/// How long each token that was never shown before takes to be known; each must be.
async fn shown(server: &Server, client: &Client, tokens: &[String]) -> Result<Vec<Duration>> {
    let mut took = Vec::new();
    for token in tokens {
        let begun = Instant::now();
        let answer = client.get(format!("{}/collections", server.address)).bearer_auth(token).send().await?;
        took.push(begun.elapsed());
        ensure!(answer.status() == 200, "{}: {}", answer.status(), answer.text().await?);
    }
    Ok(took)
}

#[tokio::test]
async fn junk_tokens_do_not_lock_out_good_ones_of_the_same_address() -> Result<()> {
    let _machine = alone().await?;
    let (_folder, store) = city();
    let tokens: Vec<String> = (0..120).map(|number| token(&store, &format!("an-{number}"), "viewer")).collect();
    let server = Server::start(&store);
    let client = from(BAD)?;
    let (before, among) = tokens.split_at(40);
    let quiet = shown(&server, &client, before).await?;
    let _crowd = Crowd::at(&server.address)?.with(Kind::JunkTokens, 125, |_| BAD.to_owned());
    counted(&server, "diaban_tries_limited_total", 100).await?;
    is_fair(95, &quiet, &shown(&server, &client, among).await?)?;
    // Those that are known, too.
    is_fair(95, &quiet, &shown(&server, &client, &tokens).await?)
}

/// How long so many sign-ins take, each of which must succeed.
async fn signed_in(server: &Server, client: &Client, times: usize) -> Result<Vec<Duration>> {
    let mut took = Vec::new();
    for _ in 0..times {
        let begun = Instant::now();
        let status = sign_in(server, client).await?;
        took.push(begun.elapsed());
        ensure!(status == 200, "{status}");
    }
    Ok(took)
}

async fn sign_in(server: &Server, client: &Client) -> Result<u16> {
    let body = serde_json::json!({ "name": "bench", "password": PASSWORD });
    let asked = client.request(Method::POST, format!("{}/v1/session", server.address));
    Ok(asked.json(&body).send().await?.status().as_u16())
}

#[tokio::test]
async fn wrong_passwords_from_many_addresses_do_not_lock_out_the_right_one() -> Result<()> {
    let _machine = alone().await?;
    let (_folder, store) = city();
    add_user(&store, "bench", "viewer", PASSWORD);
    let server = Server::start(&store);
    let home = from(GOOD)?;
    let quiet = signed_in(&server, &home, 20).await?;
    let _crowd = Crowd::at(&server.address)?.with(Kind::WrongPasswords, 125, |_| String::new());
    // More than a name may be tried from everywhere.
    counted(&server, r#"diaban_sign_ins_total{outcome="failed"}"#, 60).await?;
    is_fair(95, &quiet, &signed_in(&server, &home, 40).await?)?;
    // From elsewhere it takes its turn among those who guess, and comes in.
    let stranger = from("127.0.0.7")?;
    let comes_in = async {
        while sign_in(&server, &stranger).await? != 200 {
            tokio::task::yield_now().await;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(PATIENCE, comes_in).await.context("who knows the password comes in")?
}
