//! What the gate promises, with a clock that is held.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use spatial_core::layer::{Audience, FeatureId, Grant, LayerName, Revision};
use spatial_core::store::private::{FactorSecret, GrantChange, NewUser, Role};
use spatial_core::store::{Store, StoreAddress};
use tempfile::TempDir;

use super::*;
use crate::auth::Refused;
use crate::auth::factor::step_at;
use crate::auth::known::KEPT;

const PASSWORD: &str = "đúng mật khẩu rồi";

/// A gate with one user, `lan`, an editor.
struct Scene {
    gate: Gate,
    asked: Arc<AtomicU64>,
    folder: TempDir,
}

impl Scene {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = StoreAddress::Gpkg(folder.path().join("city.gpkg"));
        let private = Store::open(&address, true).await.unwrap().private();
        let asked = Arc::new(AtomicU64::new(0));
        let meters = GateMeters {
            tokens_asked: Counter::from_arc(Arc::clone(&asked)),
            tokens_unknown: Counter::noop(),
            signed_in: Counter::noop(),
            sign_in_failed: Counter::noop(),
            limited: Counter::noop(),
        };
        let scene = Self { gate: Gate::new(private, Clock::held(), meters), asked, folder };
        scene.add("lan").await;
        scene
    }

    async fn add(&self, name: &str) {
        let (name, created) = (UserName::parse(name).unwrap(), self.gate.clock.now());
        let hash = Password::new(PASSWORD).hashed().unwrap();
        self.gate
            .private
            .add_user(NewUser { name, hash, role: Role::Editor, grants: Vec::new(), created })
            .await
            .unwrap();
    }

    async fn sign_in(&self, name: &str, password: &str) -> Result<Opened, AuthError> {
        self.gate.sign_in(name, Password::new(password), None, &from("203.0.113.9")).await
    }

    /// The same with a code.
    async fn sign_in_with(&self, password: &str, code: &str) -> Result<Opened, AuthError> {
        self.gate.sign_in("lan", Password::new(password), Some(Code::new(code)), &from("203.0.113.9")).await
    }

    /// Gives `lan` a second factor.
    async fn with_factor(&self) -> SecondFactor {
        let factor = SecondFactor::of(FactorSecret(*b"12345678901234567890"));
        let line = from("203.0.113.9").entry(&self.gate.clock, None, Deed::FactorSet);
        self.gate.private.set_factor(&UserName::parse("lan").unwrap(), Some(factor.secret()), line).await.unwrap();
        factor
    }

    /// The code so many steps from now.
    fn code(&self, factor: &SecondFactor, steps: i64) -> String {
        format!("{:06}", factor.code_at(step_at(self.gate.clock.now()) + steps))
    }

    /// The name behind a token.
    async fn who(&self, shown: Shown<'_>) -> Result<Option<String>, AuthError> {
        let identity = self.gate.identify(shown, &from("203.0.113.9")).await?;
        Ok(identity.principal().map(|who| who.name.to_string()))
    }

    async fn deeds(&self) -> Vec<(Deed, String, Option<String>)> {
        let entries = self.gate.private.audit(10_000).await.unwrap();
        let told = |entry: AuditEntry| (entry.deed, entry.who, entry.subject.map(|name| name.to_string()));
        entries.into_iter().map(told).collect()
    }
}

fn from(address: &str) -> Trail {
    Trail { request_id: "r-1".to_owned(), address: address.parse::<IpAddr>().unwrap() }
}

#[tokio::test]
async fn a_session_stands_for_who_signed_in_until_it_ends() {
    let scene = Scene::new().await;
    let opened = scene.sign_in("lan", PASSWORD).await.unwrap();
    let token = opened.secret.as_str();
    assert_eq!(scene.who(Shown::Session(token)).await.unwrap().as_deref(), Some("lan"));
    let carried_otherwise = scene.who(Shown::Bearer(token)).await;
    assert!(matches!(carried_otherwise, Err(AuthError::TokenUnknown)), "a cookie's token is no bearer token");
    scene.gate.clock.advance(opened.lasts - Duration::from_secs(1));
    assert_eq!(scene.who(Shown::Session(token)).await.unwrap().as_deref(), Some("lan"));
    scene.gate.clock.advance(Duration::from_secs(1));
    assert_eq!(scene.who(Shown::Session(token)).await.unwrap(), None, "the day is over");
}

