//! Tokens asked about of late: the private store is asked once in a few seconds for each, whatever comes in between.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use metrics::Counter;
use moka::future::Cache;
use spatial_core::store::StoreError;
use spatial_core::store::private::{Bearer, PrivateStore, TokenDigest};

use crate::auth::Clock;

/// For so long at most a token is taken for what it was: a removed user is out, and a signed-out session ended elsewhere is over, when it
/// has passed.
pub(crate) const KEPT: Duration = Duration::from_secs(5);
/// For so long a token is taken for what it was while the store does not answer: who looks at a map goes on looking, and may write
/// nothing.
const AWAY: Duration = Duration::from_secs(3600);
/// For so long the store is waited for when it is known what a token stood for a while ago.
const PATIENCE: Duration = Duration::from_secs(1);
/// Tokens remembered at once, about 200 bytes each.
const MOST: u64 = 10_000;

/// What a token stands for.
#[derive(Debug, Clone)]
pub(crate) struct Stood {
    pub(crate) bearer: Option<Arc<Bearer>>,
    /// The store did not answer: so it was when last asked.
    pub(crate) is_stale: bool,
}

/// The answers of the present and the last few seconds.
#[derive(Debug)]
pub(crate) struct KnownTokens {
    /// By token and by the stretch of time the answer is good for.
    answers: Cache<(TokenDigest, u64), Option<Arc<Bearer>>>,
    /// What tokens stood for when last asked, for the time in which the store does not answer.
    last: Cache<TokenDigest, Arc<Bearer>>,
    /// The last stretch of time in which the store did not answer: nobody waits for it again before the next.
    silent: AtomicU64,
    asked: Counter,
}

impl KnownTokens {
    /// Nothing yet; questions to the store are counted.
    pub(crate) fn new(asked: Counter) -> Self {
        Self {
            answers: Cache::builder().max_capacity(MOST).time_to_live(2 * KEPT).build(),
            last: Cache::builder().max_capacity(MOST).time_to_live(AWAY).build(),
            silent: AtomicU64::new(u64::MAX),
            asked,
        }
    }

    /// The answer, if there is one still good.
    pub(crate) async fn of_late(&self, digest: &TokenDigest, clock: &Clock) -> Option<Stood> {
        let now = stretch(clock);
        match self.answers.get(&(*digest, now)).await {
            None if self.silent.load(Ordering::Relaxed) == now => {
                self.last.get(digest).await.map(|bearer| Stood { bearer: Some(bearer), is_stale: true })
            }
            answer => answer.map(|bearer| Stood { bearer, is_stale: false }),
        }
    }

    /// The answer of the store; asked once however many want it.
    pub(crate) async fn asked(
        &self,
        digest: &TokenDigest,
        clock: &Clock,
        private: &PrivateStore,
    ) -> Result<Stood, Arc<StoreError>> {
        let ask = async {
            self.asked.increment(1);
            Ok(private.bearer(digest, clock.now()).await?.map(Arc::new))
        };
        let (now, known) = (stretch(clock), self.last.get(digest).await);
        let asked = self.answers.try_get_with((*digest, now), ask);
        let answer = match known {
            Some(_) => tokio::time::timeout(PATIENCE, asked).await,
            None => Ok(asked.await),
        };
        let Ok(answer) = answer else {
            self.silent.store(now, Ordering::Relaxed);
            return Ok(Stood { bearer: known, is_stale: true });
        };
        match &answer {
            Ok(Some(bearer)) => self.last.insert(*digest, Arc::clone(bearer)).await,
            Ok(None) => self.last.invalidate(digest).await,
            Err(_) => self.silent.store(now, Ordering::Relaxed),
        }
        match (answer, known) {
            (Ok(bearer), _) => Ok(Stood { bearer, is_stale: false }),
            (Err(_), Some(bearer)) => Ok(Stood { bearer: Some(bearer), is_stale: true }),
            (Err(error), None) => Err(error),
        }
    }

    /// The token has ended here and now.
    pub(crate) async fn forget(&self, digest: &TokenDigest, clock: &Clock) {
        self.last.invalidate(digest).await;
        self.answers.insert((*digest, stretch(clock)), None).await;
    }
}

fn stretch(clock: &Clock) -> u64 {
    clock.passed().as_secs() / KEPT.as_secs()
}
