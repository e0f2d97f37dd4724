//! What every store's private side promises: users, tokens and the audit log; and how the file beside a GeoPackage lies there. `lines`: what the
//! log says of commits.

mod lines;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use spatial_core::layer::{FeatureId, Grant, Revision};
use spatial_core::store::private::{
    AuditEntry, Bearer, Contact, Deed, FactorSecret, GrantChange, MOST_GRANTS, NewUser, PasswordHash, PendingAudit,
    PrivateStore, Role, Token, TokenDigest, TokenKind, UserName,
};
use spatial_core::store::{Store, StoreAddress, StoreError};

use crate::store::contract::{name as layer_name, on_every_store};

on_every_store! {
    a_user_is_found_by_name_until_removed
    a_removed_name_stays_with_its_person
    a_token_stands_for_its_user_until_it_ends
    a_removed_user_has_no_tokens
    powers_are_held_until_they_are_taken_away
    a_second_factor_is_kept_until_it_is_taken_away
    a_code_counts_once
    a_contact_is_found_by_its_receipt_until_it_is_forgotten
    a_token_needs_its_user
    the_audit_log_keeps_what_happened_in_order
    an_empty_private_side_knows_nobody
}

/// Milliseconds are kept, nothing finer.
fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(1_795_293_293_007) + Duration::from_secs(seconds)
}

fn user_name(text: &str) -> UserName {
    UserName::parse(text).expect("tests name users well")
}

fn lan(role: Role) -> NewUser {
    let hash = PasswordHash::new("$argon2id$v=19$'; DROP TABLE diaban_user; --".to_owned());
    NewUser { name: user_name("lan"), hash, role, grants: Vec::new(), created: at(0) }
}

fn token(byte: u8, user: &str, kind: TokenKind) -> Token {
    Token { digest: TokenDigest([byte; 32]), kind, user: user_name(user), created: at(0), expires: at(100) }
}

async fn whose(private: &PrivateStore, byte: u8, when: SystemTime) -> Result<Option<Bearer>, StoreError> {
    private.bearer(&TokenDigest([byte; 32]), when).await
}

async fn a_user_is_found_by_name_until_removed(store: Store) -> Result<()> {
    let private = store.private();
    private.add_user(lan(Role::Editor)).await?;
    let (user, hash) = private.user(&user_name("lan")).await?.context("she is there")?;
    assert_eq!((user.role, user.created, user.disabled), (Role::Editor, at(0), None));
    assert_eq!(hash, lan(Role::Editor).hash);
    assert!(matches!(private.add_user(lan(Role::Admin)).await, Err(StoreError::UserExists { .. })));
    assert!(private.user(&user_name("minh")).await?.is_none());

    private.remove_user(&user_name("lan"), at(5)).await?;
    assert!(private.user(&user_name("lan")).await?.is_none());
    let again = private.remove_user(&user_name("lan"), at(6)).await;
    assert!(matches!(again, Err(StoreError::UserNotFound { .. })), "{again:?}");
    Ok(())
}

async fn a_removed_name_stays_with_its_person(store: Store) -> Result<()> {
    let private = store.private();
    private.add_user(lan(Role::Viewer)).await?;
    private.add_user(NewUser { name: user_name("an-2"), ..lan(Role::Admin) }).await?;
    private.remove_user(&user_name("lan"), at(5)).await?;
    let listed = |users: Vec<spatial_core::store::private::User>| -> Vec<_> {
        users.into_iter().map(|user| (user.name.to_string(), user.role, user.created, user.disabled)).collect()
    };
    let removed = ("lan".to_owned(), Role::Viewer, at(0), Some(at(5)));
    assert_eq!(listed(private.users().await?), [("an-2".to_owned(), Role::Admin, at(0), None), removed]);

    private.add_user(NewUser { created: at(9), ..lan(Role::Editor) }).await?;
    assert_eq!(listed(private.users().await?)[1], ("lan".to_owned(), Role::Editor, at(0), None));
    Ok(())
}