#[tokio::test]
async fn who_signs_out_is_out_at_once() {
    let scene = Scene::new().await;
    let opened = scene.sign_in("lan", PASSWORD).await.unwrap();
    let shown = Shown::Session(opened.secret.as_str());
    let identity = scene.gate.identify(shown, &from("203.0.113.9")).await.unwrap();
    scene.gate.sign_out(opened.secret.as_str(), &identity, &from("203.0.113.9")).await.unwrap();
    assert_eq!(scene.who(shown).await.unwrap(), None);
    let lan = || "lan".to_owned();
    assert_eq!(scene.deeds().await, [(Deed::SignIn, lan(), None), (Deed::SignOut, lan(), None)]);
}

#[tokio::test]
async fn the_store_is_asked_about_a_token_once_in_a_while_and_a_removed_user_is_soon_out() {
    let scene = Scene::new().await;
    let opened = scene.sign_in("lan", PASSWORD).await.unwrap();
    let shown = Shown::Session(opened.secret.as_str());
    for _ in 0..100 {
        assert!(scene.who(shown).await.unwrap().is_some());
    }
    assert_eq!(scene.asked.load(Ordering::Relaxed), 1);
    scene.gate.private.remove_user(&UserName::parse("lan").unwrap(), scene.gate.clock.now()).await.unwrap();
    scene.gate.clock.advance(KEPT);
    assert_eq!(scene.who(shown).await.unwrap(), None);
    assert_eq!(scene.asked.load(Ordering::Relaxed), 2);
    assert!(matches!(scene.sign_in("lan", PASSWORD).await, Err(AuthError::WrongPassword)));
}

#[tokio::test]
async fn a_power_is_seen_with_and_gone_as_soon_as_a_role_would_be() {
    let scene = Scene::new().await;
    let opened = scene.sign_in("lan", PASSWORD).await.unwrap();
    let shown = Shown::Session(opened.secret.as_str());
    let lan = from("203.0.113.9");
    let held = async || scene.gate.identify(shown, &lan).await.unwrap().audience();
    assert_eq!(held().await, Audience::STAFF);
    let draft = || vec![Grant::parse("planning.draft@26506").unwrap()];
    let change = async |given: Vec<Grant>, taken: Vec<Grant>| {
        let change = GrantChange { user: UserName::parse("lan").unwrap(), given, taken };
        let line = lan.entry(&scene.gate.clock, None, Deed::GrantsChanged);
        scene.gate.private.change_grants(change, line).await.unwrap();
        scene.gate.clock.advance(KEPT);
    };
    change(draft(), Vec::new()).await;
    assert_eq!(held().await, Audience::of(draft().into_iter().chain([Grant::Staff])));
    assert_eq!(scene.sign_in("lan", PASSWORD).await.unwrap().principal.audience, held().await);
    change(Vec::new(), draft()).await;
    assert_eq!(held().await, Audience::STAFF);
}

#[tokio::test]
async fn while_the_list_of_users_does_not_answer_people_go_on_looking_and_write_nothing() {
    let scene = Scene::new().await;
    let opened = scene.sign_in("lan", PASSWORD).await.unwrap();
    let shown = Shown::Session(opened.secret.as_str());
    let lan = from("203.0.113.9");
    assert!(scene.gate.identify(shown, &lan).await.unwrap().may_write().is_ok());
    let spoilt = scene.folder.path().join("spoilt");
    std::fs::write(&spoilt, [7; 4096]).unwrap();
    std::fs::rename(spoilt, scene.folder.path().join("city.private.gpkg")).unwrap();
    for _ in 0..2 {
        scene.gate.clock.advance(KEPT);
        for _ in 0..2 {
            let identity = scene.gate.identify(shown, &lan).await.unwrap();
            assert_eq!(identity.principal().map(|who| &*who.name), Some("lan"));
            assert_eq!(identity.may_write(), Err(Refused::Unconfirmed));
        }
    }
}

