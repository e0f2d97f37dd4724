//! What every store's private side promises: users, tokens and the audit log; and how the file beside a GeoPackage lies there.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use spatial_core::layer::{FeatureId, Revision};
use spatial_core::store::private::{
    AuditEntry, Bearer, Deed, NewUser, PasswordHash, PrivateStore, Role, Token, TokenDigest, TokenKind, UserName,
};
use spatial_core::store::{Store, StoreAddress, StoreError};

use crate::store::contract::{name as layer_name, on_every_store};

on_every_store! {
    a_user_is_found_by_name_until_removed
    a_removed_name_stays_with_its_person
    a_token_stands_for_its_user_until_it_ends
    a_removed_user_has_no_tokens
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
    NewUser { name: user_name("lan"), hash, role, created: at(0) }
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
    let lans = |kind| Some(Bearer { user: user_name("lan"), role: Role::Editor, kind, expires: at(100) });
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