async fn a_token_stands_for_its_user_until_it_ends(store: Store) -> Result<()> {
    let private = store.private();
    private.add_user(lan(Role::Editor)).await?;
    private.add_token(token(1, "lan", TokenKind::Bearer)).await?;
    private.add_token(token(2, "lan", TokenKind::Session)).await?;
    let lans =
        |kind| Some(Bearer { user: user_name("lan"), role: Role::Editor, grants: Vec::new(), kind, expires: at(100) });
    assert_eq!(whose(&private, 1, at(99)).await?, lans(TokenKind::Bearer));
    assert_eq!(whose(&private, 2, at(1)).await?, lans(TokenKind::Session));
    assert_eq!(whose(&private, 3, at(1)).await?, None);
    assert_eq!(whose(&private, 1, at(100)).await?, None, "it has ended");

    private.end_token(&TokenDigest([2; 32])).await?;
    private.end_token(&TokenDigest([2; 32])).await?;
    assert_eq!(whose(&private, 2, at(1)).await?, None);
    assert_eq!(whose(&private, 1, at(1)).await?, lans(TokenKind::Bearer));
    Ok(())
}

async fn a_removed_user_has_no_tokens(store: Store) -> Result<()> {
    let private = store.private();
    private.add_user(lan(Role::Editor)).await?;
    private.add_token(token(1, "lan", TokenKind::Bearer)).await?;
    private.remove_user(&user_name("lan"), at(5)).await?;
    assert_eq!(whose(&private, 1, at(6)).await?, None);
    private.add_user(lan(Role::Editor)).await?;
    assert_eq!(whose(&private, 1, at(6)).await?, None, "former tokens do not come back");
    Ok(())
}

async fn a_contact_is_found_by_its_receipt_until_it_is_forgotten(store: Store) -> Result<()> {
    let private = store.private();
    let [one, other, none] = [1, 2, 3].map(|byte| TokenDigest([byte; 32]));
    assert_eq!(private.contacts(&[one]).await?, []);
    let contact = |name: &str| Contact { name: Some(name.to_owned()), ..Contact::default() };
    private.keep_contact(&one, contact("Lê Văn Một"), at(1)).await?;
    let whole =
        Contact { phone: Some("0912'; --".to_owned()), email: Some("hai@example.vn".to_owned()), ..contact("Hai") };
    private.keep_contact(&other, whole.clone(), at(2)).await?;
    assert!(private.keep_contact(&one, contact("Ai khác"), at(3)).await.is_err(), "a receipt is one person's");
    let mut found = private.contacts(&[other, none, one]).await?;
    found.sort_by_key(|(receipt, _)| receipt.0);
    assert_eq!(found, [(one, contact("Lê Văn Một")), (other, whole.clone())]);
    private.forget_contact(&one).await?;
    private.forget_contact(&one).await?;
    assert_eq!(private.contacts(&[one, other]).await?, [(other, whole)]);
    Ok(())
}

