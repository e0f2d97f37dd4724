//! Files on their way in: how slowly one may come (`upload`), and how much one person may put (`allowance`).

pub(crate) mod allowance;
pub(crate) mod upload;
