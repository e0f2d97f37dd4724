//! A server open to the public: what crowds cannot do to others, and what it keeps to itself.

mod crowded;
mod desk;
mod discreet;
mod looks;
mod turns;
mod uploads;