async fn powers_are_held_until_they_are_taken_away(store: Store) -> Result<()> {
    let private = store.private();
    let grants = |words: &str| words.split_whitespace().filter_map(Grant::parse).collect::<Vec<_>>();
    private.add_user(NewUser { grants: grants("planning.draft@26506"), ..lan(Role::Viewer) }).await?;
    private.add_token(token(1, "lan", TokenKind::Bearer)).await?;
    let held = async || -> Result<Vec<Vec<Grant>>> {
        let (user, _) = private.user(&user_name("lan")).await?.context("she is there")?;
        let bearer = whose(&private, 1, at(1)).await?.context("her token is good")?;
        Ok(vec![user.grants, bearer.grants, private.users().await?.swap_remove(0).grants])
    };
    assert_eq!(held().await?, [(); 3].map(|()| grants("planning.draft@26506")));
    let change = async |given: &str, taken: &str| {
        let change = GrantChange { user: user_name("lan"), given: grants(given), taken: grants(taken) };
        private
            .change_grants(change, AuditEntry { who: "admin".to_owned(), ..pending(Deed::GrantsChanged, None).entry })
            .await
    };
    assert_eq!(
        change("water.close planning.draft", "planning.draft@26506").await?,
        grants("planning.draft water.close")
    );
    assert_eq!(held().await?, [(); 3].map(|()| grants("planning.draft water.close")));
    let refused = change("water.open", "planning.draft@26506").await;
    assert!(matches!(refused, Err(StoreError::GrantNotHeld { .. })), "{refused:?}");
    let many: Vec<String> = (0..=MOST_GRANTS).map(|at| format!("water.close@{at}")).collect();
    let refused = change(&many.join(" "), "").await;
    assert!(matches!(refused, Err(StoreError::TooManyGrants { .. })), "{refused:?}");
    assert_eq!(held().await?, [(); 3].map(|()| grants("planning.draft water.close")));
    change("", "planning.draft water.close").await?;
    assert_eq!(held().await?, [(); 3].map(|()| Vec::new()));

    change("water.close", "").await?;
    private.remove_user(&user_name("lan"), at(5)).await?;
    assert!(private.users().await?[0].grants.is_empty());
    let refused = change("water.close", "").await;
    assert!(matches!(refused, Err(StoreError::UserNotFound { .. })), "{refused:?}");
    let log = private.audit(10).await?;
    let told: Vec<_> =
        log.iter().map(|line| (line.who.as_str(), line.subject.clone(), line.detail.as_deref())).collect();
    let lan = || Some(user_name("lan"));
    let wanted = [
        ("admin", lan(), Some("+water.close +planning.draft -planning.draft@26506")),
        ("admin", lan(), Some("-planning.draft -water.close")),
        ("admin", lan(), Some("+water.close")),
    ];
    assert_eq!(told, wanted, "what was refused is not told");
    Ok(())
}

async fn a_second_factor_is_kept_until_it_is_taken_away(store: Store) -> Result<()> {
    let private = store.private();
    private.add_user(lan(Role::Editor)).await?;
    let name = user_name("lan");
    let line = |deed| AuditEntry { subject: Some(user_name("lan")), ..pending(deed, None).entry };
    let held = async || -> Result<(bool, bool, Option<FactorSecret>)> {
        let (user, _) = private.user(&name).await?.context("she is there")?;
        Ok((user.has_factor, private.users().await?.swap_remove(0).has_factor, private.factor(&name).await?))
    };
    let (one, other) = (FactorSecret([0; 20]), FactorSecret([0xff; 20]));
    assert_eq!(held().await?, (false, false, None));
    let refused = private.set_factor(&name, None, line(Deed::FactorRemoved)).await;
    assert!(matches!(refused, Err(StoreError::FactorNotHeld { .. })), "{refused:?}");
    let refused = private.set_factor(&user_name("minh"), Some(one), line(Deed::FactorSet)).await;
    assert!(matches!(refused, Err(StoreError::UserNotFound { .. })), "{refused:?}");

    for secret in [one, other] {
        private.add_token(token(1, "lan", TokenKind::Bearer)).await?;
        private.add_token(token(2, "lan", TokenKind::Session)).await?;
        private.set_factor(&name, Some(secret), line(Deed::FactorSet)).await?;
        assert_eq!(held().await?, (true, true, Some(secret)));
        assert_eq!(whose(&private, 2, at(1)).await?, None, "her sessions have ended");
        assert!(whose(&private, 1, at(1)).await?.is_some(), "programs go on");
        private.end_token(&TokenDigest([1; 32])).await?;
    }
    private.set_password(&name, PasswordHash::new("$argon2id$other".to_owned()), line(Deed::PasswordChanged)).await?;
    assert_eq!(held().await?, (true, true, Some(other)), "another password leaves it");
    private.set_factor(&name, None, line(Deed::FactorRemoved)).await?;
    assert_eq!(held().await?, (false, false, None));

    private.set_factor(&name, Some(one), line(Deed::FactorSet)).await?;
    private.remove_user(&name, at(5)).await?;
    assert_eq!(private.factor(&name).await?, None);
    let refused = private.set_factor(&name, Some(one), line(Deed::FactorSet)).await;
    assert!(matches!(refused, Err(StoreError::UserNotFound { .. })), "{refused:?}");
    private.add_user(lan(Role::Editor)).await?;
    assert_eq!(held().await?, (false, false, None), "who comes back begins anew");
    let told: Vec<Deed> = private.audit(100).await?.into_iter().map(|entry| entry.deed).collect();
    let (set, removed) = (Deed::FactorSet, Deed::FactorRemoved);
    assert_eq!(told, [set, set, Deed::PasswordChanged, removed, set], "what was refused is not told");
    Ok(())
}

