//! Journeys through the real program, in one binary.