#[tokio::test]
async fn a_token_guessed_a_thousand_times_is_written_down_once_and_shuts_nobody_out() {
    let scene = Scene::new().await;
    let opened = scene.sign_in("lan", PASSWORD).await.unwrap();
    assert!(scene.who(Shown::Session(opened.secret.as_str())).await.unwrap().is_some());
    let (mut unknown, mut limited) = (0, 0);
    for _ in 0..1000 {
        let guess = Secret::random().unwrap();
        match scene.who(Shown::Bearer(guess.as_str())).await {
            Err(AuthError::TokenUnknown) => unknown += 1,
            Err(AuthError::TooOften { seconds: 1..=3 }) => limited += 1,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((unknown, limited), (30, 970));
    let mut colleagues = Vec::new();
    for _ in 0..20 {
        let (secret, created) = (Secret::random().unwrap(), scene.gate.clock.now());
        let (kind, user) = (TokenKind::Bearer, UserName::parse("lan").unwrap());
        let token = Token { digest: secret.digest(), kind, user, created, expires: created + SESSION };
        scene.gate.private.add_token(token).await.unwrap();
        colleagues.push(scene.who(Shown::Bearer(secret.as_str())).await.unwrap());
    }
    assert_eq!(colleagues, vec![Some("lan".to_owned()); 20], "good tokens pass, also those never seen before");
    assert!(scene.who(Shown::Session(opened.secret.as_str())).await.unwrap().is_some(), "who is known stays in");
    let ended = Secret::random().unwrap();
    assert_eq!(scene.who(Shown::Session(ended.as_str())).await.unwrap(), None, "a session that is over is nobody's");
    let other = scene.gate.identify(Shown::Bearer("guess"), &from("198.51.100.1")).await;
    assert!(matches!(other, Err(AuthError::TokenUnknown)), "others are not held up: {other:?}");
    let written: Vec<Deed> = scene.deeds().await.into_iter().map(|(deed, ..)| deed).collect();
    assert_eq!(written, [Deed::SignIn, Deed::TokensLimited]);
    scene.gate.clock.advance(Duration::from_secs(60));
    assert!(matches!(scene.who(Shown::Bearer("guess")).await, Err(AuthError::TokenUnknown)));
}

#[tokio::test]
async fn wrong_passwords_are_limited_and_right_ones_are_not() {
    let scene = Scene::new().await;
    for _ in 0..8 {
        scene.sign_in("lan", PASSWORD).await.expect("right passwords cost nothing");
    }
    for _ in 0..5 {
        assert!(matches!(scene.sign_in("lan", "wrong").await, Err(AuthError::WrongPassword)));
    }
    for _ in 0..5 {
        let refused = scene.sign_in("lan", PASSWORD).await;
        assert!(matches!(refused, Err(AuthError::TooOften { seconds: 30..=31 })), "{refused:?}");
    }
    let limited = scene.deeds().await.into_iter().filter(|(deed, ..)| *deed == Deed::SignInLimited).count();
    assert_eq!(limited, 1);
    scene.gate.clock.advance(Duration::from_secs(30));
    scene.sign_in("lan", PASSWORD).await.expect("after a while she may again");
}

#[tokio::test]
async fn who_has_a_second_factor_needs_its_code_and_each_counts_once() {
    let scene = Scene::new().await;
    let factor = scene.with_factor().await;
    let refused = scene.sign_in("lan", "wrong").await;
    assert!(matches!(refused, Err(AuthError::WrongPassword)), "nobody learns of factors: {refused:?}");
    let refused = scene.sign_in_with("wrong", &scene.code(&factor, 0)).await;
    assert!(matches!(refused, Err(AuthError::WrongPassword)), "a code alone is nothing: {refused:?}");
    for _ in 0..8 {
        let refused = scene.sign_in("lan", PASSWORD).await;
        assert!(matches!(refused, Err(AuthError::CodeNeeded)), "being asked costs no try: {refused:?}");
    }
    let asked = scene.deeds().await.into_iter().filter(|(deed, ..)| *deed == Deed::CodeAsked).count();
    assert_eq!(asked, 1, "somebody knows the password: that is written down, once");
    scene
        .sign_in_with(PASSWORD, &scene.code(&factor, 0))
        .await
        .expect("the code was not used up by the wrong password");
    for steps in [0, -1] {
        let refused = scene.sign_in_with(PASSWORD, &scene.code(&factor, steps)).await;
        assert!(matches!(refused, Err(AuthError::WrongCode)), "neither again nor an earlier one: {refused:?}");
    }
    let opened = scene.sign_in_with(PASSWORD, &scene.code(&factor, 1)).await.expect("the next is a new one");
    let (lan, new) = (&opened.principal, "một mật khẩu khác hẳn");
    let changed = scene.gate.change_password(lan, Password::new(PASSWORD), new, &from("203.0.113.9")).await;
    assert!(changed.is_ok(), "who is signed in needs no code: {changed:?}");
    assert!(matches!(scene.sign_in("lan", new).await, Err(AuthError::CodeNeeded)), "and keeps the factor");
}

#[tokio::test]
async fn wrong_codes_are_limited_and_written_down_like_wrong_passwords() {
    let scene = Scene::new().await;
    let factor = scene.with_factor().await;
    for steps in [2, -2, 3, -3] {
        let refused = scene.sign_in_with(PASSWORD, &scene.code(&factor, steps)).await;
        assert!(matches!(refused, Err(AuthError::WrongCode)), "{steps}: {refused:?}");
    }
    assert!(matches!(scene.sign_in_with(PASSWORD, "12345").await, Err(AuthError::WrongCode)));
    let refused = scene.sign_in_with(PASSWORD, &scene.code(&factor, 0)).await;
    assert!(matches!(refused, Err(AuthError::TooOften { .. })), "{refused:?}");
    let entries = scene.gate.private.audit(100).await.unwrap();
    let failed: Vec<_> = entries.iter().filter(|entry| entry.deed == Deed::SignInFailed).collect();
    assert_eq!(failed.len(), 5);
    for entry in failed {
        assert_eq!(
            (entry.subject.as_ref().map(UserName::as_str), entry.detail.as_deref()),
            (Some("lan"), Some("code"))
        );
    }
    scene.gate.clock.advance(Duration::from_secs(30));
    scene.sign_in_with(PASSWORD, &scene.code(&factor, 0)).await.expect("after a while she may again");
}

#[tokio::test]
async fn what_a_stranger_types_for_a_name_is_not_written_down() {
    let scene = Scene::new().await;
    for name in ["minh", "my-secret-password", "lan' OR '1'='1", "lan\r\nSet-Cookie: a=b", "", "LAN"] {
        let refused = scene.sign_in(name, PASSWORD).await;
        assert!(matches!(refused, Err(AuthError::WrongPassword)), "{name:?}: {refused:?}");
    }
    assert!(matches!(scene.sign_in("lan", "wrong").await, Err(AuthError::WrongPassword)));
    let failed = |subject: Option<&str>| (Deed::SignInFailed, String::new(), subject.map(str::to_owned));
    let mut expected = vec![failed(None); 6];
    expected.push(failed(Some("lan")));
    assert_eq!(scene.deeds().await, expected);
}

#[tokio::test]
async fn many_writes_at_once_are_all_written_down() {
    let scene = Scene::new().await;
    let lan = Principal::new("lan", Role::Editor, &[]);
    let trail = from("203.0.113.9");
    let wrote = |number: u64| AuditEntry {
        layer: LayerName::parse("parcels").ok(),
        feature: Some(FeatureId(number)),
        revision: Some(Revision(number + 100)),
        ..trail.entry(&scene.gate.clock, Some(&lan), Deed::FeatureChanged)
    };
    futures_util::future::join_all((1..=200).map(|number| scene.gate.audit.write(vec![wrote(number)]))).await;
    let entries = scene.gate.private.audit(1000).await.unwrap();
    assert_eq!(entries.len(), 200);
    let last = &entries[199];
    assert_eq!((last.who.as_str(), last.role, last.request_id.as_str()), ("lan", Some(Role::Editor), "r-1"));
    assert_eq!((last.feature, last.revision), (Some(FeatureId(200)), Some(Revision(300))));
}
