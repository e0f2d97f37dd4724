//! `diaban user`: people in, listed, out; what is typed wrong is told, and passwords stay out of sight.

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use anyhow::{Context, Result};
use spatial_core::store::private::Deed;
use spatial_core::store::{Store, StoreAddress};
use system_tests::program::{add_user, city, command, diaban, diaban_succeeds, token_of, told};

const PASSWORD: &str = "một mật khẩu dài";

#[tokio::test]
async fn people_are_taken_in_listed_and_removed() -> Result<()> {
    let (folder, store) = city();
    let path = store.to_str().context("the path is text")?;
    assert_eq!(diaban_succeeds(["user", "list", path]), "");
    add_user(&store, "lan", "editor", PASSWORD);
    add_user(&store, "an", "viewer", PASSWORD);
    let listed = diaban_succeeds(["user", "list", path]);
    let lines: Vec<Vec<&str>> = listed.lines().map(|line| line.split('\t').take(2).collect()).collect();
    assert_eq!(lines, [["an", "viewer"], ["lan", "editor"]]);

    let (one, other) = (token_of(&store, "lan"), token_of(&store, "lan"));
    assert!(one != other && one.starts_with("diaban_") && one.len() == 71, "{one}");
    let removed = diaban_succeeds(["user", "remove", path, "lan"]);
    assert!(removed.contains("lan"), "{removed}");
    assert_eq!(diaban_succeeds(["user", "list", path]).lines().count(), 1);

    let private = folder.path().join("city.private.gpkg");
    assert_eq!(private.metadata()?.permissions().mode() & 0o777, 0o600);
    let bytes = std::fs::read(&private)?;
    for secret in [PASSWORD, &one, &other] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "only hashes are kept");
    }
    let audit = Store::open(&StoreAddress::Gpkg(store), false).await?.private().audit(100).await?;
    let deeds: Vec<_> =
        audit.iter().map(|entry| (entry.deed, entry.subject.as_ref().map(ToString::to_string))).collect();
    let about = |deed, name: &str| (deed, Some(name.to_owned()));
    let issued = about(Deed::TokenIssued, "lan");
    let added = [about(Deed::UserAdded, "lan"), about(Deed::UserAdded, "an")];
    assert_eq!(deeds, [added.as_slice(), &[issued.clone(), issued, about(Deed::UserRemoved, "lan")]].concat());
    Ok(())
}

#[tokio::test]
async fn powers_are_given_listed_and_taken_back() -> Result<()> {
    let (_folder, store) = city();
    let path = store.to_str().context("the path is text")?;
    add_user(&store, "lan", "viewer", PASSWORD);
    let change = |deed: &str, grants: &[&str]| diaban([&["user", deed, path, "lan"], grants].concat());
    let held = || diaban_succeeds(["user", "list", path]).trim_end_matches('\n').rsplit('\t').next().map(str::to_owned);
    assert_eq!(held().as_deref(), Some(""));
    let given = change("grant", &["water.close", "planning.draft@26506"]);
    assert!(given.status.success());
    let said = [given.stdout, given.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("Neither a layer of this store nor this program asks for water.close"), "{said}");
    let slip = change("grant", &["planning.publsh", "planning.publish", "network.operate"]);
    let said = String::from_utf8_lossy(&slip.stderr).into_owned();
    assert!(slip.status.success() && said.contains("asks for planning.publsh"), "{said}");
    assert_eq!(said.matches("asks for").count(), 1, "what a part of the server asks for is no slip: {said}");
    assert!(change("revoke", &["planning.publsh", "planning.publish", "network.operate"]).status.success());
    assert_eq!(held().as_deref(), Some("planning.draft@26506 water.close"));
    for (deed, grants, code, words) in [
        ("grant", "planning", 2, "SUBJECT.POWER@COMMUNE"),
        ("grant", "staff", 2, "need not be granted"),
        ("revoke", "planning.draft", 1, "does not hold planning.draft"),
        ("grant", "x.y'); DROP TABLE diaban_user; --", 2, "is no grant"),
    ] {
        let refused = change(deed, &[grants]);
        let said = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(code), "{grants}: {said}");
        assert!(said.contains(words), "{grants}: {said}");
    }
    assert!(change("revoke", &["water.close", "planning.draft@26506"]).status.success());
    assert_eq!(held().as_deref(), Some(""));
    assert_eq!(diaban(["user", "grant", path, "minh", "water.close"]).status.code(), Some(1));
    let audit = Store::open(&StoreAddress::Gpkg(store.clone()), false).await?.private().audit(100).await?;
    let told = audit.iter().filter(|line| line.deed == Deed::GrantsChanged).map(|line| {
        assert_eq!(line.subject.as_ref().map(ToString::to_string).as_deref(), Some("lan"));
        assert!(line.who.ends_with("(diaban user)"), "{}", line.who);
        line.detail.clone().unwrap_or_default()
    });
    let told: Vec<String> = told.collect();
    let slips =
        ["+planning.publsh +planning.publish +network.operate", "-planning.publsh -planning.publish -network.operate"];
    assert_eq!(told, ["+water.close +planning.draft@26506", slips[0], slips[1], "-water.close -planning.draft@26506"]);
    Ok(())
}

