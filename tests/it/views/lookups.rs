//! Looking up what a city has by everyday words: parks and schools, parcels in either order, an identifier with the words before it.

use serde_json::{Value, json};
use system_tests::program::{Server, city_of, token};

async fn search(server: &Server, asked: &str) -> Value {
    let asked: String = asked.bytes().map(|byte| format!("%{byte:02X}")).collect();
    server.json(&format!("/v1/search?limit=50&q={asked}")).await
}

fn results(answer: &Value) -> &[Value] {
    answer["results"].as_array().map_or(&[], Vec::as_slice)
}

#[tokio::test]
async fn a_park_is_found_by_what_it_is_the_nearest_in_force_first() {
    let (_folder, store) = city_of(1000);
    let server = Server::start(&store);
    for (asked, function) in
        [("cây xanh", "Cây xanh"), ("công viên", "Cây xanh"), ("cong vien", "Cây xanh"), ("park", "Cây xanh")]
    {
        let answer = search(&server, asked).await;
        assert_eq!(answer["readings"][0]["as"], "function", "{asked}: {answer}");
        let zones: Vec<&Value> = results(&answer).iter().filter(|found| found["kind"] == "zone").collect();
        assert!(zones.len() > 1, "each of them is a place: {answer}");
        assert!(zones[0]["title"].as_str().is_some_and(|title| title.starts_with(function)), "{asked}: {answer}");
        let over = |zone: &&&Value| ["replaced", "expired", "annulled"].iter().any(|state| zone["state"] == *state);
        let first_over = zones.iter().position(|zone| over(&zone)).unwrap_or(zones.len());
        assert!(zones[first_over..].iter().all(|zone| over(&zone)), "what is over comes last: {answer}");
    }
}

#[tokio::test]
async fn two_numbers_are_a_sheet_and_a_parcel_in_either_order_and_it_is_said_which() {
    let (_folder, store) = city_of(300);
    let editor = token(&store, "binh", "editor");
    let server = Server::start(&store);
    number(&server, &editor, 7, (77001, 88002)).await;
    for asked in ["77001/88002", "88002/77001", "88002 (77001)", "88002(77001)"] {
        let answer = search(&server, asked).await;
        assert_eq!(results(&answer)[0]["id"], 7, "{asked}: {answer}");
        assert_eq!(answer["readings"][0]["text"], "Tờ 77001, thửa 88002", "{asked}: {answer}");
        assert_eq!(results(&answer).len(), 1, "{asked}: {answer}");
    }
    number(&server, &editor, 9, (7701, 8802)).await;
    for asked in ["8802 tờ 7701", "số 8802 tờ 7701", "thửa 8802 tờ 7701", "tờ 7701 số 8802"] {
        let answer = search(&server, asked).await;
        assert_eq!(results(&answer)[0]["id"], 9, "{asked}: {answer}");
        assert_eq!(answer["readings"][0]["text"], "Tờ 7701, thửa 8802", "{asked}: {answer}");
    }
    number(&server, &editor, 8, (88002, 77001)).await;
    let both = search(&server, "77001/88002").await;
    let ids: Vec<&Value> = results(&both).iter().map(|found| &found["id"]).collect();
    assert_eq!(ids, [&json!(7), &json!(8)], "{both}");
    assert_eq!(both["readings"][1]["text"], "Tờ 88002, thửa 77001", "{both}");
}

/// Gives a parcel another sheet and number.
pub(super) async fn number(server: &Server, editor: &str, id: u64, (sheet, number): (u32, u32)) {
    let path = format!("/collections/parcels/items/{id}");
    let shown = server.get(&path).send().await.expect("an answer");
    let edit = server
        .ask(reqwest::Method::PATCH, &path)
        .bearer_auth(editor)
        .header("if-match", shown.headers()["etag"].clone())
        .header("content-type", "application/merge-patch+json")
        .body(json!({ "properties": { "so_to": sheet, "so_thua": number } }).to_string());
    assert_eq!(edit.send().await.expect("an answer").status(), 200);
}
