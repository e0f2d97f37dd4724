//! Metres, square metres and degrees as types, so that a wrong sum does not compile.

macro_rules! unit {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
        pub struct $name(pub f64);

        impl std::ops::Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl std::ops::Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
    };
}

unit!(
    /// A length on the ground or in a grid, in metres.
    Metres
);
unit!(
    /// An area in a grid, in square metres.
    SquareMetres
);
unit!(
    /// An angle, in decimal degrees.
    Degrees
);
