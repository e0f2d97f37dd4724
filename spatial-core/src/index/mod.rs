//! Boxes in, ids out: a packed tree for what stands still, a dynamic one for what was edited.