async fn a_code_counts_once(store: Store) -> Result<()> {
    let private = store.private();
    private.add_user(lan(Role::Editor)).await?;
    let (name, secret, other) = (user_name("lan"), FactorSecret([7; 20]), FactorSecret([8; 20]));
    assert!(!private.use_code(&name, &secret, 100).await?, "she has no factor");
    let set = async |secret| private.set_factor(&name, Some(secret), pending(Deed::FactorSet, None).entry).await;
    set(secret).await?;
    let used = async |secret, step| private.use_code(&name, secret, step).await;
    for (step, is_good) in [(100, true), (100, false), (99, false), (101, true), (100, false), (103, true)] {
        assert_eq!(used(&secret, step).await?, is_good, "{step}");
    }
    assert!(!used(&other, 104).await?, "of another secret");
    assert!(!private.use_code(&user_name("minh"), &secret, 104).await?);
    let at_once = tokio::join!(used(&secret, 104), used(&secret, 104), used(&secret, 104), used(&secret, 104));
    let at_once = [at_once.0?, at_once.1?, at_once.2?, at_once.3?];
    assert_eq!(at_once.iter().filter(|is_good| **is_good).count(), 1, "of several at once one counts");
    set(other).await?;
    assert!(!used(&secret, 105).await?, "the former secret is gone");
    assert!(used(&other, 104).await?, "a new one begins anew");
    private.remove_user(&name, at(5)).await?;
    assert!(!used(&other, 106).await?);
    Ok(())
}

pub(crate) fn pending(deed: Deed, inserted: Option<usize>) -> PendingAudit {
    let entry = AuditEntry {
        at: at(1),
        who: "lan".to_owned(),
        role: Some(Role::Editor),
        deed,
        subject: None,
        layer: Some(layer_name("parcels")),
        feature: None,
        revision: None,
        detail: None,
        request_id: "a-1".to_owned(),
        address: "::1".to_owned(),
    };
    PendingAudit { entry, inserted }
}

async fn a_token_needs_its_user(store: Store) -> Result<()> {
    let private = store.private();
    let refused = private.add_token(token(1, "lan", TokenKind::Bearer)).await;
    assert!(matches!(refused, Err(StoreError::UserNotFound { .. })), "{refused:?}");
    private.add_user(lan(Role::Editor)).await?;
    private.remove_user(&user_name("lan"), at(1)).await?;
    let refused = private.add_token(token(1, "lan", TokenKind::Bearer)).await;
    assert!(matches!(refused, Err(StoreError::UserNotFound { .. })), "{refused:?}");
    Ok(())
}

