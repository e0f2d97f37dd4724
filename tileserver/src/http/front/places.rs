//! Places that clients hold: so many in all, so many each. Who holds one without using it makes room for who comes.
//!
//! A client is an address, for IPv6 a network of 64 bits. Connections that wait for their request or between two are idle; those with an
//! open request, or an answer on its way, are not sent away.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use tokio::sync::Notify;

use crate::auth::neighbourhood;

/// So many places, in all and for each client.
#[derive(Debug)]
pub(crate) struct Places {
    most: usize,
    each: usize,
    start: Instant,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by_client: HashMap<IpAddr, Vec<Arc<Seat>>>,
}

/// What is known of one place.
#[derive(Debug, Default)]
pub(crate) struct Seat {
    /// Requests open, and answers being read.
    in_use: AtomicUsize,
    /// When it was last used, in microseconds since the start.
    since: AtomicU64,
    sent_away: Notify,
}

/// A place, until dropped.
#[derive(Debug)]
pub(crate) struct Place {
    places: Arc<Places>,
    client: IpAddr,
    seat: Arc<Seat>,
}

/// A place in use, until dropped.
#[derive(Debug)]
pub(crate) struct InUse(Arc<Seat>, Instant);

/// Why there is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Full {
    /// The client has as many as one may have.
    Client,
    /// There are no more.
    All,
}

impl Places {
    /// So many in all, and so many each.
    pub(crate) fn new(most: usize, each: usize) -> Arc<Self> {
        Arc::new(Self { most, each, start: Instant::now(), taken: Mutex::default() })
    }

    /// A place for a client; `speaks_for_many` lifts its own limit: behind a trusted proxy there are many. If there is none left, the
    /// place that was idle longest becomes free, of those the client has or, when all are taken, of whoever has most.
    pub(crate) fn take(self: &Arc<Self>, client: IpAddr, speaks_for_many: bool) -> Result<Place, Full> {
        let client = neighbourhood(client);
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let held = taken.by_client.get(&client).map_or(0, Vec::len);
        if !speaks_for_many && held >= self.each && !taken.make_room(client) {
            return Err(Full::Client);
        }
        if taken.all >= self.most && !taken.make_room_anywhere() {
            return Err(Full::All);
        }
        let seat = Arc::new(Seat { since: AtomicU64::new(micros(self.start)), ..Seat::default() });
        taken.by_client.entry(client).or_default().push(Arc::clone(&seat));
        taken.all += 1;
        Ok(Place { places: Arc::clone(self), client, seat })
    }

    /// Sends somebody away who uses nothing, if there is anybody.
    pub(crate) fn make_room(&self) {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).make_room_anywhere();
    }
}

impl Taken {
    /// Sends away who has been idle longest among those of whoever has most; false if all are in use.
    fn make_room_anywhere(&mut self) -> bool {
        let idle = self.by_client.iter().filter(|(_, seats)| seats.iter().any(|seat| seat.is_idle()));
        let most = idle.max_by_key(|(_, seats)| seats.len()).map(|(client, _)| *client);
        most.is_some_and(|client| self.make_room(client))
    }

    /// Sends away who has been idle longest among a client's; false if all are in use.
    fn make_room(&mut self, client: IpAddr) -> bool {
        let Some(seats) = self.by_client.get_mut(&client) else { return false };
        let idle = seats.iter().enumerate().filter(|(_, seat)| seat.is_idle());
        let oldest = idle.min_by_key(|(_, seat)| seat.since.load(Ordering::Relaxed)).map(|(at, _)| at);
        let Some(at) = oldest else { return false };
        seats.swap_remove(at).sent_away.notify_one();
        self.forget_if_none(client);
        true
    }

    fn leave(&mut self, client: IpAddr, seat: &Arc<Seat>) {
        let Some(seats) = self.by_client.get_mut(&client) else { return };
        // Who was sent away is not there any more.
        if let Some(at) = seats.iter().position(|known| Arc::ptr_eq(known, seat)) {
            seats.swap_remove(at);
            self.forget_if_none(client);
        }
    }

    /// One place fewer is taken; clients without any are forgotten.
    fn forget_if_none(&mut self, client: IpAddr) {
        self.all -= 1;
        if self.by_client.get(&client).is_some_and(Vec::is_empty) {
            self.by_client.remove(&client);
        }
    }
}

impl Seat {
    fn is_idle(&self) -> bool {
        self.in_use.load(Ordering::Relaxed) == 0
    }
}

impl Place {
    /// Marks it as used.
    pub(crate) fn in_use(&self) -> InUse {
        InUse::of(&self.seat, self.places.start)
    }

    /// What marks it as used later.
    pub(crate) fn user(&self) -> User {
        User { seat: Arc::clone(&self.seat), start: self.places.start }
    }

    /// Returns when somebody else needs it.
    pub(crate) async fn sent_away(&self) {
        self.seat.sent_away.notified().await;
    }
}

/// Marks a place as used whenever it is, without holding it.
#[derive(Debug, Clone)]
pub(crate) struct User {
    seat: Arc<Seat>,
    start: Instant,
}

impl User {
    /// It is used until what comes back is dropped.
    pub(crate) fn in_use(&self) -> InUse {
        InUse::of(&self.seat, self.start)
    }
}

impl InUse {
    fn of(seat: &Arc<Seat>, start: Instant) -> Self {
        seat.in_use.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(seat), start)
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        self.0.since.store(micros(self.1), Ordering::Relaxed);
        self.0.in_use.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.taken.lock().unwrap_or_else(PoisonError::into_inner).leave(self.client, &self.seat);
    }
}

fn micros(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    const ONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 1));
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 2));

    fn is_sent_away(place: &Place) -> bool {
        place.sent_away().now_or_never().is_some()
    }

    #[test]
    fn who_holds_most_and_idles_longest_makes_room() {
        let places = Places::new(4, 3);
        let many: Vec<Place> = (0..3).map(|_| places.take(ONE, false).unwrap()).collect();
        let busy = many[0].in_use();
        let other = places.take(OTHER, false).unwrap();
        let new = places.take(OTHER, false).expect("there is room for who has less");
        assert_eq!([0, 1, 2].map(|at| is_sent_away(&many[at])), [false, true, false]);
        assert!(!is_sent_away(&other) && !is_sent_away(&new));
        drop((many, busy, other, new));
        assert_eq!(places.taken.lock().unwrap().all, 0);
        assert!(places.taken.lock().unwrap().by_client.is_empty());
    }

    #[test]
    fn who_uses_all_it_may_have_gets_no_more_and_others_do() {
        let places = Places::new(4, 2);
        let held: Vec<Place> = (0..2).map(|_| places.take(ONE, false).unwrap()).collect();
        let uses: Vec<InUse> = held.iter().map(Place::in_use).collect();
        assert_eq!(places.take(ONE, false).err(), Some(Full::Client));
        let proxied = [places.take(ONE, true).unwrap(), places.take(OTHER, false).unwrap()];
        let more: Vec<InUse> = proxied.iter().map(Place::in_use).collect();
        assert_eq!(places.take(OTHER, false).err(), Some(Full::All));
        drop(uses);
        places.take(ONE, false).expect("one of its own makes room");
        assert!(held.iter().any(is_sent_away));
        drop(more);
    }
}
