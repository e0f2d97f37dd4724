//! The same graph after devices were turned, found seized or mended: only their neighbourhood is computed anew.

use spatial_core::layer::FeatureId;

use super::{DeviceState, Graph};

impl Graph {
    /// The same nodes, edges and devices, of which these are in another state; devices that are not there are passed over. Costs a copy of
    /// what is kept by element, and the segments and the supply that meet the contacts of those devices.
    #[must_use]
    pub fn with_states(&self, turned: impl IntoIterator<Item = (FeatureId, DeviceState)>) -> Self {
        let mut next = self.clone();
        let mut changed = Vec::new();
        for (id, state) in turned {
            let Some(number) = self.fittings.number(id) else { continue };
            let stood = std::mem::replace(&mut next.states[number as usize], state);
            next.stamp = next.stamp.turned(number, stood, state);
            changed.extend(self.fittings.contacts_of(number));
        }
        changed.sort_unstable();
        changed.dedup();
        for &contact in &changed {
            next.contacts.refresh(contact, &next.fittings, &next.states);
        }
        let is_other = |contact: &u32| next.contacts.is_barrier(*contact) != self.contacts.is_barrier(*contact);
        let barriers: Vec<u32> = changed.iter().copied().filter(is_other).collect();
        let is_other = |contact: &u32| next.contacts.is_blocked(*contact) != self.contacts.is_blocked(*contact);
        let ways: Vec<u32> = changed.iter().copied().filter(is_other).collect();
        next.segments.follow(&next.net, &next.contacts, &barriers);
        next.parts.follow(&next.net, &next.contacts, &ways);
        for supply in &mut next.supplies {
            supply.follow(&next.net, &next.contacts, &ways);
        }
        next
    }
}
