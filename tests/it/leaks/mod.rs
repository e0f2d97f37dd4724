//! Who may not see a row learns nothing of it, by whatever way they ask; and who may sees all of it.

mod life;
mod powers;
mod register;
mod server;
mod subjects;
mod trace;
mod world;