#[test]
fn what_cannot_be_is_told_and_changes_nothing() {
    let (folder, store) = city();
    let path = store.to_str().expect("the path is text");
    add_user(&store, "lan", "editor", PASSWORD);
    for (name, role, typed, code, words) in [
        ("minh", "viewer", "tiny pass", 1, "12 characters"),
        ("minh", "viewer", "", 1, "12 characters"),
        ("lan", "viewer", PASSWORD, 1, "already"),
        ("minh", "king", PASSWORD, 2, "viewer, editor, admin"),
        ("Minh", "viewer", PASSWORD, 2, "small letters"),
        ("x'); DROP TABLE diaban_user; --", "viewer", PASSWORD, 2, "small letters"),
    ] {
        let output = told(command().args(["user", "add", path, name, "--role", role]), typed);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{name}: {said}");
        assert!(said.contains(words), "{name}: {said}");
        assert!(typed.is_empty() || !said.contains(typed), "what was typed is not repeated: {said}");
    }
    for (arguments, words) in
        [(["user", "remove", path, "minh"], "no user minh"), (["user", "token", path, "minh"], "no user minh")]
    {
        let output = diaban(arguments);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains(words));
    }
    let missing = folder.path().join("missing.gpkg");
    let output = diaban(["user".as_ref(), "list".as_ref(), missing.as_os_str()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.path().join("missing.private.gpkg").exists());
    assert_eq!(diaban_succeeds(["user", "list", path]).lines().count(), 1);
}

#[test]
fn a_layer_is_not_hidden_for_a_power_nothing_else_asks_for_and_nobody_holds() {
    let (_folder, store) = city();
    let path = store.to_str().expect("the path is text");
    let layers = diaban_succeeds(["layer", "list", path]);
    let layer = layers.split('\t').next().expect("there is a layer");
    let hide = |power: &str| diaban(["layer", "hide", path, layer, "--for", power]);
    for (power, meant) in [("planning.publsh", "“planning.publish”"), ("water.veiw", "diaban user grant")] {
        let refused = hide(power);
        let said = String::from_utf8_lossy(&refused.stderr);
        assert_eq!((refused.status.code(), said.contains(meant)), (Some(1), true), "{power}: {said}");
        assert_eq!(diaban_succeeds(["layer", "list", path]), layers, "it is as public as it was");
    }
    add_user(&store, "lan", "viewer", PASSWORD);
    diaban_succeeds(["user", "grant", path, "lan", "water.view"]);
    let refused = hide("water.veiw");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("“water.view”"), "what somebody holds is known");
    for power in ["planning.publish", "water.view", "staff"] {
        let hidden = hide(power);
        assert!(hidden.status.success(), "{power}: {}", String::from_utf8_lossy(&hidden.stderr));
    }
}

#[tokio::test]
async fn the_audit_log_names_the_account_that_runs_the_program_whatever_the_environment_says() -> Result<()> {
    let (folder, store) = city();
    let path = store.to_str().context("the path is text")?;
    add_user(&store, "lan", "viewer", PASSWORD);
    let grant = |user: Option<&str>| {
        let mut program = command();
        program.env_remove("LOGNAME").args(["user", "grant", path, "lan", "planning.publish"]);
        match user {
            Some(user) => program.env("USER", user),
            None => program.env_remove("USER"),
        };
        program.output()
    };
    for user in [None, Some(""), Some("somebody-else")] {
        assert!(grant(user)?.status.success(), "{user:?}");
    }
    let owner = folder.path().metadata()?.uid();
    let passwd = std::fs::read_to_string("/etc/passwd")?;
    let of_owner = |line: &&str| line.split(':').nth(2) == Some(owner.to_string().as_str());
    let name = passwd.lines().find(of_owner).and_then(|line| line.split(':').next());
    let expected = format!("{} (diaban user)", name.map_or_else(|| format!("uid {owner}"), str::to_owned));
    let audit = Store::open(&StoreAddress::Gpkg(store.clone()), false).await?.private().audit(100).await?;
    assert!(!audit.is_empty() && audit.iter().all(|line| line.who == expected), "{expected}: {audit:?}");
    let log = diaban(["user", "log", path]);
    assert_eq!(String::from_utf8_lossy(&log.stdout).lines().count(), audit.len(), "programs read lines and no heads");
    assert!(String::from_utf8_lossy(&log.stderr).contains("Columns: time, who"));
    Ok(())
}
