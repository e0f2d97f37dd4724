//! Networks other than water, asked as the core answers, held to what independent programs say of them (`../shared/oracle`).

mod drainage;
mod power;
