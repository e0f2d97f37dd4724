//! What the ground is made of, and the colours of it.

use crate::dice::{Dice, Purpose};

/// Shades of each material, from shaded to lit.
pub(super) const SHADES: u8 = 4;

/// What one sees from above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Material {
    /// Beyond the picture: nothing is drawn.
    Outside,
    Scrub,
    Soil,
    Pavement,
    Asphalt,
    Lane,
    Yard,
    Lawn,
    Field,
    Orchard,
    Water,
    Shadow,
    RedTiles,
    GreyTin,
    BlueTin,
    Concrete,
    Crown,
}

impl Material {
    pub(super) const ALL: [Self; 17] = [
        Self::Outside,
        Self::Scrub,
        Self::Soil,
        Self::Pavement,
        Self::Asphalt,
        Self::Lane,
        Self::Yard,
        Self::Lawn,
        Self::Field,
        Self::Orchard,
        Self::Water,
        Self::Shadow,
        Self::RedTiles,
        Self::GreyTin,
        Self::BlueTin,
        Self::Concrete,
        Self::Crown,
    ];

    /// The ground of a land use (codes of Circular 08/2024/TT-BTNMT); of several the first counts.
    pub(super) fn of_use(code: &str) -> Self {
        match code.split('+').next().unwrap_or_default() {
            "NTS" | "MNC" | "SON" | "MVB" => Self::Water,
            "LUC" | "HNK" => Self::Field,
            "CLN" => Self::Orchard,
            "DKV" | "DTT" | "NTD" => Self::Lawn,
            "BCS" => Self::Soil,
            _ => Self::Yard,
        }
    }

    /// The roof of a house.
    pub(super) fn roof(number: i64) -> Self {
        match Dice::at(1, Purpose::Photo, number, 0).below(10) {
            0..=4 => Self::RedTiles,
            5..=6 => Self::GreyTin,
            7 => Self::BlueTin,
            _ => Self::Concrete,
        }
    }

    pub(super) fn has_trees(self) -> bool {
        matches!(self, Self::Orchard | Self::Lawn)
    }

    /// Its place in the palette, in a shade.
    pub(super) fn index(self, shade: u8) -> u8 {
        self as u8 * SHADES + shade
    }

    /// Red, green and blue between its darkest and its lightest shade.
    pub(super) fn colour(self) -> [u8; 3] {
        match self {
            Self::Outside | Self::Shadow => [58, 58, 52],
            Self::Scrub => [92, 104, 68],
            Self::Soil => [158, 138, 108],
            Self::Pavement => [176, 170, 158],
            Self::Asphalt => [96, 97, 99],
            Self::Lane => [138, 136, 130],
            Self::Yard => [168, 160, 144],
            Self::Lawn => [104, 132, 74],
            Self::Field => [128, 148, 78],
            Self::Orchard => [82, 108, 60],
            Self::Water => [72, 98, 104],
            Self::RedTiles => [158, 88, 66],
            Self::GreyTin => [160, 164, 166],
            Self::BlueTin => [98, 128, 158],
            Self::Concrete => [196, 192, 184],
            Self::Crown => [58, 84, 42],
        }
    }
}

/// Red, green and blue of each index of the palette.
pub(super) fn palette() -> Vec<u8> {
    let shaded = |channel: u8, shade: u8| (i16::from(channel) + i16::from(shade) * 8 - 12).clamp(0, 255);
    let mut palette = Vec::new();
    for material in Material::ALL {
        for shade in 0..SHADES {
            palette.extend(material.colour().map(|channel| u8::try_from(shaded(channel, shade)).unwrap_or(channel)));
        }
    }
    palette
}