async fn the_audit_log_keeps_what_happened_in_order(store: Store) -> Result<()> {
    let private = store.private();
    let signed_in = AuditEntry {
        at: at(1),
        who: "lan".to_owned(),
        role: Some(Role::Editor),
        deed: Deed::SignIn,
        subject: None,
        layer: None,
        feature: None,
        revision: None,
        detail: None,
        request_id: "a-1".to_owned(),
        address: "::1".to_owned(),
    };
    let mut entries = vec![signed_in.clone()];
    entries.extend(Deed::ALL.map(|deed| AuditEntry {
        deed,
        who: "'); DELETE FROM diaban_audit; --\u{1F5FA}".to_owned(),
        role: None,
        subject: Some(user_name("minh")),
        layer: Some(layer_name("parcels")),
        feature: Some(FeatureId(7)),
        revision: Some(Revision(41)),
        detail: Some("+water.close".to_owned()),
        ..signed_in.clone()
    }));
    private.record(entries[..3].to_vec()).await?;
    private.record(entries[3..].to_vec()).await?;
    assert_eq!(private.audit(100).await?, entries);
    assert_eq!(private.audit(2).await?, entries[entries.len() - 2..]);
    Ok(())
}

async fn an_empty_private_side_knows_nobody(store: Store) -> Result<()> {
    let private = store.private();
    assert_eq!(private.users().await?, []);
    assert_eq!(private.audit(10).await?, []);
    assert_eq!(whose(&private, 1, at(0)).await?, None);
    Ok(())
}

async fn opened(path: &Path) -> Result<Store> {
    Ok(Store::open(&StoreAddress::Gpkg(path.to_path_buf()), true).await?)
}

#[tokio::test]
async fn the_private_file_is_a_geopackage_that_only_its_owner_reads() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (city, private) = (folder.path().join("city.gpkg"), folder.path().join("city.private.gpkg"));
    let store = opened(&city).await?;
    store.private().users().await?;
    assert!(!private.exists(), "a question makes no file");
    store.private().add_user(lan(Role::Editor)).await?;
    let mode = || Ok::<_, std::io::Error>(private.metadata()?.permissions().mode() & 0o777);
    assert_eq!(mode()?, 0o600);
    drop(store);

    std::fs::set_permissions(&private, std::fs::Permissions::from_mode(0o644))?;
    let store = opened(&city).await?;
    assert_eq!(store.private().users().await?.len(), 1);
    assert_eq!(mode()?, 0o600, "a copy that others could read is closed again");
    let seen = Command::new("ogrinfo").arg(&private).output()?;
    assert!(seen.status.success(), "{}", String::from_utf8_lossy(&seen.stderr));
    let bytes = std::fs::read(&city)?;
    assert!(!bytes.windows(8).any(|window| window == b"argon2id"), "nothing of it lies in the open store");
    Ok(())
}

#[tokio::test]
async fn a_private_file_put_back_is_noticed() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (city, private) = (folder.path().join("city.gpkg"), folder.path().join("city.private.gpkg"));
    let store = opened(&city).await?;
    store.private().add_user(lan(Role::Editor)).await?;
    let (backup, restored) = (folder.path().join("backup"), folder.path().join("restored"));
    std::fs::copy(&private, &backup)?;
    store.private().remove_user(&user_name("lan"), at(1)).await?;
    std::fs::copy(&backup, &restored)?;
    std::fs::rename(&restored, &private)?;
    assert!(store.private().user(&user_name("lan")).await?.is_some());
    std::fs::remove_file(&private)?;
    assert_eq!(store.private().users().await?, []);
    Ok(())
}

#[tokio::test]
async fn another_database_in_its_place_is_refused() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (city, private) = (folder.path().join("city.gpkg"), folder.path().join("city.private.gpkg"));
    let store = opened(&city).await?;
    rusqlite::Connection::open(&private)?.execute_batch("CREATE TABLE diary (page TEXT)")?;
    let refused = store.private().add_user(lan(Role::Editor)).await;
    assert!(matches!(refused, Err(StoreError::NotAStore { .. })), "{refused:?}");
    std::fs::remove_file(&private)?;
    store.private().add_user(lan(Role::Editor)).await?;
    rusqlite::Connection::open(&private)?.execute_batch("UPDATE diaban_private SET layout = 99")?;
    let refused = opened(&city).await?.private().users().await;
    assert!(matches!(refused, Err(StoreError::TooNew { .. })), "{refused:?}");
    Ok(())
}
