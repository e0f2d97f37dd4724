//! Texts in the form in which they are kept, in the form in which they are compared, and in order.

mod composed;
mod fold;
mod order;

pub use composed::composed;
pub(crate) use fold::fold_into;
pub use fold::folded;
pub use order::in_order;
pub(crate) use order::rough_order;
