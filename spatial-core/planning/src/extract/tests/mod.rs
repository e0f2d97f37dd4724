//! Sixty scenarios of which plan speaks first, slivers whose label is known by construction, and the overlay against a brute force.

mod brute;
mod scenarios;
mod slivers;
