//! Turns of clients that ask what costs much: a few of each at work at the same time, some more in waiting.
//!
//! A turn is for work. An answer that waits for its reader does none and holds none: each further portion of it takes its turn among the
//! questions of the same client.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::auth::neighbourhood;

/// Questions of one client in waiting, at most: each holds a request in memory, some kilobytes.
const WAITING: usize = 64;

/// For each client so many turns at the same time.
#[derive(Debug)]
pub(crate) struct Turns {
    each: usize,
    clients: Mutex<HashMap<IpAddr, Client>>,
}

/// What one client asks at the moment.
#[derive(Debug)]
struct Client {
    places: Arc<Semaphore>,
    /// Questions that have their turn or wait for it.
    asked: usize,
}

/// A turn, or a place among those who wait for one.
#[derive(Debug)]
struct Asked {
    turns: Arc<Turns>,
    client: IpAddr,
}

/// A turn, until dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    _permit: OwnedSemaphorePermit,
    _asked: Asked,
}

impl Turns {
    /// So many at a time for each client.
    pub(crate) fn new(each: usize) -> Arc<Self> {
        Arc::new(Self { each, clients: Mutex::default() })
    }

    /// A client's turn, once it comes; `None` if as many of its questions wait as may.
    pub(crate) async fn take(self: &Arc<Self>, client: IpAddr) -> Option<Turn> {
        self.turn(client, self.each + WAITING).await
    }

    /// The next turn of an answer that has begun. It waits however many do: each has a connection, and of those a client has its share.
    pub(crate) async fn go_on(self: &Arc<Self>, client: IpAddr) -> Option<Turn> {
        self.turn(client, usize::MAX).await
    }

    async fn turn(self: &Arc<Self>, client: IpAddr, most: usize) -> Option<Turn> {
        let (asked, places) = self.ask(neighbourhood(client), most)?;
        let permit = places.acquire_owned().await.ok()?;
        Some(Turn { _permit: permit, _asked: asked })
    }

    fn ask(self: &Arc<Self>, client: IpAddr, most: usize) -> Option<(Asked, Arc<Semaphore>)> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || Client { places: Arc::new(Semaphore::new(self.each)), asked: 0 };
        let known = clients.entry(client).or_insert_with(new);
        if known.asked >= most {
            return None;
        }
        known.asked += 1;
        Some((Asked { turns: Arc::clone(self), client }, Arc::clone(&known.places)))
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let mut clients = self.turns.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = clients.get_mut(&self.client) else { return };
        known.asked -= 1;
        if known.asked == 0 {
            clients.remove(&self.client);
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    const ONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 1));
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 2));

    #[test]
    fn a_client_waits_for_its_own_questions_and_not_for_others() {
        let turns = Turns::new(2);
        let now = |client| turns.take(client).now_or_never().flatten();
        let held = [now(ONE).unwrap(), now(ONE).unwrap()];
        assert!(now(ONE).is_none() && now(OTHER).is_some());
        let mut waiting: Vec<_> = (0..WAITING).map(|_| Box::pin(turns.take(ONE))).collect();
        assert!(waiting.iter_mut().all(|turn| turn.now_or_never().is_none()));
        assert!(matches!(turns.take(ONE).now_or_never(), Some(None)), "one more is told so at once");
        let mut goes_on = Box::pin(turns.go_on(ONE));
        assert!(goes_on.as_mut().now_or_never().is_none(), "what has begun waits and is not broken off");
        drop(held);
        assert!(waiting[0].as_mut().now_or_never().flatten().is_some());
        drop(waiting);
        assert!(goes_on.now_or_never().flatten().is_some());
        assert!(turns.clients.lock().unwrap().is_empty(), "who is gone is forgotten");
    }
}
